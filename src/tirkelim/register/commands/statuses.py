"""Statuses and accreditations of organisations, each with its own dates (specification R-7, L-12, B-1)."""

from __future__ import annotations

import uuid
from datetime import date
from uuid import UUID

from tirkelim.identity.policy import require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import correct, record
from tirkelim.register.commands.writing import (
    Invalid,
    NotFound,
    differences,
    organisation_stream,
    today,
)
from tirkelim.register.models import Organisation, OrganisationStatus, StatusKind
from tirkelim.register.scopes import organisation_scope

ACTION = "organisation.accredit"
LONGEST_NUMBER = 60


def record_status(
    command: Command,
    organisation: UUID,
    kind: StatusKind | str,
    *,
    number: str,
    valid_from: date,
    valid_to: date | None = None,
) -> Done:
    """Enter a status; result {"status": line}. `valid_to` is the first day on which it no longer holds.

    Raises Invalid, NotFound, Denied.
    """
    if kind not in StatusKind.values:
        raise Invalid({"kind": "unknown_value"})
    kind, number = StatusKind(kind).value, number.strip()
    _check(number, valid_from, valid_to)
    days = {"valid_from": valid_from, "valid_to": valid_to}
    content = {"organisation": organisation, "kind": kind, "number": number, **days}

    def work(made: Change) -> Result:
        require_actor(command.actor, ACTION, organisation_scope(organisation, today(command)), on=today(command))
        if not Organisation.objects.filter(pk=organisation).exists():
            raise NotFound("Organisation")
        _refuse_twin(organisation, kind, number, but=None)
        row = OrganisationStatus(organisation_id=organisation, kind=kind, number=number, line=uuid.uuid4(), **days)
        record(row, made)
        append(organisation_stream(organisation), made, "status_recorded", {**content, "status": row.line})
        return {"status": str(row.line)}

    return once(command, "register.record_status", content, work)


def correct_status(
    command: Command, status: UUID, *, number: str, valid_from: date, valid_to: date | None, reason: str
) -> Done:
    """Correct a status, or let it end on another day (a withdrawn accreditation); result {"status": line}.

    `valid_to` is the first day on which it no longer holds. Raises Invalid, NotFound, Denied, OutOfOrder.
    """
    number = number.strip()
    _check(number, valid_from, valid_to)
    if not reason.strip():
        raise Invalid({"reason": "missing"})
    values = {"number": number, "valid_from": valid_from, "valid_to": valid_to}
    content = {"status": status, "values": values, "reason": reason}

    def work(made: Change) -> Result:
        old = OrganisationStatus.objects.current().filter(line=status).first()
        if old is None:
            raise NotFound("OrganisationStatus")
        scope = organisation_scope(old.organisation_id, today(command))
        require_actor(command.actor, ACTION, scope, on=today(command))
        changes = differences(old, values)
        if not changes:
            raise Invalid({"reason": "nothing_changed"})
        _refuse_twin(old.organisation_id, old.kind, number, but=status)
        correct(old, made, **values)
        body = {"status": status, "changes": changes, "reason": reason}
        append(organisation_stream(old.organisation_id), made, "status_corrected", body)
        return {"status": str(status)}

    return once(command, "register.correct_status", content, work)


def _check(number: str, valid_from: date, valid_to: date | None) -> None:
    if not number:
        raise Invalid({"number": "missing"})
    if len(number) > LONGEST_NUMBER:
        raise Invalid({"number": "too_long"})
    if valid_to is not None and valid_to <= valid_from:
        raise Invalid({"valid_to": "before_start"})


def _refuse_twin(organisation: UUID, kind: str, number: str, *, but: UUID | None) -> None:
    """One act gives one status once: the same number again is a slip."""
    hold(f"status:{organisation}")
    twins = OrganisationStatus.objects.current().filter(organisation=organisation, kind=kind, number=number)
    if (twins.exclude(line=but) if but else twins).exists():
        raise Invalid({"number": "taken"})
