"""Who comes into the room: staff of an organisation, to its own workers; every look at a record is logged.

Readers from outside (a department, the coordinator) say first what for; the worker sees it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from tirkelim.identity.models import Account, Role
from tirkelim.identity.policy import Scope, grants, may
from tirkelim.portal.edge import account_of, allow, now
from tirkelim.portal.personnel.purposes import Purpose, given_lately
from tirkelim.portal.rooms import private_room
from tirkelim.register import queries
from tirkelim.register.models import Employment
from tirkelim.register.scopes import organisation_scope, person_scope

STAFF = (Role.HR_OFFICER, Role.HEAD_OF_ORGANISATION)
READERS = frozenset({*STAFF, Role.DEPARTMENT_OFFICER, Role.NATIONAL_COORDINATOR})


class PurposeNeeded(Exception):
    """The record lies outside the reader's own organisation, and the reader has not said what for."""

    def __init__(self, person: UUID) -> None:
        super().__init__("a purpose is needed")
        self.person = person


def room(*names: str) -> Callable[[Callable[..., HttpResponseBase]], Any]:
    """As every private room; a reader from outside is asked for the purpose first, and led back afterwards."""

    def wrap(view: Callable[..., HttpResponseBase]) -> Any:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                return view(request, *args, **kwargs)
            except PurposeNeeded as needed:
                back = urlencode({"next": request.get_full_path()})
                return redirect(f"{reverse('staff_why', args=[needed.person])}?{back}")

        return private_room(*names)(inner)

    return wrap


class Visit(NamedTuple):
    """One request: who asks and when."""

    request: HttpRequest
    account: Account
    moment: datetime

    @property
    def today(self) -> date:
        """The day of the request in Almaty."""
        return timezone.localdate(self.moment)

    def may(self, action: str, scope: Scope | None) -> bool:
        """Whether the account may do this; for links and buttons."""
        return may(self.account, action, scope, on=self.today)


def visit(request: HttpRequest) -> Visit:
    """The request's account and moment; the clock is read here."""
    return Visit(request, account_of(request), now())


def employers(at: Visit) -> list[UUID]:
    """The organisations that the account works for, each once."""
    held = [grant for grant in grants(at.account, at.today) if grant.role in STAFF and grant.organisation]
    return list(dict.fromkeys(grant.organisation for grant in held if grant.organisation is not None))


def own_organisation(at: Visit, action: str = "organisation.read") -> UUID:
    """The organisation that the page is about: the one chosen in the address, or the first. Raises Http404."""
    own = employers(at)
    chosen = at.request.GET.get("organisation", "")
    found = next((one for one in own if str(one) == chosen), own[0] if own else None)
    if found is None:
        raise Http404
    allow(at.request, action, organisation_scope(found, at.today), at.moment)
    return found


class Worker(NamedTuple):
    """A person whose record is open, and where it belongs."""

    person: UUID
    scope: Scope

    def employer(self, at: Visit) -> UUID | None:
        """The reader's own organisation among the person's employers."""
        return next((one for one in employers(at) if one in self.scope.organisations), None)


def open_record(at: Visit, person: UUID, action: str = "person.read", purpose: Purpose = Purpose.READ) -> Worker:
    """Go on to a person's record, and log it. Raises Http404 for anyone who may not, as for nobody's id."""
    scope = person_scope(person, at.today)
    if not any(grant.role in READERS for grant in grants(at.account, at.today)):
        raise Http404
    allow(at.request, action, scope, at.moment)
    if not scope.organisations and not scope.territories and queries.person_facts(person, at.today, at.moment) is None:
        raise Http404
    one = Worker(person, scope)
    said = purpose.value
    if one.employer(at) is None:
        if purpose is Purpose.CHANGE:
            raise Http404
        said = said_before(at, person)
    queries.log_access(at.account.id, person, said, at.moment)
    return one


def said_before(at: Visit, person: UUID) -> str:
    """What a reader from outside has said lately: why this record is read. Raises PurposeNeeded."""
    found = given_lately(at.request.session, person, at.moment)
    if found is None:
        raise PurposeNeeded(person)
    return found


def own_job(at: Visit, person: UUID, employment: UUID) -> Employment:
    """The last known version of a job of the person in the reader's own organisation. Raises Http404."""
    rows = Employment.objects.current().filter(line=employment, person=person, organisation__in=employers(at))
    row = rows.select_related("organisation").order_by("-valid_from").first()
    if row is None or row.organisation_id is None:
        raise Http404
    allow(at.request, "employment.correct", organisation_scope(row.organisation_id, at.today, person), at.moment)
    return row
