"""Who may do what: the whole matrix of roles, actions and places, and nothing beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from tirkelim.identity import accounts, policy
from tirkelim.identity.models import (
    AUTHORITY_OF_ROLE,
    ORGANISATION_ROLES,
    TERRITORY_ROLES,
    Account,
    Authority,
    Role,
    RoleGrant,
)
from tirkelim.identity.policy import ACTIONS, PERMISSIONS, Denied, Scope, UnknownAction, may, require
from tirkelim.identity.powers import FOUR_EYES
from tirkelim.journal.change import Command
from tirkelim.journal.temporal import Stale

TODAY = date(2026, 3, 2)
ME, MINE, ASTANA, ABAI = UUID(int=1), UUID(int=2), "710000000", "100000000"
OWN = Scope(person=ME, organisations=frozenset({MINE}), territories=frozenset({ASTANA}))
OTHERS = Scope(person=uuid4(), organisations=frozenset({MINE}), territories=frozenset({ASTANA}))
EMPLOYMENT, MINISTRY = Authority.EMPLOYMENT.value, Authority.MINISTRY.value
PLACES = {
    "own": OWN,
    "another's here": OTHERS,
    "own, no organisation's": Scope(person=ME, territories=frozenset({ASTANA})),
    "own elsewhere": Scope(person=ME, organisations=frozenset({uuid4()}), territories=frozenset({ABAI})),
    "another's elsewhere": Scope(uuid4(), None, frozenset({uuid4()}), frozenset({ABAI})),
    "nobody's": None,
    "employment: own": Scope(ME, territories=frozenset({ASTANA}), authority=EMPLOYMENT),
    "employment: represented": Scope(uuid4(), ME, territories=frozenset({ASTANA}), authority=EMPLOYMENT),
    "employment: another's here": Scope(uuid4(), uuid4(), territories=frozenset({ASTANA}), authority=EMPLOYMENT),
    "employment: another's elsewhere": Scope(uuid4(), territories=frozenset({ABAI}), authority=EMPLOYMENT),
    "ministry: own": Scope(ME, None, frozenset({MINE}), frozenset({ASTANA}), MINISTRY),
    "ministry: another's": Scope(uuid4(), None, frozenset({MINE}), frozenset({ASTANA}), MINISTRY),
}
SCOPES: dict[Role, dict[str, Any]] = {
    **{role: {"organisation": MINE} for role in ORGANISATION_ROLES},
    **{role: {"territory": "711210000"} for role in TERRITORY_ROLES},
}
OWN_ALONE = {"own, no organisation's", "employment: own"}
OWN_PERSON = OWN_ALONE | {"own", "own elsewhere", "ministry: own"}
OWN_OR_REPRESENTED = OWN_PERSON | {"employment: represented"}
HERE = {
    Authority.HEALTH: {"own", "own, no organisation's", "another's here"},
    Authority.EMPLOYMENT: {"employment: own", "employment: represented", "employment: another's here"},
    Authority.MINISTRY: {"ministry: own", "ministry: another's"},
}
OF_MY_ORGANISATION = {"own", "another's here", "ministry: own", "ministry: another's"}


def allowed_places(where: str, role: Role) -> set[str]:
    """Where a permission holds for a role, as a lawyer would list it."""
    of_role = HERE.get(AUTHORITY_OF_ROLE.get(role.value), set())
    return {
        "own_person": OWN_PERSON,
        "own_person_alone": OWN_ALONE,
        "own_or_represented": OWN_OR_REPRESENTED,
        "own_organisation": OF_MY_ORGANISATION,
        "own_organisation_not_self": OF_MY_ORGANISATION - OWN_PERSON,
        "own_territory": of_role,
        "own_territory_not_self": of_role - OWN_OR_REPRESENTED,
        "own_authority": of_role,
        "own_authority_not_self": of_role - OWN_OR_REPRESENTED,
        "everywhere": set(PLACES),
        "everywhere_not_self": set(PLACES) - OWN_OR_REPRESENTED,
    }[where]


Make = Callable[..., Account]


def command(actor: UUID | None = None, day: date = TODAY) -> Command:
    """A command on a day."""
    return Command(uuid4(), actor, datetime(day.year, day.month, day.day, 4, tzinfo=UTC), "a test")


@pytest.mark.parametrize("role", list(Role))
def test_the_matrix(make_account: Make, role: Role) -> None:
    """Every action in every place: allowed exactly where the table says."""
    account = make_account(role, person=ME, **SCOPES.get(role, {}))
    wrong = []
    for action in ACTIONS:
        where = PERMISSIONS.get((role.value, action))
        expected = allowed_places(where.__name__, role) if where else set()
        allowed = {name for name, place in PLACES.items() if may(account, action, place, on=TODAY)}
        if allowed != expected:
            wrong.append((action, allowed, expected))
    assert wrong == []


def test_the_table_names_known_actions_and_roles_only() -> None:
    """A misspelt line would allow nothing and be noticed by nobody."""
    assert {action for _, action in PERMISSIONS} <= set(ACTIONS)
    assert {role for role, _ in PERMISSIONS} <= set(Role.values)


def test_every_action_is_allowed_to_someone() -> None:
    """An action that nobody may do is a mistake."""
    assert set(ACTIONS) - {action for _, action in PERMISSIONS} == set()


@pytest.mark.parametrize(
    ("action", "whom"),
    [
        ("person.depart", {"hr_officer": "own_organisation"}),
        ("person.merge", {"national_coordinator": "everywhere_not_self"}),
        (
            "people.find",
            {
                "hr_officer": "own_organisation", "head_of_organisation": "own_organisation",
                "department_officer": "own_territory", "national_coordinator": "everywhere",
            },
        ),
        ("register.import", {"hr_officer": "own_organisation", "national_coordinator": "everywhere"}),
        (
            "report.read",
            {
                "hr_officer": "own_organisation", "head_of_organisation": "own_organisation",
                "department_officer": "own_territory", "ministry_officer": "everywhere",
                "national_coordinator": "everywhere",
            },
        ),
        ("report.make", {"national_coordinator": "everywhere"}),
        ("population.enter", {"national_coordinator": "everywhere"}),
    ],
)  # fmt: skip
def test_who_works_with_the_national_register(action: str, whom: dict[str, str]) -> None:
    """Written down a second time, so that a slip in the table is noticed."""
    found = {role: where.__name__ for (role, of), where in PERMISSIONS.items() if of == action}
    assert found == whom


def test_authorities_do_not_see_each_other(make_account: Make) -> None:
    """A department's officer finds nothing of the employment office in the same region, and the other way round."""
    department = make_account(Role.DEPARTMENT_OFFICER, **SCOPES[Role.DEPARTMENT_OFFICER])
    employment = make_account(Role.EMPLOYMENT_OFFICER, **SCOPES[Role.EMPLOYMENT_OFFICER])
    foreign = PLACES["employment: another's here"]
    assert not any(may(department, action, foreign, on=TODAY) for action in ACTIONS)
    assert not any(may(employment, action, OTHERS, on=TODAY) for action in ACTIONS)


