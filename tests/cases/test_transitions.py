"""Every command of every service, by every role, in every state: generated from the tables, against a list that people
can read. Whatever the list does not say is refused."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from tests.builders import ASTANA, Office

from tirkelim.cases import engine
from tirkelim.cases.command import CaseCommand, Forbidden, Invalid, Outcome, Stale
from tirkelim.cases.models import Case, Draft
from tirkelim.cases.registry import service, services
from tirkelim.cases.service import Service
from tirkelim.cases.standard_table import COMPLAINT_ROWS, STANDARD_TABLE
from tirkelim.cases.states import FINAL_STATES, State
from tirkelim.cases.steps import STEPS
from tirkelim.identity.models import ORGANISATION_ROLES, TERRITORY_ROLES, Account, Role
from tirkelim.journal.change import change

COMPLAIN = {"complain", "take_back_complaint"}
ANSWER = {"dismiss_complaint", "uphold_complaint", "urge_decision"}
APPLY = {
    "save_draft",
    "file_document",
    "remove_document",
    "submit",
    "answer_request",
    "answer_intention",
    "withdraw",
} | COMPLAIN
CONSIDER = {
    "ask_for_documents",
    "record_finding",
    "remove_finding",
    "refresh_sources",
    "intend_refusal",
    "grant",
    "refuse",
}
HEALTH = {
    Role.APPLICANT: APPLY,
    Role.DEPARTMENT_OFFICER: CONSIDER,
    Role.DEPARTMENT_HEAD: ANSWER,
    Role.MINISTRY_OFFICER: ANSWER,
    Role.QUALITY_BODY: ANSWER,
}
PAY = {"start_payment", "confirm_payment"}
VISIT = {"plan_visit", "cancel_visit", "notify_visit"}
CONFIRM = {"review_row", "take_back_review", "ask_for_documents"}
WHO: dict[str, dict[Role, set[str]]] = {
    "certificate": HEALTH,
    "foreign_certificate": {**HEALTH, Role.HR_OFFICER: APPLY},
    "level": HEALTH,
    "conformity": {
        Role.APPLICANT: APPLY,
        Role.EMPLOYMENT_OFFICER: CONSIDER - {"refresh_sources"}
        | {"decline", "pass_to_commission", "recall_from_commission"},
        Role.COMMISSION_MEMBER: {"recommend"},
        Role.EMPLOYMENT_HEAD: ANSWER | {"recommend"},
        Role.MINISTRY_OFFICER: ANSWER,
        Role.QUALITY_BODY: ANSWER,
    },
    "licence": {
        **HEALTH,
        Role.APPLICANT: set(),  # an organisation's application is the organisation's alone, whoever wrote it
        Role.HEAD_OF_ORGANISATION: APPLY | PAY,
        Role.DEPARTMENT_OFFICER: CONSIDER | VISIT | {"check_payment", "decline"},
        Role.INSPECTOR: VISIT | {"sign_act"},
    },
    "placement": {
        Role.EDUCATION_ORGANISATION: APPLY,
        Role.MINISTRY_OFFICER: CONSIDER - {"refresh_sources"} | ANSWER,
        Role.QUALITY_BODY: ANSWER,
    },
    "cpd": {
        Role.APPLICANT: {"save_draft", "submit", "answer_request", "withdraw"},
        Role.HR_OFFICER: CONFIRM | {"confirm_hr"},
        Role.HEAD_OF_ORGANISATION: CONFIRM | {"send_back", "confirm_head", "confirm_alone"},
    },
    "assessment": {
        Role.APPLICANT: {"save_draft", "submit", "withdraw"},
        Role.ASSESSMENT_ORGANISATION: {"record_conclusion", "correct_conclusion"},
    },
}
"""Who may do what with a case that is theirs to act in: of their own, their organisation, territory and authority."""
SERVICES = sorted(WHO)


def test_the_list_knows_every_service() -> None:
    assert {one.name for one in services()} == set(WHO)


@pytest.mark.parametrize("name", SERVICES)
def test_every_command_has_a_step_and_someone_who_gives_it(name: str) -> None:
    commands = set(service(name).transitions.names())
    assert commands == set().union(*WHO[name].values())
    assert commands <= set(STEPS) | set(service(name).steps)


def test_every_step_of_the_engine_is_in_a_table() -> None:
    """A step that no table names could be carried out by nobody."""
    assert set(STEPS) - {"decline"} == set(STANDARD_TABLE.names())
    assert "decline" in service("conformity").transitions.names()


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize("state", sorted(FINAL_STATES))
def test_only_a_complaint_leads_out_of_a_final_state(name: str, state: State) -> None:
    """And correcting a conclusion, or the late confirmation of a payment, which leave the case as it ended."""
    complaints = {row.name for row in COMPLAINT_ROWS}
    out = {row.name for row in service(name).transitions if state in row.before} - complaints
    assert out <= {"correct_conclusion", "confirm_payment"}
    again = [row for row in service(name).transitions if state in row.before and row.after not in (None, state)]
    assert {row.name for row in again} <= {"uphold_complaint"}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", SERVICES)
def test_the_rights_of_every_role(office: Office, name: str, role: Role) -> None:
    case = _case(office, name)
    actor = _account(office, role, case)
    allowed = WHO[name].get(role, set())

    forbidden = {one for one in _commands() if isinstance(_attempt(office, actor, case, one), Forbidden)}

    assert forbidden == set(_commands()) - allowed


@pytest.mark.parametrize("name", SERVICES)
def test_every_command_in_every_state(office: Office, name: str) -> None:
    """What a table does not allow in a state is refused as impossible there; what it allows comes to the version."""
    case = _case(office, name)
    actors = {role: _account(office, role, case) for role in WHO[name]}
    for row in service(name).transitions:
        actor = next(actors[role] for role, commands in WHO[name].items() if row.name in commands)
        for state in State:
            Case.objects.filter(pk=case.pk).update(state=state)
            outcome = _attempt(office, actor, case, row.name)
            _check(outcome, state in row.before, (name, row.name, state, outcome))


def _check(outcome: Outcome, legal: bool, where: object) -> None:
    if legal:
        # A version that nobody has ends every legal command before it does anything.
        assert isinstance(outcome, Stale), where
    else:
        assert isinstance(outcome, Invalid), where
        assert [problem.code for problem in outcome.problems] == ["not_in_this_state"], where


def test_an_officer_does_not_decide_their_own_application(office: Office) -> None:
    applicant = office.applicant()
    case = office.submitted(applicant)
    office.grant(applicant, Role.DEPARTMENT_OFFICER, territory=ASTANA)

    outcome = office.do(applicant, case, "grant", facts_digest=office.digest(case), expect=None)

    assert isinstance(outcome, Forbidden)


def test_a_representative_applies_and_decides_nothing(office: Office) -> None:
    """Who applies for someone else is as little an officer of that application as the applicant."""
    case = _case(office, "conformity")
    other = office.account("representative", Role.APPLICANT, person=office.person())
    Case.objects.filter(pk=case.pk).update(representative=other.person)
    office.grant(other, Role.EMPLOYMENT_OFFICER, territory=ASTANA)

    forbidden = {one for one in _commands() if isinstance(_attempt(office, other, case, one), Forbidden)}

    assert forbidden == set(_commands()) - APPLY


def test_an_individual_applies_for_a_licence_alone(office: Office) -> None:
    """Without an organisation the application is its subject's; no organisation's head has a right to it."""
    case = _case(office, "licence")
    head = _account(office, Role.HEAD_OF_ORGANISATION, case)
    Case.objects.filter(pk=case.pk).update(organisation=None)
    own = office.account("practitioner", Role.APPLICANT, person=case.subject_id)

    allowed = {
        account.login: {one for one in _commands() if not isinstance(_attempt(office, account, case, one), Forbidden)}
        for account in (own, head)
    }

    assert allowed == {own.login: APPLY | PAY, head.login: set()}


def _commands() -> Iterator[str]:
    """Every command of any service."""
    yield from sorted({row.name for one in services() for row in one.transitions})


def _case(office: Office, name: str) -> Case:
    """A sent case of the service, as the engine stores it, without what its own forms ask."""
    chosen: Service = service(name)
    with change(office.command(), "test.case") as made:
        case = Case.objects.create(
            service=name,
            authority=chosen.authority,
            subject_id=office.person(),
            territory=ASTANA,
            organisation=office.organisation(),
            state=State.CONSIDERED,
            number=f"A-{name[:10]}",
            submitted_at=office.now,
            change=made,
        )
        Draft.objects.create(case=case, data={}, saved_at=office.now)
    return case


def _attempt(office: Office, actor: Account, case: Case, name: str) -> Outcome:
    return engine.execute(CaseCommand(name, case.id, 10_000, office.command(actor.id)), actor)


def _account(office: Office, role: Role, case: Case) -> Account:
    if role is Role.APPLICANT:
        return office.account("the-applicant", role, person=case.subject_id)
    if role in ORGANISATION_ROLES:
        assert isinstance(case.organisation, UUID)
        return office.account(role.value.replace("_", "-"), role, organisation=case.organisation)
    where = {"territory": ASTANA} if role in TERRITORY_ROLES else {}
    return office.account(role.value.replace("_", "-"), role, **where)
