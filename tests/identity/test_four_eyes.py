"""Four eyes: proposed by one administrator, confirmed by another, by nobody who gains by it, and not for ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command

from tirkelim.identity import accounts, proposals, second_factor, signin
from tirkelim.identity.identifiers import BIN, IIN, account_with, has_identifier, link_identifier, unlink_identifier
from tirkelim.identity.models import Account, AccountIdentifier, Proposal, Role, RoleGrant
from tirkelim.identity.policy import Denied, forget, roles
from tirkelim.identity.proposals import Lapsed, SamePerson, confirm, decline, propose_link, propose_role, waiting
from tirkelim.journal.change import Command
from tirkelim.journal.models import JournalEntry
from tirkelim.journal.temporal import Stale

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
NUMBER = "850314101019"
ASTANA = "710000000"
Make = Callable[..., Account]


def by(account: Account | None, at: datetime = NOW) -> Command:
    return Command(uuid4(), account.id if account else None, at)


def proposed(administrator: Account, account: Account, **more: Any) -> UUID:
    said = {"role": Role.DEPARTMENT_HEAD, "valid_from": TODAY, "territory": ASTANA, "reason": "№ 12"} | more
    return UUID(propose_role(by(administrator), account.id, **said).result["proposal"])


def test_a_powerful_role_holds_once_another_has_confirmed_it(make_account: Make) -> None:
    one, two, account = make_account(Role.ADMINISTRATOR), make_account(Role.ADMINISTRATOR), make_account()
    proposal = proposed(one, account, valid_to=TODAY + timedelta(days=30))
    assert not RoleGrant.objects.filter(account=account).exists()
    assert [row.id for row in waiting(NOW)] == [proposal]
    confirm(by(two), proposal)
    grant = RoleGrant.objects.get(account=account)
    assert (grant.role, grant.territory, grant.valid_to) == ("department_head", ASTANA, TODAY + timedelta(days=30))
    assert not waiting(NOW)
    kinds = JournalEntry.objects.filter(stream=f"account:{account.id}").order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["account_added", "proposal_made", "proposal_confirmed", "role_granted"]


def test_never_by_the_same_person_nor_by_whom_it_is_for(make_account: Make) -> None:
    one, two, third = (make_account(Role.ADMINISTRATOR) for _ in range(3))
    with pytest.raises(SamePerson):
        proposed(one, one)
    proposal = proposed(one, two)
    for administrator in (one, two):
        with pytest.raises(SamePerson):
            confirm(by(administrator), proposal)
    assert roles(two, TODAY) == {"administrator"}
    confirm(by(third), proposal)
    forget(two)
    assert roles(two, TODAY) == {"administrator", "department_head"}


@pytest.mark.parametrize("role", [Role.NATIONAL_COORDINATOR, Role.APPLICANT])
def test_nobody_else_proposes_or_confirms(make_account: Make, role: Role) -> None:
    one, stranger, account = make_account(Role.ADMINISTRATOR), make_account(role), make_account()
    with pytest.raises(Denied):
        proposed(stranger, account)
    proposal = proposed(one, account)
    for settle in (confirm, decline):
        with pytest.raises(Denied):
            settle(by(stranger), proposal)
    with pytest.raises(Denied):
        confirm(by(one), proposal)
    assert not RoleGrant.objects.filter(account=account).exists()


def test_a_proposal_is_settled_once(make_account: Make) -> None:
    one, two, account = make_account(Role.ADMINISTRATOR), make_account(Role.ADMINISTRATOR), make_account()
    proposal = proposed(one, account)
    decline(by(two), proposal)
    for settle in (confirm, decline):
        with pytest.raises(Stale):
            settle(by(two), proposal)
    assert not RoleGrant.objects.filter(account=account).exists()


def test_a_second_click_confirms_once(make_account: Make) -> None:
    one, two, account = make_account(Role.ADMINISTRATOR), make_account(Role.ADMINISTRATOR), make_account()
    command, proposal = by(two), proposed(one, account)
    assert confirm(command, proposal).result == confirm(command, proposal).result
    assert RoleGrant.objects.filter(account=account).count() == 1


def test_an_unconfirmed_proposal_lapses(make_account: Make) -> None:
    one, two, account = make_account(Role.ADMINISTRATOR), make_account(Role.ADMINISTRATOR), make_account()
    proposal = proposed(one, account)
    week = timedelta(days=7)
    assert waiting(NOW + week - timedelta(seconds=1))
    assert not waiting(NOW + week)
    with pytest.raises(Lapsed):
        confirm(by(two, NOW + week), proposal)
    confirm(by(two, NOW + week - timedelta(seconds=1)), proposal)


def test_the_way_into_a_powerful_account_takes_two(make_account: Make) -> None:
    """An IIN, a password: whoever sets one of them alone would be the official."""
    one, two = make_account(Role.ADMINISTRATOR), make_account(Role.ADMINISTRATOR)
    head = make_account(Role.DEPARTMENT_HEAD, territory=ASTANA)
    with pytest.raises(accounts.NeedsFourEyes):
        accounts.set_password(by(one), head.id, "a horse for a kingdom")
    with pytest.raises(accounts.NeedsFourEyes):
        link_identifier(by(one), head.id, IIN, NUMBER)
    linking = UUID(propose_link(by(one), head.id, IIN, NUMBER, "card seen").result["proposal"])
    assert account_with(IIN, NUMBER) is None
    confirm(by(two), linking)
    assert account_with(IIN, NUMBER) == head
    password = UUID(proposals.propose_password(by(one), head.id, "forgotten").result["proposal"])
    confirm(by(two), password, "a-temporary-pass-word")
    assert isinstance(signin.authenticate(head.login, "a-temporary-pass-word", "192.0.2.1", NOW), signin.SignedIn)
    head.refresh_from_db()
    assert head.password_is_temporary
    stored = repr([*Proposal.objects.values(), *JournalEntry.objects.values("payload__body")])
    assert NUMBER not in stored
    assert "a-temporary-pass-word" not in stored


def test_one_is_enough_for_an_applicants_account(make_account: Make) -> None:
    one, applicant = make_account(Role.ADMINISTRATOR), make_account(Role.APPLICANT)
    accounts.set_password(by(one), applicant.id, "a horse for a kingdom", temporary=True)
    link_identifier(by(one), applicant.id, IIN, NUMBER)
    link_identifier(by(one), applicant.id, BIN, "310640000124")
    assert account_with(IIN, NUMBER) == applicant
    unlink_identifier(by(one), AccountIdentifier.objects.get(scheme=IIN).id)
    assert account_with(IIN, NUMBER) is None
    link_identifier(by(one), applicant.id, IIN, NUMBER)


def test_linking_is_a_right_of_its_own(make_account: Make) -> None:
    coordinator, account = make_account(Role.NATIONAL_COORDINATOR), make_account()
    with pytest.raises(Denied):
        link_identifier(by(coordinator), account.id, IIN, NUMBER)


def test_links_outlive_a_change_of_the_key(make_account: Make, settings: Any) -> None:
    account = make_account()
    link_identifier(by(None), account.id, IIN, NUMBER)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 6
    assert account_with(IIN, NUMBER) == account
    assert has_identifier(account.id, IIN, NUMBER)
    settings.SECRET_KEY_FALLBACKS = []
    assert account_with(IIN, NUMBER) is None


def test_two_take_off_a_second_factor(make_account: Make) -> None:
    import pyotp

    one, two, account = make_account(Role.ADMINISTRATOR), make_account(Role.ADMINISTRATOR), make_account()
    secret = second_factor.new_secret()
    second_factor.enrol(by(account), secret, pyotp.TOTP(secret).at(NOW), second_factor.new_recovery_codes())
    proposal = UUID(proposals.propose_reset(by(one), account.id, "telephone lost").result["proposal"])
    assert second_factor.active_factor(account.id)
    with pytest.raises(SamePerson):
        confirm(by(one), proposal)
    confirm(by(two), proposal)
    assert second_factor.active_factor(account.id) is None


def test_revoking_takes_one(make_account: Make) -> None:
    one, head = make_account(Role.ADMINISTRATOR), make_account(Role.DEPARTMENT_HEAD, territory=ASTANA)
    accounts.revoke_role(by(one), head.grants.get().id, TODAY)
    forget(head)
    assert not roles(head, TODAY)


def test_an_administrator_ends_a_lock(make_account: Make) -> None:
    one, account, applicant = make_account(Role.ADMINISTRATOR), make_account(), make_account(Role.APPLICANT)
    for _ in range(5):
        signin.authenticate(account.login, "wrong", "192.0.2.1", NOW)
    assert isinstance(signin.authenticate(account.login, "wrong", "192.0.2.2", NOW), signin.Locked)
    with pytest.raises(Denied):
        accounts.unlock(by(applicant), account.id)
    accounts.unlock(by(one), account.id)
    assert isinstance(signin.authenticate(account.login, "correct horse battery", "192.0.2.2", NOW), signin.SignedIn)


def test_the_first_two_administrators_come_from_the_command_line(db: None) -> None:
    """Two people, with temporary passwords; a third time it is refused."""
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("account", "administrators", "aigul", "A", "aigul", "B", stdout=said)
    assert not Account.objects.exists()
    call_command("account", "administrators", "aigul", "Айгүл", "serik", "Серік", stdout=said)
    login, password = said.getvalue().splitlines()[1].split(": temporary password ")
    now = datetime.now(UTC)
    outcome = signin.authenticate(login, password, "192.0.2.1", now)
    assert isinstance(outcome, signin.SignedIn)
    assert outcome.account.password_is_temporary
    assert set(RoleGrant.objects.values_list("role", flat=True)) == {"administrator"}
    with pytest.raises(CommandError, match="already"):
        call_command("account", "administrators", "other", "A", "another", "B", stdout=said)