def test_nobody_decides_in_office_over_an_organisation_in_which_they_hold_a_role(make_account: Make) -> None:
    """An officer who heads a clinic reads its affairs, and decides nothing in them."""
    officer = make_account(Role.DEPARTMENT_OFFICER, **SCOPES[Role.DEPARTMENT_OFFICER])
    assert may(officer, "licence.event", OTHERS, on=TODAY)
    accounts.grant_role(command(), officer.id, Role.HEAD_OF_ORGANISATION, organisation=MINE, valid_from=TODAY)
    policy.forget(officer)
    assert not any(may(officer, action, OTHERS, on=TODAY) for action in ("licence.event", "case.decide", "visit.plan"))
    assert may(officer, "case.read", OTHERS, on=TODAY)
    assert may(officer, "licence.event", Scope(uuid4(), territories=frozenset({ASTANA})), on=TODAY)


def test_an_unknown_action_is_denied(make_account: Make) -> None:
    """Even to the administrator; asking for it is reported as a mistake of the program."""
    account = make_account(Role.ADMINISTRATOR)
    assert not may(account, "register.drop", None, on=TODAY)
    with pytest.raises(UnknownAction):
        require(account, "register.drop", None, on=TODAY)
    with pytest.raises(UnknownAction):
        policy.require_actor(None, "register.drop", None, on=TODAY)


@pytest.mark.parametrize("account", [None, AnonymousUser(), "user", object()])
def test_who_has_not_signed_in_may_nothing(account: object) -> None:
    """Public pages ask no policy; everything that asks is closed."""
    assert not any(may(account, action, OWN, on=TODAY) for action in ACTIONS)
    assert policy.roles(account, TODAY) == frozenset()


