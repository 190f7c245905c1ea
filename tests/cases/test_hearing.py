"""The hearing before a refusal: off by default; shown, answered, refused; new points need a new hearing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.cases.complaining import Complaining, codes

from tirkelim.cases.command import Applied, Forbidden, Invalid, Outcome, Stale
from tirkelim.cases.hearing import standing_intention
from tirkelim.cases.models import Case, HearingAnswer, IntendedRefusal, Outbox
from tirkelim.cases.registry import services
from tirkelim.cases.states import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db: None, settings: Any) -> Complaining:
    settings.REFUSAL_HEARING_DAYS = 2
    return Complaining()


@pytest.fixture
def case(office: Complaining) -> Case:
    """An application in which a document was found untrue."""
    found = office.submitted(office.nurse)
    office.untrue(found)
    return office.fresh(found)


def intend(office: Complaining, case: Case) -> Outcome:
    return office.decide(office.officer_, case, "intend_refusal")


def answer(office: Complaining, case: Case, **how: object) -> Outcome:
    return office.do(office.nurse, case, "answer_intention", **{"text": "It is true."} | how)  # type: ignore[arg-type]


def refuse(office: Complaining, case: Case) -> Outcome:
    return office.decide(office.officer_, case, "refuse")


def test_off_by_default(office: Complaining, case: Case, settings: Any) -> None:
    settings.REFUSAL_HEARING_DAYS = 0
    assert codes(intend(office, case)) == ["no_hearing_here"]
    assert isinstance(refuse(office, case), Applied)


def test_no_refusal_without_a_hearing(office: Complaining, case: Case) -> None:
    assert codes(refuse(office, case)) == ["hearing_owed"]
    assert office.fresh(case).state == State.CONSIDERED


def test_the_applicant_is_shown_what_is_intended(office: Complaining, case: Case) -> None:
    assert isinstance(intend(office, case), Applied)
    intention = standing_intention(case)
    assert intention is not None
    assert [ground["number"] for ground in intention.grounds] == [1]
    assert intention.answer_by == date(2026, 3, 4)
    assert office.fresh(case).state == State.HEARING
    assert office.fresh(case).due_on == case.due_on  # the term runs on
    assert Outbox.objects.filter(body__what="intended").count() == 1


def test_not_without_a_ground_and_not_on_old_facts(office: Complaining, case: Case) -> None:
    digest = office.digest(case)
    office.true_after_all(case)
    assert codes(intend(office, case)) == ["no_ground"]
    late = office.do(office.officer_, case, "intend_refusal", facts_digest=digest, expect=Stale)
    assert isinstance(late, Stale)


def test_the_time_for_an_answer_is_the_applicants(office: Complaining, case: Case) -> None:
    intend(office, case)
    assert codes(refuse(office, case)) == ["hearing_open"]
    office.later(days=2)  # the last day is included
    assert codes(refuse(office, case)) == ["hearing_open"]
    office.later(days=1)
    assert isinstance(refuse(office, case), Applied)


def test_after_the_answer_the_officer_may_refuse_at_once(office: Complaining, case: Case) -> None:
    intend(office, case)
    answer(office, case)
    assert office.fresh(case).state == State.CONSIDERED
    assert HearingAnswer.objects.get().text == "It is true."
    assert isinstance(refuse(office, case), Applied)


def test_after_the_answer_the_officer_may_grant(office: Complaining, case: Case) -> None:
    intend(office, case)
    answer(office, case)
    office.true_after_all(case)
    office.grant_again(case)


def test_the_officer_may_grant_before_the_answer(office: Complaining, case: Case) -> None:
    intend(office, case)
    office.true_after_all(case)
    office.grant_again(case)


def test_another_ground_needs_another_hearing(office: Complaining, case: Case) -> None:
    intend(office, case)
    answer(office, case)
    office.do(office.officer_, case, "record_finding", kind="court_ban", reference="Astana court, 2-77")
    assert codes(refuse(office, case)) == ["hearing_owed"]
    assert isinstance(intend(office, case), Applied)
    assert codes(refuse(office, case)) == ["hearing_open"]
    answer(office, case)
    assert isinstance(refuse(office, case), Applied)


def test_a_new_ground_while_the_applicant_is_heard(office: Complaining, case: Case) -> None:
    intend(office, case)
    office.do(office.officer_, case, "record_finding", kind="court_ban", reference="Astana court, 2-77")
    office.later(days=5)
    assert codes(refuse(office, case)) == ["hearing_owed"]
    assert isinstance(intend(office, case), Applied)
    assert IntendedRefusal.objects.count() == 2


def test_from_a_case_that_waits_for_documents(office: Complaining, case: Case) -> None:
    office.do(office.officer_, case, "ask_for_documents", documents=["diploma"])
    assert isinstance(intend(office, case), Applied)


def test_while_heard_the_applicant_files_documents_and_the_officer_records(office: Complaining, case: Case) -> None:
    intend(office, case)
    file = office.evidence(office.fresh(case), office.nurse)
    office.do(office.nurse, case, "file_document", document="diploma", evidence=str(file), language="kk")
    office.do(office.nurse, case, "withdraw")


@pytest.mark.parametrize(("text", "code"), [(" ", "answer_missing"), ("a" * 5001, "answer_too_long")])
def test_what_is_wrong_with_an_answer(office: Complaining, case: Case, text: str, code: str) -> None:
    intend(office, case)
    assert codes(answer(office, case, text=text, expect=Invalid)) == [code]
    assert office.fresh(case).state == State.HEARING


def test_only_the_applicant_answers_and_only_the_officer_intends(office: Complaining, case: Case) -> None:
    office.do(office.nurse, case, "intend_refusal", expect=Forbidden, facts_digest=office.digest(case))
    intend(office, case)
    office.do(office.officer_, case, "answer_intention", text="no", expect=Forbidden)


def test_a_reopened_case_is_heard_anew(office: Complaining, case: Case) -> None:
    intend(office, case)
    answer(office, case)
    office.refuse(case)
    office.later(days=1)
    office.reopened(case)
    assert standing_intention(case) is None
    assert codes(refuse(office, case)) == ["hearing_owed"]


def test_every_service_hears_before_it_refuses() -> None:
    for one in services():
        names = one.transitions.names()
        if "complain" in names and "refuse" in names:
            assert {"intend_refusal", "answer_intention"} <= set(names), one.name
