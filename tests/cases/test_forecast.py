"""What will not be managed in time: the calculation against a day-by-day simulation, and what must always hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tirkelim.cases.forecast import Forecast, Pace, forecast, last_working_days, places_of_breaches
from tirkelim.law.book import current_book

CALENDAR = current_book().calendar
START = date(2026, 11, 2)

TODAYS = st.integers(0, 40).map(lambda n: START + timedelta(days=n))
LOADS = st.dictionaries(st.integers(-5, 25), st.integers(0, 6), max_size=12)
PACES = st.builds(Pace, st.integers(0, 120), st.integers(1, 20))


def load(days: Mapping[int, int], today: date) -> dict[date, int]:
    return {today + timedelta(days=n): number for n, number in days.items()}


def by_hand(due: Mapping[date, int], pace: Pace, today: date) -> set[int]:
    """The places of the cases that become late, by deciding them one at a time."""
    order = [day for day, number in sorted(due.items()) for _ in range(number)]
    decided_on: dict[int, date] = {}
    day, worked, place = today, 0, 0
    while place < len(order) and day <= today + timedelta(days=60):
        if CALENDAR.is_working(day):
            worked += 1
            while place < len(order) and place < pace.decided * worked // pace.working_days:
                decided_on[place] = day
                place += 1
        day += timedelta(days=1)
    return {
        place for place, last in enumerate(order)
        if last >= today and decided_on.get(place, date.max) > max(last, first_chance(today))
    }  # fmt: skip


def first_chance(today: date) -> date:
    """What is due on a weekend before anybody works again is taken as due on the next working day."""
    return CALENDAR.on_or_after(today)


@given(LOADS, PACES, TODAYS)
def test_it_is_what_deciding_one_at_a_time_comes_to(days: dict[int, int], pace: Pace, today: date) -> None:
    due = load(days, today)
    found = forecast(due, pace, CALENDAR, today)

    assert set(places_of_breaches(found)) == by_hand(due, pace, today)
    assert found.late == sum(number for day, number in due.items() if day < today)


@given(LOADS, TODAYS)
def test_the_pace_it_names_is_enough_and_one_less_is_not(days: dict[int, int], today: date) -> None:
    due = load(days, today)
    needed = forecast(due, Pace(1, 1), CALENDAR, today).needed

    assert forecast(due, Pace(needed, 1), CALENDAR, today).breaches == 0
    if needed:
        assert forecast(due, Pace(needed - 1, 1), CALENDAR, today).breaches > 0


@given(LOADS, TODAYS)
def test_nothing_is_late_when_all_can_be_done_today(days: dict[int, int], today: date) -> None:
    due = load(days, today)

    assert forecast(due, Pace(sum(due.values()), 1), CALENDAR, today).breaches == 0


@given(LOADS, PACES, TODAYS, st.integers(-5, 25))
def test_one_case_more_never_makes_it_better(days: dict[int, int], pace: Pace, today: date, more: int) -> None:
    heavier = {**days, more: days.get(more, 0) + 1}

    assert worst(load(days, today), pace, today) <= worst(load(heavier, today), pace, today)


@given(LOADS, PACES, TODAYS)
def test_a_better_pace_never_makes_it_worse(days: dict[int, int], pace: Pace, today: date) -> None:
    better = pace._replace(decided=pace.decided + 1)

    assert worst(load(days, today), better, today) <= worst(load(days, today), pace, today)


def worst(due: Mapping[date, int], pace: Pace, today: date) -> int:
    return forecast(due, pace, CALENDAR, today).breaches


def test_an_office_that_decides_nothing_breaches_everything() -> None:
    found = forecast({START: 2, START + timedelta(days=1): 1}, Pace(0, 20), CALENDAR, START)

    assert [(day.due, day.breaches, day.short_by) for day in found.days] == [(2, 2, 2), (1, 1, 3)]
    assert found.needed == 2


def test_late_cases_take_their_time_before_the_others() -> None:
    found = forecast({START - timedelta(days=3): 4, START: 1}, Pace(2, 1), CALENDAR, START)

    assert (found.late, found.breaches, found.needed) == (4, 1, 5)


def test_with_nothing_open_there_is_nothing_to_say() -> None:
    found = forecast({}, Pace(3, 20), CALENDAR, START)

    assert (found.late, found.breaches, found.needed) == (0, 0, 0)


def test_days_beyond_the_calendar_are_left_out() -> None:
    after = CALENDAR.last + timedelta(days=1)

    assert forecast({after: 3}, Pace(1, 1), CALENDAR, after) == Forecast((), 0, 0)


def test_the_last_working_days_leave_out_weekends() -> None:
    assert last_working_days(CALENDAR, date(2026, 11, 9), 5) == date(2026, 11, 2)
