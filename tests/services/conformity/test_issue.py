"""Issue: completeness, hand-over, the commission, the decision (503/2016 p.3-15, standard rows 8 and 9)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.services.conformity.office import LocalBody

from tirkelim.cases.command import Applied, Invalid
from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case
from tirkelim.cases.registry import service
from tirkelim.cases.states import State
from tirkelim.register.models import ConformityCertificate
from tirkelim.services.conformity.models import AgendaItem


def refused(outcome: Any) -> list[tuple[str, str]]:
    """The problems for which a command was refused."""
    assert isinstance(outcome, Invalid), outcome
    return [(problem.code, problem.field) for problem in outcome.problems]


def grounds(case: Case) -> list[int]:
    """The numbered grounds of the decision that stands."""
    stored = case.decisions.order_by("-seq").first()
    assert stored is not None
    return [ground["number"] for ground in stored.verdicts["grounds"]]


# --- granted ---


def test_a_recommended_issue_is_granted_for_three_months(body: LocalBody) -> None:
    certificate = body.granted(body.foreigner())
    assert certificate.issued_on == date(2022, 3, 1)
    assert certificate.valid_until == date(2022, 6, 1)
    assert (certificate.profession, certificate.activity) == ("Онколог дәрігер", "2.1")
    assert certificate.identity_document == "U 12345678"
    assert certificate.office == "710000000"


def test_the_profession_is_kept_by_its_name_in_the_list(body: LocalBody) -> None:
    answers = {"request": {"action": "issue", "profession": "врач-онколог", "activity": "2.1"}}
    assert body.granted(body.foreigner(), answers=answers).profession == "Онколог дәрігер"


def test_the_facts_of_the_decision_are_those_that_the_commission_agreed_on(body: LocalBody) -> None:
    case = body.recommended(body.foreigner(), said={"academic_degree": True, "service_years": 11})
    gathered = weigh(case, body.now).gathered
    assert gathered.facts.academic_degree is True
    assert gathered.facts.service.years == 11
    assert gathered.sources["academic_degree"].reference == gathered.facts.commission.minutes


def test_before_the_commission_nothing_is_decided(body: LocalBody) -> None:
    case = body.sent(body.foreigner())
    body.checked(case)
    outcome = body.decide(body.employment_officer, case, "grant")
    assert refused(outcome) == [("requirements_not_met", "")]
    assert refused(body.decide(body.employment_officer, case, "refuse")) == [("no_ground", "")]
    assert refused(body.decide(body.employment_officer, case, "decline")) == [("acceptance_owed", "")]


def test_unchecked_papers_are_not_granted(body: LocalBody) -> None:
    case = body.sent(body.foreigner())
    body.do(body.employment_officer, case, "pass_to_commission")
    body.says(case)
    body.do(body.member, case, "recommend")
    assert refused(body.decide(body.employment_officer, case, "grant")) == [("requirements_not_met", "")]


def test_a_commission_against_issue_without_a_ground_lets_nobody_decide(body: LocalBody) -> None:
    case = body.recommended(body.foreigner(), said={"recommends_issue": False})
    assert refused(body.decide(body.employment_officer, case, "grant")) == [("requirements_not_met", "")]
    assert refused(body.decide(body.employment_officer, case, "refuse")) == [("no_ground", "")]


# --- refused ---

AGAINST = {"recommends_issue": False, "qualification_meets": False}


@pytest.mark.parametrize(
    ("said", "threshold", "finding", "expected"),
    [
        (AGAINST, None, "checked_true", [1]),
        ({}, 8, "checked_true", [2]),
        ({}, None, "untrue", [3]),
        (AGAINST, 8, "untrue", [1, 2, 3]),
    ],
)
def test_each_ground_refuses(
    body: LocalBody, said: dict[str, Any], threshold: int | None, finding: str, expected: list[int]
) -> None:
    if threshold is not None:
        body.threshold(threshold)
    case = body.sent(body.foreigner())
    body.do(body.employment_officer, case, "pass_to_commission")
    body.says(case, **said)
    body.do(body.member, case, "recommend")
    body.checked(case, finding)
    body.decide(body.employment_officer, case, "refuse")
    case = body.fresh(case)
    assert case.state == State.REFUSED
    assert grounds(case) == expected
    assert not ConformityCertificate.objects.exists()


def test_a_profession_outside_the_list_is_refused_without_the_commission(body: LocalBody) -> None:
    answers = {"request": {"action": "issue", "profession": "Аспаз", "activity": "2.1"}}
    case = body.sent(body.foreigner(), answers=answers)
    body.decide(body.employment_officer, case, "refuse")
    assert grounds(body.fresh(case)) == [1]


@pytest.mark.parametrize(
    ("points", "valid_from", "grants"),
    [
        (None, None, True),
        (7, date(2022, 1, 1), True),
        (8, date(2022, 1, 1), False),
        (8, date(2022, 3, 1), False),
        (8, date(2022, 3, 2), True),
    ],
)
def test_the_threshold_of_the_day_of_application_counts(
    body: LocalBody, points: int | None, valid_from: date | None, grants: bool
) -> None:
    """Three for higher education and four for eight years: seven points."""
    if valid_from is not None:
        body.threshold(points, valid_from)
    case = body.recommended(body.foreigner())
    outcome = body.decide(body.employment_officer, case, "grant")
    assert isinstance(outcome, Applied) is grants


def test_a_threshold_of_another_region_or_one_taken_back_counts_for_nothing(body: LocalBody) -> None:
    body.threshold(17, territory="750000000")
    body.threshold(17, date(2022, 1, 1))
    body.threshold(None, date(2022, 2, 1))
    case = body.recommended(body.foreigner())
    assert weigh(case, body.now).gathered.facts.points_threshold is None
    body.decide(body.employment_officer, case, "grant")
    assert body.fresh(case).state == State.GRANTED


# --- not accepted (reading K5) ---

EXPIRED = {"person": {"document_expires_on": "2022-02-28"}}
UNRECOGNISED = {"education": {"recognised": False}}


@pytest.mark.parametrize(
    ("papers", "answers", "finding", "missing"),
    [
        (("identity_document", "proof_of_work"), {}, "", {"education_or_english_certificate"}),
        ((), {}, "", {"identity_document", "education_or_english_certificate", "proof_of_work"}),
        (None, EXPIRED, "", {"identity_document"}),
        (None, UNRECOGNISED, "", {"education_or_english_certificate"}),
        (None, {}, "expired_identity", {"identity_document"}),
        (None, {}, "untranslated_work", {"proof_of_work"}),
        (None, {}, "not_recognised", {"education_or_english_certificate"}),
    ],
)
def test_an_incomplete_or_expired_package_is_not_accepted(
    body: LocalBody, papers: tuple[str, ...] | None, answers: dict[str, Any], finding: str, missing: set[str]
) -> None:
    case = body.sent(body.foreigner(), papers=papers, answers=answers)
    if finding:
        body.checked(case, finding)
    proposal = weigh(case, body.now).proposal
    assert {need.document for need in proposal.documents if need.status == "missing"} == missing
    officer = body.employment_officer
    outcome = body.do(officer, case, "pass_to_commission", expect=None)
    assert refused(outcome) == [("package_incomplete", "documents")]
    assert refused(body.decide(officer, case, "refuse")) == [("no_ground", "")]
    body.decide(officer, case, "decline")
    assert body.fresh(case).state == State.DECLINED
    assert grounds(body.fresh(case)) == []


@pytest.mark.parametrize(
    ("language", "translated_into", "whole"),
    [("tr", "", False), ("tr", "kk", True), ("ru", "", True), ("en", "", False)],
)
def test_papers_are_filed_in_kazakh_or_russian(
    body: LocalBody, language: str, translated_into: str, whole: bool
) -> None:
    applicant = body.foreigner()
    case = body.begun(applicant)
    body.file(applicant, case, "identity_document", language="tr")
    body.file(
        applicant, case, "education_or_english_certificate", "proof_of_work",
        language=language, translated_into=translated_into,
    )  # fmt: skip
    body.do(applicant, case, "submit")
    outcome = body.do(body.employment_officer, case, "pass_to_commission", expect=None)
    assert isinstance(outcome, Applied) is whole


@pytest.mark.parametrize(("finding", "whole"), [("", True), ("no_treaty", False)])
def test_a_treaty_can_stand_for_recognition(body: LocalBody, finding: str, whole: bool) -> None:
    answers = {"education": {"recognised": None, "treaty_exempts": True}}
    case = body.sent(body.foreigner(), answers=answers, papers=("identity_document", "proof_of_work"))
    if finding:
        body.checked(case, finding)
    outcome = body.do(body.employment_officer, case, "pass_to_commission", expect=None)
    assert isinstance(outcome, Applied) is whole


def test_what_was_asked_for_makes_the_package_whole(body: LocalBody) -> None:
    applicant = body.foreigner()
    case = body.sent(applicant, papers=("identity_document", "proof_of_work"))
    body.do(body.employment_officer, case, "ask_for_documents", documents=["education_or_english_certificate"])
    body.file(applicant, case, "education_or_english_certificate")
    body.do(applicant, case, "answer_request")
    body.do(body.employment_officer, case, "pass_to_commission")
    assert body.fresh(case).state == State.AT_COMMISSION


# --- cannot be sent ---


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"declaration": {"consent": False, "true": True}}, [("no_consent", "declaration")]),
        ({"declaration": {"consent": True, "true": False}}, [("not_signed", "declaration")]),
        ({"person": {"kato": "999999999"}}, [("no_office", "person")]),
        ({"request": {"profession": None}}, [("page_missing", "request")]),
        ({"work": {"service": None}}, [("page_missing", "work")]),
    ],
)
def test_what_is_wrong_with_the_form_itself(
    body: LocalBody, answers: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    applicant = body.foreigner()
    case = body.begun(applicant, answers=answers)
    assert refused(body.do(applicant, case, "submit", expect=None)) == expected


def test_a_representative_names_their_authority_and_files_it(body: LocalBody) -> None:
    holder, lawyer = body.foreigner(), body.foreigner("lawyer", surname_latin="Demir")
    case = body.begun(lawyer, subject=holder.person)
    outcome = body.do(lawyer, case, "submit", expect=None)
    assert [code for code, _ in refused(outcome)] == ["authority_missing", "power_of_attorney_missing"]
    answers = {"declaration": {"consent": True, "true": True, "authority_number": "5", "authority_on": "2022-02-01"}}
    case = body.sent(lawyer, subject=holder.person, answers=answers)
    assert case.subject_id == holder.person
    assert body.fresh(case).state == State.CONSIDERED


# --- days and the way through the commission ---


def test_hand_over_by_day_two_decision_by_day_five_result_by_day_six(body: LocalBody) -> None:
    """Tuesday 1 March 2022; 8 March is a holiday, 7 March a bridge day only where the decree moved it."""
    case = body.sent(body.foreigner())
    milestones = service("conformity").milestones(case, body.now)
    calendar = service("conformity").book().calendar
    assert [one.name for one in milestones] == ["hand_over", "decision", "result"]
    assert [calendar.count(date(2022, 3, 1), one.due_on) for one in milestones] == [2, 5, 6]
    assert milestones[2].due_on == case.due_on
    assert all(one.done_on is None for one in milestones)


def test_milestones_say_when_each_was_done(body: LocalBody) -> None:
    case = body.at_commission(body.foreigner())
    body.later(days=2)
    body.says(case)
    body.do(body.member, case, "recommend")
    body.decide(body.employment_officer, case, "grant")
    done = [one.done_on for one in service("conformity").milestones(body.fresh(case), body.now)]
    assert done == [date(2022, 3, 1), date(2022, 3, 3), date(2022, 3, 3)]


def test_recalled_before_the_commission_has_said_anything(body: LocalBody) -> None:
    case = body.at_commission(body.foreigner())
    body.do(body.employment_officer, case, "recall_from_commission")
    assert body.fresh(case).state == State.CONSIDERED
    body.do(body.employment_officer, case, "pass_to_commission")
    body.says(case)
    outcome = body.do(body.employment_officer, case, "recall_from_commission", expect=None)
    assert refused(outcome) == [("resolved_already", "")]


def test_without_signed_minutes_nothing_comes_back(body: LocalBody) -> None:
    case = body.at_commission(body.foreigner())
    assert refused(body.do(body.member, case, "recommend", expect=None)) == [("no_recommendation", "")]


def test_taken_back_at_the_commission_it_is_off_the_agenda(body: LocalBody) -> None:
    applicant = body.foreigner()
    case = body.at_commission(applicant)
    body.says(case)
    other = body.at_commission(body.foreigner("other"))
    sitting = AgendaItem.objects.get(case=case).sitting
    AgendaItem.objects.create(sitting=sitting, case=other, position=2, change=sitting.change)
    owner = body.fresh(other)
    body.do(_account_of(owner), owner, "withdraw")
    assert AgendaItem.objects.get(case=other).removed_by is not None
    assert AgendaItem.objects.get(case=case).removed_by is None


def _account_of(case: Case) -> Any:
    from tirkelim.identity.models import Account

    return Account.objects.get(person=case.subject_id)
