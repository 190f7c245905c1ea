"""Asking a state system: never without consent, never louder than needed, every answer kept.

`ask_source` talks to the outside and touches no table but the consents: call it outside a transaction, so that a
slow system holds no lock. `record_pull` writes the answer down. `pull` does both, for sources that are near.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import DatabaseError
from django.db.models import QuerySet

from tirkelim.gateway import registry
from tirkelim.gateway.answer import Answer, Basis, Outcome, Question, Subject, unavailable
from tirkelim.gateway.consent import ConsentMissing, consent_for
from tirkelim.gateway.faults import Fault
from tirkelim.gateway.models import Consent, HolderPull, Pull
from tirkelim.gateway.ports import HolderSource, Source
from tirkelim.gateway.records import AnyDataSet, DataSet, record_from_plain, record_to_plain, record_type
from tirkelim.journal.kept import kept
from tirkelim.journal.models import Change

log = logging.getLogger(__name__)
D = TypeVar("D", bound=AnyDataSet)


def ask_source(data_set: DataSet, *, consent: Consent, subject: Subject, now: datetime) -> Answer[Any]:
    """What the source of a data set answers about this person.

    Raises ConsentMissing when this consent is not for this data set and person, or does not hold now. A source
    that fails in whatever way gives "unavailable".
    """
    _check(consent, data_set, subject.person, now)
    question = Question(subject, Basis.CONSENT, str(consent.pk))
    return answered_soundly(data_set, registry.sources(data_set.value).ask, question, now)


def ask_sources(consents: Mapping[DataSet, Consent], subject: Subject, now: datetime) -> dict[DataSet, Answer[Any]]:
    """What the sources of several data sets answer about this person, each on its own consent. As ``ask_source``; the
    far ones are asked at the same time, so that several silent ones take no longer than one."""
    for data_set, consent in consents.items():
        _check(consent, data_set, subject.person, now)
    questions = {ds: Question(subject, Basis.CONSENT, str(consent.pk)) for ds, consent in consents.items()}
    return asked_together({ds: (registry.sources(ds.value), question) for ds, question in questions.items()}, now)


def asked_together(
    asked: Mapping[D, tuple[Source[Any] | HolderSource[Any], Question]], now: datetime
) -> dict[D, Answer[Any]]:
    """The answers of several sources. Those that are ``far`` touch no table and are asked by threads of their own."""
    far = {data_set: pair for data_set, pair in asked.items() if getattr(pair[0], "far", False)}
    with ThreadPoolExecutor(max(1, len(far)), "state-system") as threads:
        begun = {
            data_set: threads.submit(answered_soundly, data_set, source.ask, question, now)
            for data_set, (source, question) in far.items()
        }
        near = {
            data_set: answered_soundly(data_set, source.ask, question, now)
            for data_set, (source, question) in asked.items()
            if data_set not in far
        }
        return {data_set: near[data_set] if data_set in near else begun[data_set].result() for data_set in asked}


def answered_soundly(
    data_set: AnyDataSet, ask: Callable[[Question, datetime], Answer[Any]], question: Question, now: datetime
) -> Answer[Any]:
    """What a source answers, with the id of the question; one that fails in whatever way gives "unavailable"."""
    return replace(_answered(data_set, ask, question, now), correlation=str(question.id))


def _answered(
    data_set: AnyDataSet, ask: Callable[[Question, datetime], Answer[Any]], question: Question, now: datetime
) -> Answer[Any]:
    try:
        answer = ask(question, now)
    except DatabaseError:
        raise  # our own fault, not the source's
    except TimeoutError:
        return _failed(data_set, Fault.TIMEOUT, now)
    except Exception as fault:  # an adapter's fault must not become the applicant's
        # The kind only: a message or a traceback may carry what was asked.
        return _failed(data_set, type(fault).__name__[:40], now)
    if not _is_sound(answer, data_set):
        return _failed(data_set, Fault.BAD_ANSWER, now)
    if answer.outcome is Outcome.UNAVAILABLE:
        log.warning("state system %s did not answer: %s", data_set.value, answer.fault)
    return answer


def record_pull(
    answer: Answer[Any], *, data_set: DataSet, consent: Consent, subject: Subject, now: datetime, change: Change
) -> Pull:
    """Write an answer down under its consent. Raises ConsentMissing when that was withdrawn in the meantime."""
    _check(consent, data_set, subject.person, now)
    body = [record_to_plain(record) for record in answer.found]
    return Pull.objects.create(
        consent=consent,
        source=data_set.value,
        outcome=answer.outcome.value,
        at=answer.at,
        reference=answer.reference,
        fault=answer.fault,
        correlation=answer.correlation,
        body=body or None,
        change=change,
    )


def pull(
    data_set: DataSet, *, consent: Consent, subject: Subject, now: datetime, change: Change
) -> tuple[Pull, Answer[Any]]:
    """Ask and write down in one step."""
    answer = ask_source(data_set, consent=consent, subject=subject, now=now)
    row = record_pull(answer, data_set=data_set, consent=consent, subject=subject, now=now, change=change)
    return row, answer


def latest_pull(case: UUID, data_set: DataSet) -> Pull | None:
    """The newest pull of this data set for this case that was answered; else the newest that was not; else None."""
    return latest_pulls(case).get(data_set)


def latest_pulls(case: UUID) -> dict[DataSet, Pull]:
    """The same for every data set that was asked, from one look-up."""
    found: dict[DataSet, Pull] = {}
    for pull in _pulls(case):
        data_set = DataSet(pull.source)
        before = found.get(data_set)
        if before is None or pull.outcome != Outcome.UNAVAILABLE or before.outcome == Outcome.UNAVAILABLE:
            found[data_set] = pull
    return found


@kept
def _pulls(case: UUID) -> QuerySet[Pull]:
    return Pull.objects.filter(consent__case=case).order_by("at", "pk")


def answer_of(row: Pull) -> Answer[Any]:
    """The answer as it was. Records that were erased since read as an unavailable source, never as none."""
    return restored(row, DataSet(row.source))


def restored(row: Pull | HolderPull, data_set: AnyDataSet) -> Answer[Any]:
    """As ``answer_of``, of either kind of question."""
    if row.outcome == Outcome.UNAVAILABLE.value:
        return unavailable(row.at, row.fault, row.correlation)
    if row.outcome == Outcome.FOUND.value and row.body is None:
        return unavailable(row.at, "erased", row.correlation)
    records = tuple(record_from_plain(data_set, plain) for plain in row.body or [])
    return Answer(Outcome(row.outcome), row.at, row.reference, records, correlation=row.correlation)


def _check(consent: Consent, data_set: DataSet, person: UUID, now: datetime) -> None:
    holding = consent_for(person, consent.case, data_set, now)
    if holding.pk != consent.pk:
        raise ConsentMissing(data_set.value)


def _is_sound(answer: object, data_set: AnyDataSet) -> bool:
    kind = record_type(data_set)
    return isinstance(answer, Answer) and all(isinstance(record, kind) for record in answer.found)


def _failed(data_set: AnyDataSet, fault: str, now: datetime) -> Answer[Any]:
    log.warning("state system %s did not answer: %s", data_set.value, fault)
    return unavailable(now, fault)
