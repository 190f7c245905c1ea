"""Whole portfolios: sums, bands, the alternative, and the window at every boundary; recognition of foreign learning."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.registry import ask
from tirkelim.law.period import add_years

CONFIRMED_ON = "2025-10-15"
SECOND = [
    {"criterion": 1, "completed_on": "2024-03-15", "hours": 150, "programme_level": "basic"},
    {"criterion": 3, "completed_on": "2024-03-15", "hours": 120},
]


def portfolio(activities: list[dict[str, Any]], level: str = "4.1", **more: Any) -> dict[str, Any]:
    facts = {"confirmed_on": CONFIRMED_ON, "claimed_level": level, "activities": activities} | more
    return ask("cpd.portfolio", facts).as_json()["answer"]


def test_exactly_enough_is_enough() -> None:
    assert portfolio(SECOND) == {
        "further_education": 150,
        "non_formal_and_competencies": 60,
        "total": 210,
        "volume_met": True,
        "failed": [],
    }


@pytest.mark.parametrize(
    ("programme_level", "level", "failed"),
    [
        (None, "4.1", ["cpd_further_education"]),
        ("basic", "4.1", []),
        ("specialised", "4.1", []),
        ("basic", "4.2", ["cpd_further_education"]),
        ("middle", "4.2", []),
        ("middle", "4.3", ["cpd_further_education"]),
        ("high", "4.3", []),
        ("specialised", "7.4 (R)", []),
        ("high", "7.1 (I)", []),
    ],
)
def test_programme_bands(programme_level: str | None, level: str, failed: list[str]) -> None:
    cycle = {"criterion": 1, "completed_on": "2024-03-15", "hours": 150, "programme_level": programme_level}
    seminars = {"criterion": 3, "completed_on": "2024-03-15", "hours": 300}

    assert portfolio([cycle, seminars], level)["failed"] == failed


@pytest.mark.parametrize("level", ["4.0", "7.0 (I)", "7.1 (R)", "8"])
def test_initial_levels_and_level_8_ask_for_no_volume(level: str) -> None:
    answer = portfolio([], level)

    assert (answer["total"], answer["volume_met"], answer["failed"]) == (0, True, [])


@pytest.mark.parametrize(
    ("dates", "met"),
    [
        (["2022-10-15", "2023-01-01", "2025-10-15"], True),
        (["2022-10-14", "2023-01-01", "2025-10-15"], False),
        (["2022-10-15", "2023-01-01", "2025-10-16"], False),
        (["2024-01-01", "2024-02-01"], False),
        (["2024-01-01"] * 4, True),
        ([], False),
    ],
)
def test_three_commissions_within_three_years_replace_the_volume(dates: list[str], met: bool) -> None:
    assert portfolio([], expert_commission_on=dates)["volume_met"] is met


def test_row_21_by_itself_does_not_replace_the_volume() -> None:
    answer = portfolio([{"criterion": 21, "completed_on": "2025-01-01", "count": 3}])

    assert answer["total"] == 270
    assert answer["failed"] == ["cpd_further_education"]


def test_a_result_with_a_missing_fact_leaves_open_what_depends_on_it() -> None:
    answer = portfolio([SECOND[0], {"criterion": 3, "completed_on": "2024-03-15"}])
    assert answer == {
        "further_education": 150,
        "non_formal_and_competencies": None,
        "total": None,
        "volume_met": None,
        "failed": None,
    }


def test_what_was_checked_elsewhere_can_still_be_denied() -> None:
    for denied in ("profile_match", "evidence_complete", "programme_level_match"):
        assert portfolio([SECOND[0] | {denied: False}])["total"] == 0


def test_the_path_of_a_bad_activity_is_named() -> None:
    bad = {"criterion": 12, "completed_on": "2024-03-15", "started_on": "2024-03-16"}
    with pytest.raises(FactErrors) as caught:
        portfolio([SECOND[0], bad])
    assert [error.field for error in caught.value.errors] == ["activities.1.started_on"]


# --- date sweeps: every day around a boundary ---

CONFIRMATIONS = [date(2025, 10, 15), date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1), date(2029, 2, 28)]


@pytest.mark.parametrize("confirmed_on", CONFIRMATIONS)
@pytest.mark.parametrize(("row", "years"), [(12, 5), (18, 1), (21, 5)])
def test_a_result_counts_from_the_first_to_the_last_day_of_its_window(row: int, years: int, confirmed_on: date) -> None:
    opens = add_years(confirmed_on, -years)
    days = [opens + timedelta(days=n) for n in range(-3, 4)] + [confirmed_on + timedelta(days=n) for n in range(-3, 4)]
    for day in days:
        activity = {"completed_on": day.isoformat(), "profile_match": True, "evidence_complete": True}
        facts = {"criterion": row, "confirmed_on": confirmed_on.isoformat(), "activity": activity}
        assert ask("cpd.units", facts).as_json()["answer"]["accepted"] is (opens <= day <= confirmed_on), day


def test_five_years_before_29_february_is_28_february() -> None:
    assert add_years(date(2028, 2, 29), -5) == date(2023, 2, 28)


# --- recognition (p.15) ---


@pytest.mark.parametrize(
    ("ranks", "original", "valid"),
    [
        ((250, 250, 251), True, True),
        ((250, 251, 251), True, False),
        ((250, None, 250), True, True),
        ((1, None, None), True, False),
        ((None, None, None), True, False),
        ((1, 1, 1), False, False),
    ],
)
def test_foreign_recognition(ranks: tuple[int | None, ...], original: bool, valid: bool) -> None:
    facts = {"ranks": dict(zip(("qs", "arwu", "the"), ranks, strict=True)), "original_document": original}

    assert ask("cpd.foreign_recognition", facts).as_json()["answer"] == {"valid": valid}
