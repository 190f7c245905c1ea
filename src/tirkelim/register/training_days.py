"""On which days people's further education ended, as known at a moment: what keeps certificates without a term.

Only what a personnel service entered, or what it and the head confirmed, keeps a certificate valid: what a worker says
of themselves is a claim, whatever file is attached.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.journal.kept import kept
from tirkelim.register.models import Training


def training_days(people: Collection[UUID], known: datetime) -> dict[UUID, tuple[date, ...]]:
    """The days by person, of those who have any. One query."""
    found: defaultdict[UUID, list[date]] = defaultdict(list)
    entered = Training.objects.known_at(known).filter(person__in=people)
    for person, day in entered.values_list("person_id", "completed_on"):
        found[person].append(day)
    return {person: tuple(sorted(set(days))) for person, days in found.items()}


def latest_training(person: UUID, on: date) -> tuple[date, ...]:
    """The latest of one person's days up to a day, by the present knowledge; empty where there is none."""
    return tuple(_latest(person, on))


@kept
def _latest(person: UUID, on: date) -> QuerySet[Training, date]:
    rows = Training.objects.filter(known_to__isnull=True, person=person, completed_on__lte=on)
    return rows.order_by("-completed_on").values_list("completed_on", flat=True)[:1]
