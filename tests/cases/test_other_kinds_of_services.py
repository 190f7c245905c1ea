"""What the engine offers beyond a department with a term: no clock, own steps, an acting organisation, two claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.builders import START, Office

from tirkelim.cases import engine, registry
from tirkelim.cases.command import Applied, Forbidden, Invalid, Outcome
from tirkelim.cases.models import Case, Outbox
from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.cases.queries import latest_decision
from tirkelim.cases.service import Gathered, Problem, Routing, ServiceDefaults
from tirkelim.cases.states import State
from tirkelim.cases.steps import Step
from tirkelim.cases.transitions import TransitionTable, row
from tirkelim.identity.models import Account, Role
from tirkelim.journal.models import Change
from tirkelim.law import finding as law
from tirkelim.law.book import LawBook
from tirkelim.law.order_274_certificates.requirements import DOMESTIC
from tirkelim.law.order_283_cpd import requirements as level
from tirkelim.notices.catalogue import key_of, write

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Facts:
    certificate: bool
    level: bool


class Two(ServiceDefaults):
    """A service of the test: a certificate and, beside it, a level; decided by whoever acts in the organisation."""

    name = "test.two"
    clocked = False
    transitions = TransitionTable(
        (
            row("submit", [State.DRAFT], State.CONSIDERED, "case.submit"),
            row("stamp", [State.CONSIDERED], State.AT_HEAD, "cpd.review"),
            row("grant", [State.AT_HEAD], State.DONE, "cpd.confirm_head"),
            row("refuse", [State.AT_HEAD], State.REFUSED, "cpd.confirm_head"),
        )
    )

    def __init__(self, organisation: UUID) -> None:
        self.organisation = organisation
        self.facts = Facts(True, True)
        self.granted: list[str] = []
        self.steps = {"stamp": self.stamp}

    def stamp(self, step: Step) -> dict[str, str]:
        step.record = {"stamp": step.body["colour"]}
        return {"colour": step.body["colour"]}

    def problems_before_submission(self, case: Case, now: datetime) -> list[Problem]:
        return []

    def routing(self, case: Case, now: datetime) -> Routing:
        return Routing("", "confirm", self.organisation)

    def gather(self, case: Case, now: datetime) -> Gathered:
        return Gathered("test.two/1", self.facts, {})

    def decide(self, facts: Facts, day: date, book: LawBook) -> law.Decision:
        verdicts = tuple(_verdict(name, getattr(facts, name), day) for name in ("certificate", "level"))
        findings = (
            DOMESTIC.application.decide(facts.certificate, facts.certificate, True),
            level.EDUCATION.decide(facts.level, None, None, ("claimed", "4.1"), message="level.education.not_met"),
        )
        editions = (book.latest("274/2020"), book.latest("283/2020"))
        return law.Decision(editions[0], verdicts, findings, editions_beside=editions[1:])

    def ground_of(self, kind: str) -> int | None:
        raise ValueError(kind)

    def load_facts(self, schema: str, raw: Mapping[str, Any]) -> Facts:
        return Facts(**raw)

    def grant(self, case: Case, stored: StoredDecision, decision: law.Decision, change: Change) -> str:
        self.granted = [verdict.claim for verdict in decision.verdicts]
        return "N-1"

    def payloads(self, stored: StoredDecision) -> tuple[Any, ...]:
        return ()


def _verdict(claim: str, holds: bool, day: date) -> law.Verdict:
    if holds:
        return law.Verdict(claim, law.Outcome.GRANT, terms=law.Terms(day, None))
    return law.Verdict(claim, law.Outcome.INCOMPLETE)


@pytest.fixture
def two(office: Office, monkeypatch: pytest.MonkeyPatch) -> Two:
    service = Two(office.organisation())
    monkeypatch.setitem(registry._services, service.name, service)
    return service


@pytest.fixture
def head(office: Office, two: Two) -> Account:
    return office.account("head", Role.HEAD_OF_ORGANISATION, organisation=two.organisation)


def sent(office: Office, two: Two) -> Case:
    applicant = office.applicant()
    assert applicant.person is not None
    case = Case.objects.get(pk=engine.open_case(two.name, applicant.person, office.command(applicant.id)))
    office.do(applicant, case, "submit")
    return office.fresh(case)


def stamped(office: Office, two: Two, head: Account) -> Case:
    case = sent(office, two)
    office.do(head, case, "stamp", colour="blue")
    return office.fresh(case)


def test_without_a_term_there_is_no_clock_but_a_number_and_an_organisation(office: Office, two: Two) -> None:
    case = sent(office, two)
    assert (case.accepted_on, case.due_on, case.organisation) == (None, None, two.organisation)
    assert case.number
    assert case.submitted_at is not None
    assert case.submitted_at >= START


def test_a_step_of_the_service_is_one_command_like_all_others(office: Office, two: Two, head: Account) -> None:
    case = sent(office, two)
    done = office.do(head, case, "stamp", colour="blue")
    assert isinstance(done, Applied)
    assert done.result == {"state": "at_head", "colour": "blue"}


def test_another_organisation_may_nothing(office: Office, two: Two) -> None:
    case = sent(office, two)
    stranger = office.account("stranger", Role.HEAD_OF_ORGANISATION, organisation=uuid4())
    assert isinstance(office.do(stranger, case, "stamp", expect=None, colour="red"), Forbidden)


def decided(office: Office, two: Two, head: Account, name: str, **body: Any) -> tuple[Outcome, StoredDecision | None]:
    case = stamped(office, two, head)
    outcome = office.do(head, case, name, facts_digest=office.digest(case), expect=None, **body)
    return outcome, latest_decision(case)


def test_both_claims_are_granted(office: Office, two: Two, head: Account) -> None:
    outcome, stored = decided(office, two, head, "grant")
    assert isinstance(outcome, Applied)
    assert two.granted == ["certificate", "level"]
    assert stored is not None
    assert stored.verdicts["refused"] == {}
    assert [edition["act"] for edition in stored.editions_beside] == ["283/2020"]


def test_a_refused_level_does_not_refuse_the_certificate(office: Office, two: Two, head: Account) -> None:
    two.facts = Facts(True, False)
    outcome, stored = decided(office, two, head, "grant", without=["level"])
    assert isinstance(outcome, Applied)
    assert two.granted == ["certificate"]
    assert stored is not None
    (ground,) = stored.verdicts["refused"]["level"]
    assert ground["requirements"] == ["level.education"]


@pytest.mark.parametrize(
    ("facts", "without"),
    [
        (Facts(True, False), []),  # the officer has not said that the level is to be refused
        (Facts(False, True), []),
        (Facts(False, True), ["certificate"]),  # the first claim cannot be left out
        (Facts(False, False), ["level"]),
    ],
)
def test_nothing_is_granted_against_the_rules(
    office: Office, two: Two, head: Account, facts: Facts, without: list[str]
) -> None:
    two.facts = facts
    outcome, stored = decided(office, two, head, "grant", without=without)
    assert isinstance(outcome, Invalid)
    assert outcome.problems[0].code == "requirements_not_met"
    assert stored is None
    assert two.granted == []


def test_a_refusal_rests_on_the_first_claim_alone(office: Office, two: Two, head: Account) -> None:
    two.facts = Facts(True, False)
    outcome, _ = decided(office, two, head, "refuse")
    assert isinstance(outcome, Invalid)
    assert outcome.problems[0].code == "no_ground"


def test_the_message_of_a_case_without_a_term_names_no_day(office: Office, two: Two) -> None:
    case = sent(office, two)
    for what in Outbox.objects.values_list("body__what", flat=True):
        text = write(key_of("cpd", what), {"number": str(case.number), "due": ""}, "en")
        assert str(case.number) in text
        assert text.endswith(".")
        assert " by ." not in text
