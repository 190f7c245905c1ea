"""Counting: headcount at both ends by the database, movement person by person through the definitions of the law."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from tirkelim.law.book import current_book
from tirkelim.law.order_253_register.movement import How, Job, Stay, Step, break_days, stays, steps
from tirkelim.national.reports.figures import (
    ALL_KEY,
    BALANCED,
    Dimension,
    Figure,
    Figures,
    Filters,
    Measure,
    left,
)
from tirkelim.national.reports.heads import End, Heads, heads_at
from tirkelim.national.reports.paths import Period, Person, people_of
from tirkelim.national.reports.sql import make_room
from tirkelim.national.reports.values import (
    PLACE,
    UNKNOWN_KEY,
    Keys,
    Organisations,
    band,
    fits,
    group_of,
    keys_on,
    position_key,
    pyramid_key,
    track_of,
)
from tirkelim.register.as_of import end_of
from tirkelim.register.worklists import due_on

A_DAY = timedelta(days=1)
ABROAD = "abroad"
IN = {
    How.HIRED: Measure.HIRED,
    How.RETURNED: Measure.RETURNED,
    How.ARRIVED: Measure.ARRIVED,
    How.MOVED: Measure.MOVED_IN,
    How.CHANGED: Measure.CHANGED_IN,
}
"""What a step into a value is counted as."""

Tally = Counter[Figure]


class Frame(NamedTuple):
    """What every person of a report is counted against."""

    period: Period
    filters: Filters
    organisations: Organisations
    break_days: int

    @property
    def opening_on(self) -> date:
        """The day whose end is the opening."""
        return self.period.first_day - A_DAY

    def ends(self) -> tuple[End, End]:
        """Opening and closing, with the organisations that the filters name on each day."""
        opening, closing = (
            End(day, self.organisations.fitting(self.filters, day)) for day in (self.opening_on, self.period.closing_on)
        )
        return opening, closing

    def keys(self, job: Job, person: Person, day: date) -> Keys | None:
        """Where a person stands on a day; None: outside the part of the register that is asked for."""
        keys = keys_on(job, person.traits, day, self.organisations)
        return keys if fits(keys, self.filters) else None


def frame_of(first_day: date, closing_on: date, known: datetime, filters: Filters) -> Frame:
    """What a report of these days, as known at a moment, is counted against."""
    period = Period(first_day, closing_on, end_of(first_day - A_DAY), end_of(closing_on))
    return Frame(period, filters, Organisations(known), break_days(closing_on, current_book()))


def count(first_day: date, closing_on: date, known: datetime, filters: Filters | None = None) -> Figures:
    """All figures of a period, as known at a moment."""
    frame = frame_of(first_day, closing_on, known, filters or Filters())
    tally: Tally = Counter()
    with transaction.atomic():
        make_room()
        opening, closing = heads_at(*frame.ends(), known, frame.filters)
        count_heads(tally, frame.organisations, Measure.OPENING, frame.opening_on, opening)
        count_heads(tally, frame.organisations, Measure.CLOSING, closing_on, closing)
        staying = Counter(opening.born)
        changed = frame.organisations.changed(frame.opening_on, closing_on)
        for person in people_of(frame.period, known, changed):
            path = stays(person.jobs, person.away)
            count_person(tally, frame, person, path)
            staying.subtract(_born_at_opening(frame, person, path))
    _count_birthdays(tally, frame, staying)
    return Figures({place: value for place, value in tally.items() if value})


def count_heads(tally: Tally, organisations: Organisations, measure: Measure, day: date, heads: Heads) -> None:
    """Add what the database counted on a day to every dimension that follows from it."""

    def add(dimension: Dimension, key: str, number: int) -> None:
        tally[Figure(dimension, key, measure)] += number

    for id, number in heads.organisation.items():
        place = organisations.on(id, day)
        add(Dimension.ALL, ALL_KEY, number)
        add(Dimension.ORGANISATION, str(id), number)
        add(Dimension.REGION, place.region, number)
        add(Dimension.SECTOR, place.sector, number)
        add(Dimension.OWNERSHIP, place.ownership, number)
        add(Dimension.KIND, place.kind, number)
    for position, number in heads.position.items():
        add(Dimension.POSITION, position_key(position), number)
        add(Dimension.GROUP, group_of(position), number)
    for specialty, number in heads.specialty.items():
        add(Dimension.SPECIALTY, specialty, number)
    for level, number in heads.level.items():
        add(Dimension.LEVEL, level, number)
        add(Dimension.TRACK, track_of(level), number)
    ages: Counter[tuple[str, str]] = Counter()
    for (sex, born), number in heads.born.items():
        ages[sex, band(born, day)] += number
    for (sex, age), number in ages.items():
        add(Dimension.SEX, sex, number)
        add(Dimension.AGE, age, number)
        add(Dimension.PYRAMID, pyramid_key(sex, age), number)


def count_person(tally: Tally, frame: Frame, person: Person, path: Sequence[Stay]) -> None:
    """Add everything that happens to one person within the period, but not where they stand at its ends.

    ``path`` is what `stays` gives of the person.
    """
    first_day, closing_on = frame.period.first_day, frame.period.closing_on
    for step in steps(path, person.away, person.diplomas, frame.break_days):
        if first_day <= step.on <= closing_on:
            _count_step(tally, frame, person, step)
    for stay in path:
        _count_slow_change(tally, frame, person, stay)
    if person.registered:
        _count_registered(tally, frame, person, path)
    if person.entered:
        _count_late(tally, frame, person)


def count_ends(tally: Tally, frame: Frame, person: Person, path: Sequence[Stay]) -> None:
    """Add one person to opening and closing; as `count_heads` for everybody."""
    for measure, day in ((Measure.OPENING, frame.opening_on), (Measure.CLOSING, frame.period.closing_on)):
        job = _job_on(path, day)
        keys = None if job is None else frame.keys(job, person, day)
        for place, key in enumerate(keys or ()):
            tally[Figure(BALANCED[place], key, measure)] += 1


def _count_step(tally: Tally, frame: Frame, person: Person, step: Step) -> None:
    """A change of place: out of the values that were, into those that are."""
    was = None if step.before is None else frame.keys(step.before, person, step.on - A_DAY)
    now = None if step.after is None else frame.keys(step.after, person, step.on)
    within = step.how is How.CHANGED
    out = left(step.reason) if step.how is How.LEFT else Measure.CHANGED_OUT if within else Measure.MOVED_OUT
    came = Measure.MOVED_IN if step.how is How.LEFT else IN[step.how]
    _count_change(tally, was, now, str(out), came)
    if step.how is How.MOVED and step.after is not None:
        _count_flow(tally, frame, person, step)
    elif (step.how is How.ARRIVED or step.reason == ABROAD) and (was is not None or now is not None):
        tally[Figure(Dimension.COUNTRY, step.country or UNKNOWN_KEY, str(out) if now is None else came)] += 1


def _count_slow_change(tally: Tally, frame: Frame, person: Person, stay: Stay) -> None:
    """What becomes otherwise while the place stays: age, level, what the organisation is. Told once a stay."""
    first = max(stay.first, frame.opening_on)
    last = frame.period.closing_on if stay.until is None else min(stay.until - A_DAY, frame.period.closing_on)
    if first < last:
        was, now = (frame.keys(stay.job, person, day) for day in (first, last))
        _count_change(tally, was, now, Measure.CHANGED_OUT, Measure.CHANGED_IN)


def _count_change(tally: Tally, was: Keys | None, now: Keys | None, out: str, came: str) -> None:
    """Out of each value that is no longer so, into each that has become so."""
    for place, dimension in enumerate(BALANCED):
        before = None if was is None else was[place]
        after = None if now is None else now[place]
        if before == after:
            continue
        if before is not None:
            tally[Figure(dimension, before, str(out))] += 1
        if after is not None:
            tally[Figure(dimension, after, str(came))] += 1


FLOWS = (
    (Dimension.REGION_FLOW, PLACE[Dimension.REGION]),
    (Dimension.SECTOR_FLOW, PLACE[Dimension.SECTOR]),
    (Dimension.ORGANISATION_FLOW, PLACE[Dimension.ORGANISATION]),
)


def _count_flow(tally: Tally, frame: Frame, person: Person, step: Step) -> None:
    """From where to where someone moved; told on the first day at the new place, also after a break."""
    source = step.before or step.other
    if source is None or step.after is None:
        return
    last_day = step.on - A_DAY if step.other is None or source.until is None else source.until - A_DAY
    was = keys_on(source, person.traits, last_day, frame.organisations)
    now = keys_on(step.after, person.traits, step.on, frame.organisations)
    if fits(was, frame.filters) or fits(now, frame.filters):
        for dimension, place in FLOWS:
            if was[place] != now[place]:
                tally[Figure(dimension, f"{was[place]}>{now[place]}", Measure.MOVED)] += 1


def _count_registered(tally: Tally, frame: Frame, person: Person, path: Sequence[Stay]) -> None:
    """Someone new to the register, at the place on the last day; else at the last one before, or the first after."""
    closing_on = frame.period.closing_on
    if not path:
        if not frame.filters.stored():
            tally[Figure(Dimension.ALL, ALL_KEY, Measure.REGISTERED)] += 1
        return
    begun = [stay for stay in path if stay.first <= closing_on] or [path[0]]
    stay = begun[-1] if begun[-1].first <= closing_on else begun[0]
    day = max(stay.first, closing_on if stay.until is None else min(stay.until - A_DAY, closing_on))
    for place, key in enumerate(frame.keys(stay.job, person, day) or ()):
        tally[Figure(BALANCED[place], key, Measure.REGISTERED)] += 1


def _count_late(tally: Tally, frame: Frame, person: Person) -> None:
    """Jobs entered after the three working days of p.8; those that began before its wording was in force are not."""
    for line, entered_on in person.entered:
        job = min((one for one in person.jobs if one.id == line), key=lambda one: one.first, default=None)
        due = None if job is None else _due(job.hired_on)
        if job is None or due is None or entered_on <= due:
            continue
        for place, key in enumerate(frame.keys(job, person, job.first) or ()):
            tally[Figure(BALANCED[place], key, Measure.LATE_ENTRIES)] += 1


@functools.lru_cache(maxsize=4096)
def _due(hired_on: date) -> date | None:
    return due_on(hired_on, current_book())


def _count_birthdays(tally: Tally, frame: Frame, staying: Counter[tuple[str, date | None]]) -> None:
    """The age bands of those to whom nothing else happens: everybody at the opening but those walked through."""
    for (sex, born), number in staying.items():
        was, now = band(born, frame.opening_on), band(born, frame.period.closing_on)
        if number and was != now:
            for dimension, before, after in (
                (Dimension.AGE, was, now),
                (Dimension.PYRAMID, pyramid_key(sex, was), pyramid_key(sex, now)),
            ):
                if before != after:
                    tally[Figure(dimension, before, Measure.CHANGED_OUT)] += number
                    tally[Figure(dimension, after, Measure.CHANGED_IN)] += number


def _born_at_opening(frame: Frame, person: Person, path: Iterable[Stay]) -> Iterable[tuple[str, date | None]]:
    job = _job_on(path, frame.opening_on)
    if job is None or frame.keys(job, person, frame.opening_on) is None:
        return ()
    return ((person.traits.sex, person.traits.born),)


def _job_on(path: Iterable[Stay], day: date) -> Job | None:
    return next((stay.job for stay in path if stay.first <= day and (stay.until is None or day < stay.until)), None)
