"""Signing in: throttled, silent about why it failed, closed to demo accounts outside demo mode."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory

from tirkelim.conf.start import problems
from tirkelim.identity import accounts, lockout, signin
from tirkelim.identity.backend import AccountBackend
from tirkelim.identity.logins import BadLogin, check_login
from tirkelim.identity.models import Account, SignInRecord, Throttle
from tirkelim.journal.change import Command
from tirkelim.journal.models import Change, JournalPayload

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
Make = Callable[..., Account]


def command() -> Command:
    """A command of the system."""
    return Command(uuid4(), None, NOW, "a test")


@pytest.mark.parametrize("login", ["aigul", "a.serik-2", "HR_5", " aigul "])
def test_good_names(login: str) -> None:
    """Small letters are the stored form."""
    assert check_login(login) == login.strip().lower()


@pytest.mark.parametrize(
    "login", ["", "ab", "850314101019", "a850314101019", "iin-8503.1410-1019", "әсем", "2serik", "a b", "a" * 51]
)
def test_names_that_are_or_hold_an_iin_are_refused(login: str) -> None:
    """Sign-in names are shown and logged; IINs are not."""
    with pytest.raises(BadLogin) as refused:
        check_login(login)
    assert "850314101019" not in str(refused.value)


@pytest.mark.django_db
def test_the_table_refuses_them_too() -> None:
    """Whoever makes the account."""
    with pytest.raises(BadLogin):
        Account(login="850314101019", name="x").save()
    with pytest.raises(ValidationError):
        Account(login="850314101019", name="x", password="x").full_clean()


def test_name_and_password_fit(make_account: Make) -> None:
    """In any case of letters; the record says that it succeeded."""
    account = make_account()
    assert signin.authenticate("USER1 ", PASSWORD, "192.0.2.1", NOW) == signin.SignedIn(account)
    assert SignInRecord.objects.get().succeeded


def test_failures_look_alike(make_account: Make) -> None:
    """Neither the answer nor the number of hashes tells whether the name exists."""
    account = make_account()
    assert signin.authenticate("user1", "wrong", "192.0.2.1", NOW) == signin.Wrong()
    assert signin.authenticate("nobody", "wrong", "192.0.2.1", NOW) == signin.Wrong()
    accounts.close_account(command(), account.id)
    assert signin.authenticate("user1", PASSWORD, "192.0.2.1", NOW) == signin.Wrong()


def test_a_name_is_locked_after_five_failures(make_account: Make) -> None:
    """For fifteen minutes, also with the right password and from elsewhere; then counting begins anew."""
    make_account()
    for number in range(5):
        assert isinstance(signin.authenticate("user1", "wrong", f"192.0.2.{number}", NOW), signin.Wrong)
    until = NOW + timedelta(minutes=15)
    assert signin.authenticate("user1", PASSWORD, "198.51.100.1", NOW) == signin.Locked(until)
    assert signin.authenticate("user1", PASSWORD, "198.51.100.1", until - timedelta(seconds=1)) == signin.Locked(until)
    assert isinstance(signin.authenticate("user1", "wrong", "198.51.100.1", until), signin.Wrong)
    assert isinstance(signin.authenticate("user1", PASSWORD, "198.51.100.1", until), signin.SignedIn)


def test_unknown_names_are_locked_alike(db: None) -> None:
    """Otherwise the lock would tell which names exist."""
    for _ in range(5):
        signin.authenticate("nobody", "wrong", "192.0.2.1", NOW)
    assert isinstance(signin.authenticate("nobody", "wrong", "192.0.2.1", NOW), signin.Locked)


def test_an_address_is_locked_whatever_names_it_tries(make_account: Make) -> None:
    """Trying one password on many names is guessing too; others are not hindered."""
    make_account()
    for number in range(30):
        signin.authenticate(f"name{number}", "wrong", "192.0.2.1", NOW)
    assert isinstance(signin.authenticate("user1", PASSWORD, "192.0.2.1", NOW), signin.Locked)
    assert isinstance(signin.authenticate("user1", PASSWORD, "192.0.2.2", NOW), signin.SignedIn)


def test_a_success_forgives_the_name(make_account: Make) -> None:
    """Four mistakes a day are human."""
    make_account()
    for _ in range(3):
        for _ in range(4):
            signin.authenticate("user1", "wrong", "192.0.2.1", NOW)
        assert isinstance(signin.authenticate("user1", PASSWORD, "192.0.2.1", NOW), signin.SignedIn)


def test_counters_hold_neither_names_nor_addresses(make_account: Make) -> None:
    """Only keyed hashes; old ones are forgotten."""
    make_account()
    signin.authenticate("user1", "wrong", "192.0.2.1", NOW)
    stored = " ".join(Throttle.objects.values_list("key", flat=True)) + SignInRecord.objects.get().address_key
    assert "user1" not in stored
    assert "192.0.2" not in stored
    assert lockout.forget_old_failures(NOW + timedelta(minutes=14)) == 0
    assert lockout.forget_old_failures(NOW + timedelta(minutes=16)) == 2


def test_passwords_are_in_no_record(make_account: Make) -> None:
    """Neither in the journal nor in a change."""
    account = make_account()
    accounts.set_password(command(), account.id, "another horse battery")
    stored = repr(list(JournalPayload.objects.values())) + repr(list(Change.objects.values()))
    assert PASSWORD not in stored
    assert "horse" not in stored


def test_a_weak_password_is_refused(db: None) -> None:
    """Twelve characters, not a common one, not digits only."""
    for weak in ("short", "password1234", "123456789012"):
        with pytest.raises(ValidationError):
            accounts.add_account(command(), login="user1", name="x", password=weak)


def test_demo_accounts_exist_in_demo_mode_only(make_account: Make, settings: Any) -> None:
    """Not made, not signed in to, their sessions over, and the server does not start."""
    done = accounts.add_account(command(), login="demo", name="x", password="demo", demo=True)
    account = Account.objects.get(pk=done.result["account"])
    assert isinstance(signin.authenticate("demo", "demo", "192.0.2.1", NOW), signin.SignedIn)
    assert AccountBackend().get_user(account.id) == account
    settings.DEMO = False
    assert isinstance(signin.authenticate("demo", "demo", "192.0.2.1", NOW), signin.Wrong)
    assert AccountBackend().get_user(account.id) is None
    assert [problem.id for problem in problems()] == ["identity.E001"]
    with pytest.raises(accounts.DemoOutsideDemoMode):
        accounts.add_account(command(), login="demo2", name="x", password="demo", demo=True)


def test_a_session_gets_a_new_key_and_ends_with_the_password(make_account: Make, rf: RequestFactory) -> None:
    """A key known before sign-in is worth nothing after it; a new password ends what is open."""
    account = make_account()
    client = Client()
    request = rf.get("/")
    request.session = client.session
    request.session["before"] = 1
    request.session.save()
    old = request.session.session_key
    signin.open_session(request, account, NOW)
    request.session.save()
    assert request.session.session_key != old
    from django.contrib.auth import get_user

    assert get_user(request) == account
    accounts.set_password(command(), account.id, "another horse battery")
    assert not get_user(request).is_authenticated
    signin.close_session(request)
    assert request.session.is_empty()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "192.0.2.1"), (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1, 203.0.113.9", "203.0.113.9"), (2, "203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"), (1, "", "192.0.2.1"),
    ],
)  # fmt: skip
def test_a_forwarded_address_counts_as_far_as_own_proxies_wrote_it(
    rf: RequestFactory, settings: Any, proxies: int, forwarded: str, address: str
) -> None:
    """Otherwise everyone could choose the address that is throttled."""
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert signin.client_address(request) == address
