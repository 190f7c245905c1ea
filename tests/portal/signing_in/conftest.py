"""Accounts, a browser, and a clock that a test moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pyotp
import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from tests.register.conftest import World

from tirkelim.identity import second_factor
from tirkelim.identity.accounts import add_account, grant_role
from tirkelim.identity.models import Account, Role
from tirkelim.journal.change import Command

NOW = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
Clock = time_machine.Traveller


def command(account: Account | None = None, now: datetime = NOW) -> Command:
    return Command(uuid4(), account.id if account else None, now)


def make(login: str, role: Role | None = None, *, temporary: bool = False, **where: Any) -> Account:
    """An account that speaks English, with a role if one is named."""
    person = where.pop("person", None)
    done = add_account(
        command(), login=login, name=f"Name of {login}", password=PASSWORD, language="en", temporary=temporary,
        person=person,
    )  # fmt: skip
    account = Account.objects.get(pk=done.result["account"])
    if role is not None:
        grant_role(command(), account.id, role, valid_from=date(2026, 1, 1), **where)
    return account


def with_factor(account: Account) -> tuple[str, list[str]]:
    """Give the account an authenticator: its secret and recovery codes."""
    secret, codes = second_factor.new_secret(), second_factor.new_recovery_codes()
    early = datetime(2026, 3, 1, 5, 0, tzinfo=UTC)
    second_factor.enrol(command(account, early), secret, pyotp.TOTP(secret).at(early), codes)
    return secret, codes


class Browser(Client):
    """A browser that reads English."""

    def __init__(self) -> None:
        super().__init__()
        self.cookies["til"] = "en"

    def enter(self, login: str, password: str = PASSWORD, **more: str) -> HttpResponse:
        """Send name and password."""
        return self.post("/sign-in/", {"login": login, "password": password, **more})

    def send(self, path: str, **data: Any) -> HttpResponse:
        """Send a form with a command of its own."""
        return self.post(path, {"command": str(uuid4()), **data})

    def text(self, path: str) -> str:
        """The page."""
        return self.get(path).content.decode()


@pytest.fixture
def clock(db: None) -> Iterator[Clock]:
    """The clock of the pages."""
    with time_machine.travel(NOW, tick=False) as travelled:
        yield travelled


@pytest.fixture
def browser() -> Browser:
    """A visitor."""
    return Browser()


@pytest.fixture
def world(db: None) -> World:
    """The register, and the means to fill it."""
    return World()
