"""What staff and what qualification requirements a subtype needs, on a day and as known at a moment: the lines that
came with the system, and those that an administrator edited (readings L13, L14).

An edit holds from a day on. Nothing that came with the system is lost by it: where the edit ends, the line of the same
key that came with the system stands again.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from tirkelim.identity.policy import require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import TemporalRow, end, record, withdraw
from tirkelim.law.order_59_licence.staffing import StaffLine, staff_lines
from tirkelim.law.order_59_licence.subtypes import claimable
from tirkelim.law.order_274_certificates.specialties import specialties as listed
from tirkelim.register.commands.writing import Invalid, NotFound, today
from tirkelim.register.models import ChecklistRequirement, StaffRequirement

CERTAINTIES = ("high", "medium", "low")
STREAM = "reference:licence"
LONGEST_KEY = 60
LONGEST_SOURCE = 300
LONGEST_TEXT = 500
MOST_PEOPLE = 100
NAMESPACE = UUID("6c1d7f55-4f0b-5a39-9b0e-61f3b86ad2c4")

Row = TypeVar("Row", bound=TemporalRow)


# --- what stands ---


def staff_lines_on(day: date, known: datetime) -> tuple[StaffLine, ...]:
    """What each subtype needs on a day, as known at a moment. A line that was taken off needs no one (``least`` 0)."""
    edits = {row.key: _staff_line(row) for row in StaffRequirement.objects.as_of(day, known).order_by("key")}
    own = tuple(edits.pop(line.key, line) for line in staff_lines())
    return own + tuple(edits.values())


def edited_since(day: date, known: datetime) -> dict[str, date]:
    """Since when the edited staff lines that stand on a day do, by key: nothing was short under them before."""
    return dict(StaffRequirement.objects.as_of(day, known).values_list("key", "valid_from"))


def checklist_edits(day: date, known: datetime) -> dict[str, ChecklistRequirement]:
    """The edited lines of the checklist that stand on a day, as known at a moment, by key. One that ``is_dropped``
    takes the line of its key off."""
    return {row.key: row for row in ChecklistRequirement.objects.as_of(day, known).order_by("key")}


def staff_history(key: str) -> list[StaffRequirement]:
    """Every edit of a staff line that was ever entered, the newest entry first."""
    return list(
        StaffRequirement.objects.filter(key=key).select_related("change").order_by("-known_from", "-valid_from")
    )


def checklist_history(key: str) -> list[ChecklistRequirement]:
    """Every edit of a checklist line that was ever entered, the newest entry first."""
    rows = ChecklistRequirement.objects.filter(key=key).select_related("change")
    return list(rows.order_by("-known_from", "-valid_from"))


def _staff_line(row: StaffRequirement) -> StaffLine:
    return StaffLine(row.key, row.subtype, frozenset(row.specialties), row.least, row.certainty)


# --- edits ---


def edit_staff_line(
    command: Command,
    key: str,
    *,
    subtype: str,
    specialties: list[str],
    least: int,
    certainty: str,
    source: str,
    valid_from: date,
) -> Done:
    """Say from a day on what staff a subtype needs; result {"line": id}. ``least`` 0 takes the line off.

    What was entered for later days of the same key is withdrawn. Raises Invalid, Denied.
    """
    values = {
        "key": key.strip(), "subtype": subtype, "specialties": sorted(set(specialties)), "least": least,
        "certainty": certainty, "source": source.strip(),
    }  # fmt: skip
    errors = _errors(values)
    if subtype not in claimable():
        errors["subtype"] = "unknown_value"
    if not set(specialties) <= set(listed()):
        errors["specialties"] = "unknown_value"
    elif not specialties and subtype in claimable() and not claimable()[subtype].by_specialty:
        errors["specialties"] = "missing"
    if not 0 <= least <= MOST_PEOPLE:
        errors["least"] = "out_of_range"
    return _edit(command, StaffRequirement, "staff", values, valid_from, errors)


def edit_checklist_line(
    command: Command,
    key: str,
    *,
    subtype: str,
    texts: Mapping[str, str],
    certainty: str,
    source: str,
    valid_from: date,
    is_dropped: bool = False,
) -> Done:
    """Say from a day on what a visit checks under a key; ``texts`` by language kk, ru, en. Result {"line": id}.

    What was entered for later days of the same key is withdrawn. Raises Invalid, Denied.
    """
    words = {f"text_{language}": texts.get(language, "").strip() for language in ("kk", "ru", "en")}
    values = {
        "key": key.strip(), "subtype": subtype, **words, "is_dropped": is_dropped, "certainty": certainty,
        "source": source.strip(),
    }  # fmt: skip
    errors = _errors(values)
    if subtype and subtype not in claimable():
        errors["subtype"] = "unknown_value"
    for name, text in words.items():
        if not text:
            errors[name] = "missing"
        elif len(text) > LONGEST_TEXT:
            errors[name] = "too_long"
    return _edit(command, ChecklistRequirement, "checklist", values, valid_from, errors)


def end_staff_edit(command: Command, key: str, *, from_day: date) -> Done:
    """Let the line that came with the system stand again from a day on; result {"line": id}. Raises NotFound,
    Denied."""
    return _end(command, StaffRequirement, "staff", key, from_day)


def end_checklist_edit(command: Command, key: str, *, from_day: date) -> Done:
    """As ``end_staff_edit``, for a line of the checklist."""
    return _end(command, ChecklistRequirement, "checklist", key, from_day)


def _edit(
    command: Command, model: type[Row], what: str, values: dict[str, Any], valid_from: date, errors: dict[str, str]
) -> Done:
    """Store an edit from a day on, if the actor may."""
    if errors:
        raise Invalid(errors)
    line = _line(what, values["key"])
    content = {"values": values, "valid_from": valid_from}

    def work(made: Change) -> Result:
        require_actor(command.actor, "licence.reference", None, on=today(command))
        _clear_from(model, line, valid_from, made)
        record(model(line=line, valid_from=valid_from, **values), made)
        append(STREAM, made, f"{what}_line_edited", content)
        return {"line": str(line)}

    return once(command, f"register.edit_{what}_line", content, work)


def _end(command: Command, model: type[Row], what: str, key: str, from_day: date) -> Done:
    line = _line(what, key)
    content = {"key": key, "from": from_day}

    def work(made: Change) -> Result:
        require_actor(command.actor, "licence.reference", None, on=today(command))
        if not _clear_from(model, line, from_day, made):
            raise NotFound(model.__name__)
        append(STREAM, made, f"{what}_edit_ended", content)
        return {"line": str(line)}

    return once(command, f"register.end_{what}_edit", content, work)


def _clear_from(model: type[Row], line: UUID, day: date, made: Change) -> bool:
    """Let nothing of a line hold from a day on; whether there was anything."""
    hold(f"line:{line}")
    standing = [row for row in model.objects.current().filter(line=line) if row.valid_to is None or row.valid_to > day]
    for row in standing:
        if row.valid_from < day:
            end(row, made, day)
        else:
            withdraw(row, made)
    return bool(standing)


def _errors(values: Mapping[str, Any]) -> dict[str, str]:
    """What cannot be in any edit."""
    errors = {}
    for name, longest in (("key", LONGEST_KEY), ("source", LONGEST_SOURCE)):
        if not values[name]:
            errors[name] = "missing"
        elif len(values[name]) > longest:
            errors[name] = "too_long"
    if values["certainty"] not in CERTAINTIES:
        errors["certainty"] = "unknown_value"
    return errors


def _line(what: str, key: str) -> UUID:
    """The line of a key: the same for every edit of it."""
    return uuid.uuid5(NAMESPACE, f"{what}:{key}")
