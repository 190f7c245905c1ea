"""Questions about deaths and moves abroad. Like `queries`, they check no rights."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.journal.kept import kept
from tirkelim.journal.temporal import TemporalQuerySet
from tirkelim.register.as_of import AsOf
from tirkelim.register.models import Departure, DepartureKind


def departures_of(person: UUID, known: AsOf) -> tuple[Departure, ...]:
    """All deaths and moves abroad of a person as known then, the earliest first."""
    rows: TemporalQuerySet = Departure.objects.known_at(known.known)
    return tuple(rows.filter(person=person).order_by("valid_from"))


def departure_on(person: UUID, day: date) -> Departure | None:
    """The death or move abroad that holds on a day by the present knowledge: not returned by then."""
    return _departure.first(person, day)


@kept
def _departure(person: UUID, day: date) -> QuerySet[Departure]:
    return Departure.objects.current(day).filter(person=person)


def departed(people: Iterable[UUID], when: AsOf) -> dict[UUID, Departure]:
    """Those of several people who had died or moved abroad by a day, by id. One query."""
    rows = Departure.objects.as_of(*when).filter(person__in=set(people))
    return {row.person_id: row for row in rows}


def has_returned(away: Departure, others: Iterable[Departure]) -> bool:
    """Whether a move abroad ended with a return; one that a death ended did not."""
    died = {row.valid_from for row in others if row.kind == DepartureKind.DEATH}
    return away.kind == DepartureKind.EMIGRATION and away.valid_to is not None and away.valid_to not in died


def hindrance(person: UUID, hired_on: date, left_on: date | None) -> str:
    """Why a person cannot have a job in the country on these days, by the present knowledge; see `hindered`."""
    return hindered(_departures(person), hired_on, left_on)


@kept
def _departures(person: UUID) -> QuerySet[Departure]:
    return Departure.objects.current().filter(person=person)


def hindered(departures: Iterable[Departure], hired_on: date, left_on: date | None) -> str:
    """Why somebody with these departures cannot have a job on these days: "dead", "abroad", or nothing (an empty text).

    Nobody works after death. Nobody is hired while abroad; a job held when leaving the country may go on.
    """
    for row in departures:
        if row.kind == DepartureKind.DEATH and (left_on is None or left_on > row.on):
            return "dead"
        away = row.valid_from < hired_on and (row.valid_to is None or hired_on < row.valid_to)
        if row.kind == DepartureKind.EMIGRATION and away:
            return "abroad"
    return ""
