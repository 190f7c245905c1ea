"""At which production bases of its employer a job is done (59/2020 ann.1 row 9(3); reading L12). The organisation's own
HR officer or head says so; a job may be done at several bases.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tirkelim.identity.policy import require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import correct, end, record, withdraw
from tirkelim.register.commands.writing import Invalid, NotFound, allow_only, differences, person_stream, today
from tirkelim.register.models import BaseWork, Employment, ProductionBase
from tirkelim.register.scopes import organisation_scope

CORRECTABLE = frozenset({"base", "valid_from", "valid_to"})
A_DAY = timedelta(days=1)


def name_base(
    command: Command, employment: UUID, base: UUID, *, valid_from: date, valid_to: date | None = None
) -> Done:
    """Say that a job is done at a base from a day on; result {"base_work": line}. ``valid_to``: first day without.

    From then on the job counts only at the bases that are named for it. Raises Invalid (another organisation's base,
    outside the job, said already), NotFound, Denied.
    """
    content = {"employment": employment, "base": base, "valid_from": valid_from, "valid_to": valid_to}

    def work(made: Change) -> Result:
        job = _authorised(command, employment)
        _check(job, base, valid_from, valid_to, but=None)
        row = BaseWork(
            line=uuid.uuid4(),
            base_id=base,
            person_id=job.person_id,
            employment=employment,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        record(row, made)
        append(person_stream(job.person_id), made, "base_named", {**content, "base_work": row.line})
        return {"base_work": str(row.line)}

    return once(command, "register.name_base", content, work)


def end_base_work(command: Command, base_work: UUID, *, last_day: date) -> Done:
    """Say that a job is done at a base no longer; result {"base_work": line}. ``last_day`` is the last one there.

    The job then counts at its other named bases, and at none where no other is named. Raises Invalid, NotFound, Stale,
    Denied.
    """
    content = {"base_work": base_work, "last_day": last_day}

    def work(made: Change) -> Result:
        old = _own(command, base_work)
        if last_day < old.valid_from:
            raise Invalid({"last_day": "before_start"})
        end(old, made, last_day + A_DAY)
        append(person_stream(old.person_id), made, "base_work_ended", content)
        return {"base_work": str(base_work)}

    return once(command, "register.end_base_work", content, work)


def correct_base_work(command: Command, base_work: UUID, values: Mapping[str, Any]) -> Done:
    """Correct what was said wrongly: ``base`` (id), ``valid_from``, ``valid_to`` (first day without); result
    {"base_work": line}. Raises Invalid, NotFound, Stale, Denied."""
    allow_only(values, CORRECTABLE)
    content = {"base_work": base_work, "values": dict(values)}

    def work(made: Change) -> Result:
        old = _own(command, base_work)
        named = {("base_id" if name == "base" else name): value for name, value in values.items()}
        now: dict[str, Any] = {"base_id": old.base_id, "valid_from": old.valid_from, "valid_to": old.valid_to} | named
        _check(_job(old.employment), now["base_id"], now["valid_from"], now["valid_to"], but=base_work)
        body = {"base_work": base_work, "changes": differences(old, named)}
        correct(old, made, **named)
        append(person_stream(old.person_id), made, "base_work_corrected", body)
        return {"base_work": str(base_work)}

    return once(command, "register.correct_base_work", content, work)


def withdraw_base_work(command: Command, base_work: UUID) -> Done:
    """It was said by mistake: the job was never done at that base; result {"base_work": line}. Where nothing else is
    named, the job counts at every base again. Raises NotFound, Stale, Denied."""
    content = {"base_work": base_work}

    def work(made: Change) -> Result:
        old = _own(command, base_work)
        withdraw(old, made)
        append(person_stream(old.person_id), made, "base_work_withdrawn", content)
        return {"base_work": str(base_work)}

    return once(command, "register.withdraw_base_work", content, work)


def _authorised(command: Command, employment: UUID) -> Employment:
    """The first known version of a job, if the actor may say where it is done."""
    job = _job(employment)
    if job.organisation_id is None:
        raise Invalid({"employment": "outside_register"})
    scope = organisation_scope(job.organisation_id, today(command), job.person_id)
    require_actor(command.actor, "licence.staff", scope, on=today(command))
    return job


def _own(command: Command, base_work: UUID) -> BaseWork:
    """What stands of a line, if the actor may change it."""
    row: BaseWork | None = BaseWork.objects.current().filter(line=base_work).first()
    if row is None:
        raise NotFound("BaseWork")
    _authorised(command, row.employment)
    return row


def _job(employment: UUID) -> Employment:
    job: Employment | None = Employment.objects.current().filter(line=employment).order_by("valid_from").first()
    if job is None:
        raise NotFound("Employment")
    return job


def _check(job: Employment, base: UUID, first: date, after: date | None, *, but: UUID | None) -> None:
    """Raise Invalid for another organisation's base, days outside the job, or what is said already."""
    place = ProductionBase.objects.filter(pk=base).first()
    if place is None:
        raise NotFound("ProductionBase")
    if place.organisation_id is None or place.organisation_id != job.organisation_id:
        raise Invalid({"base": "of_another_holder"})
    if after is not None and after <= first:
        raise Invalid({"valid_to": "before_start"})
    last = Employment.objects.current().filter(line=job.line).order_by("valid_from").last()
    if first < job.valid_from or (last is not None and last.valid_to is not None and first >= last.valid_to):
        raise Invalid({"valid_from": "outside_employment"})
    hold(f"base_work:{job.line}")
    others = BaseWork.objects.current().filter(employment=job.line, base=base).exclude(valid_to__lte=first)
    others = others.exclude(line=but) if but else others
    if (others if after is None else others.filter(valid_from__lt=after)).exists():
        raise Invalid({"valid_from": "overlaps"})
