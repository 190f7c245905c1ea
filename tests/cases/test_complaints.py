"""Complaints in the engine: who, when, to whom; what an answer does; a second decision and what it undoes."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders import ASTANA
from tests.cases.complaining import Complaining, codes

from tirkelim.cases.command import Forbidden, Invalid, Repeated, Stale
from tirkelim.cases.complaints import ways_now
from tirkelim.cases.models import Case, Complaint, ComplaintAnswer, Decision, FactSheet, Outbox
from tirkelim.cases.outbox import work
from tirkelim.cases.registry import service, services
from tirkelim.cases.service import ServiceDefaults
from tirkelim.cases.states import State
from tirkelim.documents.models import Document
from tirkelim.identity.models import Role
from tirkelim.journal.change import change
from tirkelim.journal.verify import verify_all
from tirkelim.law.standards.complaints import Instance, Standing
from tirkelim.register.commands.certificates import CertificateTerms, issue_certificate, write_certificate_event
from tirkelim.register.models import Certificate
from tirkelim.register.status import CertificateStatus, EventKind, status_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db: None) -> Complaining:
    return Complaining()


# --- making a complaint ---


@pytest.mark.parametrize(
    ("instance", "due"),
    [("head", date(2026, 3, 10)), ("court", None)],  # 8 March is given off on Monday the 9th
)
def test_a_complaint_has_a_number_a_term_and_a_decision(office: Complaining, instance: str, due: date | None) -> None:
    case = office.refused()
    made = office.complained(case, instance, body={"reference": "claim 7"})
    assert made.number.startswith("S-")
    assert made.registered_on == date(2026, 3, 2)
    assert made.due_on == due
    assert made.decision == case.decisions.get()
    assert office.fresh(case).state == State.REFUSED


@pytest.mark.parametrize("instance", ["quality_body", "authority"])
def test_a_later_instance_waits_for_the_one_before(office: Complaining, instance: str) -> None:
    assert codes(office.complain(office.refused(), instance, expect=Invalid)) == ["instance_not_open"]


def test_the_order_of_the_instances(office: Complaining) -> None:
    case = office.refused()
    first = office.complained(case)
    assert codes(office.complain(case, expect=Invalid)) == ["instance_not_open"]
    office.answer(office.head, first, "dismiss_complaint")
    second = office.complained(case, "quality_body")
    assert second.due_on == date(2026, 3, 27)  # Nauryz gives three days off
    office.later(days=40)  # the body lets its term pass
    third = office.complained(case, "authority")
    assert third.due_on is None
    assert codes(office.complain(case, "quality_body", expect=Invalid)) == ["instance_not_open"]
    office.complained(case, "court", body={"reference": "claim 7"})


def test_a_complaint_taken_back_was_never_made(office: Complaining) -> None:
    case = office.refused()
    made = office.complained(case)
    office.do(office.nurse, case, "take_back_complaint", complaint=str(made.id))
    standing = {way.instance: way.standing for way in ways_now(case, service("certificate").complaints, made.due_on)}
    assert standing[Instance.HEAD] is Standing.OPEN
    assert standing[Instance.QUALITY_BODY] is Standing.LATER
    office.complained(case)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": "  "}, "text_missing"),
        ({"text": "a" * 10_001}, "text_too_long"),
        ({"instance": "king"}, "no_such_instance"),
        ({"instance": "court"}, "reference_missing"),
    ],
)
def test_what_is_wrong_with_a_complaint(office: Complaining, body: dict[str, str], code: str) -> None:
    assert codes(office.complain(office.refused(), body=body, expect=Invalid)) == [code]
    assert not Complaint.objects.exists()


def test_who_may_complain(office: Complaining) -> None:
    case = office.refused()
    for stranger in (office.officer_, office.head, office.quality, office.applicant("somebody")):
        office.complain(case, by=stranger, expect=Forbidden)


def test_the_same_click_twice_is_one_complaint(office: Complaining) -> None:
    case, command = office.refused(), office.command(office.nurse.id)
    version = case.version
    office.complain(case, command=command, version=version)
    office.complain(case, command=command, version=version, expect=Repeated)
    assert Complaint.objects.count() == 1


def test_about_the_course_of_an_open_case(office: Complaining) -> None:
    case = office.submitted(office.nurse)
    made = office.complained(case)
    assert made.decision is None
    assert codes(office.answer(office.head, made, "uphold_complaint", expect=Invalid)) == ["not_in_this_state"]
    office.answer(office.head, made, "urge_decision", body={"decide_by": "2026-03-05"})
    answer = ComplaintAnswer.objects.get()
    assert (answer.outcome, answer.decide_by) == ("upheld", date(2026, 3, 5))
    assert office.fresh(case).state == State.CONSIDERED


@pytest.mark.parametrize(("day", "code"), [("2026-03-01", "day_has_passed"), ("soon", "no_such_day")])
def test_a_day_set_lies_ahead(office: Complaining, day: str, code: str) -> None:
    made = office.complained(office.submitted(office.nurse))
    outcome = office.answer(office.head, made, "urge_decision", body={"decide_by": day}, expect=Invalid)
    assert codes(outcome) == [code]


def test_a_complaint_is_answered_whatever_became_of_the_application(office: Complaining) -> None:
    case = office.submitted(office.nurse)
    made = office.complained(case)
    office.do(office.nurse, case, "withdraw")
    office.answer(office.head, made, "urge_decision", body={"decide_by": "2026-03-05"})
    assert ComplaintAnswer.objects.get().decide_by is None
    assert office.fresh(case).state == State.WITHDRAWN


def test_a_complaint_about_the_course_is_no_way_to_another_decision(office: Complaining) -> None:
    case = office.submitted(office.nurse)
    made = office.complained(case)
    office.grant_again(case)
    outcome = office.answer(office.head, made, "uphold_complaint", expect=Invalid)
    assert codes(outcome) == ["complaint_about_delay"]
    office.complained(case)  # about the decision the head has not been asked yet


# --- answering ---


def test_upheld_the_case_is_open_again_with_a_new_term(office: Complaining) -> None:
    case = office.refused()
    made = office.complained(case)
    office.later(days=8)
    office.answer(office.head, made)
    fresh = office.fresh(case)
    assert fresh.state == State.CONSIDERED
    assert fresh.accepted_on == date(2026, 3, 10)
    assert fresh.due_on is not None
    assert case.due_on is not None
    assert fresh.due_on > case.due_on
    assert Outbox.objects.filter(body__what="complaint_upheld").count() == 1


def test_dismissed_nothing_changes(office: Complaining) -> None:
    case = office.refused()
    office.answer(office.head, office.complained(case), "dismiss_complaint")
    assert office.fresh(case).state == State.REFUSED
    assert office.fresh(case).due_on == case.due_on
    assert isinstance(office.decide(office.officer_, case, "grant"), Invalid)


@pytest.mark.parametrize(
    ("instance", "who"),
    [("head", "head"), ("quality_body", "quality"), ("authority", "ministry"), ("court", "head")],
)
def test_each_instance_answers_its_own(office: Complaining, instance: str, who: str) -> None:
    case = office.refused()
    made = _before(office, case, instance)
    for name in {"head", "quality", "ministry"} - {who}:
        outcome = office.answer(getattr(office, name), made, body={"reference": "act 9"}, expect=Invalid)
        assert codes(outcome) == ["another_instance"]
    office.answer(getattr(office, who), made, body={"reference": "act 9"})
    assert office.fresh(case).state == State.CONSIDERED


def _before(office: Complaining, case: Case, instance: str) -> Complaint:
    """A complaint to the instance, after those before it have dismissed theirs."""
    for one, who in (("head", office.head), ("quality_body", office.quality)):
        if instance in (one, "court"):
            break
        office.answer(who, office.complained(case, one), "dismiss_complaint")
    return office.complained(case, instance, body={"reference": "claim 7"})


def test_a_head_of_another_territory_or_authority_may_nothing(office: Complaining) -> None:
    made = office.complained(office.refused())
    elsewhere = office.account("elsewhere", Role.DEPARTMENT_HEAD, territory="750000000")
    other = office.account("other", Role.EMPLOYMENT_HEAD, territory=ASTANA)
    for head in (elsewhere, other, office.officer_, office.nurse):
        office.answer(head, made, expect=Forbidden)


def test_nobody_answers_about_a_decision_of_their_own(office: Complaining) -> None:
    case = office.refused()
    office.grant(office.officer_, Role.DEPARTMENT_HEAD, territory=ASTANA)
    made = office.complained(case)
    assert codes(office.answer(office.officer_, made, expect=Invalid)) == ["own_decision"]
    office.answer(office.head, made)


def test_nobody_answers_for_two_instances(office: Complaining) -> None:
    case = office.refused()
    office.grant(office.head, Role.QUALITY_BODY)
    office.answer(office.head, office.complained(case), "dismiss_complaint")
    second = office.complained(case, "quality_body")
    assert codes(office.answer(office.head, second, expect=Invalid)) == ["own_answer"]
    court = office.complained(case, "court", body={"reference": "claim 7"})
    office.answer(office.head, court, "dismiss_complaint", body={"reference": "act 9"})


def test_nobody_answers_a_complaint_of_their_own(office: Complaining) -> None:
    made = office.complained(office.refused())
    office.grant(office.nurse, Role.QUALITY_BODY)
    office.grant(office.nurse, Role.DEPARTMENT_HEAD, territory=ASTANA)
    office.answer(office.nurse, made, expect=Forbidden)


def test_what_a_court_decided_is_recorded_with_its_act(office: Complaining) -> None:
    made = office.complained(office.refused(), "court", body={"reference": "claim 7"})
    assert codes(office.answer(office.head, made, expect=Invalid)) == ["reference_missing"]
    office.answer(office.head, made, body={"reference": "Astana court, 12.03.2026, 2-77"})


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"reason": ""}, "text_missing"),
        ({"complaint": str(uuid4())}, "no_such_complaint"),
        ({"complaint": "x"}, "no_such_complaint"),
    ],
)
def test_what_is_wrong_with_an_answer(office: Complaining, body: dict[str, str], code: str) -> None:
    made = office.complained(office.refused())
    assert codes(office.answer(office.head, made, body=body, expect=Invalid)) == [code]


def test_one_complaint_one_answer(office: Complaining) -> None:
    made = office.complained(office.refused())
    office.answer(office.head, made, "dismiss_complaint")
    assert codes(office.answer(office.head, made, expect=Invalid)) == ["answered_already"]
    taking_back = office.do(office.nurse, made.case, "take_back_complaint", complaint=str(made.id), expect=Invalid)
    assert codes(taking_back) == ["answered_already"]


def test_the_second_head_is_told_that_the_case_moved_on(office: Complaining) -> None:
    case = office.refused()
    made, seen = office.complained(case), office.fresh(case).version
    other = office.account("second", Role.DEPARTMENT_HEAD, territory=ASTANA)
    office.answer(office.head, made, "dismiss_complaint", version=seen)
    office.answer(other, made, "dismiss_complaint", version=seen, expect=Stale)
    assert ComplaintAnswer.objects.get().officer == office.head.id


def test_a_court_that_is_asked_beside_comes_too_late(office: Complaining) -> None:
    case = office.refused()
    court = office.complained(case, "court", body={"reference": "claim 7"})
    office.true_after_all(office.reopened(case))
    office.grant_again(case)
    outcome = office.answer(office.head, court, body={"reference": "act 9"}, expect=Invalid)
    assert codes(outcome) == ["decided_again_since"]
    office.answer(office.head, court, "dismiss_complaint", body={"reference": "act 9"})


# --- the second decision ---


def test_a_second_decision_exists_only_by_an_upheld_complaint(office: Complaining) -> None:
    case = office.refused()
    assert codes(office.decide(office.officer_, case, "grant")) == ["not_in_this_state"]  # type: ignore[arg-type]
    office.true_after_all(office.reopened(case))
    office.grant_again(case)
    first, second = office.decisions(case)
    assert (first.outcome, first.reopened_by) == ("refused", None)
    assert (second.seq, second.outcome) == (2, "granted")
    assert second.reopened_by == ComplaintAnswer.objects.get()
    assert Certificate.objects.get().decision == second.id
    assert codes(office.decide(office.officer_, case, "refuse")) == ["not_in_this_state"]  # type: ignore[arg-type]
    assert verify_all().good


@pytest.mark.parametrize(("seq", "with_answer"), [(2, False), (1, True)])
def test_the_database_itself_knows_no_other(office: Complaining, seq: int, with_answer: bool) -> None:
    case = office.refused()
    first = case.decisions.get()
    office.reopened(case)
    values = {
        field.attname: getattr(first, field.attname)
        for field in Decision._meta.concrete_fields
        if field.name not in ("id", "seq", "sheet", "reopened_by", "change")
    }
    values["reopened_by"] = ComplaintAnswer.objects.get() if with_answer else None
    with change(office.command(), "test.decision") as made:
        sheet = FactSheet.objects.create(
            case=case, seq=7, schema="certificate/1", facts={}, sources={}, digest="0" * 64, change=made
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(**values, seq=seq, sheet=sheet, change=made)


def test_after_a_second_refusal_the_instances_begin_anew(office: Complaining) -> None:
    case = office.refused()
    office.refuse(office.reopened(case))
    again = office.complained(case)
    assert again.decision == office.decisions(case)[1]
    office.answer(office.quality, office.complained(case, "court", body={"reference": "7"}), expect=Invalid)


def test_the_first_certificate_gives_way_to_the_second(office: Complaining) -> None:
    case = office.granted()
    (first,) = Certificate.objects.all()
    office.later(days=1)
    office.grant_again(office.reopened(case))
    second = Certificate.objects.exclude(pk=first.pk).get()
    status = _status(first, office)
    assert (status.status, status.superseded_by) == (CertificateStatus.SUPERSEDED, second.number)
    assert _status(second, office).status is CertificateStatus.VALID
    assert case.decisions.get(seq=2).route == case.decisions.get(seq=1).route  # its own certificate is no fact for it


def test_refused_after_a_grant_the_certificate_is_withdrawn(office: Complaining) -> None:
    case = office.granted()
    first = Certificate.objects.get()
    office.later(days=1)
    office.untrue(office.reopened(case))
    assert _status(first, office).status is CertificateStatus.VALID  # until it is decided
    office.refuse(case)
    assert _status(first, office).status is CertificateStatus.WITHDRAWN
    event = first.events.get()
    assert (event.ground, event.reference) == ("decision_replaced", f"{case.number}/2")


def test_what_a_decision_wrote_is_no_fact_for_the_next_one(office: Complaining) -> None:
    case = office.submitted(office.nurse)
    digest = office.digest(case)
    office.grant_again(case)
    assert office.digest(office.reopened(case)) == digest


def test_what_the_first_certificate_had_replaced_is_again_what_it_was(office: Complaining) -> None:
    assert office.nurse.person is not None
    case = office.granted()
    first = Certificate.objects.get()
    with change(office.command(), "test.certificate") as made:
        terms = CertificateTerms(
            person=office.nurse.person, specialty="secondary.nursing", issued_on=date(2025, 1, 10),
            valid_until=date(2030, 1, 10),
        )  # fmt: skip
        older = issue_certificate(made, terms)
        write_certificate_event(
            made, older, EventKind.SUPERSEDED, first.issued_on, "274/2020", superseded_by=first.number
        )
    assert _status(older, office).status is CertificateStatus.SUPERSEDED
    office.untrue(office.reopened(case))
    office.refuse(case)
    assert _status(older, office).status is CertificateStatus.VALID
    assert [event.ground for event in older.events.order_by("id")] == ["274/2020", "decision_replaced"]


def test_both_documents_are_made(office: Complaining) -> None:
    case = office.refused()
    office.refuse(office.reopened(case))
    work(office.now)
    made = Document.objects.filter(decision__isnull=False)
    assert sorted(made.values_list("number", flat=True)) == [f"{case.number}/1", f"{case.number}/2"]
    assert not Outbox.objects.filter(delivered_at__isnull=True).exists()


def test_a_granted_application_that_a_complaint_reopened_is_not_taken_back(office: Complaining) -> None:
    case = office.reopened(office.granted())
    assert codes(office.do(office.nurse, case, "withdraw", expect=Invalid)) == ["granted_before"]


def test_a_refused_one_may_be(office: Complaining) -> None:
    case = office.reopened(office.refused())
    office.do(office.nurse, case, "withdraw")


def _status(row: Certificate, office: Complaining) -> Any:
    return status_on(row, row.events.order_by("id"), office.now.date())


# --- always ---

MOVES = ("complain", "uphold", "dismiss", "take_back", "grant", "refuse", "withdraw", "later")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(MOVES), max_size=14))
def test_decisions_follow_one_another_only_by_upheld_complaints(transactional: None, moves: list[str]) -> None:
    with transaction.atomic():
        office = Complaining()
        case = office.submitted(office.nurse)
        for move in moves:
            _move(office, case, move)
            rows = office.decisions(case)
            assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
            upheld = ComplaintAnswer.objects.filter(outcome="upheld", complaint__decision__isnull=False)
            assert 0 <= upheld.count() - max(0, len(rows) - 1) <= 1
            is_open = office.fresh(case).state == State.CONSIDERED
            assert not rows or is_open == (upheld.count() == len(rows)) or office.fresh(case).state == State.WITHDRAWN
            valid = [row for row in Certificate.objects.all() if _status(row, office).status is CertificateStatus.VALID]
            assert len(valid) <= 1
        transaction.set_rollback(True)


@pytest.fixture
def transactional(db: None) -> None:
    """A database for examples that each undo themselves."""


def _move(office: Complaining, case: Case, move: str) -> None:
    """One thing that somebody tries; most do not fit and are refused."""
    last = Complaint.objects.order_by("-change__at").first()
    if move == "later":
        office.later(days=3)
    elif move == "complain":
        for instance in ("head", "quality_body", "authority"):
            office.complain(case, instance, expect=None)
    elif move in ("uphold", "dismiss"):
        for who in (office.head, office.quality, office.ministry):
            if last is not None:
                office.answer(who, last, f"{move}_complaint", expect=None)
    elif move == "take_back":
        if last is not None:
            office.do(office.nurse, case, "take_back_complaint", complaint=str(last.id), expect=None)
    elif move == "withdraw":
        office.do(office.nurse, case, "withdraw", expect=None)
    else:
        standing = case.officer_findings.filter(removed_by__isnull=True).exists()
        if standing == (move == "grant") and office.fresh(case).state == State.CONSIDERED:
            (office.true_after_all if standing else office.untrue)(case)
        office.decide(office.officer_, case, move)


def test_every_service_that_can_be_complained_about_knows_how_to_undo() -> None:
    asked = [one for one in services() if "complain" in one.transitions.names()]
    assert asked
    assert not [one.name for one in asked if getattr(type(one), "undo", None) is ServiceDefaults.undo]
