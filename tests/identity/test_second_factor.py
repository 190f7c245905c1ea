"""The second factor: codes that fit once, recovery codes, locks, and a secret that lies sealed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pyotp
import pytest

from tirkelim.identity import second_factor
from tirkelim.identity.models import Account, RecoveryCode, Role, SecondFactor, SignInRecord
from tirkelim.identity.powers import SECOND_FACTOR, must_have_second_factor
from tirkelim.identity.sealing import BrokenSeal, seal, unseal
from tirkelim.identity.second_factor import HasOne, WrongCode, check, enrol
from tirkelim.identity.signin import Locked, SignedIn, Wrong
from tirkelim.journal.change import Command
from tirkelim.journal.models import Change, JournalPayload

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
HERE = "192.0.2.1"
Make = Callable[..., Account]


def command(actor: UUID | None, at: datetime = NOW) -> Command:
    return Command(uuid4(), actor, at)


def code(secret: str, at: datetime) -> str:
    return pyotp.TOTP(secret).at(at)


def enrolled(account: Account) -> tuple[str, list[str]]:
    """A secret that the account has set up a minute ago, and its recovery codes."""
    secret, codes = second_factor.new_secret(), second_factor.new_recovery_codes()
    before = NOW - timedelta(minutes=1)
    enrol(command(account.id, before), secret, code(secret, before), codes)
    return secret, codes


def test_a_code_is_taken_once(make_account: Make) -> None:
    account = make_account()
    secret, _ = enrolled(account)
    fits = code(secret, NOW)
    assert check(account, fits, HERE, NOW) == SignedIn(account)
    assert check(account, fits, HERE, NOW) == Wrong()
    assert check(account, fits, HERE, NOW + timedelta(seconds=20)) == Wrong()


def test_the_code_that_set_it_up_does_not_sign_in(make_account: Make) -> None:
    account = make_account()
    secret = second_factor.new_secret()
    enrol(command(account.id), secret, code(secret, NOW), [])
    assert check(account, code(secret, NOW), HERE, NOW) == Wrong()


@pytest.mark.parametrize(("seconds", "fits"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)])
def test_a_clock_may_be_half_a_minute_off(make_account: Make, seconds: int, fits: bool) -> None:
    account, middle = make_account(), NOW + timedelta(seconds=15)
    secret, _ = enrolled(account)
    SecondFactor.objects.update(last_step=None)
    shown = code(secret, middle + timedelta(seconds=seconds))
    assert isinstance(check(account, shown, HERE, middle), SignedIn) is fits


def test_an_earlier_code_is_not_taken_after_a_later_one(make_account: Make) -> None:
    account = make_account()
    secret, _ = enrolled(account)
    assert isinstance(check(account, code(secret, NOW + timedelta(seconds=30)), HERE, NOW), SignedIn)
    assert check(account, code(secret, NOW), HERE, NOW) == Wrong()


def test_codes_are_locked_after_five_failures(make_account: Make) -> None:
    """From wherever they come, recovery codes with them; others are not hindered."""
    account, other = make_account(), make_account()
    secret, codes = enrolled(account)
    mine, _ = enrolled(other)
    for number in range(5):
        assert check(account, f"00000{number}", f"192.0.2.{number}", NOW) == Wrong()
    until = NOW + timedelta(minutes=15)
    assert check(account, code(secret, NOW), "198.51.100.1", NOW) == Locked(until)
    assert check(account, codes[0], "198.51.100.1", NOW) == Locked(until)
    assert isinstance(check(other, code(mine, NOW), "198.51.100.1", NOW), SignedIn)
    assert isinstance(check(account, code(secret, until), "198.51.100.1", until), SignedIn)
    assert SignInRecord.objects.filter(account=account, succeeded=False).count() == 5


def test_a_recovery_code_is_good_for_once(make_account: Make) -> None:
    """However it is typed; ten of them, and nobody else's."""
    account, other = make_account(), make_account()
    _, codes = enrolled(account)
    enrolled(other)
    assert len(set(codes)) == 10
    assert check(other, codes[0], HERE, NOW) == Wrong()
    assert isinstance(check(account, f" {codes[0].upper().replace('-', ' ')} ", HERE, NOW), SignedIn)
    assert check(account, codes[0], HERE, NOW) == Wrong()
    assert second_factor.codes_left(account.id) == 9


def test_new_recovery_codes_end_the_old_ones(make_account: Make) -> None:
    account = make_account()
    _, old = enrolled(account)
    new = second_factor.new_recovery_codes()
    second_factor.renew_recovery_codes(command(account.id), new)
    assert check(account, old[0], HERE, NOW) == Wrong()
    assert isinstance(check(account, new[0], HERE, NOW), SignedIn)


def test_neither_secret_nor_codes_lie_in_the_clear(make_account: Make, settings: Any) -> None:
    """Not in the tables, not in the journal; the secret is read again after the key has changed."""
    account = make_account()
    secret, codes = enrolled(account)
    stored = repr([*SecondFactor.objects.values(), *RecoveryCode.objects.values()])
    stored += repr([*Change.objects.values(), *JournalPayload.objects.values()])
    assert not any(word in stored for word in (secret, *codes, codes[0].replace("-", "")))
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 6
    assert isinstance(check(account, code(secret, NOW), HERE, NOW), SignedIn)
    assert isinstance(check(account, codes[0], HERE, NOW), SignedIn)
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(BrokenSeal):
        check(account, code(secret, NOW + timedelta(minutes=1)), HERE, NOW + timedelta(minutes=1))


def test_a_wrong_first_code_sets_nothing_up(make_account: Make) -> None:
    account = make_account()
    with pytest.raises(WrongCode):
        enrol(command(account.id), second_factor.new_secret(), "000000", [])
    with pytest.raises(WrongCode):
        enrol(command(account.id), second_factor.new_secret(), "", [])
    assert second_factor.active_factor(account.id) is None


def test_there_is_one_at_a_time_and_its_secret_goes_with_it(make_account: Make) -> None:
    account = make_account()
    secret, _ = enrolled(account)
    with pytest.raises(HasOne):
        enrolled(account)
    second_factor.remove_own(command(account.id))
    assert check(account, code(secret, NOW), HERE, NOW) == Wrong()
    assert not SecondFactor.objects.exclude(secret=None).exists()
    enrolled(account)


@pytest.mark.parametrize("role", list(Role))
def test_who_needs_one(make_account: Make, settings: Any, role: Role) -> None:
    """All but applicants, where it is demanded; a role that begins tomorrow counts."""
    from tests.identity.test_policy import SCOPES, TODAY

    account = make_account(role, since=TODAY + timedelta(days=1), **SCOPES.get(role, {}))
    assert not must_have_second_factor(account, TODAY)
    settings.SECOND_FACTOR_REQUIRED = True
    assert must_have_second_factor(account, TODAY) is (role is not Role.APPLICANT) is (role.value in SECOND_FACTOR)
    assert not must_have_second_factor(account, TODAY - timedelta(days=5))


def test_a_seal_holds_for_its_purpose_and_its_time() -> None:
    sealed = seal("one", b"text", NOW)
    assert unseal("one", sealed, NOW + timedelta(minutes=5), timedelta(minutes=5)) == b"text"
    for purpose, at in (("two", NOW), ("one", NOW + timedelta(minutes=6))):
        with pytest.raises(BrokenSeal):
            unseal(purpose, sealed, at, timedelta(minutes=5))
    with pytest.raises(BrokenSeal):
        unseal("one", "", NOW)
