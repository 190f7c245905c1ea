"""Who comes into the room: the national coordinator, and never to the own entry; every look at a person is logged."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from tirkelim.identity.policy import Scope
from tirkelim.portal.edge import allow
from tirkelim.portal.personnel.access import Visit
from tirkelim.register import queries
from tirkelim.register.models import Person
from tirkelim.register.scopes import person_scope

ACTION = "person.merge"
PURPOSE = "person.merge"


def enter(at: Visit) -> None:
    """Go on for those who may merge. Raises Http404."""
    allow(at.request, ACTION, Scope(), at.moment)


def open_people(at: Visit, *people: UUID) -> None:
    """Go on to two people's entries, and log it for both. Raises Http404 for anyone who may not, as for nobody's id."""
    if Person.objects.filter(pk__in=people).count() != len(people):
        raise Http404
    for person in people:
        allow(at.request, ACTION, person_scope(person, at.today), at.moment)
    for person in people:
        queries.log_access(at.account.id, person, PURPOSE, at.moment)
