"""Who comes into the applicant's room: the applicant alone, and only to what is their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from tirkelim.cases.models import Case
from tirkelim.identity.models import Account
from tirkelim.identity.policy import Scope
from tirkelim.journal.kept import kept
from tirkelim.portal.edge import account_of, allow
from tirkelim.portal.rooms import View, signed_in

SERVICE = "certificate"


def room(*methods: str) -> Callable[[View], Any]:
    """A view of the room: signed in (others are led to sign in), and with these methods only."""
    return signed_in(*methods)


def own_person(request: HttpRequest, moment: datetime) -> UUID:
    """The person that the account belongs to. Raises Http404 for accounts that cannot apply for anyone."""
    person = account_of(request).person
    if person is None:
        raise Http404
    allow(request, "case.draft", Scope(person=person), moment)
    return person


def own_case(request: HttpRequest, case: UUID, moment: datetime, action: str = "case.read") -> Case:
    """The applicant's own application. Raises Http404 for anyone else's, as for one that does not exist."""
    found = _case.first(case)
    if found is None or found.subject_id != own_person(request, moment):
        raise Http404
    allow(request, action, found, moment)
    return found


@kept
def _case(id: UUID) -> QuerySet[Case]:
    return Case.objects.filter(pk=id, service=SERVICE).select_related("draft")


def account(request: HttpRequest) -> Account:
    """The signed-in account."""
    return account_of(request)
