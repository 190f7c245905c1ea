"""Commands on accounts and roles; each is one change with an entry in the stream `account:<id>`."""

from __future__ import annotations

import functools
import uuid
from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password

from tirkelim.identity.logins import check_login
from tirkelim.identity.models import Account, Role, RoleGrant
from tirkelim.identity.policy import Scope, require_actor
from tirkelim.identity.territories import region
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import Stale


class DemoOutsideDemoMode(ValueError):
    """A demo account was to be made while demo mode is off."""


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
) -> Done:
    """Make an account; result: {"account": id}. Without a password nobody can sign in to it yet.

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
        row = Account(id=account or uuid.uuid4(), login=login, name=name, person=person, language=language, demo=demo)
        row.password = _hash_of_demo(password) if demo else make_password(password)
        row.save(force_insert=True)
        append(f"account:{row.id}", made, "account_added", content)
        return {"account": str(row.id)}

    return once(command, "identity.add_account", content, work)


@functools.cache
def _hash_of_demo(password: str | None) -> str:
    """All accounts of the demo have one printed password: it is hashed once, slow as that is meant to be."""
    return make_password(password)


def set_password(command: Command, account: UUID, password: str) -> Done:
    """Give an account a new password; its open sessions end. The password itself is in no record.

    Raises Account.DoesNotExist, Denied, ValidationError.
    """
    validate_password(password)

    def work(made: Change) -> Result:
        row = Account.objects.get(pk=account)
        require_actor(command.actor, "account.set_password", Scope(person=row.person), on=_day(command))
        row.password = make_password(password)
        row.save(update_fields=["password"])
        append(f"account:{account}", made, "password_set", {})
        return {"account": str(account)}

    return once(command, "identity.set_password", {"account": account}, work)


def close_account(command: Command, account: UUID) -> Done:
    """Close an account: nobody signs in to it again. Raises Account.DoesNotExist, Denied."""

    def work(made: Change) -> Result:
        require_actor(command.actor, "account.close", Scope(), on=_day(command))
        row = Account.objects.get(pk=account)
        row.is_active = False
        row.save(update_fields=["is_active"])
        append(f"account:{account}", made, "account_closed", {})
        return {"account": str(account)}

    return once(command, "identity.close_account", {"account": account}, work)


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
    officer a territory (any KATO code in it), the others neither. Raises Denied, IntegrityError, ValueError."""
    role = Role(role)
    kato = None if territory is None else region(territory)
    content = {
        "account": account,
        "role": str(role.value),
        "organisation": organisation,
        "territory": kato,
        "valid_from": valid_from,
        "valid_to": valid_to,
    }

    def work(made: Change) -> Result:
        require_actor(command.actor, "role.grant", Scope(), on=_day(command))
        row = RoleGrant.objects.create(
            account_id=account,
            role=role,
            organisation=organisation,
            territory=kato,
            valid_from=valid_from,
            valid_to=valid_to,
            change=made,
        )
        append(f"account:{account}", made, "role_granted", {**content, "grant": row.id})
        return {"grant": str(row.id)}

    return once(command, "identity.grant_role", content, work)


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
