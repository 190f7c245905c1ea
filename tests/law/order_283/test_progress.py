"""The way to a level: parts, service and the alternative say what the decision says; the next level to claim."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.order_283.strategies import SLOWLY, activities, maybe

from tirkelim.law.book import current_book
from tirkelim.law.finding import Outcome, Status
from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.activity import Activity, ProgrammeLevel
from tirkelim.law.order_283_cpd.decision import decide
from tirkelim.law.order_283_cpd.facts import LevelFacts, OfficerFinding, Subject
from tirkelim.law.order_283_cpd.levels import Category, Education, LevelName
from tirkelim.law.order_283_cpd.progress import Progress, next_level, progress
from tirkelim.law.order_283_cpd.steps import latest_start
from tirkelim.law.order_283_cpd.volume import volume_rules
from tirkelim.law.period import Length
from tirkelim.law.units import units
from tirkelim.law.unknown import UNKNOWN

BOOK = current_book()
DAY = date(2026, 3, 2)
MET, NOT_MET, NOT_ASKED, OPEN = Status.MET, Status.NOT_MET, Status.NOT_APPLICABLE, Status.UNKNOWN


def cycle(hours: int, level: ProgrammeLevel | None, on: date = date(2024, 3, 1)) -> Activity:
    return Activity(1, on, True, True, 2 * hours, programme_level=level, programme_level_match=True)


def seminar(hours: int) -> Activity:
    return Activity(3, date(2024, 3, 1), True, True, 2 * hours)


CLAIM = LevelFacts(
    LevelName.L6_2,
    specialty="secondary.nursing",
    education=Education.BACHELOR,
    current_level=LevelName.L6_1,
    obtained_on=date(2023, 5, 10),
    uninterrupted=True,
    assessment=True,
    labour_functions=True,
    activities=(cycle(100, ProgrammeLevel.MIDDLE), cycle(30, ProgrammeLevel.BASIC), seminar(60)),
    confirmed_by_hr_on=date(2026, 2, 20),
    confirmed_by_head_on=date(2026, 2, 21),
)


def progressed(**changed: Any) -> Progress:
    return progress(dataclasses.replace(CLAIM, **changed), DAY, BOOK)


def test_what_is_there_and_what_is_missing() -> None:
    found = progressed()

    assert (found.level, found.step, found.route, found.band) == (LevelName.L6_2, 2, "next", ProgrammeLevel.MIDDLE)
    assert found.parts.total == (units(160), units(210), units(50), NOT_MET)
    assert found.parts.further_education == (units(100), units(120), units(20), NOT_MET)  # basic hours: total only
    assert found.parts.rest == (units(30), units(90), units(60), NOT_MET)
    assert found.service == (4, date(2023, 5, 10), date(2027, 5, 10), NOT_MET)
    assert (found.commission.count, found.commission.required, found.commission.status) == (0, 3, NOT_ASKED)
    assert found.outcome is Outcome.REFUSE


@pytest.mark.parametrize(
    ("obtained_on", "day", "status", "reached_on"),
    [
        (date(2022, 3, 2), DAY, MET, date(2026, 3, 2)),
        (date(2022, 3, 3), DAY, NOT_MET, date(2026, 3, 3)),
        (date(2024, 2, 29), date(2028, 2, 28), NOT_MET, date(2028, 2, 29)),
        (date(2024, 2, 29), date(2028, 2, 29), MET, date(2028, 2, 29)),
        (None, DAY, OPEN, None),
        (UNKNOWN, DAY, OPEN, None),
    ],
)
def test_service_and_the_day_that_completes_it(obtained_on: Any, day: date, status: Status, reached_on: Any) -> None:
    service = progress(dataclasses.replace(CLAIM, obtained_on=obtained_on), day, BOOK).service

    assert (service.status, service.since, service.reached_on) == (status, obtained_on, reached_on)
    if reached_on is not None:
        assert latest_start(reached_on, 4) >= obtained_on


def test_service_added_up_elsewhere_names_no_day() -> None:
    assert progressed(service_length=Length(4, 0, 0)).service == (4, date(2023, 5, 10), None, MET)


@pytest.mark.parametrize(
    ("changed", "years", "statuses"),
    [
        ({"claimed_level": LevelName.L6_1}, None, (NOT_MET, NOT_MET, NOT_MET)),
        ({"claimed_level": LevelName.L6_0, "current_level": None}, None, (NOT_ASKED,) * 3),
        ({"claimed_level": LevelName.L8, "education": Education.PHD}, None, (NOT_ASKED,) * 3),
        ({"expert_commission_on": (date(2025, 1, 1),) * 3}, 4, (NOT_ASKED,) * 3),
        ({"expert_commission_on": (date(2025, 1, 1),) * 2}, 4, (NOT_MET, NOT_MET, NOT_MET)),
        ({"activities": (Activity(3, date(2024, 3, 1)),)}, 4, (OPEN, NOT_MET, OPEN)),
    ],
)
def test_what_a_claim_asks_for(changed: dict[str, Any], years: int | None, statuses: tuple[Status, ...]) -> None:
    found = progressed(**changed)

    assert found.service.required_years == years
    assert tuple(part.status for part in found.parts) == statuses
    for part in found.parts:
        assert part.missing == (0 if part.status is NOT_ASKED else max(part.required - part.found, 0))


def test_participations_that_an_officer_rejected_are_not_counted() -> None:
    three = {"expert_commission_on": (date(2025, 1, 1),) * 3}
    rejected = OfficerFinding(Subject.EXPERT_COMMISSION, False, "№ 7")

    assert progressed(**three).commission.count == 3
    assert progressed(**three, officer=(rejected,)).commission.count == 0


@SLOWLY
@given(
    st.lists(activities(maybe), max_size=6),
    st.sampled_from(LevelName),
    st.sampled_from((None, UNKNOWN, *LevelName)),
    st.sampled_from((UNKNOWN, *Education)),
    st.sampled_from((None, date(2018, 1, 1), date(2021, 3, 2))),
    st.sampled_from((None, *Category)),
    st.sampled_from((None, UNKNOWN, DAY)),
)
def test_progress_never_says_something_else_than_the_decision(
    results: list[Activity],
    claimed: LevelName,
    current: Any,
    education: Any,
    obtained_on: date | None,
    category: Category | None,
    signed: Any,
) -> None:
    facts = dataclasses.replace(
        CLAIM,
        claimed_level=claimed,
        current_level=current,
        education=education,
        obtained_on=obtained_on,
        category=category,
        activities=tuple(results),
        confirmed_by_head_on=signed,
    )
    found, decision = progress(facts, DAY, BOOK), decide(facts, DAY, BOOK)
    need = volume_rules(BOOK, DAY).needs[found.step]

    assert found.findings == decision.findings[: len(found.findings)]
    assert found.outcome is decision.verdicts[0].outcome
    parts = zip(found.parts, (req.TOTAL, req.FURTHER_EDUCATION, req.REST), strict=True)
    for part, requirement in parts:
        finding = found.finding(requirement)
        assert finding is not None
        assert part.status is finding.status
        assert part.missing == 0 or part.status in (NOT_MET, OPEN)
        if part.status in (MET, NOT_MET):
            assert (part.found, part.required) == (finding.found, finding.required)
            assert (part.missing == 0) is (part.status is MET)
    assert (found.band is None) is (need is None)


@pytest.mark.parametrize(
    ("current", "education", "following"),
    [
        (None, Education.BACHELOR, "6.0"),
        (None, Education.RESIDENCY, "7.1 (R)"),
        (None, Education.PHD, "8"),
        (None, UNKNOWN, None),
        ("6.0", Education.BACHELOR, "6.1"),
        ("6.0", UNKNOWN, "6.1"),
        ("6.3", Education.BACHELOR, None),
        ("7.1 (R)", Education.ORDINATURA, "7.2 (R)"),
        ("7.1 (I)", Education.INTERNSHIP, "7.2 (I)"),
        ("7.3 (I)", Education.RESIDENCY, "7.1 (R)"),
        ("4.1", Education.BACHELOR, "6.0"),
        ("7.2 (R)", Education.INTERNSHIP, "7.3 (R)"),
        ("7.4 (R)", Education.CANDIDATE_OF_SCIENCES, "8"),
        ("7.4 (R)", Education.RESIDENCY, None),
        ("8", Education.PHD, None),
        ("8", Education.RESIDENCY, None),
    ],
)
def test_next_level(current: str | None, education: Any, following: str | None) -> None:
    assert next_level(None if current is None else LevelName(current), education, DAY, BOOK) == following
