"""Accounts with roles to try the policy with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from tirkelim.identity import accounts
from tirkelim.identity.models import Account, Role
from tirkelim.journal.change import Command

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
PASSWORD = "correct horse battery"

MakeAccount = Callable[..., Account]


def command(actor: UUID | None = None) -> Command:
    """A command of the system or of an account."""
    return Command(uuid4(), actor, NOW, "a test")


@pytest.fixture
def make_account(db: None) -> MakeAccount:
    """Make an account, with a role if one is named."""
    count = 0

    def make(role: Role | None = None, person: UUID | None = None, **scope: Any) -> Account:
        nonlocal count
        count += 1
        done = accounts.add_account(
            command(), login=f"user{count}", name=f"User {count}", password=PASSWORD, person=person
        )
        account = Account.objects.get(pk=done.result["account"])
        if role is not None:
            accounts.grant_role(command(), account.id, role, valid_from=scope.pop("since", TODAY), **scope)
        return account

    return make
