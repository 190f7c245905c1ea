"""On which days people's further education ended, as known at a moment: what keeps certificates without a term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.journal.kept import kept
from tirkelim.register.models import Activity, Training

FURTHER_EDUCATION = 1
"""The criterion of further education (283/2020 ann.1 row 1)."""


def training_days(people: Collection[UUID], known: datetime) -> dict[UUID, tuple[date, ...]]:
    """The days by person, of those who have any: entered by a personnel service, or a result of the first criterion
    with its certificate attached (without one it proves nothing). Two queries."""
    found: defaultdict[UUID, list[date]] = defaultdict(list)
    entered = Training.objects.known_at(known).filter(person__in=people)
    results = Activity.objects.known_at(known).filter(person__in=people, criterion=FURTHER_EDUCATION)
    for rows in (entered, results.filter(evidence__isnull=False)):
        for person, day in rows.values_list("person_id", "completed_on"):
            found[person].append(day)
    return {person: tuple(sorted(set(days))) for person, days in found.items()}


def latest_training(person: UUID, on: date) -> tuple[date, ...]:
    """The latest of one person's days up to a day, by the present knowledge; empty where there is none."""
    return tuple(sorted([*_entered(person, on), *_results(person, on)])[-1:])


@kept
def _entered(person: UUID, on: date) -> QuerySet[Training, date]:
    rows = Training.objects.filter(known_to__isnull=True, person=person, completed_on__lte=on)
    return rows.order_by("-completed_on").values_list("completed_on", flat=True)[:1]


@kept
def _results(person: UUID, on: date) -> QuerySet[Activity, date]:
    rows = Activity.objects.filter(
        known_to__isnull=True, person=person, criterion=FURTHER_EDUCATION, evidence__isnull=False, completed_on__lte=on
    )
    return rows.order_by("-completed_on").values_list("completed_on", flat=True)[:1]
