"""The licence fee and the terms of a licence, over every day that the law's data know."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.book import current_book
from tirkelim.law.standards.acceptance import ALMATY
from tirkelim.law.standards.deadlines import clock
from tirkelim.law.standards.fees import ANNEX_ALONE, Fee, fee_on, index
from tirkelim.law.standards.services import STANDARDS, Action, Service

BOOK = current_book()
RECORDS = [parameter for parameter in BOOK.parameters if parameter.id == "mci"]
FIRST, LAST = min(one.start for one in RECORDS), max(one.end for one in RECORDS if one.end)
DAYS = st.dates(FIRST, LAST)
ACTIONS = sorted(STANDARDS[Service.LICENCE].actions)
EACH_ACTION = st.sampled_from(ACTIONS)
TERMS = {Action.ISSUE: 13, Action.ISSUE_ANNEX: 13, Action.REISSUE: 3, Action.REISSUE_ANNEX: 3} | dict.fromkeys(
    (Action.DUPLICATE, Action.DUPLICATE_ANNEX), 2
)
EDITION = BOOK.latest("59/2020")
SENT = st.datetimes(
    datetime.combine(EDITION.start, time()), datetime.combine(date(2026, 11, 1), time()), timezones=st.just(ALMATY)
)
"""Moments from which every term ends within the calendar that is known."""


def fee(action: Action, day: date) -> Fee:
    """The fee of an action on a day."""
    return fee_on(Service.LICENCE, action, day, BOOK)


@given(EACH_ACTION, DAYS)
def test_the_sum_is_exact_and_never_negative(action: Action, day: date) -> None:
    due, known = fee(action, day), index(day, BOOK)
    assert known is not None
    assert due.tenge == due.mci_count * known
    assert due.tenge is not None
    assert due.tenge >= 0
    assert isinstance(due.tenge, Decimal)
    assert due.tenge == due.tenge.quantize(Decimal("0.01"))


@given(DAYS)
def test_the_rates_of_row_6(day: date) -> None:
    issue, again = fee(Action.ISSUE, day), fee(Action.REISSUE, day)
    assert issue.mci_count == fee(Action.DUPLICATE, day).mci_count == 10
    assert again.mci_count == issue.mci_count / 10
    assert again.mci_count <= 4


@given(st.sampled_from(sorted(ANNEX_ALONE)), st.dates(date(2010, 1, 1), date(2040, 1, 1)))
def test_an_annex_alone_is_free_on_any_day_even_where_the_index_is_not_known(action: Action, day: date) -> None:
    due = fee(action, day)
    assert due.is_free
    assert due.tenge == 0


@given(EACH_ACTION, DAYS, DAYS)
def test_the_sum_depends_on_the_day_of_payment_alone(action: Action, one: date, other: date) -> None:
    if index(one, BOOK) == index(other, BOOK):
        assert fee(action, one) == fee(action, other)
    elif not fee(action, one).is_free:
        assert fee(action, one).tenge != fee(action, other).tenge


@pytest.mark.parametrize("day", [FIRST - timedelta(days=1), LAST + timedelta(days=1)])
def test_a_day_without_a_known_index_has_no_sum(day: date) -> None:
    assert fee(Action.ISSUE, day) == Fee(Decimal(10), None, None)


def test_the_year_turns_and_the_index_changes_within_2020() -> None:
    assert [fee(Action.ISSUE, day).tenge for day in (date(2025, 12, 31), date(2026, 1, 1))] == [39320, 43250]
    assert [fee(Action.ISSUE, day).tenge for day in (date(2020, 3, 31), date(2020, 4, 1))] == [26510, 27780]
    assert fee(Action.REISSUE, date(2026, 3, 2)).tenge == 4325


def test_every_day_between_the_first_and_the_last_has_exactly_one_index() -> None:
    day = FIRST
    while day <= LAST:
        assert len([one for one in RECORDS if one.covers(day)]) == 1, day
        day += timedelta(days=1)


@given(EACH_ACTION, SENT)
def test_a_term_ends_on_a_working_day_so_many_working_days_after_acceptance(action: Action, sent: datetime) -> None:
    found = clock(Service.LICENCE, action, sent, BOOK)
    assert found.working_days == TERMS[action]
    assert BOOK.calendar.is_working(found.accepted_on)
    assert BOOK.calendar.is_working(found.due_on)
    assert BOOK.calendar.count(found.accepted_on, found.due_on) == TERMS[action]
    assert found.accepted_on >= sent.date()


@given(EACH_ACTION, SENT, SENT)
def test_who_sends_later_is_never_answered_earlier(action: Action, one: datetime, other: datetime) -> None:
    first, second = sorted((one, other))
    earlier, later = (clock(Service.LICENCE, action, sent, BOOK) for sent in (first, second))
    assert (earlier.accepted_on, earlier.due_on) <= (later.accepted_on, later.due_on)
    assert earlier.due_on <= later.due_on
