"""Every command in every state by every role, generated from the table: whatever it does not allow is refused."""

from __future__ import annotations

from itertools import product

import pytest
from tests.builders import ASTANA, Office

from tirkelim.cases import engine
from tirkelim.cases.command import CaseCommand, Forbidden, Invalid, Outcome
from tirkelim.cases.models import Case
from tirkelim.cases.standard_table import STANDARD_TABLE
from tirkelim.cases.states import FINAL_STATES, State
from tirkelim.cases.steps import STEPS
from tirkelim.identity.models import ORGANISATION_ROLES, Account, Role

APPLICANTS_OWN = {"save_draft", "file_document", "remove_document", "submit", "answer_request", "withdraw"}
OFFICERS = {"ask_for_documents", "record_finding", "remove_finding", "refresh_sources", "grant", "refuse"}


def test_every_command_has_a_step_and_every_step_a_row() -> None:
    assert set(STANDARD_TABLE.names()) == set(STEPS) == APPLICANTS_OWN | OFFICERS


@pytest.mark.parametrize("state", sorted(FINAL_STATES))
def test_nothing_leads_out_of_a_final_state(state: State) -> None:
    assert [row.name for row in STANDARD_TABLE if state in row.before] == []


@pytest.mark.parametrize("role", list(Role))
def test_the_table_and_the_rights_decide(office: Office, role: Role) -> None:
    case = office.submitted(office.applicant())
    actor = _account(office, role, case)

    for name, state in product(STANDARD_TABLE.names(), State):
        Case.objects.filter(pk=case.pk).update(state=state)
        outcome = _attempt(office, actor, case, name)
        _check(name, state, role, outcome)


def _check(name: str, state: State, role: Role, outcome: Outcome) -> None:
    allowed = {Role.APPLICANT: APPLICANTS_OWN, Role.DEPARTMENT_OFFICER: OFFICERS}.get(role, set())
    where = (name, state, role, outcome)
    if name not in allowed:
        assert isinstance(outcome, Forbidden), where
    elif STANDARD_TABLE.find(name, state) is None:
        assert isinstance(outcome, Invalid), where
        assert [problem.code for problem in outcome.problems] == ["not_in_this_state"], where
    else:
        # A version that nobody has ends every legal command before it does anything.
        assert not isinstance(outcome, (Forbidden, Invalid)), where


def _attempt(office: Office, actor: Account, case: Case, name: str) -> Outcome:
    return engine.execute(CaseCommand(name, case.id, 10_000, office.command(actor.id)), actor)


def _account(office: Office, role: Role, case: Case) -> Account:
    if role is Role.APPLICANT:
        return Account.objects.get(person=case.subject_id)
    if role is Role.DEPARTMENT_OFFICER:
        return office.officer()
    if role in ORGANISATION_ROLES:
        return office.account(role.value, role, organisation=office.organisation())
    return office.account(role.value, role)


def test_an_officer_does_not_decide_their_own_application(office: Office) -> None:
    applicant = office.applicant()
    case = office.submitted(applicant)
    office.grant(applicant, Role.DEPARTMENT_OFFICER, territory=ASTANA)

    outcome = office.do(applicant, case, "grant", facts_digest=office.digest(case), expect=None)

    assert isinstance(outcome, Forbidden)
