"""Where records of the register belong, for the policy."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.identity.policy import Scope
from tirkelim.identity.territories import TerritoryNotKnown, region
from tirkelim.journal.kept import kept
from tirkelim.register.models import Employment, OrganisationFact, PersonFact


def person_scope(person: UUID, on: date) -> Scope:
    """A person belongs to the organisations that employ them on a day, and to the regions of these and of their
    residence, by the present knowledge."""
    employers = set(_employers(person, on))
    places = [*_homes(person, on), *_places_of(employers, on)]
    return Scope(person=person, organisations=frozenset(employers), territories=_regions(places))


def organisation_scope(organisation: UUID, on: date, person: UUID | None = None) -> Scope:
    """An organisation belongs to itself and to its region; `person` when a record is about one of its workers."""
    return Scope(
        person=person,
        organisations=frozenset({organisation}),
        territories=_regions(_places_of({organisation}, on)),
    )


def _places_of(organisations: set[UUID], on: date) -> list[str | None]:
    return _places(tuple(organisations), on)


@kept
def _employers(person: UUID, on: date) -> QuerySet[Employment, UUID]:
    jobs = Employment.objects.current(on).filter(person=person, organisation__isnull=False)
    return jobs.values_list("organisation_id", flat=True)


@kept
def _homes(person: UUID, on: date) -> QuerySet[PersonFact, str | None]:
    return PersonFact.objects.current(on).filter(person=person).values_list("residence_kato", flat=True)


@kept
def _places(organisations: tuple[UUID, ...], on: date) -> QuerySet[OrganisationFact, str | None]:
    facts = OrganisationFact.objects.current(on).filter(organisation__in=organisations)
    return facts.values_list("kato", flat=True)


def _regions(places: list[str | None]) -> frozenset[str]:
    found = set()
    for place in places:
        try:
            found.add(region(place or ""))
        except TerritoryNotKnown:
            continue
    return frozenset(found)
