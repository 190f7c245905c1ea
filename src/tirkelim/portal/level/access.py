"""Who comes into the room of levels: the worker, to what is their own."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest

from tirkelim.cases.models import Case
from tirkelim.portal import edge
from tirkelim.portal.edge import allow
from tirkelim.portal.rooms import private_room

SERVICE = "level"


room = private_room


def own_person(request: HttpRequest, moment: datetime) -> UUID:
    """The person that the account belongs to. Raises Http404 for accounts that apply for nobody."""
    return edge.own_person(request, "case.draft", moment)


def own_claim(request: HttpRequest, case: UUID, moment: datetime, action: str = "case.read") -> Case:
    """The worker's own claim. Raises Http404 for anyone else's, as for one that does not exist."""
    person = own_person(request, moment)
    found = Case.objects.select_related("draft").filter(pk=case, service=SERVICE, subject_id=person).first()
    if found is None:
        raise Http404
    allow(request, action, found, moment)
    return found
