"""The people to whom something happens in a period, each with all that is known of their work.

Only they are walked through (law.order_253_register.movement); of everybody else the headcount says enough.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from tirkelim.law.order_253_register.movement import Away, Diploma, Job
from tirkelim.national.reports.sql import KNOWN, as_day, as_id, as_moment_day, bound, rows
from tirkelim.national.reports.values import Level, Traits, level_name

TURNS = "(valid_from BETWEEN %s AND %s OR valid_to BETWEEN %s AND %s)"
"""What begins or ends within days; takes the first and the last day twice."""
HAPPENED = f"""
    SELECT person_id FROM register_employment WHERE organisation_id IS NOT NULL AND {KNOWN} AND {TURNS}
    UNION SELECT person_id FROM register_departure WHERE {KNOWN} AND {TURNS}
    UNION SELECT person_id FROM register_qualification WHERE {KNOWN} AND {TURNS}
"""  # noqa: S608 - constants of this module only
THERE = f"""
    UNION SELECT person_id FROM register_employment
    WHERE {KNOWN} AND valid_from <= %s AND (valid_to IS NULL OR valid_to > %s) AND organisation_id IN
"""  # noqa: S608
LEARNED = "(known_from > %s AND known_from <= %s OR known_to > %s AND known_to <= %s)"
"""What became known, or was known better, after one moment and by another; takes both twice."""
CHANGED = f"""
    SELECT person_id FROM register_employment WHERE {LEARNED}
    UNION SELECT person_id FROM register_departure WHERE {LEARNED}
    UNION SELECT person_id FROM register_qualification WHERE {LEARNED}
    UNION SELECT person_id FROM register_personfact WHERE {LEARNED}
    UNION SELECT person_id FROM register_education WHERE {LEARNED}
    UNION SELECT duplicate_id FROM register_merge WHERE {LEARNED}
    UNION SELECT kept_id FROM register_merge WHERE {LEARNED}
"""  # noqa: S608
EVER_THERE = """
    UNION SELECT person_id FROM register_employment WHERE organisation_id IN
"""
ENTERED = f"""
WITH fresh AS (
    SELECT line, MIN(known_from) AS at FROM register_employment
    WHERE known_from > %s AND known_from <= %s
    GROUP BY line
)
SELECT DISTINCT job.person_id, job.line, CAST(fresh.at AS text)
FROM fresh JOIN register_employment job ON job.line = fresh.line
WHERE {KNOWN} AND NOT EXISTS (
    SELECT 1 FROM register_employment earlier WHERE earlier.line = fresh.line AND earlier.known_from <= %s
)
"""  # noqa: S608
"""Jobs of which the register knew nothing before a span of moments; takes the span, the moment twice, the beginning of
the span."""
REGISTERED = f"""
SELECT register_person.id FROM register_person
JOIN journal_change ON journal_change.id = register_person.change_id
WHERE journal_change.at > %s AND journal_change.at <= %s
    AND NOT EXISTS (SELECT 1 FROM register_merge WHERE duplicate_id = register_person.id AND {KNOWN})
"""  # noqa: S608
EVERYTHING = f"""
WITH touched (person) AS (VALUES {{people}})
SELECT person_id, 1, CAST(line AS text), CAST(organisation_id AS text), "position", specialty, leave_reason, is_main,
    hired_on, valid_from, valid_to
