"""Education documents and further education (253/2020 p.8(11), p.8(15))."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tirkelim.identity.policy import require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import correct, record
from tirkelim.law.order_283_cpd.duplicates import folded
from tirkelim.register.commands.writing import (
    Invalid,
    allow_only,
    differences,
    person_stream,
    require_person,
    settable,
    today,
    version_on,
)
from tirkelim.register.models import Education, EducationKind, Training
from tirkelim.register.scopes import person_scope

EDUCATION = settable(Education, "person", "kind", "graduated_on", "source")
TRAINING = settable(Training, "person", "programme", "completed_on", "source")


def add_education(
    command: Command,
    *,
    person: UUID,
    kind: EducationKind | str,
    graduated_on: date,
    source: str,
    education: UUID | None = None,
    **details: Any,
) -> Done:
    """Enter an education document; result {"education": id}. `details`: institution, country, specialty,
    qualification, document_number, started_on, hours, recognised_by, recognition_number, recognition_date.

    Raises Invalid, NotFound, Denied.
    """
    allow_only(details, EDUCATION)
    if kind not in EducationKind.values:
        raise Invalid({"kind": "unknown_value"})
    _check_days(details.get("started_on"), graduated_on, "graduated_on", today(command))
    kind = EducationKind(kind).value
    row = Education(kind=kind, graduated_on=graduated_on, source=source, valid_from=graduated_on, **details)
    content = {"kind": kind, "graduated_on": graduated_on, "source": source, **details}
    return _add(command, "education", person, row, education, content)


def add_training(
    command: Command,
    *,
    person: UUID,
    programme: str,
    completed_on: date,
    source: str,
    training: UUID | None = None,
    **details: Any,
) -> Done:
    """Enter further education; result {"training": id}. `details`: organisation_name, hours, credits, specialty,
    started_on, certificate_number. Raises Invalid, NotFound, Denied."""
    allow_only(details, TRAINING)
    _check_days(details.get("started_on"), completed_on, "completed_on", today(command))
    row = Training(programme=programme, completed_on=completed_on, source=source, valid_from=completed_on, **details)
    content = {"programme": programme, "completed_on": completed_on, "source": source, **details}
    return _add(command, "training", person, row, training, content)


def correct_education(command: Command, education: UUID, values: Mapping[str, Any]) -> Done:
    """Correct an education document; result {"education": id}. Raises Invalid, NotFound, Stale, Denied."""
    allow_only(values, EDUCATION | {"kind", "graduated_on", "source"})
    return _correct(command, "education", Education, education, values, "graduated_on")


def correct_training(command: Command, training: UUID, values: Mapping[str, Any]) -> Done:
    """Correct further education; result {"training": id}. Raises Invalid, NotFound, Stale, Denied."""
    allow_only(values, TRAINING | {"programme", "completed_on", "source"})
    return _correct(command, "training", Training, training, values, "completed_on")


def record_training(made: Change, person: UUID, values: Mapping[str, Any]) -> Training | None:
    """Enter further education inside another transaction, such as the confirmation of results. The caller has checked
    the rights. None where the register has it already: the same certificate, or the same programme, of that day.
    """
    day, own = values["completed_on"], (values.get("certificate_number"), values["programme"])
    for same in Training.objects.current().filter(person=person, completed_on=day):
        if is_same_training(own, (same.certificate_number, same.programme)):
            return None
    row = record(Training(person_id=person, valid_from=day, **values), made)
    append(person_stream(person), made, "training_added", {**values, "training": row.line})
    return row


def is_same_training(one: tuple[str | None, str], other: tuple[str | None, str]) -> bool:
    """Whether two entries of one day are one training, by certificate number and programme: the numbers tell, and where
    one of them is not known, the names."""
    (number, name), (other_number, other_name) = one, other
    return folded(number) == folded(other_number) if number and other_number else folded(name) == folded(other_name)


def _add(
    command: Command,
    what: str,
    person: UUID,
    row: Education | Training,
    line: UUID | None,
    content: dict[str, Any],
) -> Done:
    def work(made: Change) -> Result:
        require_person(person)
        require_actor(command.actor, f"{what}.add", person_scope(person, today(command)), on=today(command))
        row.person_id = person
        row.line = line or uuid.uuid4()
        record(row, made)
        append(person_stream(person), made, f"{what}_added", {**content, what: row.line})
        return {what: str(row.line)}

    return once(command, f"register.add_{what}", {"person": person, **content}, work)


def _correct(
    command: Command,
    what: str,
    model: type[Education] | type[Training],
    line: UUID,
    values: Mapping[str, Any],
    day_field: str,
) -> Done:
    def work(made: Change) -> Result:
        old = version_on(model, line, today(command))
        require_actor(command.actor, f"{what}.correct", person_scope(old.person_id, today(command)), on=today(command))
        finished = values.get(day_field, getattr(old, day_field))
        _check_days(values.get("started_on", old.started_on), finished, day_field, today(command))
        correct(old, made, **{**values, "valid_from": finished})
        body = {what: line, "changes": differences(old, values)}
        append(person_stream(old.person_id), made, f"{what}_corrected", body)
        return {what: str(line)}

    return once(command, f"register.correct_{what}", {what: line, "values": dict(values)}, work)


def _check_days(started: date | None, finished: date, name: str, on: date) -> None:
    if finished > on:
        raise Invalid({name: "in_the_future"})
    if started is not None and started > finished:
        raise Invalid({"started_on": "after_end"})
