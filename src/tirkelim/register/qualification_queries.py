"""Questions about levels and categories. They check no rights: the caller asks the policy first and logs the access."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from tirkelim.register.models import Qualification


def qualifications_of(person: UUID, known: datetime) -> tuple[Qualification, ...]:
    """All levels and categories of a person as known at a moment, the newest first."""
    rows = Qualification.objects.known_at(known).filter(person=person)
    return tuple(rows.order_by("-obtained_on", "-known_from"))


def levels_in(person: UUID, specialty: str, on: date, known: datetime) -> tuple[Qualification, ...]:
    """The levels given in a specialty up to a day, the newest first. A confirmation is a row of its own."""
    rows = Qualification.objects.as_of(on, known).filter(person=person, specialty=specialty, level__isnull=False)
    return tuple(rows.order_by("-obtained_on", "-known_from"))


def category_in(person: UUID, specialty: str, on: date, known: datetime) -> Qualification | None:
    """The newest category of the earlier system in a specialty."""
    rows = Qualification.objects.as_of(on, known).filter(person=person, specialty=specialty, category__isnull=False)
    return rows.order_by("-obtained_on", "-known_from").first()


def qualification_by_decision(decision: UUID) -> Qualification | None:
    """The level that a decision gave."""
    return Qualification.objects.current().filter(decision=decision).first()
