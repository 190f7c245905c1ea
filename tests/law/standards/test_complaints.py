"""Complaints: which instance is open when, by a table and for every history; the terms (503/2016 p.23)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.book import current_book
from tirkelim.law.messages import LANGUAGES
from tirkelim.law.standards.complaints import (
    BY_READING,
    BY_THE_ORDER,
    COURSE,
    LADDER,
    WHERE_THE_AUTHORITY_DECIDES,
    Instance,
    Past,
    Standing,
    answer_due,
    open_instances,
    ways,
)
from tirkelim.portal.law_pages import readings

BOOK = current_book()
DAY = date(2026, 3, 10)
HEAD, QUALITY, AUTHORITY, COURT = Instance


def made(instance: Instance, *, answered: bool = False, due_in: int | None = 3) -> Past:
    return Past(instance, None if due_in is None else DAY + timedelta(days=due_in), answered)


@pytest.mark.parametrize(
    ("past", "open_now"),
    [
        ([], [HEAD, COURT]),
        ([made(HEAD)], [COURT]),
        ([made(HEAD, due_in=0)], [COURT]),  # on the last day itself it may still answer
        ([made(HEAD, due_in=-1)], [QUALITY, COURT]),
        ([made(HEAD, answered=True)], [QUALITY, COURT]),
        ([made(HEAD, answered=True), made(QUALITY)], [COURT]),
        ([made(HEAD, answered=True), made(QUALITY, due_in=-1)], [AUTHORITY, COURT]),
        ([made(HEAD, answered=True), made(QUALITY, answered=True), made(AUTHORITY, due_in=None)], [COURT]),
        ([made(HEAD, answered=True), made(QUALITY, answered=True), made(AUTHORITY, answered=True)], [COURT]),
        ([made(COURT, due_in=None)], [HEAD]),
        ([made(HEAD), made(COURT, due_in=None)], []),
    ],
)
def test_which_instances_are_open(past: list[Past], open_now: list[Instance]) -> None:
    assert list(open_instances(BY_READING, past, DAY)) == open_now


def test_the_next_instance_opens_on_the_day_after_the_term() -> None:
    found = {way.instance: way for way in ways(BY_READING, [made(HEAD)], DAY)}
    assert found[HEAD].standing is Standing.CONSIDERING
    assert found[QUALITY].standing is Standing.LATER
    assert found[QUALITY].opens_on == DAY + timedelta(days=4)
    assert found[AUTHORITY].opens_on is None


def test_a_silent_instance_is_not_one_that_answered() -> None:
    assert ways(BY_READING, [made(HEAD, due_in=-1)], DAY)[0].standing is Standing.SILENT


def test_the_authority_is_not_asked_twice_where_it_decided_itself() -> None:
    past = [made(HEAD, answered=True), made(QUALITY, answered=True)]
    assert open_instances(WHERE_THE_AUTHORITY_DECIDES, past, DAY) == (COURT,)


@pytest.mark.parametrize(
    ("instance", "registered", "due"),
    [
        (HEAD, date(2022, 8, 24), date(2022, 9, 1)),  # a worked Saturday, and days off moved
        (HEAD, date(2026, 3, 9), date(2026, 3, 16)),
        (QUALITY, date(2022, 2, 7), date(2022, 2, 28)),
        (AUTHORITY, date(2026, 3, 9), None),
        (COURT, date(2026, 3, 9), None),
    ],
)
def test_terms(instance: Instance, registered: date, due: date | None) -> None:
    assert answer_due(instance, registered, BOOK) == due


histories = st.lists(
    st.builds(
        Past,
        st.sampled_from(list(Instance)),
        st.one_of(st.none(), st.integers(-30, 30).map(lambda days: DAY + timedelta(days=days))),
        st.booleans(),
    ),
    unique_by=lambda past: past.instance,
)


@given(histories)
def test_never_two_instances_of_the_ladder_at_once_and_none_twice(past: list[Past]) -> None:
    found = open_instances(BY_READING, past, DAY)
    assert len([one for one in found if one in LADDER]) <= 1
    assert not {one.instance for one in past} & set(found)
    assert (COURT in found) == (COURT not in {one.instance for one in past})


@given(histories)
def test_an_answer_never_closes_a_way(past: list[Past]) -> None:
    answered = [one._replace(answered=True) for one in past]
    assert set(open_instances(BY_READING, past, DAY)) <= set(open_instances(BY_READING, answered, DAY))


def test_every_reading_that_the_routes_rest_on_is_written() -> None:
    named = {reading for route in (*BY_READING, *BY_THE_ORDER) for reading in route.readings} | {COURSE}
    for lang in LANGUAGES:
        assert named <= readings(lang).keys()
