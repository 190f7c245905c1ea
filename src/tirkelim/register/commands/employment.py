"""Hiring, transfer, leaving (253/2020 p.8, p.9). Only the organisation's own HR officer writes its employments."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tirkelim.identity.policy import require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import correct, like, record, replace_from, withdraw
from tirkelim.register.commands.hindrances import refuse_after_death, refuse_hindered
from tirkelim.register.commands.writing import (
    Invalid,
    NotFound,
    allow_only,
    differences,
    person_stream,
    require_person,
    settable,
    today,
    version_on,
)
from tirkelim.register.main_place import Stretch, record_as_main, standing_mains
from tirkelim.register.models import Employment, Organisation
from tirkelim.register.scopes import organisation_scope, person_scope

POSITIONS = 87
"""Rows of the nomenclature 305/2020."""
TERMS = settable(Employment, "person", "organisation", "organisation_name", "claims_main", "hired_on",
                 "left_on", "leave_order_number", "leave_order_date", "leave_reason")  # fmt: skip
CORRECTABLE = TERMS | {"organisation_name"}


def hire(
    command: Command,
    *,
    person: UUID,
    organisation: UUID | None,
    hired_on: date,
    is_main: bool,
    organisation_name: str = "",
    left_on: date | None = None,
    employment: UUID | None = None,
    **terms: Any,
) -> Done:
    """Record a job; result {"employment": id, "other_main": bool}. `terms`: position, position_title, specialty,
    order_number, order_date. `left_on` for a job that is over. An employer outside the register is only named.

    `other_main` tells that another employer's main job holds at that time: as long as it does, this one is stored as a
    claim, since only the other employer can record its end. Raises Invalid (also where the person has died or is
    abroad by then: {"person": "dead"}, {"person": "abroad"}), NotFound, Denied.
    """
    allow_only(terms, TERMS)
    _check(terms, hired_on, left_on)
    if organisation is None and not organisation_name:
        raise Invalid({"organisation": "missing"})
    row = Employment(
        line=employment or uuid.uuid4(),
        person_id=person,
        organisation_id=organisation,
        organisation_name=organisation_name,
        valid_from=hired_on,
        valid_to=_day_after(left_on),
        **terms,
        is_main=is_main,
        hired_on=hired_on,
        left_on=left_on,
    )
    return _hire(command, row, {**terms, "is_main": is_main, "hired_on": hired_on, "left_on": left_on})


def _hire(command: Command, row: Employment, values: Mapping[str, Any]) -> Done:
    """Store a new job, if the actor may."""
    person, organisation = row.person_id, row.organisation_id
    content = {
        "person": person,
        "organisation": organisation,
        "organisation_name": row.organisation_name,
        "values": dict(values),
    }

    def work(made: Change) -> Result:
        if organisation is None:
            scope = person_scope(person, today(command))
        else:
            scope = organisation_scope(organisation, today(command), person)
        require_actor(command.actor, "employment.add", scope, on=today(command))
        _require_both(person, organisation)
        if organisation is not None:
            refuse_hindered(person, row.hired_on, row.left_on)
        claimed = store(row, made)
        append(person_stream(person), made, "hired", {**content, "employment": row.line, "claimed": claimed})
        return {"employment": str(row.line), "other_main": bool(claimed)}

    return once(command, "register.hire", content, work)


def transfer(command: Command, employment: UUID, transferred_on: date, values: Mapping[str, Any]) -> Done:
    """Record another position, specialty or share in the same organisation from a day on; result {"employment": id,
    "other_main": bool} as of `hire`.

    Raises Invalid (also where the person had died by then), NotFound, Stale, Denied.
    """
    allow_only(values, TERMS)
    _check(values, None, None)
    content = {"employment": employment, "transferred_on": transferred_on, "values": dict(values)}

    def work(made: Change) -> Result:
        old = authorised(command, employment, transferred_on)
        if transferred_on < old.valid_from or (old.valid_to is not None and transferred_on >= old.valid_to):
            raise Invalid({"transferred_on": "outside_employment"})
        refuse_after_death(old.person_id, transferred_on, "transferred_on")
        if "is_main" in values:
            withdraw(old, made)
            if transferred_on > old.valid_from:
                record(like(old, valid_to=transferred_on), made)
            claimed = store(like(old, valid_from=transferred_on, **_as_said(values)), made)
        else:
            replace_from(old, made, transferred_on, **values)
            claimed = []
        body = {**content, "changes": differences(old, values), "claimed": claimed}
        append(person_stream(old.person_id), made, "transferred", body)
        return {"employment": str(employment), "other_main": bool(claimed)}

    return once(command, "register.transfer", content, work)


def leave(
    command: Command,
    employment: UUID,
    *,
    left_on: date,
    reason: str,
    order_number: str = "",
    order_date: date | None = None,
) -> Done:
    """Record that a job ended: `left_on` is its last day; result {"employment": id,
    "other_main": bool} as of `hire`.

    What was entered for later days of the same job is withdrawn. Raises Invalid (also for a day after death),
    NotFound, Stale, Denied.
    """
    order = {"order_number": order_number, "order_date": order_date}
    content = {"employment": employment, "left_on": left_on, "reason": reason, **order}

    def work(made: Change) -> Result:
        last = authorised(command, employment, left_on)
        if left_on < last.valid_from:
            raise Invalid({"left_on": "before_hiring"})
        refuse_after_death(last.person_id, left_on, "left_on")
        for later in Employment.objects.current().filter(line=employment, valid_from__gt=left_on):
            withdraw(later, made)
        withdraw(last, made)
        ended = like(
            last,
            valid_to=left_on + timedelta(days=1),
            left_on=left_on,
            leave_reason=reason,
            leave_order_number=order_number,
            leave_order_date=order_date,
        )
        # A later day than was planned may lie within another employer's main job.
        claimed = store(ended, made)
        append(person_stream(last.person_id), made, "left", {**content, "claimed": claimed})
        return {"employment": str(employment), "other_main": bool(claimed)}

    return once(command, "register.leave", content, work)


def correct_employment(
    command: Command, employment: UUID, values: Mapping[str, Any], *, on: date | None = None
) -> Done:
    """Correct what was entered wrongly for a job, in the version that holds on `on` (default: today or the last);
    result {"employment": id, "other_main": bool} as of `hire`. Raises Invalid, NotFound, Stale, Denied."""
    allow_only(values, CORRECTABLE)
    _check(values, None, None)
    content = {"employment": employment, "values": dict(values), "on": on}

    def work(made: Change) -> Result:
        old = authorised(command, employment, on or today(command))
        if "is_main" in values:
            withdraw(old, made)
            claimed = store(like(old, **_as_said(values)), made)
        else:
            correct(old, made, **values)
            claimed = []
        changes = differences(old, values)
        said = {"says_main": values.get("is_main"), "claimed": claimed}
        body = {"employment": employment, "version": old.valid_from, "changes": changes, **said}
        append(person_stream(old.person_id), made, "employment_corrected", body)
        return {"employment": str(employment), "other_main": bool(claimed)}

    return once(command, "register.correct_employment", content, work)


def confirm_main(command: Command, employment: UUID) -> Done:
    """The other employer's main job has ended: the claim becomes the main place, for every day on which no other main
    job holds; result {"employment": id, "other_main": bool}, true where a part is still disputed.

    Raises Invalid where nothing is claimed or all of it is still disputed, NotFound, Stale, Denied.
    """

    def work(made: Change) -> Result:
        job = authorised(command, employment, today(command))
        claims = list(Employment.objects.current().filter(line=employment, claims_main=True).order_by("valid_from"))
        if not claims:
            raise Invalid({"is_main": "not_claimed"})
        claimed: list[Stretch] = []
        for old in claims:
            withdraw(old, made)
            claimed += store(like(old, is_main=True, claims_main=False), made)
        if claimed == [(old.valid_from, old.valid_to) for old in claims]:
            raise Invalid({"is_main": "other_main_stands"})
        append(person_stream(job.person_id), made, "main_confirmed", {"employment": employment, "claimed": claimed})
        return {"employment": str(employment), "other_main": bool(claimed)}

    return once(command, "register.confirm_main", {"employment": employment}, work)


def store(row: Employment, made: Change) -> list[Stretch]:
    """Store a version; where it is main, as far as no other main job holds. Gives the stretches that are claims.

    Raises Invalid where it is the same employer who has the other main job, Overlap.
    """
    if not row.is_main:
        record(row, made)
        return []
    if row.organisation_id is not None and any(
        other.organisation_id == row.organisation_id for other in standing_mains(row)
    ):
        raise Invalid({"is_main": "own_main_stands"})
    return record_as_main(row, made)


def _as_said(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with what follows from them: who says that a job is or is not main takes the earlier claim back."""
    return {**values, "claims_main": False}


def authorised(command: Command, employment: UUID, day: date) -> Employment:
    """The version of a job on a day, if the actor may correct it. Raises NotFound, Denied."""
    row = version_on(Employment, employment, day)
    if row.organisation_id is None:
        scope = person_scope(row.person_id, today(command))
    else:
        scope = organisation_scope(row.organisation_id, today(command), row.person_id)
    require_actor(command.actor, "employment.correct", scope, on=today(command))
    return row


def _check(terms: Mapping[str, Any], hired_on: date | None, left_on: date | None) -> None:
    errors = {}
    position = terms.get("position")
    if position is not None and not 1 <= position <= POSITIONS:
        errors["position"] = "unknown_value"
    if hired_on is not None and left_on is not None and left_on < hired_on:
        errors["left_on"] = "before_hiring"
    if errors:
        raise Invalid(errors)


def _require_both(person: UUID, organisation: UUID | None) -> None:
    require_person(person)
    if organisation is not None and not Organisation.objects.filter(pk=organisation).exists():
        raise NotFound("Organisation")


def _day_after(day: date | None) -> date | None:
    return None if day is None else day + timedelta(days=1)
