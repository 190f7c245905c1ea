"""Commands on accounts and roles; each is one change with an entry in the stream `account:<id>`."""

from __future__ import annotations

import functools
import uuid
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password

from tirkelim.identity import lockout
from tirkelim.identity.lasting import end_sessions
from tirkelim.identity.logins import check_login
from tirkelim.identity.models import Account, Role, RoleGrant
from tirkelim.identity.policy import Denied, Scope, require_actor
from tirkelim.identity.powers import FOUR_EYES, SECOND_FACTOR, is_powerful
from tirkelim.identity.territories import region
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import Stale


class DemoOutsideDemoMode(ValueError):
    """A demo account was to be made while demo mode is off."""


class NeedsFourEyes(PermissionError):
    """One administrator alone may not do this: it is proposed to another (``proposals.py``)."""


def add_account(
    command: Command,
    *,
    login: str,
    name: str,
    password: str | None,
    person: UUID | None = None,
    language: str = "kk",
    demo: bool = False,
    account: UUID | None = None,
    temporary: bool = False,
) -> Done:
    """Make an account; result: {"account": id}. Without a password nobody can sign in to it by password yet.
    `temporary`: the password opens only the page that asks for another.

    Raises BadLogin, DemoOutsideDemoMode, Denied, ValidationError (password too weak), IntegrityError (name taken).
    """
    if demo and not settings.DEMO:
        raise DemoOutsideDemoMode(login)
    login = check_login(login)
    if password is not None and not demo:
        validate_password(password)
    content = {"login": login, "name": name, "person": person, "language": language, "demo": demo}

    def work(made: Change) -> Result:
        require_actor(command.actor, "account.add", Scope(), on=_day(command))
        row = Account(
            id=account or uuid.uuid4(), login=login, name=name, person=person, language=language, demo=demo,
            password_is_temporary=temporary,
        )  # fmt: skip
        row.password = _hash_of_demo(password) if demo else make_password(password)
        row.save(force_insert=True)
        append(f"account:{row.id}", made, "account_added", content)
        return {"account": str(row.id)}

    return once(command, "identity.add_account", content, work)


@functools.cache
def _hash_of_demo(password: str | None) -> str:
    """All accounts of the demo have one printed password: it is hashed once, slow as that is meant to be."""
    return make_password(password)


def set_password(command: Command, account: UUID, password: str, *, temporary: bool = False) -> Done:
    """Give an account a new password; its open sessions end. The password itself is in no record.

    Raises Account.DoesNotExist, Denied, NeedsFourEyes (another's, with a role that takes two), ValidationError.
    """
    validate_password(password)

    def work(made: Change) -> Result:
        row = Account.objects.get(pk=account)
        require_actor(command.actor, "account.set_password", Scope(person=row.person), on=_day(command))
        if command.actor not in (None, account) and is_powerful(account, _day(command)):
            raise NeedsFourEyes("account.set_password")
        return write_password(made, row, password, temporary=temporary)

    return once(command, "identity.set_password", {"account": account}, work)


def change_own_password(command: Command, password: str) -> Done:
    """Give one's own account another password; all its sessions end but the one that asks goes on by itself.

    The caller has checked the present password. Raises ValidationError, ValueError (no account acts).
    """
    row = None if command.actor is None else Account.objects.filter(pk=command.actor, is_active=True).first()
    if row is None:
        raise ValueError("one's own password is changed by the account itself")
    validate_password(password, row)
    return once(
        command, "identity.change_own_password", {"account": row.id},
        lambda made: write_password(made, row, password, temporary=False),
    )  # fmt: skip


def write_password(made: Change, row: Account, password: str, *, temporary: bool) -> Result:
    """Store a password inside a change; the account's sessions end."""
    row.password = make_password(password)
    row.password_is_temporary = temporary
    row.save(update_fields=["password", "password_is_temporary"])
    end_sessions(row.id)
    append(f"account:{row.id}", made, "password_set", {"temporary": temporary})
    return {"account": str(row.id)}


def close_account(command: Command, account: UUID) -> Done:
    """Close an account: its sessions end, and nobody signs in to it again. Raises Account.DoesNotExist, Denied."""

    def work(made: Change) -> Result:
        require_actor(command.actor, "account.close", Scope(), on=_day(command))
        row = Account.objects.get(pk=account)
        row.is_active = False
        row.save(update_fields=["is_active"])
        end_sessions(account)
        append(f"account:{account}", made, "account_closed", {})
        return {"account": str(account)}

    return once(command, "identity.close_account", {"account": account}, work)


