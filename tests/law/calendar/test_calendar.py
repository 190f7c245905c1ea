"""The working calendar: what the tool makes, what the reference list says, and arithmetic on working days."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.book import current_book
from tirkelim.law.calendar import CalendarNotKnown
from tirkelim.law.data import read_csv
from tools import make_calendar

CALENDAR = current_book().calendar
REFERENCE = Path(__file__).parents[1] / "data" / "holidays_2024_2027.csv"
EVERY_DAY = [date(2016, 1, 1) + timedelta(days=n) for n in range((date(2027, 12, 31) - date(2016, 1, 1)).days + 1)]
days = st.dates(date(2016, 1, 1), date(2027, 6, 30))


def test_committed_calendar_is_what_the_tool_makes() -> None:
    assert make_calendar.differences() == []


def test_calendar_agrees_with_the_reference_list_day_by_day_and_kind_by_kind() -> None:
    committed = {row["date"]: row for row in read_csv("calendar.csv") if row["date"] >= "2024"}
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        reference = {row["date"]: row for row in csv.DictReader(file)}

    assert committed.keys() == reference.keys()
    for day, row in reference.items():
        for column in ("kind", "en", "certainty"):
            assert committed[day][column] == row[column], day
        if row["kk"]:
            assert (committed[day]["kk"], committed[day]["ru"]) == (row["kk"], row["ru"]), day


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2020, 5, 8), False),  # a decree moved the day off for Victory Day from the 11th to the 8th
        (date(2020, 5, 11), True),
        (date(2024, 5, 4), True),  # a Saturday worked instead of 8 May
        (date(2024, 5, 8), False),
        (date(2025, 1, 3), False),
        (date(2025, 1, 5), True),  # a Sunday
        (date(2025, 1, 7), False),  # Orthodox Christmas
        (date(2026, 3, 24), False),  # Nauryz fell on Saturday and Sunday: two days are given for it
        (date(2026, 3, 25), False),
        (date(2026, 3, 26), True),
        (date(2024, 6, 17), True),  # Qurban Ait on a Sunday moves nothing
        (date(2024, 8, 30), False),
        (date(2026, 8, 31), True),  # Constitution Day left 30 August in 2026
        (date(2027, 3, 15), False),  # and stands on 15 March from 2027
        (date(2020, 2, 29), False),  # a Saturday
        (date(2024, 2, 29), True),
    ],
)
def test_days_people_ask_about(day: date, works: bool) -> None:
    assert CALENDAR.is_working(day) is works


@pytest.mark.parametrize("day", [date(2015, 12, 31), date(2028, 1, 1)])
def test_outside_the_committed_years_nothing_is_guessed(day: date) -> None:
    with pytest.raises(CalendarNotKnown):
        CALENDAR.is_working(day)


def test_every_year_is_as_long_as_a_working_year() -> None:
    for year in range(2016, 2028):
        assert 244 <= sum(CALENDAR.is_working(day) for day in EVERY_DAY if day.year == year) <= 249, year


def test_no_run_of_days_off_is_longer_than_a_week() -> None:
    run = 0
    for day in EVERY_DAY:
        run = 0 if CALENDAR.is_working(day) else run + 1
        assert run <= 6, day


def test_every_special_day_is_named_in_three_languages() -> None:
    for row in read_csv("calendar.csv"):
        assert all(row[lang] for lang in ("kk", "ru", "en")), row


def test_a_decree_missing_from_the_list_stops_the_tool(tmp_path: Path) -> None:
    shorter = tmp_path / "overrides.csv"
    lines = make_calendar.OVERRIDES.read_text(encoding="utf-8").splitlines()
    shorter.write_text("\n".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(SystemExit, match="2025, 1, 3"):
        make_calendar.build(overrides=shorter)


@given(days, st.integers(1, 20))
def test_a_term_ends_on_a_working_day_and_holds_that_many(day: date, term: int) -> None:
    end = CALENDAR.after(day, term)
    assert CALENDAR.is_working(end)
    assert CALENDAR.count(day, end) == term


@given(days, st.integers(1, 20))
def test_a_day_later_never_brings_an_earlier_end(day: date, term: int) -> None:
    assert CALENDAR.after(day, term) <= CALENDAR.after(day + timedelta(days=1), term)
    assert CALENDAR.after(day, term) < CALENDAR.after(day, term + 1)


@given(days)
def test_nearest_working_days_bracket_the_day(day: date) -> None:
    if day >= date(2016, 1, 10):
        assert CALENDAR.on_or_before(day) <= day <= CALENDAR.on_or_after(day)
