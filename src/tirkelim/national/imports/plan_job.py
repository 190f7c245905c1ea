"""What a row says of a job, compared with the jobs that the register knows of the person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from tirkelim.law.order_305_positions.nomenclature import by_row
from tirkelim.national.imports.issues import Severity
from tirkelim.national.imports.people import Job, Someone, Version, day_after
from tirkelim.national.imports.plan_person import Told, plain
from tirkelim.register.bulk.types import ENDING
from tirkelim.register.main_place import Stretch

TERMS = ("position", "position_title", "specialty", "order_number", "order_date")
"""What a row may say otherwise of a known job, beside its end and whether it is the main one."""
CONTINUED = ("position", "position_title", "specialty")
"""What becomes otherwise by a transfer."""


@dataclass(slots=True)
class JobDiff:
    """How a row changes a person's jobs: ``new`` the terms of a new one, or ``job`` the one meant and its changes.
    ``standing``: the days of other main jobs during a new one that the row calls main."""

    new: dict[str, Any] | None = None
    standing: tuple[Stretch, ...] = ()
    job: Job | None = None
    version: Version | None = None
    fills: dict[str, Any] = field(default_factory=dict)
    otherwise: dict[str, Any] = field(default_factory=dict)
    leaving: dict[str, Any] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)


def terms_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """The terms of a new job, but for whether it is the main one."""
    position = values.get("position")
    row = None if position is None else by_row(position)
    title = values.get("position_title") or ("" if row is None else row.names["kk"])
    return {
        "position": position,
        "position_title": title,
        "specialty": values.get("specialty"),
        "hired_on": values["hired_on"],
        "left_on": values.get("left_on"),
        "order_number": values.get("order_number", ""),
        "order_date": values.get("order_date"),
        "leave_reason": values.get("leave_reason", ""),
        "leave_order_number": values.get("leave_order_number", ""),
        "leave_order_date": values.get("leave_order_date"),
    }


def compare(someone: Someone, organisation: UUID, values: Mapping[str, Any], today: date) -> JobDiff:
    """The job of a row: a new one, or a known one with what is otherwise."""
    here = [job for job in someone.jobs if job.organisation == organisation]
    job = _same_job([one for one in here if one.values["hired_on"] == values["hired_on"]], values)
    if job is not None:
        return _known(job, values, today)
    alike = next((one for one in here if _one_job(one, values)), None)
    if alike is not None:
        known = {"known": plain(alike.values["hired_on"]), "field": "hired_on"}
        told: Told = ("hired_on", Severity.WARNING, "hired_otherwise", known)
        return JobDiff(job=alike, told=[told])
    return JobDiff(new=terms_of(values))


def _same_job(jobs: list[Job], values: Mapping[str, Any]) -> Job | None:
    """Of the jobs begun on that day the one of the row's position, now or once; else the only one of its kind."""
    for job in jobs:
        if _had_position(job, values):
            return job
    said = values.get("is_main")
    others = [one for one in jobs if said is None or bool(one.values["is_main"] or one.values["claims_main"]) == said]
    return others[0] if len(others) == 1 else None


def _had_position(job: Job, values: Mapping[str, Any]) -> bool:
    position, title = values.get("position"), (values.get("position_title") or "").casefold()
    rows: Iterable[tuple[Any, Any]] = [(job.values["position"], job.values["position_title"])]
    rows = [*rows, *((row.position, row.position_title) for row in job.versions)]
    if position is not None:
        return any(one == position for one, _ in rows)
    return any(one is None and str(other).casefold() == title for one, other in rows)


def _one_job(job: Job, values: Mapping[str, Any]) -> bool:
    """Whether a job of another day of hiring is most likely the row's: the same position at the same time."""
    said = values.get("is_main")
    if said is not None and bool(job.values["is_main"] or job.values["claims_main"]) != said:
        return False
    after, left = day_after(job.values["left_on"]), day_after(values.get("left_on"))
    overlap = (after is None or values["hired_on"] < after) and (left is None or job.values["hired_on"] < left)
    return overlap and _had_position(job, values)


def _known(job: Job, values: Mapping[str, Any], today: date) -> JobDiff:
    """What is otherwise in a known job. A row that says what an earlier version of it was says nothing new."""
    diff = JobDiff(job=job)
    diff.version = job.version_on(values.get("changed_on") or today)
    now = job.values if diff.version is None or diff.version is job.versions[-1] else None
    for name in TERMS:
        value = values.get(name)
        was = now[name] if now is not None else getattr(diff.version, name)
        if value is None or value == was:
            continue
        if was is None or was == "":
            diff.fills[name] = value
        elif isinstance(was, str) and isinstance(value, str) and was.casefold() == value.casefold():
            continue
        elif name == "position_title" and "changed_on" not in values and values.get("position") is not None:
            continue  # the order's wording of one position of the nomenclature
        elif name in CONTINUED and "changed_on" not in values and any(getattr(r, name) == value for r in job.versions):
            continue
        else:
            diff.otherwise[name] = value
    _row_and_title(diff, values)
    _end(job, values, diff)
    _main(job, values, diff)
    return diff


def _row_and_title(diff: JobDiff, values: Mapping[str, Any]) -> None:
    """With another position goes its title."""
    if "position" in diff.otherwise and "position_title" not in values:
        row = by_row(values["position"])
        diff.otherwise["position_title"] = "" if row is None else row.names["kk"]


def _end(job: Job, values: Mapping[str, Any], diff: JobDiff) -> None:
    left = values.get("left_on")
    if left is None:
        return
    said = {name: values[name] for name in ENDING if name in values}
    if job.values["left_on"] is None:
        diff.leaving = said
        return
    for name, value in said.items():
        was = job.values[name]
        if was is None or was == "":
            diff.fills[name] = value
        elif was != value:
            diff.otherwise[name] = value


def _main(job: Job, values: Mapping[str, Any], diff: JobDiff) -> None:
    """Whether it is the main job is changed on the job's page, where the other employer's word is seen."""
    said = values.get("is_main")
    if said is not None and bool(job.values["is_main"] or job.values["claims_main"]) != said:
        diff.told.append(("is_main", Severity.WARNING, "main_otherwise", {}))


def settle_main(someone: Someone, organisation: UUID, diff: JobDiff, said: bool | None) -> list[Told]:
    """Say of a new job whether it is the main one, since no two of a person may be at a time.

    Another employer's main job stands: the row's word is kept as a claim for those days, and told.
    """
    if diff.new is None:
        return []
    diff.new |= {"is_main": said is not False}
    if said is False:
        return []
    terms = diff.new
    others = [(days, job) for job in someone.jobs for days in job.mains() if _meets(days, terms)]
    if any(job.organisation == organisation for _, job in others):
        return [("is_main", Severity.ERROR, "main_here_already", {})]
    if others and said is None:
        diff.new |= {"is_main": False}
        return [("is_main", Severity.WARNING, "taken_as_second", {})]
    diff.standing = tuple(sorted((days for days, _ in others), key=lambda days: days[0]))
    return [("is_main", Severity.WARNING, "main_elsewhere", {})] if others else []


def _meets(days: tuple[date, date | None], terms: Mapping[str, Any]) -> bool:
    first, after = days
    end = day_after(terms["left_on"])
    return (after is None or terms["hired_on"] < after) and (end is None or first < end)
