"""The working calendar: weekends, public holidays, and days moved by decree (reading G4), as committed data."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

WORKING_WEEKEND = "working_weekend"
SATURDAY = 5


class SpecialDay(NamedTuple):
    """A day that differs from its weekday: a holiday, a moved day off, or a weekend day made a working day."""

    day: date
    kind: str
    name: dict[str, str]
    certainty: str


class CalendarNotKnown(LookupError):
    """The day lies outside the years that the calendar covers."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__(f"the working calendar does not cover {day.isoformat()} ({first} to {last})")
        self.day = day
        self.first = first
        self.last = last


class WorkingCalendar:
    """Which days are working days, from ``first`` to ``last``. Every question outside raises CalendarNotKnown."""

    def __init__(self, first: date, last: date, special: tuple[SpecialDay, ...], version: str) -> None:
        self.first = first
        self.last = last
        self.version = version
        self._special = {day.day: day for day in special}

    def is_working(self, day: date) -> bool:
        """Whether offices work on this day."""
        if not self.first <= day <= self.last:
            raise CalendarNotKnown(day, self.first, self.last)
        special = self._special.get(day)
        if special is None:
            return day.weekday() < SATURDAY
        return special.kind == WORKING_WEEKEND

    def special(self, day: date) -> SpecialDay | None:
        """What is special about the day, if anything."""
        return self._special.get(day)

    def on_or_after(self, day: date) -> date:
        """The day itself if it is a working day, otherwise the next one."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def on_or_before(self, day: date) -> date:
        """The day itself if it is a working day, otherwise the preceding one."""
        while not self.is_working(day):
            day -= timedelta(days=1)
        return day

    def after(self, day: date, working_days: int) -> date:
        """The last day of a term of so many working days; the starting day is not counted (reading G1)."""
        for _ in range(working_days):
            day = self.on_or_after(day + timedelta(days=1))
        return day

    def count(self, after: date, until: date) -> int:
        """How many working days lie after the first day up to and including the second (negative when reversed)."""
        if until < after:
            return -self.count(until, after)
        days = (until - after).days
        return sum(self.is_working(after + timedelta(days=n)) for n in range(1, days + 1))
