"""What an office will not manage in time: from how many cases are due on which day and how many it decides in a working
day. A plain calculation; it promises nothing, and it knows nothing of how hard a case is.

The office is taken to decide in the order in which the desk lists its cases: late ones first, then by due day, the
whole day of today included, at the pace of the last weeks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from tirkelim.law.calendar import CalendarNotKnown, WorkingCalendar

A_DAY = timedelta(days=1)


class Pace(NamedTuple):
    """How many cases were decided in how many working days (at least one)."""

    decided: int
    working_days: int

    def done_by(self, working_day: int) -> int:
        """How many cases are decided by the end of the n-th working day from now, at this pace."""
        return self.decided * working_day // self.working_days


class DayAhead(NamedTuple):
    """A working day: how many cases are due on it; how many have to be decided by its end, those that are late already
    included; how many can be; and how many of those due on it cannot."""

    day: date
    due: int
    needed_by_then: int
    possible_by_then: int
    breaches: int

    @property
    def short_by(self) -> int:
        """How many more would have to be decided by the end of the day than can be."""
        return max(0, self.needed_by_then - self.possible_by_then)


class Forecast(NamedTuple):
    """The days ahead up to the last on which something is due. ``late``: cases whose day has passed. ``needed``: the
    least whole number of decisions a working day with which nothing more would become late."""

    days: tuple[DayAhead, ...]
    late: int
    needed: int

    @property
    def breaches(self) -> int:
        """How many cases would become late."""
        return sum(day.breaches for day in self.days)


def forecast(due: Mapping[date, int], pace: Pace, calendar: WorkingCalendar, today: date) -> Forecast:
    """The forecast from how many open cases are due on each day.

    A day that is no working day counts as the last working day before it. Days beyond the calendar are left out.
    """
    late = sum(number for day, number in due.items() if day < today)
    ahead = {day: number for day, number in due.items() if day >= today and number > 0}
    by_day: dict[date, int] = {}
    working = list(_working_days(calendar, today, max(ahead, default=today)))
    if not working:
        return Forecast((), late, 0)
    for day, number in ahead.items():
        # What is due before the next working day cannot be decided in time any more than what is due on it.
        held = max((one for one in working if one <= day), default=working[0])
        by_day[held] = by_day.get(held, 0) + number
    days, needed_by_then, needed = [], late, 0
    for place, day in enumerate(working, start=1):
        due_then = by_day.get(day, 0)
        needed_by_then += due_then
        possible = pace.done_by(place)
        breaches = min(due_then, max(0, needed_by_then - possible))
        days.append(DayAhead(day, due_then, needed_by_then, possible, breaches))
        if due_then:
            needed = max(needed, -(-needed_by_then // place))
    return Forecast(tuple(days), late, needed)


def places_of_breaches(found: Forecast) -> Iterator[int]:
    """Which cases would become late, by their place (from 0) among all open cases with a due day, in the order of these
    days, late ones first."""
    for day in found.days:
        yield from range(day.needed_by_then - day.breaches, day.needed_by_then)


def _working_days(calendar: WorkingCalendar, first: date, last: date) -> Iterator[date]:
    """The working days from the first one on or after a day up to another, at least one; none beyond the calendar."""
    try:
        day = calendar.on_or_after(first)
        yield day
        while (day := calendar.on_or_after(day + A_DAY)) <= last:
            yield day
    except CalendarNotKnown:
        return


def last_working_days(calendar: WorkingCalendar, today: date, number: int) -> date:
    """The first of the last so many working days before today. Raises CalendarNotKnown."""
    day = today
    for _ in range(number):
        day = calendar.on_or_before(day - A_DAY)
    return day
