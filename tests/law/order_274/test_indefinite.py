"""Certificates without a term (274/2020 ann.2 row 8; specification T-3)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.registry import ask
from tirkelim.law.book import current_book
from tirkelim.law.order_274_certificates.indefinite import given_in_time, last_day_by_training, still_valid


def valid(issued_on: str | None, trained_on: Any, on: str = "2025-12-10") -> bool | None:
    facts = {"issued_on": issued_on, "on": on, "trained_on": trained_on}
    found: bool | None = ask("certificate.indefinite", facts).values["still_valid"]
    return found


@pytest.mark.parametrize(
    ("issued_on", "trained_on", "expected"),
    [
        ("2015-10-08", ["2024-08-01"], True),
        ("2015-10-09", ["2024-08-01"], False),  # strictly before the day
        ("2010-01-01", [], False),
        ("2010-01-01", ["2020-12-09"], False),
        ("2010-01-01", ["2020-12-10"], True),  # exactly five years ago
        ("2010-01-01", ["2012-01-01", "2025-12-10"], True),
        ("2010-01-01", ["2026-01-01"], False),  # not yet
        (None, ["2024-08-01"], None),
        (None, [], False),
        ("2010-01-01", None, None),
        ("2016-01-01", None, False),
    ],
)
def test_still_valid(issued_on: str | None, trained_on: Any, expected: bool | None) -> None:
    assert valid(issued_on, trained_on) is expected


def test_before_the_edition_held() -> None:
    with pytest.raises(FactErrors) as caught:
        valid("2010-01-01", [], on="2020-01-01")
    assert caught.value.errors[0].field == "on"


# --- until when it holds ----------------------------------------------------------------------------------------------

BOOK = current_book()


@pytest.mark.parametrize(
    ("trained_on", "last"),
    [
        ("2021-03-10", "2026-03-10"),
        ("2020-02-29", "2025-02-28"),
        ("2023-02-28", "2028-02-29"),  # five years before 29 February 2028 is 28 February 2023
        ("2023-03-01", "2028-03-01"),
    ],
)
def test_last_day_by_training(trained_on: str, last: str) -> None:
    day = date.fromisoformat(last)
    assert last_day_by_training(date.fromisoformat(trained_on), day, BOOK) == day


@given(trained_on=st.dates(date(2019, 10, 1), date(2040, 1, 1)))
def test_the_last_day_is_the_last_on_which_it_is_still_valid(trained_on: date) -> None:
    """Day by day around the fifth anniversary."""
    last = last_day_by_training(trained_on, date(2026, 1, 1), BOOK)
    around = [last + timedelta(days=step) for step in range(-3, 4)]
    valid = [day for day in around if still_valid(date(2010, 1, 1), (trained_on,), day, BOOK)]
    assert valid == [day for day in around if day <= last]


def test_given_in_time() -> None:
    assert given_in_time(date(2015, 10, 8), date(2026, 1, 1), BOOK)
    assert not given_in_time(date(2015, 10, 9), date(2026, 1, 1), BOOK)
