"""Counting what nobody may do too often."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tirkelim.identity.counting import count

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def test_each_time_is_counted_since_the_first() -> None:
    later = NOON + timedelta(minutes=4)
    assert count("a", NOON, QUARTER) == (1, NOON)
    assert count("a", later, QUARTER) == (2, NOON)
    assert count("a", later, QUARTER) == (3, NOON)


def test_what_is_counted_apart_stays_apart() -> None:
    count("a", NOON, QUARTER)
    assert count("b", NOON, QUARTER) == (1, NOON)


def test_a_span_later_the_count_begins_anew() -> None:
    count("a", NOON, QUARTER)
    count("a", NOON, QUARTER)
    just_before, then = NOON + QUARTER - timedelta(microseconds=1), NOON + QUARTER
    assert count("a", just_before, QUARTER) == (3, NOON)
    assert count("a", then, QUARTER) == (1, then)
    assert count("a", then, QUARTER) == (2, then)
