"""Headcount, migration and departure, which 253/2020 p.6 reports and does not define.

Reading R4: who is counted, once, and where. Reading R5: what each change of a person's place of work is.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from tirkelim.law.book import LawBook

ACT = "253/2020"
BREAK = "register.movement.break_days"
HOME = "KAZ"
NOT_KNOWN = "not_known"
LEAVE_REASONS = (
    "own_wish", "agreement", "contract_end", "other_organisation", "abroad", "retirement", "redundancy", "employer",
    "death", NOT_KNOWN,
)  # fmt: skip
"""Why people leave, as HR enters it; ``not_known`` where nothing, or nothing of these, was entered."""
A_DAY = timedelta(days=1)


class Job(NamedTuple):
    """A job over days on which nothing about it changed, in an organisation of the register.

    It holds from ``first`` up to, not including, ``until`` (None: it goes on). ``id`` is the same through all the
    stretches of a job; ids only need an order.
    """

    id: Any
    organisation: Any
    position: int | None
    specialty: str | None
    is_main: bool
    hired_on: date
    first: date
    until: date | None
    leave_reason: str = ""


class Away(NamedTuple):
    """A death, or a move abroad from ``first`` up to, not including, ``until`` (None: not come back)."""

    kind: str
    first: date
    until: date | None = None
    country: str | None = None


class Diploma(NamedTuple):
    """Where and until when someone studied; ``country`` in ISO 3166-1 alpha-3, None: not known."""

    graduated_on: date
    country: str | None


class Stay(NamedTuple):
    """Days, from ``first`` up to, not including, ``until``, on which a person is counted at one job, unchanged."""

    first: date
    until: date | None
    job: Job


class How(enum.StrEnum):
    """What a change of place is (reading R5)."""

    HIRED = "hired"
    """The first work in an organisation of the register."""
    RETURNED = "returned"
    """Work again, after a break longer than the parameter."""
    ARRIVED = "arrived"
    """Work after living abroad, or the first work after studies abroad."""
    MOVED = "moved"
    """Another organisation; or a break not longer than the parameter, wherever the work goes on."""
    CHANGED = "changed"
    """Another position, specialty or job in the same organisation."""
    LEFT = "left"
    """No more work, for a reason."""


class Step(NamedTuple):
    """One change of a person's place, on the first day on which it is otherwise.

    ``before`` None: came in after a break or for the first time; ``after`` None: went out. A move with a break between
    is two steps, out and in; ``other`` is then the job on the far side of the break.
    """

    on: date
    how: How
    before: Job | None
    after: Job | None
    other: Job | None = None
    reason: str = ""
    country: str | None = None


def break_days(day: date, book: LawBook) -> int:
    """Days after the last day of work within which new work is a move and not a return (reading R5)."""
    return book.number(BREAK, max(day, book.editions_of(ACT)[0].start))


def place_on(jobs: Sequence[Job], away: Sequence[Away], day: date) -> Job | None:
    """Where a person is counted on a day (reading R4): the main job, else the oldest; None: is not counted."""
    if _away_on(away, day) is not None:
        return None
    held = [job for job in jobs if job.first <= day and (job.until is None or day < job.until)]
    return min(held, key=_rank, default=None)


def stays(jobs: Sequence[Job], away: Sequence[Away] = ()) -> tuple[Stay, ...]:
    """Where a person is counted from day to day, in the order of time; breaks are left out."""
    turns = [day for job in jobs for day in (job.first, job.until)] + [
        day for one in away for day in (one.first, one.until)
    ]
    days = sorted({day for day in turns if day is not None})
    found: list[Stay] = []
    for place, first in enumerate(days):
        until = days[place + 1] if place + 1 < len(days) else None
        job = place_on(jobs, away, first)
        if job is not None and found and found[-1].until == first and found[-1].job == job:
            found[-1] = found[-1]._replace(until=until)
        elif job is not None:
            found.append(Stay(first, until, job))
    return tuple(found)


def steps(path: Sequence[Stay], away: Sequence[Away], diplomas: Sequence[Diploma], break_days: int) -> tuple[Step, ...]:
    """All changes of a person's place, in the order of time. ``path`` is what ``stays`` gives of the same ``away``."""
    found = [_first(path[0], away, diplomas)] if path else []
    for place, before in enumerate(path):
        after = path[place + 1] if place + 1 < len(path) else None
        if after is None or before.until != after.first:
            found += _break(before, after, away, break_days)
        else:
            moved = before.job.organisation != after.job.organisation
            found.append(Step(after.first, How.MOVED if moved else How.CHANGED, before.job, after.job))
    return tuple(found)


def _first(stay: Stay, away: Sequence[Away], diplomas: Sequence[Diploma]) -> Step:
    """The first work in the register: of someone who came from abroad, or who is new."""
    lived = [one for one in away if one.until is not None and one.until <= stay.first]
    if lived:
        return Step(stay.first, How.ARRIVED, None, stay.job, country=lived[-1].country)
    studied = max((one for one in diplomas if one.graduated_on <= stay.first), key=_graduation, default=None)
    if studied is not None and studied.country not in (None, HOME):
        return Step(stay.first, How.ARRIVED, None, stay.job, country=studied.country)
    return Step(stay.first, How.HIRED, None, stay.job)


def _break(before: Stay, after: Stay | None, away: Sequence[Away], days: int) -> list[Step]:
    """The end of work, and what comes after it, if anything does."""
    ended = before.until
    if ended is None:
        return []
    if after is None:
        return [_left(ended, before.job, away)]
    abroad = [one for one in away if one.first < after.first and (one.until is None or one.until > ended)]
    if abroad:
        came = Step(after.first, How.ARRIVED, None, after.job, country=abroad[-1].country)
        return [_left(ended, before.job, away), came]
    if after.first <= ended - A_DAY + timedelta(days=days):
        out = Step(ended, How.MOVED, before.job, None, other=after.job)
        return [out, Step(after.first, How.MOVED, None, after.job, other=before.job)]
    return [_left(ended, before.job, away), Step(after.first, How.RETURNED, None, after.job)]


def _left(on: date, job: Job, away: Sequence[Away]) -> Step:
    """The end of work for good, as far as is known: death and a move abroad outweigh what the dismissal says."""
    gone = _away_on(away, on)
    if gone is not None:
        return Step(on, How.LEFT, job, None, reason="death" if gone.kind == "death" else "abroad", country=gone.country)
    reason = job.leave_reason if job.leave_reason in LEAVE_REASONS else NOT_KNOWN
    return Step(on, How.LEFT, job, None, reason=reason)


def _away_on(away: Sequence[Away], day: date) -> Away | None:
    """The death or the stay abroad that holds on a day; a death outweighs a stay abroad."""
    held = [one for one in away if one.first <= day and (one.until is None or day < one.until)]
    return min(held, key=lambda one: (one.kind != "death", one.first), default=None)


def _rank(job: Job) -> tuple[bool, date, Any]:
    return (not job.is_main, job.hired_on, job.id)


def _graduation(diploma: Diploma) -> tuple[date, bool]:
    return (diploma.graduated_on, diploma.country == HOME)
