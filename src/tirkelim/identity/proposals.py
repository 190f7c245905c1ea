"""Four eyes: what lets somebody into a powerful account is proposed by one administrator and confirmed by another.

Neither may be the account that gains by it, and a proposal that nobody confirms lapses. What is proposed: a role of
``powers.FOUR_EYES``; an IIN, BIN or new password for an account that has one; the second factor taken off any account.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import localdate

from tirkelim.identity.accounts import grant_content, write_grant, write_password
from tirkelim.identity.identifiers import key_to_link, write_link
from tirkelim.identity.lasting import end_sessions
from tirkelim.identity.models import Proposal, Role
from tirkelim.identity.policy import Denied, Scope, require_actor
from tirkelim.identity.second_factor import write_removal
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import Stale

Kind = Proposal.Kind
RIGHTS = {
    Kind.GRANT_ROLE: "role.grant",
    Kind.LINK_IDENTIFIER: "account.link",
    Kind.NEW_PASSWORD: "account.set_password",
    Kind.RESET_SECOND_FACTOR: "account.reset_second_factor",
}


class SamePerson(Denied):
    """Who proposed it, or gains by it, may not confirm it; who gains by it may not propose it."""


class Lapsed(ValueError):
    """Nobody confirmed the proposal in time."""


def propose_role(
    command: Command,
    account: UUID,
    role: Role | str,
    *,
    valid_from: date,
    reason: str,
    valid_to: date | None = None,
    organisation: UUID | None = None,
    territory: str | None = None,
) -> Done:
    """Propose a role; result: {"proposal": id}. Raises Denied, SamePerson, ValueError, TerritoryNotKnown."""
    content = grant_content(account, role, valid_from, valid_to, organisation, territory)
    return _propose(command, Kind.GRANT_ROLE, account, content, reason)


def propose_link(command: Command, account: UUID, scheme: str, value: str, reason: str) -> Done:
    """Propose that an account stands for an IIN or a BIN. Raises Denied, SamePerson, ValueError."""
    return _propose(
        command, Kind.LINK_IDENTIFIER, account, {"scheme": scheme, "key": key_to_link(scheme, value)}, reason
    )


def propose_password(command: Command, account: UUID, reason: str) -> Done:
    """Propose a new temporary password, which whoever confirms will hand over. Raises Denied, SamePerson."""
    return _propose(command, Kind.NEW_PASSWORD, account, {}, reason)


def propose_reset(command: Command, account: UUID, reason: str) -> Done:
    """Propose to take the second factor off an account. Raises Denied, SamePerson."""
    return _propose(command, Kind.RESET_SECOND_FACTOR, account, {}, reason)


def confirm(command: Command, proposal: UUID, password: str = "") -> Done:
    """Confirm: what was proposed happens now. `password`: the temporary one that a new password takes.

    Raises Proposal.DoesNotExist, Denied, SamePerson, Stale (confirmed or declined already), Lapsed, IntegrityError.
    """

    def work(made: Change) -> Result:
        row = _waiting_row(command, proposal)
        if command.actor in (row.proposed_by_id, row.account_id):
            raise SamePerson("role.confirm")
        _end(row, confirmed_by=made)
        append(f"account:{row.account_id}", made, "proposal_confirmed", {"proposal": row.id, "kind": row.kind})
        return {"proposal": str(row.id), **CARRIED_OUT[Kind(row.kind)](made, row, password)}

    return once(command, "identity.confirm_proposal", {"proposal": proposal}, work)


def decline(command: Command, proposal: UUID) -> Done:
    """Decline a proposal, or take one's own back. Raises as `confirm`; SamePerson never."""

    def work(made: Change) -> Result:
        row = _waiting_row(command, proposal)
        _end(row, declined_by=made)
        append(f"account:{row.account_id}", made, "proposal_declined", {"proposal": row.id, "kind": row.kind})
        return {"proposal": str(row.id)}

    return once(command, "identity.decline_proposal", {"proposal": proposal}, work)


def waiting(now: datetime) -> QuerySet[Proposal]:
    """Proposals that can still be confirmed, the oldest first."""
    open_ones = Proposal.objects.filter(confirmed_by__isnull=True, declined_by__isnull=True, expires_at__gt=now)
    return open_ones.select_related("account", "proposed_by", "change").order_by("change__at")


def _propose(command: Command, kind: Proposal.Kind, account: UUID, content: Mapping[str, Any], reason: str) -> Done:
    said = {"kind": kind.value, "account": account, "content": dict(content), "reason": reason}

    def work(made: Change) -> Result:
        if command.actor is None:
            raise ValueError("the system itself proposes nothing")
        require_actor(command.actor, RIGHTS[kind], Scope(), on=localdate(command.now))
        if command.actor == account:
            raise SamePerson(RIGHTS[kind])
        row = Proposal.objects.create(
            kind=kind,
            account_id=account,
            content={name: value and str(value) for name, value in content.items()},
            reason=reason,
            proposed_by_id=command.actor,
            change=made,
            expires_at=command.now + timedelta(days=settings.PROPOSAL_DAYS),
        )
        append(f"account:{account}", made, "proposal_made", {**said, "proposal": row.id})
        return {"proposal": str(row.id)}

    return once(command, "identity.propose", said, work)


def _waiting_row(command: Command, proposal: UUID) -> Proposal:
    """The proposal, which nobody else settles meanwhile."""
    require_actor(command.actor, "role.confirm", Scope(), on=localdate(command.now))
    hold(f"proposal:{proposal}")
    row = Proposal.objects.get(pk=proposal)
    if row.confirmed_by_id or row.declined_by_id:
        raise Stale(str(proposal))
    if row.expires_at <= command.now:
        raise Lapsed(str(proposal))
    return row


def _end(row: Proposal, **by: Change) -> None:
    unsettled = Proposal.objects.filter(pk=row.pk, confirmed_by__isnull=True, declined_by__isnull=True)
    if not unsettled.update(**by):
        raise Stale(str(row.pk))


def _grant(made: Change, row: Proposal, password: str) -> Result:
    said = row.content
    days = {name: date.fromisoformat(said[name]) if said[name] else None for name in ("valid_from", "valid_to")}
    organisation = UUID(said["organisation"]) if said["organisation"] else None
    return write_grant(made, {**said, **days, "account": row.account_id, "organisation": organisation})


def _link(made: Change, row: Proposal, password: str) -> Result:
    return write_link(made, row.account_id, row.content["scheme"], row.content["key"])


def _password(made: Change, row: Proposal, password: str) -> Result:
    return write_password(made, row.account, password, temporary=True)


def _reset(made: Change, row: Proposal, password: str) -> Result:
    write_removal(made, row.account_id)
    end_sessions(row.account_id)
    return {}


CARRIED_OUT: Mapping[Proposal.Kind, Callable[[Change, Proposal, str], Result]] = {
    Kind.GRANT_ROLE: _grant,
    Kind.LINK_IDENTIFIER: _link,
    Kind.NEW_PASSWORD: _password,
    Kind.RESET_SECOND_FACTOR: _reset,
}
