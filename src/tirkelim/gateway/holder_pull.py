"""Asking a state system about whoever applies for a licence, and keeping what it answered.

Such a question rests on the application itself, in which the applicant consents (59/2020 ann.1 row 9(8)); who asks
checks that. As in ``pull``: ask outside a transaction, then write the answer down.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.gateway import registry
from tirkelim.gateway.answer import Answer, Basis, Holder, Outcome, Question
from tirkelim.gateway.models import HolderPull
from tirkelim.gateway.pull import asked_together, restored
from tirkelim.gateway.records import HolderDataSet, record_to_plain
from tirkelim.journal.kept import kept
from tirkelim.journal.models import Change


def ask_holder_sources(
    data_sets: Iterable[HolderDataSet], holder: Holder, case: UUID, now: datetime
) -> dict[HolderDataSet, Answer[Any]]:
    """What the sources of data sets answer in a case; one that fails in whatever way gives "unavailable"."""
    asked = {
        data_set: (registry.holder_sources(data_set.value), Question(holder, Basis.APPLICATION, str(case)))
        for data_set in data_sets
    }
    return asked_together(asked, now)


def record_holder_pull(
    answer: Answer[Any], *, data_set: HolderDataSet, holder: Holder, case: UUID, basis: str, change: Change
) -> HolderPull:
    """Write an answer down. ``basis``: the page of the application that allows the question."""
    return HolderPull.objects.create(
        case=case,
        organisation=holder.organisation,
        person=holder.person,
        basis=basis,
        source=data_set.value,
        outcome=answer.outcome.value,
        at=answer.at,
        reference=answer.reference,
        fault=answer.fault,
        correlation=answer.correlation,
        body=[record_to_plain(record) for record in answer.found] or None,
        change=change,
    )


def holder_answers(case: UUID) -> dict[HolderDataSet, Answer[Any]]:
    """By data set the newest answer in a case; where there is none, that the system was down."""
    found: dict[HolderDataSet, Answer[Any]] = {}
    for pull in _pulls(case):
        data_set = HolderDataSet(pull.source)
        answer = restored(pull, data_set)
        if data_set not in found or answer.outcome is not Outcome.UNAVAILABLE:
            found[data_set] = answer
    return found


@kept
def _pulls(case: UUID) -> QuerySet[HolderPull]:
    return HolderPull.objects.filter(case=case).order_by("at", "pk")
