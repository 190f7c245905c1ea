"""Questions about levels and categories. They check no rights: the caller asks the policy first and logs the access."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.journal.kept import kept
from tirkelim.law.order_283_cpd.profile import fits_profile
from tirkelim.register.models import Qualification


def qualifications_of(person: UUID, known: datetime) -> tuple[Qualification, ...]:
    """All levels and categories of a person as known at a moment, the newest first."""
    return tuple(_qualifications(person, known))


@kept
def _qualifications(person: UUID, known: datetime) -> QuerySet[Qualification]:
    rows = Qualification.objects.known_at(known).filter(person=person).select_related("change")
    return rows.order_by("-obtained_on", "-known_from")


def category_held(person: UUID, specialty: str, on: date, known: datetime) -> Qualification | None:
    """The newest category of the earlier system that a person had obtained in a specialty by a day; a nurse's on any
    track of nursing (reading C24)."""
    return category_among(qualifications_of(person, known), specialty, on)


def category_among(rows: Iterable[Qualification], specialty: str, on: date) -> Qualification | None:
    """The same, of rows that are at hand, the newest first."""
    given = (row for row in rows if row.category and row.obtained_on <= on)
    return next((row for row in given if fits_profile(row.specialty, specialty) is True), None)


def qualification_by_decision(decision: UUID) -> Qualification | None:
    """The level that a decision gave, even where the register has stopped believing in it since."""
    return Qualification.objects.filter(decision=decision).order_by("-known_from").first()
