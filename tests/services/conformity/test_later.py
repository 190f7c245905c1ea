"""What happens to a certificate later: extension, re-issue, duplicate, second decisions (503/2016 p.16-22)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.services.conformity.office import LocalBody

from tirkelim.cases.command import Applied, Invalid
from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.identity.models import Account, Role
from tirkelim.law.standards.services import Action
from tirkelim.register.conformity_queries import conformity_of, held_on
from tirkelim.register.conformity_status import ConformityStatus
from tirkelim.register.models import ConformityCertificate
from tirkelim.services.conformity.withdrawal import withdraw


def at(body: LocalBody, day: date) -> None:
    """Eleven in the morning in Astana of a day."""
    body.now = datetime(day.year, day.month, day.day, 5, 0, tzinfo=UTC)


class Holder:
    """A foreigner with a certificate given on 1 March 2022, to run to 1 June."""

    def __init__(self, body: LocalBody) -> None:
        self.body = body
        self.account: Account = body.foreigner()
        self.certificate: ConformityCertificate = body.granted(self.account)
        at(body, date(2022, 3, 30))

    def ask(self, action: Action, number: str = "", **answers: dict[str, Any]) -> Case:
        """An application about the certificate, checked."""
        return self.body.ready(self.account, action, number or self.certificate.number, answers=answers)

    def granted(self, action: Action, number: str = "", **answers: dict[str, Any]) -> str:
        """The same, granted; the number of the certificate that follows."""
        outcome = self.decide(self.ask(action, number, **answers))
        assert isinstance(outcome, Applied), outcome
        return outcome.result["number"]

    def decide(self, case: Case, name: str = "grant") -> Any:
        """The officer decides."""
        return self.body.decide(self.body.employment_officer, case, name)

    def status(self, number: str = "", on: date | None = None) -> Any:
        """The status of a certificate on a day (today)."""
        row = ConformityCertificate.objects.get(number=number or self.certificate.number)
        return held_on(row, on or self.body.now.date()).status


@pytest.fixture
def holder(body: LocalBody) -> Holder:
    """A holder at the end of March."""
    return Holder(body)


# --- extension ---


@pytest.mark.parametrize(
    ("contract", "until"),
    [
        ({}, date(2023, 3, 27)),
        ({"until": "2025-03-30"}, date(2025, 3, 30)),
        ({"until": "2025-03-31"}, date(2025, 3, 30)),
        ({"until": None, "open_ended": True}, date(2025, 3, 30)),
        ({"until": "2022-03-30"}, date(2022, 3, 30)),
    ],
)
def test_extended_to_the_contracts_end_and_at_most_three_years(
    holder: Holder, contract: dict[str, Any], until: date
) -> None:
    number = holder.granted(Action.EXTEND, contract=contract)
    assert number == holder.certificate.number
    assert holder.status().until == until
    assert holder.status().status is ConformityStatus.VALID
    event = holder.certificate.events.get(kind="extended")
    assert (event.employer, event.employer_number) == ("№ 5 қалалық емхана", "310640000124")
    assert event.ground == "503/2016 p.16"


def test_a_new_employer_gives_a_new_term(holder: Holder) -> None:
    holder.granted(Action.EXTEND)
    at(holder.body, date(2022, 9, 1))
    signed = {"employer": "№ 1 аурухана", "signed_on": "2022-08-31", "until": "2022-12-31", "new_employer": True}
    holder.granted(Action.EXTEND, contract=signed)
    assert holder.status().until == date(2022, 12, 31)
    assert holder.certificate.events.filter(kind="extended").last().ground == "503/2016 p.19"


@pytest.mark.parametrize(("asked_on", "status"), [(date(2022, 4, 4), "met"), (date(2022, 4, 5), "not_met")])
def test_a_late_request_is_seen_and_granted(holder: Holder, asked_on: date, status: str) -> None:
    """The contract was signed on Monday 28 March: five working days end on Monday 4 April."""
    at(holder.body, asked_on)
    case = holder.ask(Action.EXTEND)
    found = {f.requirement.id: f.status for f in weigh(case, holder.body.now).proposal.findings}
    assert found["conformity.extension_in_time"] == status
    assert isinstance(holder.decide(case), Applied)


def test_a_contract_that_has_ended_extends_nothing(holder: Holder) -> None:
    case = holder.ask(Action.EXTEND, contract={"until": "2022-03-29"})
    assert isinstance(holder.decide(case), Invalid)
    holder.decide(case, "decline")
    assert holder.body.fresh(case).state == State.DECLINED


@pytest.mark.parametrize("action", [Action.EXTEND, Action.REISSUE, Action.DUPLICATE])
def test_a_certificate_that_has_ended_is_not_taken(holder: Holder, action: Action) -> None:
    at(holder.body, date(2022, 6, 2))
    case = holder.ask(action)
    assert isinstance(holder.decide(case), Invalid)
    holder.decide(case, "decline")
    assert holder.body.fresh(case).state == State.DECLINED


@pytest.mark.parametrize("action", [Action.EXTEND, Action.REISSUE, Action.DUPLICATE])
def test_on_its_last_day_it_still_is(holder: Holder, action: Action) -> None:
    at(holder.body, date(2022, 6, 1))
    holder.granted(action, contract={"signed_on": "2022-05-31"} if action is Action.EXTEND else {})


def test_a_certificate_that_ran_out_while_it_was_considered_is_extended(holder: Holder) -> None:
    at(holder.body, date(2022, 6, 1))
    case = holder.ask(Action.EXTEND, contract={"signed_on": "2022-05-31"})
    at(holder.body, date(2022, 6, 3))
    assert holder.status().status is ConformityStatus.EXPIRED
    assert isinstance(holder.decide(case), Applied)
    assert holder.status().status is ConformityStatus.VALID
    assert holder.status(on=date(2022, 6, 2)).status is ConformityStatus.EXPIRED


@pytest.mark.parametrize("action", [Action.REISSUE, Action.DUPLICATE])
def test_no_term_is_left_to_write_on_a_re_issue_or_duplicate(holder: Holder, action: Action) -> None:
    at(holder.body, date(2022, 6, 1))
    case = holder.ask(action)
    at(holder.body, date(2022, 6, 3))
    assert isinstance(holder.decide(case), Invalid)
    holder.decide(case, "decline")
    assert holder.body.fresh(case).state == State.DECLINED


def test_withdrawn_while_it_was_considered_it_is_not_extended(holder: Holder) -> None:
    case = holder.ask(Action.EXTEND)
    command = holder.body.command(holder.body.employment_officer.id)
    withdraw(command, holder.certificate.id, date(2022, 3, 30), "№ 3 акт, 29.03.2022")
    assert isinstance(holder.decide(case), Invalid)
    holder.decide(case, "decline")
    assert holder.body.fresh(case).state == State.DECLINED


# --- re-issue ---


def test_a_re_issue_has_a_new_number_and_the_old_term(holder: Holder) -> None:
    holder.granted(Action.EXTEND)
    number = holder.granted(Action.REISSUE)
    given = ConformityCertificate.objects.get(number=number)
    assert number != holder.certificate.number
    assert given.earlier == holder.certificate
    assert given.identity_document == "U 87654321"
    assert (given.issued_on, given.valid_until) == (date(2022, 3, 30), date(2023, 3, 27))
    assert given.profession == holder.certificate.profession
    before = holder.status()
    assert (before.status, before.since, before.successor) == (
        ConformityStatus.SUPERSEDED, date(2022, 3, 30), number
    )  # fmt: skip
    assert holder.status(on=date(2022, 3, 29)).status is ConformityStatus.VALID


def test_what_was_replaced_cannot_be_replaced_again(holder: Holder) -> None:
    first, second = holder.ask(Action.REISSUE), holder.ask(Action.REISSUE)
    assert isinstance(holder.decide(first), Applied)
    assert isinstance(holder.decide(second), Invalid)
    holder.decide(second, "decline")
    assert ConformityCertificate.objects.count() == 2


# --- duplicate ---


def test_a_lost_certificate_is_invalid_from_the_day_of_the_application(holder: Holder) -> None:
    case = holder.body.sent(holder.account, Action.DUPLICATE, number=holder.certificate.number)
    status = holder.status()
    assert (status.status, status.since, status.successor) == (ConformityStatus.LOST, date(2022, 3, 30), "")
    assert holder.status(on=date(2022, 3, 29)).status is ConformityStatus.VALID
    event = holder.certificate.events.get()
    assert (event.event_on, event.reference) == (date(2022, 3, 29), case.number)


def test_a_duplicate_has_its_own_number_and_runs_to_the_originals_end(holder: Holder) -> None:
    case = holder.ask(Action.DUPLICATE)
    at(holder.body, date(2022, 4, 4))
    outcome = holder.decide(case)
    given = ConformityCertificate.objects.get(number=outcome.result["number"])
    assert given.number != holder.certificate.number
    assert (given.basis, given.issued_on, given.valid_until) == ("duplicate", date(2022, 4, 4), date(2022, 6, 1))
    assert given.identity_document == holder.certificate.identity_document
    lost = holder.status()
    assert (lost.status, lost.since, lost.successor) == (ConformityStatus.LOST, date(2022, 3, 30), given.number)


def test_a_loss_reported_in_an_application_that_was_taken_back_stays_a_loss(holder: Holder) -> None:
    case = holder.body.sent(holder.account, Action.DUPLICATE, number=holder.certificate.number)
    holder.body.do(holder.account, case, "withdraw")
    assert holder.status().status is ConformityStatus.LOST
    holder.granted(Action.DUPLICATE)
    assert holder.certificate.events.filter(kind="lost").count() == 1


def test_the_lost_one_can_be_neither_extended_nor_re_issued_but_its_duplicate_can(holder: Holder) -> None:
    number = holder.granted(Action.DUPLICATE)
    assert isinstance(holder.decide(holder.ask(Action.REISSUE)), Invalid)
    assert isinstance(holder.decide(holder.ask(Action.EXTEND)), Invalid)
    holder.granted(Action.EXTEND, number)
    assert holder.status(number).until == date(2023, 3, 27)


# --- whose certificate ---


@pytest.mark.parametrize("action", [Action.EXTEND, Action.REISSUE, Action.DUPLICATE])
def test_only_ones_own_certificate_counts(holder: Holder, action: Action) -> None:
    other = holder.body.foreigner("other")
    case = holder.body.begun(other, action, number=holder.certificate.number)
    outcome = holder.body.do(other, case, "submit", expect=None)
    assert isinstance(outcome, Invalid)
    assert ("no_such_certificate", "held") in [(one.code, one.field) for one in outcome.problems]
    assert holder.status().status is ConformityStatus.VALID


def test_numbers_are_read_as_people_write_them(holder: Holder) -> None:
    number = holder.certificate.number
    written = f"{number[:4]} {number[4:7].lower()}-{number[7:]}"
    assert holder.granted(Action.EXTEND, written) == number


@pytest.mark.parametrize(
    ("action", "answers", "code"),
    [
        (Action.EXTEND, {"contract": {"signed_on": "2022-03-31"}}, "in_the_future"),
        (Action.EXTEND, {"contract": {"signed_on": "2022-02-28"}}, "before_certificate"),
        (Action.EXTEND, {"contract": {"until": None}}, "contract_end_missing"),
        (Action.REISSUE, {"change": {"changed_on": "2015-01-01"}}, "before_certificate"),
        (Action.DUPLICATE, {"loss": {"noticed_on": "2022-04-30"}}, "in_the_future"),
    ],
)
def test_days_that_cannot_be_are_not_sent(holder: Holder, action: Action, answers: dict[str, Any], code: str) -> None:
    case = holder.body.begun(holder.account, action, number=holder.certificate.number, answers=answers)
    outcome = holder.body.do(holder.account, case, "submit", expect=None)
    assert isinstance(outcome, Invalid)
    assert [one.code for one in outcome.problems] == [code]
    assert not holder.certificate.events.exists()


def test_the_commission_has_nothing_to_do_with_an_extension(holder: Holder) -> None:
    case = holder.ask(Action.EXTEND)
    outcome = holder.body.do(holder.body.employment_officer, case, "pass_to_commission", expect=None)
    assert isinstance(outcome, Invalid)
    assert outcome.problems[0].code == "no_commission_here"


# --- a second decision after an upheld complaint ---


def reopened(holder: Holder, case: Case) -> Case:
    """The head upholds a complaint about the decision."""
    body = holder.body
    head = body.account(f"head-{body.serial}", Role.EMPLOYMENT_HEAD, territory="710000000")
    body.serial += 1
    made = body.do(holder.account, case, "complain", instance="head", text="Мерзімі дұрыс емес")
    assert isinstance(made, Applied)
    body.do(head, case, "uphold_complaint", complaint=made.result["complaint"], reason="Қайта қаралсын")
    return body.fresh(case)


def case_of(number: str) -> Case:
    """The case that gave a certificate."""
    row = ConformityCertificate.objects.get(number=number)
    return Case.objects.get(decisions__id=row.decision)


def test_a_second_grant_takes_the_place_of_the_first(holder: Holder) -> None:
    case = reopened(holder, case_of(holder.certificate.number))
    outcome = holder.decide(case)
    assert isinstance(outcome, Applied)
    before = holder.status()
    assert (before.status, before.successor) == (ConformityStatus.SUPERSEDED, outcome.result["number"])


def test_a_second_refusal_takes_the_certificate_back(holder: Holder) -> None:
    case = reopened(holder, case_of(holder.certificate.number))
    holder.body.checked(case, "untrue")
    assert isinstance(holder.decide(case, "refuse"), Applied)
    assert holder.status().status is ConformityStatus.WITHDRAWN


def test_a_second_refusal_of_a_re_issue_leaves_the_first_certificate(holder: Holder) -> None:
    number = holder.granted(Action.REISSUE)
    case = reopened(holder, case_of(number))
    holder.body.checked(case, "untrue")
    assert isinstance(holder.decide(case, "refuse"), Applied)
    assert holder.status(number).status is ConformityStatus.WITHDRAWN
    assert holder.status().status is ConformityStatus.VALID


def test_a_second_refusal_takes_back_what_was_re_issued_since(holder: Holder) -> None:
    number = holder.granted(Action.REISSUE)
    case = reopened(holder, case_of(holder.certificate.number))
    holder.body.checked(case, "untrue")
    assert isinstance(holder.decide(case, "refuse"), Applied)
    for one in (holder.certificate.number, number):
        assert holder.status(one).status is ConformityStatus.WITHDRAWN


def test_a_second_refusal_of_an_extension_leaves_a_later_one(holder: Holder) -> None:
    first = holder.ask(Action.EXTEND)
    holder.decide(first)
    at(holder.body, date(2022, 9, 1))
    signed = {"employer": "№ 1 аурухана", "signed_on": "2022-08-31", "until": "2022-12-31", "new_employer": True}
    holder.granted(Action.EXTEND, contract=signed)
    case = reopened(holder, holder.body.fresh(first))
    holder.body.checked(case, "untrue")
    assert isinstance(holder.decide(case, "refuse"), Applied)
    assert holder.status().until == date(2022, 12, 31)


def test_a_second_grant_of_a_re_issue_is_possible(holder: Holder) -> None:
    first = holder.granted(Action.REISSUE)
    outcome = holder.decide(reopened(holder, case_of(first)))
    assert isinstance(outcome, Applied)
    assert holder.status(first).successor == outcome.result["number"]
    assert holder.status().successor == outcome.result["number"]
    valid = [one for one in conformity_of(holder.account.person, holder.body.now.date(), holder.body.now)
             if one.status.status is ConformityStatus.VALID]  # fmt: skip
    assert [one.certificate.number for one in valid] == [outcome.result["number"]]


@pytest.mark.parametrize(("name", "until"), [("grant", date(2023, 3, 27)), ("refuse", date(2022, 6, 1))])
def test_a_second_decision_on_an_extension(holder: Holder, name: str, until: date) -> None:
    case = holder.ask(Action.EXTEND)
    holder.decide(case)
    case = reopened(holder, holder.body.fresh(case))
    if name == "refuse":
        holder.body.checked(case, "untrue")
    assert isinstance(holder.decide(case, name), Applied)
    assert holder.status().until == until
