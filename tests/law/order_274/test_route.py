"""Which case is it, and is an assessment owed (274/2020 row 8; specification T-1 to T-5; readings S6, S7, S8)?"""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.registry import ask
from tirkelim.law.finding import Status

DAY = "2025-12-10"
PLAIN = {
    "applicant": "domestic",
    "has_certificate": True,
    "valid_until": "2026-03-01",
    "applied_on": DAY,
    "service_break_years": 0,
    "claims_level": False,
    "new_specialty": False,
}


def asked(**facts: Any) -> tuple[Any, Any]:
    values = ask("certificate.route", PLAIN | facts).values
    return values["route"], values["assessment_required"]


@pytest.mark.parametrize("applicant", ["domestic", "foreign"])
@pytest.mark.parametrize(
    ("facts", "route", "assessment"),
    [
        ({}, "confirmation", False),
        ({"claims_level": True}, "confirmation", True),  # p.4, S7
        ({"valid_until": DAY}, "confirmation", False),  # the last day of the term
        ({"valid_until": "2025-12-09"}, "confirmation", False),
        ({"valid_until": "2022-12-11"}, "confirmation", False),
        ({"valid_until": "2022-12-10"}, "confirmation", False),  # exactly three years: S6
        ({"valid_until": "2022-12-09"}, "initial", True),
        ({"valid_until": "2022-12-09", "claims_level": True}, "initial", True),
        ({"has_certificate": False, "valid_until": None}, "initial", True),
        ({"has_certificate": False, "valid_until": None, "new_specialty": True}, "initial", True),
        ({"new_specialty": True}, "initial", True),  # a valid certificate does not help a new specialty
        ({"service_break_years": 3.1}, "confirmation", False),  # S8
        ({"service_break_years": 3.1, "valid_until": "2022-12-09"}, "initial", True),
        ({"service_break_years": None}, "confirmation", False),
    ],
)
def test_route(applicant: str, facts: dict[str, Any], route: str, assessment: bool) -> None:
    assert asked(applicant=applicant, **facts) == (route, assessment)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"has_certificate": None}, (None, None)),
        ({"valid_until": None}, (None, None)),  # a certificate whose term nobody knows
        ({"new_specialty": None}, (None, None)),
        ({"claims_level": None}, ("confirmation", None)),
        # What is not known does not matter where the answer is the same either way.
        ({"has_certificate": None, "new_specialty": True}, ("initial", True)),
        ({"has_certificate": None, "valid_until": "2020-01-01"}, ("initial", True)),
        ({"has_certificate": False, "valid_until": None, "new_specialty": None}, ("initial", True)),
        ({"valid_until": "2020-01-01", "new_specialty": None, "claims_level": None}, ("initial", True)),
        ({"valid_until": None, "claims_level": True}, (None, True)),
    ],
)
def test_missing_facts_matter_only_where_the_rule_needs_them(facts: dict[str, Any], expected: tuple[Any, Any]) -> None:
    assert asked(**facts) == expected
    findings = ask("certificate.route", PLAIN | facts).findings
    assert (None in expected) == any(finding.status is Status.UNKNOWN for finding in findings)


def test_a_sweep_of_days_changes_the_route_once() -> None:
    """From the day of expiry on, the route changes exactly once: the day after the third anniversary."""
    until = date(2024, 2, 29)
    routes = [asked(valid_until="2024-02-29", applied_on=str(until + timedelta(days=n)))[0] for n in range(180, 1300)]
    changes = [n for n, (one, other) in enumerate(itertools.pairwise(routes), start=181) if one != other]

    assert [until + timedelta(days=n) for n in changes] == [
        date(2027, 3, 1)
    ]  # 28 February 2027 is the anniversary (G6)


def test_a_long_break_with_a_living_certificate_is_flagged() -> None:
    finding = ask("certificate.route", PLAIN | {"service_break_years": 4}).findings[0]
    assert "S8" in finding.readings


def test_before_the_edition_held() -> None:
    with pytest.raises(FactErrors) as caught:
        asked(applied_on="2023-01-10")
    (error,) = [one.as_json() for one in caught.value.errors]
    assert error["field"] == "applied_on"
    assert "NotInForce" in error["message"]
