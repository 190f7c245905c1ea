"""The counting by the database beside one that goes person by person and day by day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.national.reports.histories import CLOSING, FIRST, History, Slow

from tirkelim.national.reports.counting import count
from tirkelim.national.reports.figures import Figures, Filters, Measure

ABOUT_ENTRIES = (Measure.REGISTERED, Measure.LATE_ENTRIES)
SEEDS = st.integers(0, 10**9)


def without_entries(figures: Figures) -> dict[str, int]:
    """Numbers of people at work and their movement."""
    return {" ".join(place): value for place, value in figures if place.measure not in ABOUT_ENTRIES}


@pytest.mark.django_db
@given(seed=SEEDS, things=st.integers(0, 30))
@settings(max_examples=25)
def test_any_history_at_any_moment_is_counted_as_day_by_day(seed: int, things: int) -> None:
    with transaction.atomic():
        history = History(seed).happen(things)
        for known in (history.moments[-1], history.random.choice(history.moments)):
            counted = count(FIRST, CLOSING, known)
            assert without_entries(counted) == without_entries(Slow(known).count())
            assert counted.unbalanced() == ()
        transaction.set_rollback(True)


@pytest.mark.django_db
@given(seed=SEEDS)
@settings(max_examples=15)
def test_any_part_of_the_register_is_counted_as_day_by_day(seed: int) -> None:
    with transaction.atomic():
        history = History(seed).happen(25)
        pick, known = history.random.choice, history.moments[-1]
        filters = pick(
            [
                Filters(region="710000000"),
                Filters(organisation=history.organisations[0]),
                Filters(sector="health", sex="female"),
                Filters(group=2),
                Filters(position=20, ownership="state"),
                Filters(specialty="a"),
                Filters(kind="medical", position=61, group=3),
            ]
        )
        counted = count(FIRST, CLOSING, known, filters)
        assert without_entries(counted) == without_entries(Slow(known, filters).count())
        assert counted.unbalanced() == ()
        transaction.set_rollback(True)


@pytest.mark.django_db
@given(seed=SEEDS)
@settings(max_examples=8)
def test_what_one_period_closes_with_the_next_one_opens_with(seed: int) -> None:
    with transaction.atomic():
        known = History(seed).happen(25).moments[-1]
        middle = FIRST + timedelta(days=13)
        one, other = count(FIRST, middle, known), count(middle + timedelta(days=1), CLOSING, known)
        closing = {(place.dimension, place.key): value for place, value in one if place.measure == Measure.CLOSING}
        opening = {(place.dimension, place.key): value for place, value in other if place.measure == Measure.OPENING}
        assert closing == opening
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_an_empty_register_has_no_figures() -> None:
    known = History(1, people=0).moments[-1]
    assert count(FIRST, CLOSING, known).values == {}
