"""Who comes into the applicant's room: the applicant, to what is their own; for a foreign specialist also the
organisation that applies for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.models import Case
from tirkelim.identity.models import Account
from tirkelim.identity.policy import may
from tirkelim.journal.kept import kept
from tirkelim.portal import edge
from tirkelim.portal.applicant.services import WIZARDS, wizard_of
from tirkelim.portal.edge import account_of, allow
from tirkelim.portal.rooms import View, signed_in
from tirkelim.portal.show import Link
from tirkelim.register.queries import log_access

LOGGED = frozenset({"evidence.read", "document.read"})
"""Purposes that the log of a person's data tells apart from reading the application."""


def room(*methods: str) -> Callable[[View], Any]:
    """A view of the room: signed in (others are led to sign in), and with these methods only."""
    return signed_in(*methods)


def own_person(request: HttpRequest, moment: datetime) -> UUID:
    """The person that the account belongs to. Raises Http404 for accounts that cannot apply for anyone."""
    return edge.own_person(request, "case.draft", moment)


def own_case(request: HttpRequest, case: UUID, moment: datetime, action: str = "case.read") -> Case:
    """An application of one's own, or of one's organisation where the service lets organisations apply.

    Raises Http404 for anyone else's, as for one that does not exist. A look at somebody else's data is logged.
    """
    found = _case.first(case)
    if found is None or found.service not in WIZARDS:
        raise Http404
    wizard = wizard_of(found)
    allow(request, wizard.right(wizard.entry), found, moment)
    own = found.subject_id == account(request).person
    if not own and found.organisation is None:
        raise Http404
    allow(request, wizard.right(action), found, moment)
    if not own:
        log_access(account(request).id, found.subject_id, action if action in LOGGED else "case.read", moment)
    return found


@kept
def _case(id: UUID) -> QuerySet[Case]:
    return Case.objects.filter(pk=id).select_related("draft")


def allowed(request: HttpRequest, case: Case, action: str, moment: datetime) -> bool:
    """Whether the account may do this with the case: asked again at the very read of a file."""
    return may(account(request), wizard_of(case).right(action), case, on=localdate(moment))


def home(request: HttpRequest, case: Case) -> Link:
    """Where this account's applications are listed: its own, or those of its organisation."""
    if case.subject_id == account(request).person:
        return Link(_("My applications"), reverse("applications"))
    return Link(_("Foreign specialists"), reverse("foreign"))


def account(request: HttpRequest) -> Account:
    """The signed-in account."""
    return account_of(request)
