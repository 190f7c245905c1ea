"""Who comes into the room: foreigners and stateless persons to what is their own, and those who act for them (p.3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.identity.policy import may
from tirkelim.portal import edge
from tirkelim.portal.edge import account_of, allow
from tirkelim.portal.rooms import View, private_room
from tirkelim.register.models import ConformityCertificate
from tirkelim.register.queries import log_access
from tirkelim.services.conformity.access import certificate_scope, representative_for

SERVICE = "conformity"
MOST_CASES = 50

Room = Callable[[View], Any]
room = private_room


def own_person(request: HttpRequest, moment: datetime, action: str = "conformity.read") -> UUID:
    """The person that the account belongs to. Raises Http404 for accounts that apply for nobody."""
    return edge.own_person(request, action, moment)


def cases_seen(person: UUID) -> QuerySet[Case]:
    """The applications for a person and those that the person made for others, the newest first."""
    mine = Q(subject_id=person) | Q(representative=person)
    return Case.objects.filter(mine, service=SERVICE).select_related("draft").order_by("-change__at")


def own_case(request: HttpRequest, case: UUID, moment: datetime, action: str = "conformity.read") -> Case:
    """An application of one's own, or one that one made for somebody else: that look is logged.

    Raises Http404 for any other, as for one that does not exist.
    """
    person = own_person(request, moment)
    found = cases_seen(person).filter(pk=case).first()
    # Those who filed an application for another see that one only; the other sees it as their own.
    if found is None or person not in (found.subject_id, found.representative):
        raise Http404
    allow(request, action, found, moment)
    if found.subject_id != person:
        log_access(account_of(request).id, found.subject_id, "case.read", moment)
    return found


def may_still(request: HttpRequest, case: Case, moment: datetime) -> bool:
    """Whether the account may read the case: asked again at the very read of a file."""
    return may(account_of(request), "conformity.read", case, on=localdate(moment))


def own_certificate(
    request: HttpRequest, certificate: UUID, moment: datetime, action: str = "conformity.read"
) -> ConformityCertificate:
    """A certificate of one's own, or of someone for whom one applied for it: that look is logged.

    Raises Http404 for any other, as for one that does not exist.
    """
    person, account = own_person(request, moment), account_of(request)
    found = ConformityCertificate.objects.filter(pk=certificate).first()
    if found is None:
        raise Http404
    allow(request, action, certificate_scope(found, account), moment)
    if found.person_id != person:
        # An officer's own right reaches further, but not into this room.
        if representative_for(found, person) is None:
            raise Http404
        log_access(account.id, found.person_id, "certificate.read", moment)
    return found
