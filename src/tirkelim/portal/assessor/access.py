"""Who comes into the room: assessors to requests sent to their organisation, workers to requests of their own.

The organisation receives the sheet and no more (283/2020 p.12): a request that is a draft, taken back, or sent to
another organisation does not exist for it. Every look at a request is in the log that the worker can read.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.identity.models import Role
from tirkelim.identity.policy import Scope, grants
from tirkelim.portal import edge
from tirkelim.portal.edge import account_of, allow
from tirkelim.portal.rooms import private_room
from tirkelim.register.queries import log_access
from tirkelim.services.assessment.service import AssessmentService

SERVICE = AssessmentService.name
RECEIVED = (State.CONSIDERED, State.DONE)
"""States in which the organisation has the request."""


room = private_room


def own_organisations(request: HttpRequest, moment: datetime) -> tuple[UUID, ...]:
    """The organisations that the account assesses for. Raises Http404 where there is none."""
    held = grants(account_of(request), localdate(moment))
    found = dict.fromkeys(one.organisation for one in held if one.role == Role.ASSESSMENT_ORGANISATION)
    organisations = tuple(one for one in found if one is not None)
    if not organisations:
        raise Http404
    for one in organisations:
        allow(request, "assessment.read", Scope(organisations=frozenset({one})), moment)
    return organisations


def received_cases(organisations: tuple[UUID, ...]) -> QuerySet[Case]:
    """The requests that organisations have received and that were not taken back."""
    return Case.objects.filter(service=SERVICE, organisation__in=organisations, state__in=RECEIVED)


def received_case(
    request: HttpRequest, case: UUID, moment: datetime, purpose: str, action: str = "assessment.read"
) -> Case:
    """A request sent to one of the account's organisations; the look at it is logged. Raises Http404 otherwise."""
    organisations = own_organisations(request, moment)
    found = received_cases(organisations).select_related("draft").filter(pk=case).first()
    if found is None:
        raise Http404
    allow(request, action, found, moment)
    log_access(account_of(request).id, found.subject_id, purpose, moment)
    return found


def own_person(request: HttpRequest, moment: datetime) -> UUID:
    """The person that the account belongs to. Raises Http404 for accounts that ask for nobody."""
    return edge.own_person(request, "assessment.ask", moment)


def own_request(request: HttpRequest, case: UUID, moment: datetime) -> Case:
    """The worker's own request. Raises Http404 for anyone else's, as for one that does not exist."""
    person = own_person(request, moment)
    found = Case.objects.select_related("draft").filter(pk=case, service=SERVICE, subject_id=person).first()
    if found is None:
        raise Http404
    return found
