"""Who holds a role somewhere on a day, as readers of notices.

A reader is written as one word: the id of a person of the register or, for an account that belongs to nobody there,
``account:`` and the id of the account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Literal
from uuid import UUID

from tirkelim.identity.models import Account, Role, RoleGrant

Where = Literal["organisation", "territory"]
OF_ACCOUNT = "account:"


def readers_by_scope(
    scopes: Collection[UUID | str | None], where: Where, roles: Collection[Role], day: date
) -> defaultdict[UUID | str | None, set[str]]:
    """The readers whose open accounts have one of the roles on a day, by organisation or by territory."""
    rows = RoleGrant.objects.filter(role__in=roles, account__is_active=True, **{f"{where}__in": scopes})
    found: defaultdict[UUID | str | None, set[str]] = defaultdict(set)
    for row in rows.select_related("account"):
        if row.active(day):
            found[getattr(row, where)].add(reader(row.account))
    return found


def reader(account: Account) -> str:
    """An account as a reader of notices."""
    return str(account.person) if account.person else f"{OF_ACCOUNT}{account.id}"
