"""Concluding: by whom, what may be said, what the register has then, and how a slip is mended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.builders import NURSING
from tests.services.assessment.conftest import DONE_WELL, Centre

from tirkelim.cases.command import Applied, Forbidden, Invalid, Outcome, Repeated, Stale
from tirkelim.cases.models import Case, Outbox
from tirkelim.identity.models import Account, Role
from tirkelim.journal.models import JournalEntry
from tirkelim.register.assessment_queries import conclusion_for, conclusion_of_case, confirms
from tirkelim.register.commands import correct_status
from tirkelim.register.models import AssessmentConclusion, OrganisationStatus

TODAY = date(2026, 3, 2)
FAILED = {"knowledge": "failed", "case_testing": "passed"}


def problems(outcome: Outcome) -> set[tuple[str, str]]:
    assert isinstance(outcome, Invalid), outcome
    return {(problem.code, problem.field) for problem in outcome.problems}


def test_a_conclusion_is_in_the_register_with_the_case(centre: Centre, worker: Account) -> None:
    case = centre.sent(worker)
    centre.conclude(case)
    row = conclusion_of_case(case.id)
    assert row is not None
    assert centre.fresh(case).state == "done"
    assert (row.person_id, row.organisation_id, row.specialty) == (worker.person, centre.organisation_id, NURSING)
    assert (row.level, row.conclusion_level, row.passed, row.valid_from) == ("4.1", "4.1", True, TODAY)
    assert (row.protocol_number, row.sheet_number) == ("ХТ-15", "KZ11ABC00000001")
    assert JournalEntry.objects.filter(stream=f"person:{worker.person}", kind="assessment_concluded").count() == 1
    assert Outbox.objects.filter(to=str(case.id), body__what="granted").count() == 1


def test_a_second_click_concludes_once(centre: Centre, worker: Account) -> None:
    case, command = centre.sent(worker), centre.command(centre.assessor.id)
    for expected in (Applied, Repeated):
        centre.do(
            centre.assessor, case, "record_conclusion", version=case.version, command=command, expect=expected,
            **DONE_WELL,
        )  # fmt: skip
    assert AssessmentConclusion.objects.count() == 1


def test_two_assessors_at_once(centre: Centre, worker: Account) -> None:
    case = centre.sent(worker)
    centre.conclude(case)
    late = centre.do(
        centre.assessor, case, "correct_conclusion", version=case.version, expect=None, reason="x", **DONE_WELL
    )
    assert isinstance(late, Stale)


def test_another_organisation_and_other_roles_may_not(centre: Centre, worker: Account) -> None:
    case = centre.sent(worker)
    other = centre.accredited("Басқа орталық")
    strangers = [
        centre.account("other", Role.ASSESSMENT_ORGANISATION, organisation=other),
        centre.account("personnel", Role.HR_OFFICER, organisation=centre.organisation_id),
        centre.account("head", Role.HEAD_OF_ORGANISATION, organisation=centre.organisation_id),
        centre.officer(),
        worker,
    ]
    for stranger in strangers:
        assert isinstance(centre.conclude(case, stranger, expect=None), Forbidden)


def test_nobody_assesses_oneself(centre: Centre) -> None:
    own = centre.applicant("both")
    centre.grant(own, Role.ASSESSMENT_ORGANISATION, organisation=centre.organisation_id)
    case = centre.sent(own)
    assert isinstance(centre.conclude(case, own, expect=None), Forbidden)
    centre.conclude(case)


def test_the_organisation_is_accredited_on_the_day_of_the_assessment(centre: Centre, worker: Account) -> None:
    """An accreditation that ended two days later leaves an assessment of the day before in force, not a later one."""
    case = centre.sent(worker)
    status = OrganisationStatus.objects.get()
    correct_status(
        centre.command(), status.line, number=status.number, valid_from=status.valid_from,
        valid_to=TODAY + timedelta(days=2), reason="Кері қайтарылды",
    )  # fmt: skip
    centre.later(days=9)
    late = centre.conclude(case, expect=None, assessed_on="2026-03-04")
    assert problems(late) == {("not_accredited", "assessed_on")}
    centre.conclude(case, assessed_on="2026-03-03")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"assessed_on": "2026-03-03"}, {("in_the_future", "assessed_on")}),
        ({"assessed_on": "2026-03-01"}, {("before_request", "assessed_on")}),
        ({"assessed_on": "yesterday"}, {("missing", "assessed_on")}),
        ({"stages": {"knowledge": "passed"}}, {("missing", "case_testing")}),
        ({"stages": {"knowledge": "passed", "case_testing": "waived"}}, {("not_waived", "case_testing")}),
        ({"stages": FAILED}, {("stage_failed", "passed")}),
        ({"passed": None}, {("missing", "passed"), ("no_level_here", "level")}),
        ({"level": None}, {("missing", "level")}),
        ({"level": "5.1"}, {("other_track", "level")}),
        ({"passed": False}, {("no_level_here", "level")}),
        ({"protocol_number": "  "}, {("missing", "protocol_number")}),
        ({"protocol_number": "1" * 61}, {("too_long", "protocol_number")}),
    ],
)
def test_what_cannot_be_concluded(
    centre: Centre, worker: Account, found: dict[str, Any], expected: set[tuple[str, str]]
) -> None:
    case = centre.sent(worker)
    assert problems(centre.conclude(case, expect=None, **found)) == expected
    assert centre.fresh(case).state == "considered"
    assert not AssessmentConclusion.objects.exists()


def test_failed_passed_at_another_level_and_for_a_certificate(centre: Centre, worker: Account) -> None:
    failed, lower, plain = centre.sent(worker), centre.sent(worker, "4.2"), centre.sent(worker, None)
    centre.conclude(failed, stages=FAILED, passed=False, level=None, protocol_number="1")
    centre.conclude(lower, protocol_number="2")
    centre.conclude(plain, level=None, protocol_number="3")
    rows = {row.protocol_number: row for row in AssessmentConclusion.objects.all()}
    assert [confirms(rows[number], level) for number, level in (("1", "4.1"), ("2", "4.2"), ("2", "4.1"))] == [
        False,
        False,
        True,
    ]
    assert confirms(rows["3"], None)


def test_a_protocol_number_is_used_once_in_an_organisation(centre: Centre, worker: Account) -> None:
    centre.conclude(centre.sent(worker))
    again = centre.conclude(centre.sent(worker, "4.2"), expect=None, protocol_number="хт-15 ")
    assert problems(again) == {("taken", "protocol_number")}
    other = centre.accredited("Басқа орталық")
    elsewhere = centre.account("other", Role.ASSESSMENT_ORGANISATION, organisation=other)
    case = centre.sent(worker, organisation={"organisation": str(other)})
    centre.conclude(case, elsewhere)


def test_a_slip_is_corrected_and_the_earlier_version_stays_known(centre: Centre, worker: Account) -> None:
    case = centre.sent(worker)
    centre.conclude(case)
    before = centre.now
    wrong = {"stages": FAILED, "passed": False, "level": None}
    centre.do(centre.assessor, case, "correct_conclusion", reason="Парақтар шатасқан", **DONE_WELL | wrong)
    assert worker.person is not None
    then = conclusion_for(worker.person, NURSING, "4.1", TODAY, before)
    now = conclusion_for(worker.person, NURSING, "4.1", TODAY, centre.now)
    assert then is not None
    assert now is not None
    assert (then.passed, now.passed, now.conclusion_level) == (True, False, None)
    assert then.line == now.line
    assert JournalEntry.objects.filter(stream=f"person:{worker.person}", kind="assessment_corrected").count() == 1
    assert JournalEntry.objects.filter(stream=case.stream, kind="correct_conclusion").count() == 1


@pytest.mark.parametrize(
    ("reason", "found", "expected"),
    [
        ("", {"protocol_number": "16"}, {("missing", "reason")}),
        ("Еш өзгеріс жоқ", {}, {("nothing_changed", "reason")}),
        ("Сынақ", {"stages": FAILED}, {("stage_failed", "passed")}),
    ],
)
def test_a_correction_says_why_and_changes_something(
    centre: Centre, worker: Account, reason: str, found: dict[str, Any], expected: set[tuple[str, str]]
) -> None:
    case = centre.sent(worker)
    centre.conclude(case)
    outcome = centre.do(centre.assessor, case, "correct_conclusion", expect=None, reason=reason, **DONE_WELL | found)
    assert problems(outcome) == expected


def asked(centre: Centre, worker: Account, level: str | None, on: str, passed: bool, found: str | None) -> Case:
    case = centre.sent(worker, level)
    stages = DONE_WELL["stages"] if passed else FAILED
    centre.conclude(case, stages=stages, passed=passed, level=found, assessed_on=on, protocol_number=str(centre.serial))
    centre.serial += 1
    return case


def test_which_conclusion_answers_for_a_claim(centre: Centre, worker: Account) -> None:
    person: UUID = worker.person  # type: ignore[assignment]

    def answer(level: str | None, on: date = TODAY + timedelta(days=5), specialty: str = NURSING) -> Any:
        row = conclusion_for(person, specialty, level, on, centre.now)
        return None if row is None else (row.level, row.conclusion_level, row.passed)

    assert answer(None) is None
    asked(centre, worker, "4.2", "2026-03-02", False, None)
    assert answer("4.2") == ("4.2", None, False)
    assert answer(None) is None  # a level missed says nothing of the certificate
    centre.later(days=1)
    asked(centre, worker, "4.2", "2026-03-03", True, "4.1")
    assert answer("4.2") == answer("4.1") == answer(None) == ("4.2", "4.1", True)
    assert answer("4.2", TODAY) == ("4.2", None, False)  # as on the day before
    assert answer("4.3") is None
    assert answer("4.2", specialty="bachelor.nursing") is None
    centre.later(days=1)
    asked(centre, worker, None, "2026-03-04", False, None)
    assert answer(None) == (None, None, False)
