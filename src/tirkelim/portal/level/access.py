"""Who comes into the room of levels: the worker, to what is their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.views.decorators.cache import never_cache

from tirkelim.cases.models import Case
from tirkelim.identity.policy import Scope
from tirkelim.portal.edge import account_of, allow
from tirkelim.portal.rooms import View, signed_in

SERVICE = "level"


def room(*methods: str) -> Callable[[View], Any]:
    """A view of the room: signed in, with these methods, kept in no cache."""

    def wrap(view: View) -> Any:
        return never_cache(signed_in(*methods)(view))

    return wrap


def own_person(request: HttpRequest, moment: datetime) -> UUID:
    """The person that the account belongs to. Raises Http404 for accounts that apply for nobody."""
    person = account_of(request).person
    if person is None:
        raise Http404
    allow(request, "case.draft", Scope(person=person), moment)
    return person


def own_claim(request: HttpRequest, case: UUID, moment: datetime, action: str = "case.read") -> Case:
    """The worker's own claim. Raises Http404 for anyone else's, as for one that does not exist."""
    person = own_person(request, moment)
    found = Case.objects.select_related("draft").filter(pk=case, service=SERVICE, subject_id=person).first()
    if found is None:
        raise Http404
    allow(request, action, found, moment)
    return found
