"""The one parameter of every question to the register."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tirkelim.register.as_of import AsOf, end_of

NOON = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)  # noon in Almaty


def test_now_is_the_day_of_almaty() -> None:
    late = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
    assert AsOf.now(late) == (date(2026, 11, 22), late)


def test_a_past_day_is_known_at_its_end_in_almaty() -> None:
    assert end_of(date(2026, 6, 30)) == datetime(2026, 6, 30, 18, 59, 59, 999999, tzinfo=UTC)
    asked = AsOf.at_end_of(date(2026, 6, 30), date(2026, 1, 1), NOON)
    assert asked == (date(2026, 1, 1), end_of(date(2026, 6, 30)))


def test_nothing_is_known_after_the_clock() -> None:
    assert AsOf.at_end_of(date(2026, 11, 21), date(2026, 11, 21), NOON) == AsOf.now(NOON)
    assert AsOf.at_end_of(date(2030, 1, 1), date(2026, 11, 21), NOON).known == NOON
