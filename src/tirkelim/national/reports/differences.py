"""What later knowledge changes in a report that was given: which figures, by how many, and why.

Only the people of whom something became known in between are counted again, once as of each of the two moments.
"""

from __future__ import annotations

import enum
import heapq
import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from tirkelim.law.order_253_register.movement import Job, stays
from tirkelim.national.models import Report
from tirkelim.national.reports.counting import Frame, Tally, count_ends, count_person, frame_of
from tirkelim.national.reports.figures import Figure, Figures, Filters
from tirkelim.national.reports.paths import Person, people_learned
from tirkelim.national.reports.sight import figures_of
from tirkelim.register.models import Merge, OrganisationFact


class Cause(enum.StrEnum):
    """What became known after a report, about the days of the report or before."""

    LATE_HIRE = "late_hire"
    """A job that had begun was entered."""
    LATE_LEAVING = "late_leaving"
    """The end of a job was entered."""
    LEAVING_CANCELLED = "leaving_cancelled"
    """An end of a job was taken back."""
    CORRECTED_HIRING = "corrected_hiring"
    """A job had begun on another day."""
    CORRECTED_JOB = "corrected_job"
    """Position, specialty or main place of a job were otherwise."""
    CORRECTED_PERSON = "corrected_person"
    """Sex, date of birth or education were otherwise."""
    DEPARTURE = "departure"
    """A death, a move abroad or a return was entered or corrected."""
    LEVEL = "level"
    """A level or category was entered or corrected."""
    ORGANISATION = "organisation"
    """Region, sector, ownership or kind of an organisation were otherwise."""
    MERGED = "merged"
    """Two entries were found to be one person, or were parted again."""
    WITHDRAWN = "withdrawn"
    """A job turned out not to have been."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure, as given and as it would be counted now."""

    figure: Figure
    then: int
    now: int

    @property
    def by(self) -> int:
        return self.now - self.then


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs between a report and the register as known at `known`."""

    known: datetime
    figures: tuple[Difference, ...]
    causes: dict[Cause, int]
    """Changes that became known in between and reach into the days of the report, by kind."""
    counted: Figures
    """All figures as they are counted now."""


class _Change(NamedTuple):
    """One person as known at both moments, None where not known at all, and what that makes in the figures."""

    id: UUID
    then: Person | None
    now: Person | None
    by: Tally


def differences(report: Report, known: datetime) -> Differences:
    """What the register as known at `known`, which is not before the report, says otherwise than the report."""
    given = figures_of(report)
    tally: Tally = Counter()
    causes: Counter[Cause] = Counter()
    merged = _merged(report.known_at, known)
    with transaction.atomic():
        for one in _changes(report, known):
            tally.update(one.by)
            causes.update(_causes(one, merged, report.closing_on))
    figures = [
        Difference(place, given.get(*place), given.get(*place) + by) for place, by in sorted(tally.items()) if by
    ]
    counted = dict(given.values)
    counted.update({one.figure: one.now for one in figures})
    now = Figures({place: value for place, value in counted.items() if value})
    return Differences(known, tuple(figures), {cause: causes[cause] for cause in Cause if causes[cause]}, now)


def people_behind(report: Report, known: datetime, figure: Figure, limit: int = 200) -> tuple[UUID, ...]:
    """People counted within a figure at the one moment and not at the other. Rights are the caller's to ask."""
    with transaction.atomic():
        found = (one.id for one in _changes(report, known) if one.by[figure])
        return tuple(itertools.islice(found, limit))


def _changes(report: Report, known: datetime) -> Iterator[_Change]:
    """The people whose figures differ, in the order of their ids."""
    filters = Filters.read(report.filters)
    moments = (report.known_at, known)
    frames = [frame_of(report.first_day, report.closing_on, moment, filters) for moment in moments]
    changed = tuple(
        OrganisationFact.objects.filter(_learned(*moments)).values_list("organisation_id", flat=True).distinct()
    )
    streams = [
        _marked(place, people_learned(frame.period, moment, *moments, changed))
        for place, (frame, moment) in enumerate(zip(frames, moments, strict=True))
    ]
    both = heapq.merge(*streams, key=lambda found: found[:2])
    for id, several in itertools.groupby(both, key=lambda found: found[0]):
        people = {place: person for _, place, person in several}
        by: Tally = Counter()
        for place, sign in ((0, -1), (1, 1)):
            if place in people:
                for figure, number in _counted(frames[place], people[place]).items():
                    by[figure] += sign * number
        if any(by.values()):
            yield _Change(id, people.get(0), people.get(1), by)


def _marked(place: int, people: Iterator[Person]) -> Iterator[tuple[UUID, int, Person]]:
    """People with the moment, the first or the second, as of which they are known."""
    return ((person.id, place, person) for person in people)


def _counted(frame: Frame, person: Person) -> Tally:
    """Everything that one person adds to the figures."""
    tally: Tally = Counter()
    path = stays(person.jobs, person.away)
    count_person(tally, frame, person, path)
    count_ends(tally, frame, person, path)
    return tally


def _causes(one: _Change, merged: frozenset[UUID], closing_on: date) -> set[Cause]:
    """Why someone's figures differ: each kind once a person."""
    if one.id in merged:
        return {Cause.MERGED}
    then, now = one.then, one.now
    found = _job_causes(then.jobs if then else (), now.jobs if now else (), closing_on)
    if then is not None and now is not None:
        if then.away != now.away:
            found.add(Cause.DEPARTURE)
        if then.traits.levels != now.traits.levels:
            found.add(Cause.LEVEL)
        if (then.traits.sex, then.traits.born, then.diplomas) != (now.traits.sex, now.traits.born, now.diplomas):
            found.add(Cause.CORRECTED_PERSON)
    return found or {Cause.ORGANISATION}


def _job_causes(then: tuple[Job, ...], now: tuple[Job, ...], closing_on: date) -> set[Cause]:
    """What became known about a person's jobs, of those that had begun by the last day."""
    old, new = _by_line(then), _by_line(now)
    found = set()
    for line in {*old, *new}:
        before, after = old.get(line, []), new.get(line, [])
        if all(job.first > closing_on for job in (*before, *after)) or before == after:
            continue
        if not before:
            found.add(Cause.LATE_HIRE)
        elif not after:
            found.add(Cause.WITHDRAWN)
        else:
            found |= _within_a_job(before, after)
    return found


def _within_a_job(before: list[Job], after: list[Job]) -> set[Cause]:
    found = set()
    if before[0].first != after[0].first:
        found.add(Cause.CORRECTED_HIRING)
    if before[-1].until != after[-1].until:
        found.add(Cause.LEAVING_CANCELLED if after[-1].until is None else Cause.LATE_LEAVING)
    return found or {Cause.CORRECTED_JOB}


def _by_line(jobs: tuple[Job, ...]) -> dict[UUID, list[Job]]:
    found: dict[UUID, list[Job]] = {}
    for job in sorted(jobs, key=lambda one: one.first):
        found.setdefault(job.id, []).append(job)
    return found


def _merged(after: datetime, until: datetime) -> frozenset[UUID]:
    """Those of whom it became known between two moments that they are one with somebody, or are not."""
    rows = Merge.objects.filter(_learned(after, until)).values_list("duplicate_id", "kept_id")
    return frozenset(id for pair in rows for id in pair)


def _learned(after: datetime, until: datetime) -> Q:
    return Q(known_from__gt=after, known_from__lte=until) | Q(known_to__gt=after, known_to__lte=until)
