"""Which IIN, and which organisation's BIN, an account stands for: what a signature or a sign-in provider must name.

Only a keyed digest is kept: enough to compare, useless to whoever copies the table without the key.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from tirkelim.identity.models import Account, AccountIdentifier
from tirkelim.identity.policy import Scope, require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change

IIN: Final = "iin"
BIN: Final = "bin"
SCHEMES: Final = (IIN, BIN)


def link_identifier(command: Command, account: UUID, scheme: str, value: str) -> Done:
    """Let an account stand for an IIN or a BIN; an account has one IIN, and an IIN one account.

    Raises ValueError (scheme not known, empty value), Account.DoesNotExist, Denied, IntegrityError (taken).
    """
    if scheme not in SCHEMES or not value:
        raise ValueError("an account is linked to an IIN or a BIN")
    key = identifier_key(scheme, value)

    def work(made: Change) -> Result:
        require_actor(command.actor, "account.add", Scope(), on=made.at.date())
        row = Account.objects.get(pk=account)
        linked = AccountIdentifier.objects.create(account=row, scheme=scheme, key=key, change=made)
        append(f"account:{account}", made, "identifier_linked", {"scheme": scheme, "key": key})
        return {"identifier": str(linked.id)}

    return once(command, "identity.link_identifier", {"account": account, "scheme": scheme, "key": key}, work)


def account_with(scheme: str, value: str) -> Account | None:
    """The account that stands for an IIN, if any."""
    row = _standing().filter(scheme=scheme, key=identifier_key(scheme, value)).select_related("account").first()
    return row.account if row else None


def has_identifier(account: UUID, scheme: str, value: str) -> bool:
    """Whether an account stands for this IIN or BIN."""
    return bool(value) and _standing().filter(account=account, key=identifier_key(scheme, value)).exists()


def knows_identifier(account: UUID, scheme: str) -> bool:
    """Whether anything of the scheme is linked to the account."""
    return _standing().filter(account=account, scheme=scheme).exists()


def identifier_key(scheme: str, value: str) -> str:
    """The keyed digest under which an identifier is known."""
    return salted_hmac(f"tirkelim.identity.{scheme}", value, algorithm="sha256").hexdigest()


def _standing() -> QuerySet[AccountIdentifier]:
    return AccountIdentifier.objects.filter(unlinked_by__isnull=True)