def unlock(command: Command, account: UUID) -> Done:
    """End the locks of an account's sign-in name and of its codes. Raises Account.DoesNotExist, Denied."""

    def work(made: Change) -> Result:
        require_actor(command.actor, "account.unlock", Scope(), on=_day(command))
        row = Account.objects.get(pk=account)
        lockout.forgive([*lockout.of_name(row.login), *lockout.of_codes(row.id)])
        append(f"account:{account}", made, "unlocked", {})
        return {"account": str(account)}

    return once(command, "identity.unlock", {"account": account}, work)


def end_other_sessions(command: Command, here: str | None) -> Done:
    """End the sessions of the acting account, but the one that asks (its key). Result: {"ended": number}."""

    def work(made: Change) -> Result:
        if command.actor is None:
            raise ValueError("sessions are ended by their account")
        ended = end_sessions(command.actor, but=here)
        append(f"account:{command.actor}", made, "sessions_ended", {"ended": ended})
        return {"ended": ended}

    return once(command, "identity.end_other_sessions", {"account": command.actor}, work)


def grant_role(
    command: Command,
    account: UUID,
    role: Role | str,
    *,
    valid_from: date,
    valid_to: date | None = None,
    organisation: UUID | None = None,
    territory: str | None = None,
) -> Done:
    """Give an account a role; result: {"grant": id}. Organisation roles need an organisation, the department
    officer a territory (any KATO code in it), the others neither. Raises Denied, IntegrityError, ValueError,
    NeedsFourEyes (a role of ``powers.FOUR_EYES``, unless the system itself gives it)."""
    content = grant_content(account, role, valid_from, valid_to, organisation, territory)

    def work(made: Change) -> Result:
        require_actor(command.actor, "role.grant", Scope(), on=_day(command))
        if command.actor == account:
            raise Denied("role.grant")  # nobody raises oneself
        if command.actor is not None and content["role"] in FOUR_EYES:
            raise NeedsFourEyes("role.grant")
        return write_grant(made, content)

    return once(command, "identity.grant_role", content, work)


def grant_content(
    account: UUID,
    role: Role | str,
    valid_from: date,
    valid_to: date | None,
    organisation: UUID | None,
    territory: str | None,
) -> dict[str, Any]:
    """What a grant says, with the region of the territory. Raises ValueError, TerritoryNotKnown."""
    return {
        "account": account,
        "role": str(Role(role).value),
        "organisation": organisation,
        "territory": None if territory is None else region(territory),
        "valid_from": valid_from,
        "valid_to": valid_to,
    }


def write_grant(made: Change, content: dict[str, Any]) -> Result:
    """Store a grant inside a change. Where the role asks for a second factor, sessions that began without end."""
    row = RoleGrant.objects.create(
        account_id=content["account"],
        role=content["role"],
        organisation=content["organisation"],
        territory=content["territory"],
        valid_from=content["valid_from"],
        valid_to=content["valid_to"],
        change=made,
    )
    if settings.SECOND_FACTOR_REQUIRED and row.role in SECOND_FACTOR:
        end_sessions(row.account_id)
    append(f"account:{row.account_id}", made, "role_granted", {**content, "grant": row.id})
    return {"grant": str(row.id)}


def revoke_role(command: Command, grant: UUID, revoked_from: date) -> Done:
    """Take a role away from a day on. Raises RoleGrant.DoesNotExist, Stale (revoked already), Denied."""

    def work(made: Change) -> Result:
        require_actor(command.actor, "role.revoke", Scope(), on=_day(command))
        row = RoleGrant.objects.get(pk=grant)
        open_grant = RoleGrant.objects.filter(pk=grant, revoked_from__isnull=True)
        if not open_grant.update(revoked_from=revoked_from, revoked_by=made):
            raise Stale(str(grant))
        append(f"account:{row.account_id}", made, "role_revoked", {"grant": grant, "revoked_from": revoked_from})
        return {"grant": str(grant)}

    return once(command, "identity.revoke_role", {"grant": grant, "revoked_from": revoked_from}, work)


def _day(command: Command) -> date:
    from django.utils.timezone import localdate

    return localdate(command.now)