def test_without_a_role_an_account_may_nothing(make_account: Make) -> None:
    """Not even its own record."""
    account = make_account(person=ME)
    assert not any(may(account, action, OWN, on=TODAY) for action in ACTIONS)


def test_a_closed_account_may_nothing(make_account: Make) -> None:
    """Whatever roles are left."""
    account = make_account(Role.ADMINISTRATOR)
    accounts.close_account(command(), account.id)
    account.refresh_from_db()
    assert not may(account, "account.add", None, on=TODAY)
    with pytest.raises(Denied):
        policy.require_actor(account.id, "account.add", None, on=TODAY)


def test_a_role_holds_between_its_days(make_account: Make) -> None:
    """From the first day up to, not including, the last; a revocation cuts it short at once."""
    account = make_account()
    until = TODAY + timedelta(days=10)
    done = accounts.grant_role(command(), account.id, "national_coordinator", valid_from=TODAY, valid_to=until)
    days = {-1: False, 0: True, 9: True, 10: False}
    for number, expected in days.items():
        assert may(account, "report.read", None, on=TODAY + timedelta(days=number)) is expected
    grant = UUID(done.result["grant"])
    accounts.revoke_role(command(), grant, TODAY + timedelta(days=3))
    policy.forget(account)
    assert may(account, "report.read", None, on=TODAY + timedelta(days=2))
    assert not may(account, "report.read", None, on=TODAY + timedelta(days=3))
    with pytest.raises(Stale):
        accounts.revoke_role(command(), grant, TODAY + timedelta(days=5))


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        ("hr_officer", {}), ("hr_officer", {"territory": ASTANA}), ("department_officer", {}),
        ("department_officer", {"organisation": MINE}), ("administrator", {"organisation": MINE}),
        ("applicant", {"territory": ASTANA}),
    ],
)  # fmt: skip
def test_a_role_has_the_scope_that_fits_it(make_account: Make, role: str, scope: dict[str, Any]) -> None:
    """An officer of no territory, an HR officer of no organisation cannot exist, in no way."""
    account = make_account()
    with pytest.raises(IntegrityError), transaction.atomic():
        accounts.grant_role(command(), account.id, role, valid_from=TODAY, **scope)


def test_only_the_administrator_gives_roles(make_account: Make) -> None:
    """Nobody raises oneself: not the officer, not even the coordinator."""
    administrator = make_account(Role.ADMINISTRATOR)
    for role in (Role.DEPARTMENT_OFFICER, Role.NATIONAL_COORDINATOR, Role.HR_OFFICER):
        account = make_account(role, **SCOPES.get(role, {}))
        with pytest.raises(Denied):
            accounts.grant_role(command(account.id), account.id, "administrator", valid_from=TODAY)
    before = RoleGrant.objects.count()
    accounts.grant_role(command(administrator.id), account.id, "applicant", valid_from=TODAY)
    assert RoleGrant.objects.count() == before + 1


@pytest.mark.parametrize("role", sorted(FOUR_EYES))
def test_one_administrator_alone_gives_no_powerful_role(make_account: Make, role: str) -> None:
    """Neither to another nor to oneself; the system itself does, when the house is set up."""
    administrator, account = make_account(Role.ADMINISTRATOR), make_account()
    where = SCOPES.get(Role(role), {})
    for whom, refused in ((account, accounts.NeedsFourEyes), (administrator, Denied)):
        with pytest.raises(refused):
            accounts.grant_role(command(administrator.id), whom.id, role, valid_from=TODAY, **where)
    assert not RoleGrant.objects.filter(account=account).exists()
    accounts.grant_role(command(), account.id, role, valid_from=TODAY, **where)


def test_the_message_of_a_denial_names_no_object(make_account: Make) -> None:
    """It may end up in a log."""
    with pytest.raises(Denied) as denied:
        require(make_account(), "person.read", OWN, on=TODAY)
    assert str(denied.value) == "person.read"


def test_roles_are_read_once_for_a_request(make_account: Make, django_assert_num_queries: Callable[[int], Any]) -> None:
    """A desk of a hundred cases asks a hundred times."""
    account = make_account(Role.DEPARTMENT_OFFICER, territory=ASTANA)
    with django_assert_num_queries(1):
        for _ in range(100):
            assert may(account, "case.read", OTHERS, on=TODAY)
