"""Who cannot be hired: the dead, and those who are abroad until their return is recorded (253/2020 p.6)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tirkelim.register.commands.writing import Invalid
from tirkelim.register.departure_queries import hindrance
from tirkelim.register.merged import wait_for_turn
from tirkelim.register.models import Departure, DepartureKind


def refuse_hindered(person: UUID, hired_on: date, left_on: date | None, *reasons: str) -> None:
    """Raise Invalid({"person": "dead"}) or ({"person": "abroad"}) where a job cannot be held on these days.

    With `reasons` only those count.
    """
    wait_for_turn(person)
    found = hindrance(person, hired_on, left_on)
    if found and (not reasons or found in reasons):
        raise Invalid({"person": found})


def refuse_after_death(person: UUID, day: date, field: str) -> None:
    """Raise Invalid({field: "after_death"}) where the person had died before the day: nobody is transferred, and no
    job ends, later than that. On the day of death itself both may be."""
    wait_for_turn(person)
    if Departure.objects.current().filter(person=person, kind=DepartureKind.DEATH, on__lt=day).exists():
        raise Invalid({field: "after_death"})
