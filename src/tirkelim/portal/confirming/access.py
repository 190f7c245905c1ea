"""Who comes into the room: HR and heads to what was handed to their organisation, workers to their own."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tirkelim.cases.engine import commands_open_to
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.identity.policy import Scope
from tirkelim.portal.edge import allow
from tirkelim.portal.personnel.access import Visit, employers, room, visit
from tirkelim.portal.personnel.purposes import Purpose
from tirkelim.register.models import CpdSheet
from tirkelim.register.queries import log_access
from tirkelim.register.scopes import organisation_scope
from tirkelim.services.cpd.service import NAME

__all__ = [
    "Visit",
    "employers",
    "handed_in",
    "may_do",
    "own_case",
    "own_person",
    "readable_sheet",
    "room",
    "sent_case",
    "visit",
]


def handed_in(organisations: Collection[UUID]) -> QuerySet[Case]:
    """What was handed to these organisations and not taken back, the oldest first."""
    cases = Case.objects.filter(service=NAME, organisation__in=organisations, submitted_at__isnull=False)
    return cases.exclude(state=State.WITHDRAWN).select_related("draft").order_by("submitted_at", "id")


def sent_case(at: Visit, case: UUID, purpose: Purpose = Purpose.REVIEW) -> Case:
    """A confirmation of the reader's organisation; the look at it is logged for the worker to see.

    Raises Http404 for anyone else's, as for one that does not exist.
    """
    found = handed_in(employers(at)).filter(pk=case).first()
    if found is None:
        raise Http404
    allow(at.request, "cpd.read", found, at.moment)
    log_access(at.account.id, found.subject_id, purpose.value, at.moment)
    return found


def may_do(at: Visit, case: Case, *names: str) -> frozenset[str]:
    """Those of the commands that the reader may give now, by right and state."""
    return frozenset(names).intersection(commands_open_to(at.account, case, at.moment))


def own_person(at: Visit) -> UUID:
    """The person that the account belongs to. Raises Http404 for accounts that have no results of their own."""
    if at.account.person is None:
        raise Http404
    allow(at.request, "case.draft", Scope(person=at.account.person), at.moment)
    return at.account.person


def own_case(at: Visit, case: UUID) -> Case:
    """A confirmation of the reader's own results. Raises Http404."""
    mine = Case.objects.filter(service=NAME, subject=own_person(at), submitted_at__isnull=False)
    found = mine.select_related("draft").filter(pk=case).first()
    if found is None:
        raise Http404
    return found


def readable_sheet(at: Visit, sheet: UUID) -> CpdSheet:
    """A sheet that the reader may see; a look at somebody else's is logged. Raises Http404."""
    found = CpdSheet.objects.select_related("supersedes").filter(pk=sheet).first()
    if found is None:
        raise Http404
    scope = organisation_scope(found.organisation_id, at.today, found.person_id)
    allow(at.request, "cpd.read", scope, at.moment)
    if found.person_id != at.account.person:
        log_access(at.account.id, found.person_id, "cpd.read", at.moment)
    return found
