"""Hours of further education (274/2020 ann.2 row 8(6) and (3), ann.6 row 8(5); readings S4, S5, S9, S10, S11)."""

from __future__ import annotations

from typing import Any

import pytest

from tirkelim.law.ask.registry import ask

DAY = "2025-12-10"
INITIAL = {
    "applicant": "domestic",
    "route": "initial",
    "applied_on": DAY,
    "valid_until": None,
    "training": [],
    "new_specialty": False,
    "years_since_graduation": 12,
    "service_break_years": 4,
}
CONFIRMATION = {
    "applicant": "domestic",
    "route": "confirmation",
    "applied_on": DAY,
    "valid_until": "2026-02-01",
    "training": [],
    "service_uninterrupted": True,
}


def asked(facts: dict[str, Any], **changes: Any) -> tuple[Any, Any, Any]:
    values = ask("certificate.training_hours", facts | changes).values
    return values["applies"], values["required_hours"], values["met"]


def hours(*pairs: tuple[float, str], matches: bool | None = True) -> list[dict[str, Any]]:
    return [{"hours": h, "credits": None, "completed_on": d, "specialty_matches": matches} for h, d in pairs]


OWED, NOT_OWED, OPEN = (True, 240, False), (False, None, True), (None, None, None)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, OWED),
        ({"valid_until": "2022-12-09"}, OWED),  # ended over three years ago
        ({"valid_until": "2022-12-10"}, NOT_OWED),  # exactly three years ago
        ({"valid_until": "2026-12-10"}, NOT_OWED),
        ({"service_break_years": 3}, NOT_OWED),  # "exceeds three years"
        ({"service_break_years": 3.01}, OWED),
        ({"years_since_graduation": 3}, NOT_OWED),  # inside the three years: S4
        ({"years_since_graduation": 3.01}, OWED),
        ({"years_since_graduation": 2, "valid_until": "2022-01-01"}, OWED),  # has taken a certificate
        ({"new_specialty": True}, NOT_OWED),
        ({"new_specialty": True, "service_break_years": None, "years_since_graduation": None}, NOT_OWED),
        ({"service_break_years": None}, OPEN),
        ({"service_break_years": None, "years_since_graduation": 1}, NOT_OWED),
        ({"years_since_graduation": None}, OPEN),
        ({"years_since_graduation": None, "service_break_years": 1}, NOT_OWED),
        ({"years_since_graduation": None, "valid_until": "2020-01-01"}, OWED),
        ({"new_specialty": None}, OPEN),
        ({"new_specialty": None, "service_break_years": 2}, NOT_OWED),
        ({"new_specialty": None, "training": hours((240, "2024-01-01"))}, (None, None, True)),  # enough in any case
        ({"new_specialty": None, "training": hours((239.5, "2024-01-01"))}, OPEN),
        ({"new_specialty": None, "training": hours((240, "2024-01-01"), matches=None)}, OPEN),
    ],
)
def test_domestic_first_certificate(changes: dict[str, Any], expected: tuple[Any, Any, Any]) -> None:
    assert asked(INITIAL, **changes) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, OWED),
        ({"new_specialty": True}, OWED),  # the exemptions of the domestic list are not carried over: S11
        ({"years_since_graduation": 1}, OWED),
        ({"years_since_graduation": None, "new_specialty": None}, OWED),
        ({"service_break_years": 3}, NOT_OWED),
        ({"valid_until": "2023-01-01"}, NOT_OWED),
        ({"service_break_years": None}, OPEN),
        ({"route": "confirmation", "valid_until": "2026-01-01"}, NOT_OWED),  # S10
    ],
)
def test_foreign(changes: dict[str, Any], expected: tuple[Any, Any, Any]) -> None:
    assert asked(INITIAL | {"applicant": "foreign"}, **changes) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, (True, 120, False)),
        ({"valid_until": DAY}, (True, 120, False)),
        ({"valid_until": "2025-12-09"}, NOT_OWED),  # lapsed under three years: S9
        ({"service_uninterrupted": False}, NOT_OWED),
        ({"service_uninterrupted": None}, OPEN),
        ({"service_uninterrupted": None, "valid_until": "2025-12-09"}, NOT_OWED),
        ({"valid_until": None}, OPEN),
        ({"valid_until": None, "service_uninterrupted": False}, NOT_OWED),
    ],
)
def test_domestic_confirmation(changes: dict[str, Any], expected: tuple[Any, Any, Any]) -> None:
    assert asked(CONFIRMATION, **changes) == expected


@pytest.mark.parametrize(
    ("training", "met"),
    [
        (hours((120, "2024-03-01")), True),
        (hours((119.5, "2024-03-01")), False),
        (hours((60, "2020-12-10"), (60, "2024-03-01")), True),  # exactly five years ago is inside (C15)
        (hours((60, "2020-12-09"), (60, "2024-03-01")), False),
        (hours((120, DAY)), True),
        (hours((120, "2025-12-11")), False),  # after the application
        (hours((120, "2024-03-01"), matches=False), False),
        (hours((120, "2024-03-01"), matches=None), None),
        (hours((120, "2019-03-01"), matches=None), False),  # outside the window whatever the specialty
        ([{"hours": None, "credits": 4, "completed_on": "2024-03-01", "specialty_matches": True}], True),  # C16
        ([{"hours": None, "credits": 3, "completed_on": "2024-03-01", "specialty_matches": True}], False),
        ([{"hours": 100, "credits": 4, "completed_on": "2024-03-01", "specialty_matches": True}], False),
        ([{"hours": None, "credits": None, "completed_on": "2024-03-01", "specialty_matches": True}], None),
        ([{"hours": 120, "credits": None, "completed_on": None, "specialty_matches": True}], None),
        (hours((120, "2024-03-01")) + hours((50, "2024-05-01"), matches=None), True),
        (None, None),
    ],
)
def test_what_counts(training: Any, met: bool | None) -> None:
    assert asked(CONFIRMATION, training=training)[2] is met


def test_seven_credits_are_not_eight() -> None:
    def credits(number: int) -> list[dict[str, Any]]:
        return [{"hours": None, "credits": number, "completed_on": "2025-09-01", "specialty_matches": True}]

    assert asked(INITIAL, training=credits(7)) == (True, 240, False)
    assert asked(INITIAL, training=credits(8)) == (True, 240, True)


def test_enough_hours_meet_a_duty_that_is_still_open() -> None:
    facts = INITIAL | {"new_specialty": None, "training": hours((240, "2024-01-01"))}
    findings = ask("certificate.training_hours", facts).as_json()["findings"]
    assert [finding["status"] for finding in findings] == ["met", "unknown"]
