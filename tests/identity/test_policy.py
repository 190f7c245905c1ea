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
from tirkelim.identity.models import Account, Role, RoleGrant
from tirkelim.identity.policy import ACTIONS, PERMISSIONS, Denied, Scope, UnknownAction, may, require
from tirkelim.journal.change import Command
from tirkelim.journal.temporal import Stale

TODAY = date(2026, 3, 2)
ME, MINE, ASTANA, ABAI = UUID(int=1), UUID(int=2), "710000000", "100000000"
OWN = Scope(person=ME, organisations=frozenset({MINE}), territories=frozenset({ASTANA}))
OTHERS = Scope(person=uuid4(), organisations=frozenset({MINE}), territories=frozenset({ASTANA}))
PLACES = {
    "own": OWN,
    "another's here": OTHERS,
    "own elsewhere": Scope(person=ME, organisations=frozenset({uuid4()}), territories=frozenset({ABAI})),
    "another's elsewhere": Scope(uuid4(), frozenset({uuid4()}), frozenset({ABAI})),
    "nobody's": None,
}
SCOPES: dict[Role, dict[str, Any]] = {
    Role.HR_OFFICER: {"organisation": MINE},
    Role.HEAD_OF_ORGANISATION: {"organisation": MINE},
    Role.ASSESSMENT_ORGANISATION: {"organisation": MINE},
    Role.DEPARTMENT_OFFICER: {"territory": "711210000"},
}
ALLOWED = {
    "own_person": {"own", "own elsewhere"},
    "own_organisation": {"own", "another's here"},
    "own_territory": {"own", "another's here"},
    "own_organisation_not_self": {"another's here"},
    "own_territory_not_self": {"another's here"},
    "everywhere": set(PLACES),
}
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
        expected = ALLOWED[where.__name__] if where else set()
        allowed = {name for name, place in PLACES.items() if may(account, action, place, on=TODAY)}
        if allowed != expected:
            wrong.append((action, allowed, expected))
    assert wrong == []


def test_the_table_names_known_actions_and_roles_only() -> None:
    """A misspelt line would allow nothing and be noticed by nobody."""
    assert {action for _, action in PERMISSIONS} <= set(ACTIONS)
    assert {role for role, _ in PERMISSIONS} <= set(Role.values)


def test_every_action_is_allowed_to_someone_or_kept_for_later() -> None:
    """An action that nobody may do is a mistake, but for those whose pages come later."""
    kept = {"complaint.decide"}
    assert set(ACTIONS) - {action for _, action in PERMISSIONS} == kept


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
    accounts.grant_role(command(administrator.id), administrator.id, "national_coordinator", valid_from=TODAY)
    assert RoleGrant.objects.count() == before + 1


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
