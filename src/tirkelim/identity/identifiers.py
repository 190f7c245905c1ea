"""Which IIN, and which organisation's BIN, an account stands for: what a signature or a sign-in provider must name.

Only a keyed digest is kept: enough to compare, useless to whoever copies the table without the key. After a change of
the key, what was linked under an earlier one (TIRKELIM_OLD_SECRET_KEYS) still holds.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from tirkelim.identity.accounts import NeedsFourEyes
from tirkelim.identity.models import Account, AccountIdentifier
from tirkelim.identity.policy import Scope, require_actor
from tirkelim.identity.powers import is_powerful
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import Stale

IIN: Final = "iin"
BIN: Final = "bin"
SCHEMES: Final = (IIN, BIN)


def link_identifier(command: Command, account: UUID, scheme: str, value: str) -> Done:
    """Let an account stand for an IIN or a BIN; an account has one IIN, and an IIN one account.

    Raises ValueError (scheme not known, empty value), Account.DoesNotExist, Denied, IntegrityError (taken),
    NeedsFourEyes (the account has a role that takes two administrators: whoever names the IIN names who gets in).
    """
    key = key_to_link(scheme, value)

    def work(made: Change) -> Result:
        require_actor(command.actor, "account.link", Scope(), on=made.at.date())
        if command.actor is not None and is_powerful(account, made.at.date()):
            raise NeedsFourEyes("account.link")
        return write_link(made, account, scheme, key)

    return once(command, "identity.link_identifier", {"account": account, "scheme": scheme, "key": key}, work)


def key_to_link(scheme: str, value: str) -> str:
    """The digest of an identifier that is about to be linked. Raises ValueError (scheme not known, empty value)."""
    if scheme not in SCHEMES or not value:
        raise ValueError("an account is linked to an IIN or a BIN")
    return identifier_key(scheme, value)


def write_link(made: Change, account: UUID, scheme: str, key: str) -> Result:
    """Link inside a change. Raises Account.DoesNotExist, IntegrityError (taken)."""
    row = Account.objects.get(pk=account)
    linked = AccountIdentifier.objects.create(account=row, scheme=scheme, key=key, change=made)
    append(f"account:{account}", made, "identifier_linked", {"scheme": scheme, "key": key})
    return {"identifier": str(linked.id)}


def unlink_identifier(command: Command, identifier: UUID) -> Done:
    """Let an account no longer stand for an IIN or a BIN. Raises AccountIdentifier.DoesNotExist, Denied, Stale."""

    def work(made: Change) -> Result:
        require_actor(command.actor, "account.link", Scope(), on=made.at.date())
        row = AccountIdentifier.objects.get(pk=identifier)
        if not AccountIdentifier.objects.filter(pk=identifier, unlinked_by__isnull=True).update(unlinked_by=made):
            raise Stale(str(identifier))
        append(f"account:{row.account_id}", made, "identifier_unlinked", {"scheme": row.scheme, "key": row.key})
        return {"identifier": str(identifier)}

    return once(command, "identity.unlink_identifier", {"identifier": identifier}, work)


def account_with(scheme: str, value: str) -> Account | None:
    """The account that stands for an IIN, if any."""
    row = _standing().filter(scheme=scheme, key__in=_keys(scheme, value)).select_related("account").first()
    return row.account if row else None


def has_identifier(account: UUID, scheme: str, value: str) -> bool:
    """Whether an account stands for this IIN or BIN."""
    return bool(value) and _standing().filter(account=account, key__in=_keys(scheme, value)).exists()


def knows_identifier(account: UUID, scheme: str) -> bool:
    """Whether anything of the scheme is linked to the account."""
    return _standing().filter(account=account, scheme=scheme).exists()


def identifier_key(scheme: str, value: str) -> str:
    """The keyed digest under which an identifier is known."""
    return _keys(scheme, value)[0]


def _keys(scheme: str, value: str) -> list[str]:
    """The digest under the present key, then under each earlier."""
    salt, secrets = f"tirkelim.identity.{scheme}", (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest() for secret in secrets]


def _standing() -> QuerySet[AccountIdentifier]:
    return AccountIdentifier.objects.filter(unlinked_by__isnull=True)
