"""Who comes into the ledger: the worker alone, to the own results. Others see them in their own rooms."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from tirkelim.identity.models import Account
from tirkelim.identity.policy import Scope
from tirkelim.portal.edge import account_of, allow, now
from tirkelim.portal.rooms import private_room
from tirkelim.register import activity_queries as register
from tirkelim.register.models import Activity

room = private_room


class Visit(NamedTuple):
    """One request to one's own ledger: who asks, whose it is, when."""

    request: HttpRequest
    account: Account
    person: UUID
    moment: datetime

    @property
    def today(self) -> date:
        """The day of the request in Almaty."""
        return timezone.localdate(self.moment)

    @property
    def stream(self) -> str:
        """The owner of the files of evidence."""
        return f"person:{self.person}"


def visit(request: HttpRequest, action: str = "activity.add") -> Visit:
    """The request's account, person and moment. Raises Http404 for accounts without a person of their own."""
    account, moment = account_of(request), now()
    if account.person is None:
        raise Http404
    allow(request, action, Scope(person=account.person), moment)
    return Visit(request, account, account.person, moment)


def own_result(at: Visit, line: UUID) -> Activity:
    """One's own result as it is known now. Raises Http404 for one taken back and for anybody else's."""
    row = register.activity(line, at.person)
    if row is None:
        raise Http404
    return row
