"""Two do the same thing at the same moment: one code, one recovery code, one proposal count once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pyotp
import pytest
from tests.racing import at_once

from tirkelim.identity import second_factor
from tirkelim.identity.accounts import add_account, grant_role
from tirkelim.identity.models import Account, Proposal, Role, RoleGrant
from tirkelim.identity.proposals import confirm, decline, propose_role
from tirkelim.identity.second_factor import check, enrol
from tirkelim.identity.signin import SignedIn
from tirkelim.journal.change import Command
from tirkelim.journal.temporal import Stale

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def by(account: UUID | None, at: datetime = NOW) -> Command:
    return Command(uuid4(), account, at)


def make(login: str, role: Role | None = None) -> Account:
    account = Account.objects.get(pk=add_account(by(None), login=login, name=login, password=None).result["account"])
    if role:
        grant_role(by(None), account.id, role, valid_from=date(2026, 1, 1))
    return account


def test_a_code_lets_in_one_of_two() -> None:
    account, secret, codes = make("aigul"), second_factor.new_secret(), second_factor.new_recovery_codes()
    early = NOW - timedelta(minutes=2)
    enrol(by(account.id, early), secret, pyotp.TOTP(secret).at(early), codes)
    for code in (pyotp.TOTP(secret).at(NOW), codes[0]):
        outcomes = at_once([partial(check, account, code, f"192.0.2.{number}", NOW) for number in range(4)])
        assert sum(isinstance(one, SignedIn) for one in outcomes) == 1


def test_a_proposal_is_settled_by_one_of_two() -> None:
    one, two, three = (make(f"admin{number}", Role.ADMINISTRATOR) for number in range(3))
    account = make("aigul")
    said = {"valid_from": date(2026, 3, 2), "reason": "x"}
    done = propose_role(by(one.id), account.id, Role.NATIONAL_COORDINATOR, **said)  # type: ignore[arg-type]
    proposal = UUID(done.result["proposal"])

    def settle(how: Any, who: Account) -> str:
        try:
            how(by(who.id), proposal)
        except Stale:
            return "stale"
        return "done"

    outcomes = at_once([partial(settle, confirm, two), partial(settle, confirm, three), partial(settle, decline, one)])
    assert sorted(outcomes) == ["done", "stale", "stale"]
    row = Proposal.objects.get()
    assert (row.confirmed_by is None) is (row.declined_by is not None)
    assert RoleGrant.objects.filter(account=account).count() == (row.confirmed_by is not None)
