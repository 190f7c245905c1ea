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
    for person, day in _completed(tuple(people), known):
        found[person].append(day)
    return {person: tuple(sorted(set(days))) for person, days in found.items()}


@kept
def _completed(people: tuple[UUID, ...], known: datetime) -> QuerySet[Training, tuple[UUID, date]]:
    entered = Training.objects.known_at(known).filter(person__in=people)
    return entered.values_list("person_id", "completed_on")