FROM register_employment JOIN touched ON person = person_id WHERE organisation_id IS NOT NULL AND {KNOWN}
UNION ALL
SELECT person_id, 2, NULL, NULL, NULL, kind, country, NULL, NULL, valid_from, valid_to
FROM register_departure JOIN touched ON person = person_id WHERE {KNOWN}
UNION ALL
SELECT person_id, 3, CAST(line AS text), NULL, NULL, level, category, NULL, obtained_on, valid_from, valid_to
FROM register_qualification JOIN touched ON person = person_id WHERE {KNOWN}
UNION ALL
SELECT person_id, 4, NULL, NULL, NULL, sex, NULL, NULL, birth_date, NULL, NULL
FROM register_personfact JOIN touched ON person = person_id WHERE {KNOWN} AND valid_to IS NULL
UNION ALL
SELECT person_id, 5, NULL, NULL, NULL, country, NULL, NULL, graduated_on, NULL, NULL
FROM register_education JOIN touched ON person = person_id WHERE {KNOWN}
ORDER BY 1, 2, 10
"""  # noqa: S608
AT_ONCE = 2_000
"""People who are read at a time, by the indexes on them."""
JOB, AWAY, LEVEL, WHO, STUDIED = range(1, 6)


class Person(NamedTuple):
    """All that the counting of one person needs."""

    id: UUID
    jobs: tuple[Job, ...]
    away: tuple[Away, ...]
    diplomas: tuple[Diploma, ...]
    traits: Traits
    registered: bool
    """Became known to the register within the period."""
    entered: tuple[tuple[UUID, date], ...]
    """Jobs that were entered within the period for the first time, with the day of the entry."""


class Period(NamedTuple):
    """The days of a report; and the moments between which what is entered belongs to it."""

    first_day: date
    closing_on: date
    entered_after: datetime
    entered_until: datetime


def people_of(period: Period, known: datetime, changed: Sequence[UUID]) -> Iterator[Person]:
    """Everybody to whom something happens in a period, as known at a moment.

    ``changed``: organisations that become otherwise in the period, with which their people do.
    """
    moments, days = bound(known, known), bound(period.first_day, period.closing_on) * 2
    params = [*moments, *days] * 3
    text = HAPPENED
    if changed:
        text += THERE + _list(changed)
        params += [*moments, *bound(period.closing_on, period.first_day, *changed)]
    entries = _entries(period, known)
    return _gather(_ids(text, params) | entries.jobs.keys() | entries.people, entries, known)


def people_learned(
    period: Period, known: datetime, after: datetime, until: datetime, changed: Sequence[UUID]
) -> Iterator[Person]:
    """Everybody of whom something became known between two moments, as known at a third.

    ``changed``: organisations of which something became known; all who ever worked there are among them.
    """
    params = bound(after, until, after, until) * 7
    text = CHANGED
    if changed:
        text += EVER_THERE + _list(changed)
        params += bound(*changed)
    return _gather(_ids(text, params), _entries(period, known), known)


class _Entries(NamedTuple):
    """What was entered within a period for the first time: jobs by person, each with its day; and people."""

    jobs: dict[UUID, list[tuple[UUID, date]]]
    people: set[UUID]


def _entries(period: Period, known: datetime) -> _Entries:
    moments = bound(known, known)
    # Nothing that was entered after the moment of the report belongs to it.
    span = bound(period.entered_after, min(period.entered_until, known))
    jobs: dict[UUID, list[tuple[UUID, date]]] = {}
    for person, line, at in rows(ENTERED, [*span, *moments, *span[:1]]):
        jobs.setdefault(as_id(person), []).append((as_id(line), as_moment_day(at)))
    return _Entries(jobs, _ids(REGISTERED, [*span, *moments]))


def _ids(statement: str, params: Sequence[Any]) -> set[UUID]:
    return {as_id(id) for (id,) in rows(statement, params)}


def _gather(people: Iterable[UUID], entries: _Entries, known: datetime) -> Iterator[Person]:
    """The people of a list, in the order of their ids; none of whom nothing is known at the moment."""
    order, moments = sorted(people), bound(known, known)
    for start in range(0, len(order), AT_ONCE):
        some = order[start : start + AT_ONCE]
        statement = EVERYTHING.replace("{people}", ", ".join(["(%s)"] * len(some)))
        found = rows(statement, [*bound(*some), *moments * 5])
        by_id = {as_id(id): list(taken) for id, taken in itertools.groupby(found, key=lambda row: row[0])}
        for id in some:
            if id in by_id or id in entries.people:
                yield _person(id, by_id.get(id, ()), entries)


def _person(id: UUID, taken: Sequence[tuple[Any, ...]], entries: _Entries) -> Person:
    """One person from rows of every kind."""
    by_kind: dict[int, list[tuple[Any, ...]]] = {}
    for row in taken:
        by_kind.setdefault(row[1], []).append(row)
    who = by_kind.get(WHO, [(None,) * 11])[0]
    return Person(
        id,
        tuple(_job(row) for row in by_kind.get(JOB, ())),
        tuple(Away(row[5], _day(row[9]), as_day(row[10]), row[6]) for row in by_kind.get(AWAY, ())),
        tuple(sorted((_diploma(row) for row in by_kind.get(STUDIED, ())), key=str)),
        Traits(who[5] or "", as_day(who[8]), tuple(sorted(_level(row) for row in by_kind.get(LEVEL, ())))),
        id in entries.people,
        tuple(entries.jobs.get(id, ())),
    )


def _job(row: tuple[Any, ...]) -> Job:
    return Job(
        id=as_id(row[2]),
        organisation=as_id(row[3]),
        position=row[4],
        specialty=row[5],
        is_main=bool(row[7]),
        hired_on=_day(row[8]),
        first=_day(row[9]),
        until=as_day(row[10]),
        leave_reason=row[6],
    )


def _diploma(row: tuple[Any, ...]) -> Diploma:
    return Diploma(_day(row[8]), row[5])


def _level(row: tuple[Any, ...]) -> Level:
    return Level(_day(row[8]), as_id(row[2]), level_name(row[5], row[6]), _day(row[9]), as_day(row[10]))


def _day(value: Any) -> date:
    found = as_day(value)
    if found is None:
        raise TypeError("a day that every row has is missing")
    return found


def _list(ids: Sequence[UUID]) -> str:
    return f"({', '.join(['%s'] * len(ids))})"
