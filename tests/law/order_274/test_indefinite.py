"""Certificates without a term (274/2020 ann.2 row 8; specification T-3)."""

from __future__ import annotations

from typing import Any

import pytest

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.registry import ask


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
