"""Office hours of a visit, and when one is possible after its notice (59/2020 p.14; reading L7)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.book import current_book
from tirkelim.law.order_59_licence.visit import (
    in_office_hours,
    may_begin,
    next_in_office_hours,
    notice_hours,
    notice_in_time,
)

ZONE = ZoneInfo("Asia/Almaty")


def at(text: str) -> datetime:
    """A moment by the clock of the office."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("told", "first"),
    [
        ("2026-03-02T10:00", "2026-03-03T10:00"),
        ("2026-03-02T07:00", "2026-03-03T09:00"),
        ("2026-03-02T18:00", "2026-03-04T09:00"),  # an hour's visit would end after closing
        ("2026-03-06T10:00", "2026-03-10T09:00"),  # a weekend and the day off after a holiday lie between
        ("2026-03-05T17:30", "2026-03-06T17:30"),
        ("2026-03-05T17:31", "2026-03-10T09:00"),
    ],
)
def test_first_visit_after_a_notice(told: str, first: str) -> None:
    book = current_book()
    earliest = may_begin(at(told), notice_hours(at(told), book))
    assert next_in_office_hours(earliest, 60, book, ZONE) == at(first)


MOMENTS = st.integers(0, 300 * 24 * 60).map(lambda minutes: at("2026-01-05") + timedelta(minutes=minutes))


@given(told=MOMENTS, minutes=st.integers(15, 480))
def test_next_is_possible_and_in_time(told: datetime, minutes: int) -> None:
    book = current_book()
    hours = notice_hours(told, book)
    found = next_in_office_hours(may_begin(told, hours), minutes, book, ZONE)
    assert in_office_hours(found, minutes, book, ZONE)
    assert notice_in_time(told, found, hours)
    assert found >= may_begin(told, hours)


@given(told=MOMENTS, seconds=st.integers(-3600, 3600))
def test_notice_is_in_time_from_the_full_hours_on(told: datetime, seconds: int) -> None:
    visit = told + timedelta(hours=24, seconds=seconds)
    assert notice_in_time(told, visit, 24) is (seconds >= 0)
