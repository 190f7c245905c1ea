"""Calendar arithmetic: years and months that end on the last day where there is no such day (reading G6)."""

from __future__ import annotations

import calendar
from datetime import date
from typing import NamedTuple


def add_months(day: date, months: int) -> date:
    """The same day so many months later (or earlier); the last day of the month where there is no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def add_years(day: date, years: int) -> date:
    """The same date so many years later (or earlier); 28 February for 29 February in a common year."""
    return add_months(day, years * 12)


def years_reached(start: date, years: int, on: date) -> bool:
    """Whether so many years have passed: the anniversary itself counts."""
    return add_years(start, years) <= on


def within_years_before(day: date, years: int, on: date) -> bool:
    """Whether ``day`` lies in the window of so many years up to ``on``, both ends included."""
    return add_years(on, -years) <= day <= on


def full_years(start: date, on: date) -> int:
    """The number of full years from ``start`` to ``on`` (0 when ``on`` is earlier)."""
    if on < start:
        return 0
    years = on.year - start.year
    return years if years_reached(start, years, on) else years - 1


class Length(NamedTuple):
    """A length of service: years, months (0-11) and days (0-31). Ordered as written."""

    years: int
    months: int
    days: int

    @property
    def is_zero(self) -> bool:
        """Whether there is no service at all."""
        return self == (0, 0, 0)


def length_between(start: date, on: date) -> Length:
    """The time from ``start`` to ``on`` in years, months and days (zero when ``on`` is earlier)."""
    if on < start:
        return Length(0, 0, 0)
    months = (on.year - start.year) * 12 + on.month - start.month
    while add_months(start, months) > on:
        months -= 1
    return Length(months // 12, months % 12, (on - add_months(start, months)).days)
