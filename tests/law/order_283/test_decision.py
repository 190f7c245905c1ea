"""The whole decision on a level: verdicts, grounds, documents, routes, and what a person must look at."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest

from tirkelim.law.book import current_book
from tirkelim.law.edition import NotInForce
from tirkelim.law.finding import Decision, NeedStatus, Outcome, Status, Terms
from tirkelim.law.order_283_cpd.activity import Activity, ProgrammeLevel
from tirkelim.law.order_283_cpd.decision import decide
from tirkelim.law.order_283_cpd.facts import LevelFacts, OfficerFinding, Subject
from tirkelim.law.order_283_cpd.levels import Category, Education, LevelName
from tirkelim.law.period import Length
from tirkelim.law.unknown import UNKNOWN

DAY = date(2026, 3, 2)
CYCLE = Activity(
    1,
    date(2024, 3, 1),
    profile_match=True,
    evidence_complete=True,
    half_hours=300,
    programme_level=ProgrammeLevel.HIGH,
    programme_level_match=True,
)
SEMINARS = Activity(3, date(2024, 3, 1), profile_match=True, evidence_complete=True, half_hours=240)
GOOD = LevelFacts(
    LevelName.L6_1,
    specialty="Мейіргер ісі",
    education=Education.BACHELOR,
    current_level=LevelName.L6_0,
    obtained_on=date(2020, 1, 1),
    uninterrupted=True,
    assessment=True,
    labour_functions=True,
    activities=(CYCLE, SEMINARS),
    confirmed_by_hr_on=date(2026, 2, 20),
    confirmed_by_head_on=date(2026, 2, 21),
)


def decided(**changed: Any) -> Decision:
    return decide(dataclasses.replace(GOOD, **changed), DAY, current_book())


def status_of(decision: Decision, id: str) -> Status:
    return next(f.status for f in decision.findings if f.requirement.id == id)


def test_service_counts_up_to_the_day_of_application_and_the_level_from_that_of_the_decision() -> None:
    """A paper that came in later counts all the same."""
    late = {"obtained_on": date(2021, 3, 1), "confirmed_by_head_on": DAY}

    too_early = decided(applied_on=date(2026, 2, 28), **late)
    assert status_of(too_early, "level.service") is Status.NOT_MET
    in_time = decided(applied_on=date(2026, 3, 1), **late)
    assert in_time.verdicts[0].terms == Terms(DAY, None, "Мейіргер ісі", "6.1")
    assert decided(applied_on=UNKNOWN, **late) == decided(**late) == in_time


def test_a_claim_that_meets_everything_is_granted_without_end() -> None:
    decision = decided()

    (verdict,) = decision.verdicts
    assert verdict.outcome is Outcome.GRANT
    assert verdict.terms == Terms(DAY, None, "Мейіргер ісі", "6.1")
    assert decision.route == "next"
    assert decision.edition.label == "283/2020 ed. 66/2025"
    assert {need.status for need in decision.documents} == {NeedStatus.FILED}


def test_ten_findings_of_the_claim_then_one_for_each_activity() -> None:
    decision = decided(activities=(CYCLE, SEMINARS, dataclasses.replace(SEMINARS, online=True)))

    ids = [f.requirement.id for f in decision.findings]
    assert len(ids) == 13
    assert ids[10:] == ["cpd.row.1", "cpd.row.3", "cpd.row.3"]
    assert [f.status for f in decision.findings[10:]] == [Status.MET, Status.MET, Status.NOT_MET]


@pytest.mark.parametrize(
    ("changed", "grounds"),
    [
        ({"education": Education.POST_SECONDARY}, {1: "level.education"}),
        ({"assessment": False}, {2: "level.assessment"}),
        ({"assessment": None}, {2: "level.assessment"}),
        ({"assessed_level": LevelName.L6_2}, {2: "level.assessment"}),
        ({"labour_functions": False}, {3: "level.labour_functions"}),
        ({"confirmed_by_hr_on": None}, {4: "level.cpd_confirmation"}),
        ({"confirmed_by_head_on": None}, {4: "level.cpd_confirmation"}),
        ({"same_signatory": True}, {4: "level.cpd_confirmation"}),
        ({"confirmed_by_head_on": date(2026, 3, 3)}, {4: "level.cpd_confirmation"}),
        ({"activities": (CYCLE,)}, {4: "cpd.total cpd.non_formal_and_competencies"}),
        ({"current_level": None}, {5: "level.sequence"}),
        ({"obtained_on": date(2021, 3, 3)}, {5: "level.service"}),
        ({"uninterrupted": False}, {5: "level.service"}),
        ({"service_length": Length(4, 11, 30)}, {5: "level.service"}),
        ({"assessment": None, "labour_functions": False}, {2: "level.assessment", 3: "level.labour_functions"}),
    ],
)
def test_refusals_name_their_numbered_grounds(changed: dict[str, Any], grounds: dict[int, str]) -> None:
    (verdict,) = decided(**changed).verdicts

    assert verdict.outcome is Outcome.REFUSE
    assert {ground.number: " ".join(ground.requirements) for ground in verdict.grounds} == grounds


@pytest.mark.parametrize(
    ("changed", "outcome", "waiting_for"),
    [
        ({"education": UNKNOWN}, Outcome.WAITING, "level.education"),
        ({"assessment": UNKNOWN}, Outcome.WAITING, "level.assessment"),
        ({"current_level": UNKNOWN}, Outcome.WAITING, "level.sequence"),
        ({"uninterrupted": UNKNOWN}, Outcome.WAITING, "level.service"),
        ({"obtained_on": UNKNOWN}, Outcome.WAITING, "level.service"),
        ({"service_length": UNKNOWN}, Outcome.WAITING, "level.service"),
        ({"assessment": UNKNOWN, "consent": False}, Outcome.INCOMPLETE, "level.assessment"),
        ({"labour_functions": UNKNOWN}, Outcome.INCOMPLETE, "level.labour_functions"),
        ({"confirmed_by_hr_on": UNKNOWN}, Outcome.INCOMPLETE, "level.cpd_confirmation"),
        (
            {"activities": (dataclasses.replace(CYCLE, half_hours=UNKNOWN), SEMINARS)},
            Outcome.INCOMPLETE,
            "cpd.total cpd.further_education",
        ),
    ],
)
def test_what_is_not_known_is_waited_for(changed: dict[str, Any], outcome: Outcome, waiting_for: str) -> None:
    (verdict,) = decided(**changed).verdicts

    assert (verdict.outcome, " ".join(verdict.waiting_for)) == (outcome, waiting_for)


def test_an_activity_that_earns_nothing_is_no_refusal() -> None:
    flawed = dataclasses.replace(SEMINARS, profile_match=False)

    assert decided(activities=(CYCLE, SEMINARS, flawed)).verdicts[0].outcome is Outcome.GRANT


def test_results_count_up_to_the_later_signature() -> None:
    late = dataclasses.replace(SEMINARS, completed_on=date(2026, 2, 22))

    assert decided(activities=(CYCLE, late)).verdicts[0].outcome is Outcome.REFUSE
    assert (
        decided(activities=(CYCLE, late), confirmed_by_head_on=date(2026, 2, 22)).verdicts[0].outcome is Outcome.GRANT
    )


# --- what a person must look at ---

THREE = (date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1))


@pytest.mark.parametrize(
    ("changed", "subject"),
    [
        ({"activities": (), "expert_commission_on": THREE}, Subject.EXPERT_COMMISSION),
        ({"without_hr_service": True, "confirmed_by_hr_on": None}, Subject.HEAD_ALONE),
        (
            {"claimed_level": LevelName.L8, "education": Education.HIGHER_WITH_MANAGEMENT},
            Subject.MANAGEMENT_EXPERIENCE,
        ),
    ],
)
def test_some_things_are_never_decided_without_a_person(changed: dict[str, Any], subject: Subject) -> None:
    (waiting,) = decided(**changed).verdicts
    (granted,) = decided(**changed, officer=(OfficerFinding(subject, True, "№ 7"),)).verdicts
    (refused,) = decided(**changed, officer=(OfficerFinding(subject, False, "№ 7"),)).verdicts

    assert (waiting.outcome, waiting.waiting_for) == (Outcome.WAITING, (f"officer.{subject}",))
    assert granted.outcome is Outcome.GRANT
    assert refused.outcome is Outcome.REFUSE


def test_a_document_found_wanting_is_a_ground_with_its_reference() -> None:
    (verdict,) = decided(officer=(OfficerFinding(Subject.DOCUMENT, False, "акт № 12"),)).verdicts

    assert [(ground.number, ground.reference) for ground in verdict.grounds] == [(6, "акт № 12")]


# --- routes ---


def test_an_initial_level_needs_education_and_assessment_only() -> None:
    decision = decided(
        claimed_level=LevelName.L6_0,
        current_level=None,
        activities=(),
        labour_functions=False,
        confirmed_by_hr_on=None,
        confirmed_by_head_on=None,
    )

    assert (decision.route, decision.verdicts[0].outcome) == ("initial", Outcome.GRANT)
    needed = {need.document for need in decision.documents if need.status is not NeedStatus.NOT_REQUIRED}
    assert needed == {"diploma", "assessment_result"}


def test_the_level_held_is_confirmed_without_new_service() -> None:
    decision = decided(current_level=LevelName.L6_1, obtained_on=date(2026, 1, 1))

    assert (decision.route, decision.verdicts[0].outcome) == ("confirmation", Outcome.GRANT)
    assert status_of(decision, "level.service") is Status.NOT_APPLICABLE


def test_an_old_category_stands_in_for_order_and_service_but_not_for_cpd() -> None:
    held = {"current_level": None, "category": Category.SECOND, "category_valid_until": date(2022, 1, 1)}

    granted, short = decided(**held), decided(**held, activities=())
    assert (granted.route, granted.verdicts[0].outcome) == ("from_category", Outcome.GRANT)
    assert short.verdicts[0].outcome is Outcome.REFUSE
    assert decided(**held, assessment=None).verdicts[0].outcome is Outcome.REFUSE
    indefinite = decided(**held, assessment=None, category_indefinite=True)
    assert indefinite.verdicts[0].outcome is Outcome.GRANT


def test_a_nurse_with_a_new_diploma_keeps_the_step() -> None:
    nurse = {"current_level": LevelName.L4_1, "diploma_specialty": "Мейіргер ісі", "obtained_on": date(2026, 1, 1)}

    assert decided(**nurse).verdicts[0].outcome is Outcome.GRANT
    assert decided(**nurse).route == "nursing_transfer"
    assert decided(**nurse | {"specialty": "Акушериялық іс"}).verdicts[0].outcome is Outcome.REFUSE


def test_before_the_held_edition_there_is_no_decision() -> None:
    with pytest.raises(NotInForce):
        decide(GOOD, date(2025, 7, 27), current_book())


@pytest.mark.parametrize(
    ("changed", "route", "outcome"),
    [
        # the category equals the claimed level, whatever lower level the register holds
        ({"current_level": LevelName.L6_0}, "from_category", Outcome.GRANT),
        ({"current_level": LevelName.L4_3}, "from_category", Outcome.GRANT),
        ({"current_level": UNKNOWN}, "next", Outcome.WAITING),
        ({"education": UNKNOWN}, "from_category", Outcome.WAITING),
        ({"education": Education.INTERNSHIP}, "next", Outcome.REFUSE),
        ({"current_level": LevelName.L6_2}, "confirmation", Outcome.GRANT),
        ({"current_level": LevelName.L6_3}, "next", Outcome.REFUSE),  # a category lowers nothing
        ({"category": Category.NONE}, "next", Outcome.REFUSE),
    ],
)
def test_an_old_category_beside_a_level(changed: dict[str, Any], route: str, outcome: Outcome) -> None:
    first = {
        "claimed_level": LevelName.L6_2,
        "current_level": None,
        "category": Category.FIRST,
        "category_valid_until": date(2022, 1, 1),
        "activities": (CYCLE, dataclasses.replace(SEMINARS, half_hours=360)),
    }
    decision = decided(**first | changed)

    assert (decision.route, decision.verdicts[0].outcome) == (route, outcome)


def test_a_nurses_new_diploma_that_no_source_has_shown_yet_is_waited_for() -> None:
    decision = decided(current_level=LevelName.L4_1, education=UNKNOWN, diploma_specialty="")

    assert (decision.route, decision.verdicts[0].waiting_for) == ("nursing_transfer", ("level.education",))


def test_the_latest_finding_on_management_experience_counts_and_concerns_it_alone() -> None:
    claim = {"claimed_level": LevelName.L8, "education": Education.HIGHER_WITH_MANAGEMENT}
    no, yes = (OfficerFinding(Subject.MANAGEMENT_EXPERIENCE, holds, "№ 7") for holds in (False, True))

    assert decided(**claim, officer=(no, yes)).verdicts[0].outcome is Outcome.GRANT
    assert decided(**claim, officer=(yes, no)).verdicts[0].outcome is Outcome.REFUSE
    assert decided(**claim | {"education": Education.PHD}, officer=(no,)).verdicts[0].outcome is Outcome.GRANT


def test_confirming_a_level_asks_for_all_four_things_and_its_volume() -> None:
    held = {"claimed_level": LevelName.L6_1, "current_level": LevelName.L6_1}
    missing = {
        "assessment": None,
        "labour_functions": False,
        "confirmed_by_hr_on": None,
        "activities": (),
        "education": Education.INTERNSHIP,
    }
    (verdict,) = decided(**held | missing).verdicts

    assert [ground.number for ground in verdict.grounds] == [1, 2, 3, 4]
