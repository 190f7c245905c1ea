"""Long leaves: the worker is away, the job goes on (reading C26)."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from uuid import UUID

from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import end, record
from tirkelim.register.commands.employment import authorised
from tirkelim.register.commands.writing import Invalid, NotFound, person_stream
from tirkelim.register.models import Absence, AbsenceKind, Employment


def begin_absence(
    command: Command,
    employment: UUID,
    *,
    kind: AbsenceKind | str,
    started_on: date,
    ended_on: date | None = None,
    order_number: str = "",
    order_date: date | None = None,
    absence: UUID | None = None,
) -> Done:
    """Record a leave within a job; result {"absence": id}. `ended_on` is its last day, null while not known.

    Raises Invalid (outside the job, within another leave), NotFound, Denied.
    """
    if kind not in AbsenceKind.values:
        raise Invalid({"kind": "unknown_value"})
    if ended_on is not None and ended_on < started_on:
        raise Invalid({"ended_on": "before_start"})
    terms = {"kind": AbsenceKind(kind).value, "started_on": started_on, "ended_on": ended_on}
    content = {"employment": employment, **terms, "order_number": order_number, "order_date": order_date}

    def work(made: Change) -> Result:
        job = authorised(command, employment, started_on)
        _check_within(employment, job, started_on, ended_on)
        row = Absence(
            line=absence or uuid.uuid4(),
            person_id=job.person_id,
            employment=employment,
            order_number=order_number,
            order_date=order_date,
            valid_from=started_on,
            valid_to=None if ended_on is None else ended_on + timedelta(days=1),
            **terms,
        )
        record(row, made)
        append(person_stream(job.person_id), made, "absence_begun", {**content, "absence": row.line})
        return {"absence": str(row.line)}

    return once(command, "register.begin_absence", content, work)


def end_absence(command: Command, absence: UUID, ended_on: date) -> Done:
    """Record the last day of a leave, earlier or later than planned; result {"absence": id}.

    Raises Invalid, NotFound, Stale, Denied.
    """
    content = {"absence": absence, "ended_on": ended_on}

    def work(made: Change) -> Result:
        old = Absence.objects.current().filter(line=absence).first()
        if old is None:
            raise NotFound("Absence")
        authorised(command, old.employment, old.started_on)
        if ended_on < old.started_on:
            raise Invalid({"ended_on": "before_start"})
        end(old, made, ended_on + timedelta(days=1), ended_on=ended_on)
        append(person_stream(old.person_id), made, "absence_ended", {**content, "employment": old.employment})
        return {"absence": str(absence)}

    return once(command, "register.end_absence", content, work)


def _check_within(employment: UUID, job: Employment, started_on: date, ended_on: date | None) -> None:
    """Raise Invalid for a leave outside its job, or at the same time as another leave from it."""
    if started_on < job.hired_on or (job.left_on is not None and started_on > job.left_on):
        raise Invalid({"started_on": "outside_employment"})
    others = Absence.objects.current().filter(employment=employment).exclude(valid_to__lte=started_on)
    if ended_on is not None:
        others = others.filter(valid_from__lte=ended_on)
    if others.exists():
        raise Invalid({"started_on": "overlaps"})
