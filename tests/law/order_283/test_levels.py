"""Levels: eligibility (table in eligibility.csv), initial levels, service, old categories, nurses."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.registry import ask
from tirkelim.law.book import current_book
from tirkelim.law.finding import Outcome
from tirkelim.law.order_283_cpd.columns import service_reached
from tirkelim.law.order_283_cpd.decision import decide
from tirkelim.law.order_283_cpd.facts import LevelFacts
from tirkelim.law.order_283_cpd.levels import TRACKS, Education, LevelName, framework
from tirkelim.law.order_283_cpd.steps import latest_start
from tirkelim.law.period import years_reached

ROWS = list(csv.DictReader((Path(__file__).parent / "eligibility.csv").open(encoding="utf-8")))
WORDS: dict[str, Any] = {"yes": True, "no": False, "null": None}


def facts_of(line: dict[str, str]) -> dict[str, Any]:
    """The facts of a line; what it does not say is in order."""
    further = map(float, line["further"].split("|"))
    years, months, days = map(int, line["service"].split("|"))
    changed = dict(pair.split("=") for pair in line["changed"].split())
    return {
        "education": line["education"],
        "current_level": line["current"] or None,
        "claimed_level": line["claimed"],
        "service": {"years": years, "months": months, "days": days},
        "cpd": {
            "further_education": dict(zip(("basic", "middle", "high", "specialised"), further, strict=True)),
            "non_formal": float(line["non_formal"]),
            "competencies": float(line["competencies"]),
        },
        "expert_commission_participations": 0,
        "assessment_passed": True,
        "labour_functions_confirmed": True,
        "cpd_confirmed": True,
    } | {name: WORDS[text] if text in WORDS else int(text) for name, text in changed.items()}


@pytest.mark.parametrize("line", ROWS, ids=lambda line: " ".join((line["citation"], line["claimed"], line["changed"])))
def test_eligibility(line: dict[str, str]) -> None:
    answer = ask("level.eligibility", facts_of(line)).as_json()["answer"]

    assert answer == {"eligible": not line["failed"], "failed": line["failed"].split()}, line["why"]


def test_all_ten_requirements_are_examined_for_every_claim() -> None:
    for line in ROWS:
        findings = ask("level.eligibility", facts_of(line)).findings
        assert len(findings) == 10
        assert len({finding.requirement.id for finding in findings}) == 10


def test_what_is_null_is_not_known() -> None:
    facts = facts_of(ROWS[0])
    for name in ("service", "cpd", "labour_functions_confirmed", "cpd_confirmed"):
        answered = ask("level.eligibility", facts | {name: None}).as_json()
        assert answered["answer"] == {"eligible": None, "failed": None}
        assert "unknown" in [finding["status"] for finding in answered["findings"]]
    first_level = facts | {"current_level": None, "claimed_level": "4.0", "service": None, "cpd": None}
    assert ask("level.eligibility", first_level).as_json()["answer"]["eligible"] is True


def test_a_commission_number_that_is_not_known_matters_only_where_the_volume_is_short() -> None:
    unknown = {"expert_commission_participations": None}

    enough = ask("level.eligibility", facts_of(ROWS[0]) | unknown).as_json()["answer"]
    short = ask("level.eligibility", facts_of(ROWS[2]) | unknown).as_json()["answer"]
    assert (enough["eligible"], short["eligible"]) == (True, None)


@pytest.mark.parametrize("field", ["education", "claimed_level", "current_level", "cpd", "assessment_passed"])
def test_a_missing_field_is_named(field: str) -> None:
    facts = facts_of(ROWS[0])
    del facts[field]

    with pytest.raises(FactErrors) as caught:
        ask("level.eligibility", facts)
    assert [error.field for error in caught.value.errors] == [field]


# --- initial levels (p.17, annex 4) ---

INITIAL = {
    "technical_vocational": "4.0",
    "post_secondary": "5.0",
    "bachelor": "6.0",
    "master": "7.0 (I)",
    "internship": "7.0 (I)",
    "integrated_medical": "7.0 (I)",
    "residency": "7.1 (R)",
    "ordinatura": "7.1 (R)",
    "retraining": "7.1 (R)",
    "certification_course": "7.1 (R)",
    "phd": "8",
    "candidate_of_sciences": "8",
    "doctor_of_sciences": "8",
    "higher_with_management": "8",
}


@pytest.mark.parametrize(("education", "level"), INITIAL.items())
def test_initial_level(education: str, level: str) -> None:
    assert ask("level.initial", {"education": education}).as_json()["answer"] == {"level": level}


def test_every_level_has_one_place() -> None:
    book = current_book()
    frame = framework(book, book.latest("283/2020").start)

    assert set(frame.levels) == set(map(str, LevelName))
    assert len(frame.by_place) == len(LevelName) == 21
    assert {level.track for level in frame.levels.values()} == set(TRACKS)


# --- service (annex 5) ---


def service(**changed: Any) -> dict[str, Any]:
    facts = {
        "current_level": "4.1",
        "obtained_on": "2022-03-01",
        "claimed_level": "4.2",
        "uninterrupted": True,
        "applied_on": "2026-03-01",
    } | changed
    return ask("level.service_requirement", facts).as_json()["answer"]


@pytest.mark.parametrize(
    ("changed", "met", "years"),
    [
        ({}, True, 4),
        ({"applied_on": "2026-02-28"}, False, 4),
        ({"uninterrupted": False}, False, 4),
        ({"uninterrupted": None}, None, 4),
        ({"uninterrupted": None, "applied_on": "2026-02-28"}, False, 4),
        ({"obtained_on": None}, None, 4),
        ({"obtained_on": "2024-02-29", "applied_on": "2028-02-28"}, False, 4),
        ({"obtained_on": "2024-02-29", "applied_on": "2028-02-29"}, True, 4),
        ({"claimed_level": "4.3"}, True, 3),
        ({"current_level": "4.0", "claimed_level": "4.1"}, False, 5),
        ({"claimed_level": "4.1"}, True, None),
        ({"current_level": None, "obtained_on": None, "claimed_level": "4.0", "uninterrupted": None}, True, None),
        ({"current_level": "7.1 (R)", "claimed_level": "8"}, True, None),
        (
            {"current_level": "4.2", "claimed_level": "4.3", "obtained_on": "2024-02-29", "applied_on": "2027-02-28"},
            True,
            3,
        ),
    ],
)
def test_service_requirement(changed: dict[str, Any], met: bool | None, years: int | None) -> None:
    assert service(**changed) == {"met": met, "required_years": years}


@pytest.mark.parametrize("years", [3, 4, 5])
def test_the_latest_start_is_the_last_day_from_which_the_years_are_reached(years: int) -> None:
    for on in (date(2027, 2, 27) + timedelta(days=n) for n in range(0, 740)):
        latest = latest_start(on, years)
        assert years_reached(latest, years, on)
        assert not years_reached(latest + timedelta(days=1), years, on)
        for start in (latest + timedelta(days=n) for n in (-2, -1, 0, 1, 2)):
            assert service_reached(start, latest) is years_reached(start, years, on)


# --- old categories (p.12, p.19) ---


@pytest.mark.parametrize(
    ("changed", "level", "waived", "assessed"),
    [
        ({}, "7.3 (R)", True, True),
        ({"valid_until": "2021-01-01"}, "7.3 (R)", False, True),
        ({"valid_until": "2021-01-02"}, "7.3 (R)", True, True),
        ({"valid_until": "2020-12-31"}, "7.3 (R)", False, True),
        ({"valid_until": "2025-10-14"}, "7.3 (R)", True, True),
        ({"valid_until": "2025-10-15"}, "7.3 (R)", False, True),
        ({"valid_until": "2027-01-01"}, "7.3 (R)", False, True),
        ({"valid_until": None}, "7.3 (R)", None, True),
        ({"valid_until": None, "indefinite": True}, "7.3 (R)", True, False),
        ({"category": "none", "valid_until": None}, "7.1 (R)", False, True),
        ({"category": None, "valid_until": None}, "7.1 (R)", False, True),
        ({"category": "highest"}, "7.4 (R)", True, True),
        ({"category": "second"}, "7.2 (R)", True, True),
        ({"category": "second", "education": "internship"}, "7.1 (I)", True, True),
        ({"category": "highest", "education": "technical_vocational"}, "4.3", True, True),
        ({"category": "highest", "education": "phd"}, "8", True, True),
    ],
)
def test_level_from_category(changed: dict[str, Any], level: str, waived: bool | None, assessed: bool) -> None:
    usual = {
        "category": "first",
        "education": "residency",
        "valid_until": "2022-06-30",
        "indefinite": False,
        "applied_on": "2025-10-15",
    }

    assert ask("level.from_category", usual | changed).as_json()["answer"] == {
        "level": level,
        "knowledge_test_waived": waived,
        "assessment_required": assessed,
    }


# --- nurses with a new diploma (p.19) ---


@pytest.mark.parametrize(
    ("specialty", "current", "education", "diploma", "level"),
    [
        ("Мейіргер ісі", "4.2", "bachelor", "Мейіргер ісі", "6.2"),
        ("Мейіргер ісі", "4.0", "post_secondary", "Мейіргер ісі (қолданбалы бакалавриат)", "5.0"),
        ("Сестринское дело", "4.3", "post_secondary", "сестринское дело", "5.3"),
        ("Nursing", "5.1", "bachelor", "Nursing", "6.1"),
        ("Мейіргер ісі", "6.1", "bachelor", "Мейіргер ісі", None),
        ("Мейіргер ісі", "6.1", "post_secondary", "Мейіргер ісі", None),
        ("Мейіргер ісі", "5.1", "post_secondary", "Мейіргер ісі", None),
        ("Мейіргер ісі", "4.1", "master", "Мейіргер ісі", None),
        ("Мейіргер ісі", "7.1 (R)", "bachelor", "Мейіргер ісі", None),
        ("Мейіргер ісі", "4.1", "bachelor", "Акушериялық іс", None),
        ("Акушерское дело", "4.1", "bachelor", "Сестринское дело", None),
    ],
)
def test_nursing_transfer(specialty: str, current: str, education: str, diploma: str, level: str | None) -> None:
    facts = {
        "specialty": specialty,
        "current_level": current,
        "new_education": education,
        "new_diploma_specialty": diploma,
    }

    answer = ask("level.nursing_transfer", facts).as_json()["answer"]
    assert answer == {"allowed": level is not None, "level": level}


@pytest.mark.parametrize("education", Education)
@pytest.mark.parametrize("current", [None, LevelName.L4_3, LevelName.L7_2_I])
def test_every_education_opens_its_own_initial_level_whatever_track_is_held(
    education: Education, current: LevelName | None
) -> None:
    """Whoever has education of two tracks claims on either: the diploma of the claimed level is looked at."""
    frame = framework(current_book(), date(2026, 3, 2))
    initial, held = frame.initial(education), None if current is None else frame.levels[current]
    facts = LevelFacts(initial.name, education=education, current_level=current, assessment=True)

    found = decide(facts, date(2026, 3, 2), current_book()).verdicts[0]
    if education is Education.HIGHER_WITH_MANAGEMENT:
        assert found.waiting_for == ("officer.management_experience",)
    elif held is not None and held.track == initial.track:
        assert [ground.number for ground in found.grounds] == [5]  # back to the initial level of one's own track
    else:
        assert found.outcome is Outcome.GRANT
