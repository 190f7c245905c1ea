"""The span of the order: outside it nothing is sent, and what was begun or given inside is served (K14, K15, K18)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.services.conformity.office import LocalBody

from tirkelim.cases.command import Applied, Invalid
from tirkelim.cases.models import Decision
from tirkelim.cases.registry import service
from tirkelim.cases.replay import Cause, replay
from tirkelim.law.book import current_book
from tirkelim.law.edition import Edition, NotInForce
from tirkelim.law.order_503_conformity.decision import RULES
from tirkelim.law.order_503_conformity.terms import ACT
from tirkelim.law.standards.services import Action
from tirkelim.register.models import ConformityCertificate
from tirkelim.services.conformity.editions import PRACTICE, edition_on, is_practice
from tirkelim.services.conformity.precheck import precheck
from tirkelim.services.conformity.result import payloads_of


def moment(text: str) -> datetime:
    """Eleven in the morning in Astana of a day."""
    return datetime.fromisoformat(f"{text}T05:00:00").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "code", "by"),
    [
        ("2019-05-06", "wording_not_held", ""),
        ("2020-12-28", "wording_not_held", ""),
        ("2023-07-03", "act_repealed", "236/2023"),
        ("2026-03-02", "act_repealed", "236/2023"),
    ],
)
def test_outside_the_span_nothing_is_sent(db: None, day: str, code: str, by: str) -> None:
    body = LocalBody(moment(day))
    applicant = body.foreigner()
    case = body.begun(applicant)
    outcome = body.do(applicant, case, "submit", expect=None)
    assert isinstance(outcome, Invalid)
    (problem,) = outcome.problems
    assert (problem.code, problem.field) == (code, "request")
    params = dict(problem.params)
    assert (params["act"], params["by"]) == ("503/2016", by)
    assert isinstance(params["boundary"], date)
    with pytest.raises(NotInForce):
        precheck(body.fresh(case), body.now)


@pytest.mark.parametrize("day", ["2021-01-06", "2023-06-30"])
def test_inside_it_is(db: None, day: str) -> None:
    body = LocalBody(moment(day))
    later = (moment(day) + timedelta(days=900)).date().isoformat()
    body.sent(body.foreigner(), answers={"person": {"document_expires_on": later}})


def test_an_application_is_decided_by_the_wording_of_its_day(db: None) -> None:
    """Applied for on 30 June 2023, decided on 6 July: the order ended on 2 July (reading K18)."""
    body = LocalBody(moment("2023-06-30"))
    case = body.recommended(body.foreigner())
    body.now = moment("2023-07-06")
    assert isinstance(body.decide(body.employment_officer, case, "grant"), Applied)
    certificate = ConformityCertificate.objects.get()
    assert (certificate.issued_on, certificate.valid_until) == (date(2023, 7, 6), date(2023, 10, 6))
    stored = body.fresh(case).decisions.get()
    assert stored.edition["by"] == "537/2020"
    (said,) = payloads_of(stored)
    assert said.repeal is not None
    assert "236/2023" in said.repeal.ru


def given_before_the_repeal(until: str = "2024-06-01") -> tuple[LocalBody, Any, ConformityCertificate]:
    """A certificate of June 2023, extended to next summer."""
    body = LocalBody(moment("2023-06-01"))
    applicant = body.foreigner()
    certificate = body.granted(applicant)
    body.now = moment("2023-06-06")
    contract = {"contract": {"signed_on": "2023-06-05", "until": until}}
    case = body.ready(applicant, Action.EXTEND, certificate.number, answers=contract)
    assert isinstance(body.decide(body.employment_officer, case, "grant"), Applied)
    return body, applicant, certificate


@pytest.mark.parametrize(
    ("action", "answers"),
    [
        (Action.REISSUE, {"change": {"changed_on": "2023-11-15"}}),
        (Action.DUPLICATE, {"loss": {"noticed_on": "2023-11-15"}}),
    ],
)
def test_what_was_given_under_the_act_is_served_while_it_runs(
    db: None, action: Action, answers: dict[str, Any]
) -> None:
    body, applicant, certificate = given_before_the_repeal()
    body.now = moment("2023-11-20")
    case = body.ready(applicant, action, certificate.number, answers=answers)
    assert case.due_on is not None
    assert isinstance(body.decide(body.employment_officer, case, "grant"), Applied)
    given = ConformityCertificate.objects.get(earlier=certificate)
    assert given.valid_until == date(2024, 6, 1)
    assert body.fresh(case).decisions.get().edition["by"] == "537/2020"


@pytest.mark.parametrize("then", [Action.REISSUE, Action.DUPLICATE])
def test_what_was_re_issued_after_the_repeal_is_served_as_the_first_one_was(db: None, then: Action) -> None:
    body, applicant, certificate = given_before_the_repeal()
    body.now = moment("2023-11-20")
    changed = {"change": {"changed_on": "2023-11-15"}}
    case = body.ready(applicant, Action.REISSUE, certificate.number, answers=changed)
    body.decide(body.employment_officer, case, "grant")
    again = ConformityCertificate.objects.get(earlier=certificate)
    body.now = moment("2024-02-12")
    answers = {"change": {"changed_on": "2024-02-09"}, "loss": {"noticed_on": "2024-02-09"}}
    page = "change" if then is Action.REISSUE else "loss"
    case = body.ready(applicant, then, again.number, answers={page: answers[page]})
    assert isinstance(body.decide(body.employment_officer, case, "grant"), Applied)


def test_what_was_applied_for_before_the_repeal_and_given_after_it_is_served(db: None) -> None:
    """Applied for on 30 June 2023, given on 6 July (reading K18), lost in August."""
    body = LocalBody(moment("2023-06-30"))
    applicant = body.foreigner()
    case = body.recommended(applicant)
    body.now = moment("2023-07-06")
    body.decide(body.employment_officer, case, "grant")
    body.now = moment("2023-08-10")
    number = ConformityCertificate.objects.get().number
    case = body.ready(applicant, Action.DUPLICATE, number, answers={"loss": {"noticed_on": "2023-08-09"}})
    assert isinstance(body.decide(body.employment_officer, case, "grant"), Applied)


def test_but_no_longer(db: None) -> None:
    body, applicant, certificate = given_before_the_repeal()
    body.now = moment("2024-06-03")
    answers = {"change": {"changed_on": "2024-05-20"}}
    case = body.begun(applicant, Action.REISSUE, number=certificate.number, answers=answers)
    outcome = body.do(applicant, case, "submit", expect=None)
    assert isinstance(outcome, Invalid)
    assert [one.code for one in outcome.problems] == ["act_repealed"]


def test_and_nothing_is_extended_after_the_repeal(db: None) -> None:
    body, applicant, certificate = given_before_the_repeal()
    body.now = moment("2023-11-20")
    answers = {"contract": {"signed_on": "2023-11-15", "until": "2025-11-14"}}
    case = body.begun(applicant, Action.EXTEND, number=certificate.number, answers=answers)
    outcome = body.do(applicant, case, "submit", expect=None)
    assert isinstance(outcome, Invalid)
    assert [one.code for one in outcome.problems] == ["act_repealed"]


def test_a_decision_is_replayed_as_if_applied_for_on_another_day(body: LocalBody) -> None:
    stored = Decision.objects.get(pk=body.granted(body.foreigner()).decision)
    assert replay(stored).cause is Cause.SAME
    out = replay(stored, date(2026, 3, 2))
    assert out.cause is Cause.NOT_IN_FORCE
    assert out.out is not None
    assert out.out.by == "236/2023"


def test_an_edition_can_be_added_beside(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """Data and rules of its own: the practice edition of the demo is made so."""
    book = current_book().beside(Edition(ACT, PRACTICE, date(2025, 1, 1), None, False, "236/2023"))
    monkeypatch.setattr(service("conformity"), "_book", lambda: book)
    monkeypatch.setattr(service("conformity"), "_rules", {**RULES, PRACTICE: RULES["537/2020"]})
    body = LocalBody(moment("2026-03-02"))
    case = body.recommended(body.foreigner())
    assert isinstance(body.decide(body.employment_officer, case, "grant"), Applied)
    stored = body.fresh(case).decisions.get()
    (said,) = payloads_of(stored)
    assert stored.edition["by"] == PRACTICE
    assert said.practice
    assert "учебная" in said.edition.ru
    assert is_practice(edition_on(service("conformity").book(), date(2026, 3, 2)))
    assert isinstance(edition_on(current_book(), date(2026, 3, 2)), NotInForce)
