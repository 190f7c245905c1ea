"""Residency bases: contracts recorded by schools, places recorded by bases, and placements entered by a decision
(304/2020 p.4, p.7, p.13)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from tirkelim.identity.policy import require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import correct, end, record, withdraw
from tirkelim.law.order_304_residency.placement import is_residency
from tirkelim.law.order_305_positions.nomenclature import by_row
from tirkelim.register.commands.writing import (
    Invalid,
    NotFound,
    differences,
    organisation_stream,
    person_stream,
    today,
)
from tirkelim.register.given_numbers import draw_free
from tirkelim.register.main_place import has_main
from tirkelim.register.models import BaseContract, BasePlaces, Employment, Organisation, Placement
from tirkelim.register.scopes import organisation_scope

RESIDENT = 13
"""Row "resident doctor" of the nomenclature 305/2020."""
LONGEST_NUMBER = 60
MOST_PLACES = 1000


# --- contracts ---


def record_contract(
    command: Command,
    school: UUID,
    base: UUID,
    *,
    number: str,
    signed_on: date,
    valid_from: date,
    valid_to: date | None = None,
) -> Done:
    """Enter a contract of a school or scientific organisation with a base (p.7); result {"contract": line}.

    `valid_to` is the first day on which it no longer holds. Raises Invalid, NotFound, Denied.
    """
    values = _contract_values(number, signed_on, valid_from, valid_to)
    if school == base:
        raise Invalid({"base": "own_base"})
    content = {"school": school, "base": base, **values}

    def work(made: Change) -> Result:
        require_actor(
            command.actor, "residency.contract", organisation_scope(school, today(command)), on=today(command)
        )
        _require(school, base)
        _refuse_twin(school, base, values["number"], but=None)
        row = record(BaseContract(school_id=school, base_id=base, line=uuid.uuid4(), **values), made)
        for organisation in (school, base):
            append(organisation_stream(organisation), made, "contract_recorded", {**content, "contract": row.line})
        return {"contract": str(row.line)}

    return once(command, "register.record_contract", content, work)


def correct_contract(
    command: Command,
    contract: UUID,
    *,
    number: str,
    signed_on: date,
    valid_from: date,
    valid_to: date | None,
    reason: str,
) -> Done:
    """Correct a contract, or let it end on another day; result {"contract": line}.

    Raises Invalid, NotFound, Denied, OutOfOrder.
    """
    values = _contract_values(number, signed_on, valid_from, valid_to)
    _check_reason(reason)
    content = {"contract": contract, "values": values, "reason": reason}

    def work(made: Change) -> Result:
        old = BaseContract.objects.current().filter(line=contract).first()
        if old is None:
            raise NotFound("BaseContract")
        scope = organisation_scope(old.school_id, today(command))
        require_actor(command.actor, "residency.contract", scope, on=today(command))
        _refuse_twin(old.school_id, old.base_id, values["number"], but=contract)
        body = {"contract": contract, "changes": _changes(old, values), "reason": reason}
        correct(old, made, **values)
        for organisation in (old.school_id, old.base_id):
            append(organisation_stream(organisation), made, "contract_corrected", body)
        return {"contract": str(contract)}

    return once(command, "register.correct_contract", content, work)


def _contract_values(number: str, signed_on: date, valid_from: date, valid_to: date | None) -> dict[str, Any]:
    """What a contract says, as its row keeps it. Raises Invalid for what cannot be."""
    errors = {}
    if not number.strip():
        errors["number"] = "missing"
    elif len(number.strip()) > LONGEST_NUMBER:
        errors["number"] = "too_long"
    if valid_to is not None and valid_to <= valid_from:
        errors["valid_to"] = "before_start"
    if errors:
        raise Invalid(errors)
    return {"number": number.strip(), "signed_on": signed_on, "valid_from": valid_from, "valid_to": valid_to}


def _refuse_twin(school: UUID, base: UUID, number: str, *, but: UUID | None) -> None:
    """One contract stands once: the same number between the same two is a slip."""
    hold(f"contracts:{school}")
    twins = BaseContract.objects.current().filter(school=school, base=base, number=number)
    if (twins.exclude(line=but) if but else twins).exists():
        raise Invalid({"number": "taken"})


# --- places ---


def record_places(
    command: Command, base: UUID, specialty: str, places: int, *, valid_from: date, valid_to: date | None = None
) -> Done:
    """Enter how many resident doctors of a specialty a base has places for; result {"places": line}.

    `valid_to` is the first day on which it no longer says so. Raises Invalid, NotFound, Denied.
    """
    values = {"places": places, "valid_from": valid_from, "valid_to": valid_to}
    _check_places(specialty, values)
    content = {"base": base, "specialty": specialty, **values}

    def work(made: Change) -> Result:
        require_actor(command.actor, "residency.places", organisation_scope(base, today(command)), on=today(command))
        _require(base)
        _refuse_overlap(base, specialty, valid_from, valid_to, but=None)
        row = record(BasePlaces(base_id=base, specialty=specialty, line=uuid.uuid4(), **values), made)
        append(organisation_stream(base), made, "places_recorded", {**content, "line": row.line})
        return {"places": str(row.line)}

    return once(command, "register.record_places", content, work)


def correct_places(
    command: Command, line: UUID, places: int, *, valid_from: date, valid_to: date | None, reason: str
) -> Done:
    """Correct what was said of places, or let it end; result {"places": line}. Raises Invalid, NotFound, Denied,
    OutOfOrder."""
    values = {"places": places, "valid_from": valid_from, "valid_to": valid_to}
    _check_reason(reason)
    content = {"line": line, "values": values, "reason": reason}

    def work(made: Change) -> Result:
        old = BasePlaces.objects.current().filter(line=line).first()
        if old is None:
            raise NotFound("BasePlaces")
        scope = organisation_scope(old.base_id, today(command))
        require_actor(command.actor, "residency.places", scope, on=today(command))
        _check_places(old.specialty, values)
        _refuse_overlap(old.base_id, old.specialty, valid_from, valid_to, but=line)
        body = {"line": line, "changes": _changes(old, values), "reason": reason}
        correct(old, made, **values)
        append(organisation_stream(old.base_id), made, "places_corrected", body)
        return {"places": str(line)}

    return once(command, "register.correct_places", content, work)


def _check_places(specialty: str, values: Mapping[str, Any]) -> None:
    errors = {}
    if not is_residency(specialty):
        errors["specialty"] = "unknown_value"
    if not 1 <= values["places"] <= MOST_PLACES:
        errors["places"] = "out_of_range"
    if values["valid_to"] is not None and values["valid_to"] <= values["valid_from"]:
        errors["valid_to"] = "before_start"
    if errors:
        raise Invalid(errors)


def _refuse_overlap(base: UUID, specialty: str, first: date, after: date | None, *, but: UUID | None) -> None:
    """A base says one number at a time: two for the same days are a slip."""
    hold(f"places:{base}")
    others = BasePlaces.objects.current().filter(base=base, specialty=specialty)
    others = others.exclude(line=but) if but else others
    if any(
        (row.valid_to is None or row.valid_to > first) and (after is None or row.valid_from < after) for row in others
    ):
        raise Invalid({"valid_from": "overlaps"})


# --- placements ---


class PlacementTerms(NamedTuple):
    """A placement that was agreed to: who, by whose recommendation, where, in what, its first and last day."""

    person: UUID
    school: UUID
    base: UUID
    specialty: str
    starts_on: date
    ends_on: date


def enter_placement(change: Change, terms: PlacementTerms, decision: UUID, decided_on: date) -> Placement:
    """Write a placement and the job as resident doctor that it begins (p.4, p.13), inside a decision's transaction.

    The caller has checked the right to decide and that the law grants it. Raises NotFound.
    """
    _require(terms.school, terms.base)
    number = draw_free()
    job = _begin_job(change, terms, number, decided_on)
    row = Placement.objects.create(
        number=number,
        person_id=terms.person,
        school_id=terms.school,
        base_id=terms.base,
        specialty=terms.specialty,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        employment=job.line,
        decision=decision,
        change=change,
    )
    body = {"placement": row.id, "number": number, "employment": job.line, "decision": decision, **terms._asdict()}
    append(person_stream(terms.person), change, "placed", body)
    for organisation in dict.fromkeys((terms.school, terms.base)):
        append(organisation_stream(organisation), change, "resident_placed", body)
    return row


def undo_placement(change: Change, decision: UUID, on: date) -> None:
    """Take back the job of a placement whose decision another one replaces, from a day on; nothing where it wrote none.

    A job that has begun ends with the day before; one that has not never was. The placement itself stays on record.
    """
    placed = Placement.objects.filter(decision=decision).first()
    if placed is None:
        return
    for job in Employment.objects.current().filter(line=placed.employment):
        if on <= job.valid_from:
            withdraw(job, change)
        elif job.valid_to is None or job.valid_to > on:
            end(job, change, on, left_on=on - timedelta(days=1))
    body = {"placement": placed.id, "number": placed.number, "from": on}
    append(person_stream(placed.person_id), change, "placement_taken_back", body)


def hold_places(base: UUID, person: UUID) -> None:
    """Let no other decision count this base's places, or this person's placements, until the transaction ends."""
    hold(f"places:{base}")
    hold(f"placements:{person}")


def _begin_job(change: Change, terms: PlacementTerms, number: str, decided_on: date) -> Employment:
    """The job of row 13 at the base, for the days of the placement.

    It is the main job unless the person has one within these days: that one stays what it is.
    """
    position = by_row(RESIDENT)
    title = "" if position is None else position.title
    row = Employment(
        line=uuid.uuid4(),
        person_id=terms.person,
        organisation_id=terms.base,
        position=RESIDENT,
        position_title=title,
        specialty=terms.specialty,
        is_main=False,
        hired_on=terms.starts_on,
        left_on=terms.ends_on,
        order_number=number,
        order_date=decided_on,
        valid_from=terms.starts_on,
        valid_to=terms.ends_on + timedelta(days=1),
    )
    row.is_main = not has_main(row)
    record(row, change)
    body = {
        "person": terms.person, "organisation": terms.base, "employment": row.line, "values": {
            "position": RESIDENT, "position_title": title, "specialty": terms.specialty, "is_main": row.is_main,
            "hired_on": terms.starts_on, "left_on": terms.ends_on, "order_number": number, "order_date": decided_on,
        },
    }  # fmt: skip
    append(person_stream(terms.person), change, "hired", body)
    return row


# --- shared ---


def _require(*organisations: UUID) -> None:
    for organisation in organisations:
        if not Organisation.objects.filter(pk=organisation).exists():
            raise NotFound("Organisation")


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid({"reason": "missing"})


def _changes(old: BaseContract | BasePlaces, values: Mapping[str, Any]) -> dict[str, Any]:
    changes = differences(old, values)
    if not changes:
        raise Invalid({"reason": "nothing_changed"})
    return changes
