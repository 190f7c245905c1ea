"""Service in the claimed specialty: from labour contracts and the register where they know it, else as declared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.cases.service import Origin
from tirkelim.gateway.records import DataSet
from tirkelim.journal.kept import kept
from tirkelim.law.order_274_certificates import facts as law
from tirkelim.law.unknown import UNKNOWN, Maybe
from tirkelim.register.models import Employment
from tirkelim.services.certificate.answers import WorkAnswers
from tirkelim.services.certificate.officer import answered_or_checked, checked_by_officer
from tirkelim.services.common.specialty import is_same_specialty
from tirkelim.services.cpd.background import served
from tirkelim.services.cpd.experience import Stretch, stretch_of

if TYPE_CHECKING:
    from tirkelim.services.certificate.gather import Sheet


DeclaredWork = Callable[["Sheet", law.Answered, Maybe[bool]], law.Work]
"""Service as the applicant declared it, what its source answered, and what an officer found of its continuity."""


def work_of(sheet: Sheet, code: str, by_officer: Maybe[bool], declared: DeclaredWork) -> law.Work:
    """Service in the specialty; what an officer established about its continuity stands before everything else."""
    answered = sheet.systems.answered(DataSet.EMPLOYMENT)
    jobs = _jobs_in_system(sheet, code) or _jobs_in_register(sheet, code)
    if not jobs:
        by_check = checked_by_officer(sheet, DataSet.EMPLOYMENT) is not None
        if answered is law.Answered.FOUND:
            answered = law.Answered.NOT_FOUND
        said = declared(sheet, answered, by_officer)
        return replace(said, source=answered_or_checked(sheet, "work", DataSet.EMPLOYMENT)) if by_check else said
    working = any(job.last is None or job.last >= sheet.day for job in jobs)
    last = sheet.day if working else max(job.last for job in jobs if job.last is not None)
    return law.Work(
        working=working,
        started_on=min(job.first for job in jobs),
        last_worked_on=last,
        uninterrupted=_continuity(sheet, jobs, working, by_officer),
        first_job=False,
        source=law.Answered.FOUND,
    )


def _continuity(sheet: Sheet, jobs: list[Stretch], working: bool, by_officer: Maybe[bool]) -> Maybe[bool]:
    """Contracts without a gap prove it. A gap proves nothing (leave does not break service): a person decides (C26)."""
    if by_officer is not UNKNOWN:
        return by_officer
    if not working:
        return False
    return served(jobs, min(job.first for job in jobs), sheet.day)


def _jobs_in_system(sheet: Sheet, code: str) -> list[Stretch]:
    records = [
        record
        for record in sheet.systems.records(DataSet.EMPLOYMENT)
        if record.specialty is None or is_same_specialty(record.specialty, code)
    ]
    if records:
        sheet.by_system("work", sheet.systems.get(DataSet.EMPLOYMENT))
    return [Stretch(record.started_on, record.ended_on) for record in records]


def _jobs_in_register(sheet: Sheet, code: str) -> list[Stretch]:
    rows = _known_jobs(sheet.case.subject_id, sheet.now)
    jobs = [row for row in rows if is_same_specialty(row.specialty, code)]
    if jobs:
        sheet.by("work", Origin.REGISTER, ", ".join(sorted({str(row.line) for row in jobs})))
    return [stretch_of(row) for row in jobs]


@kept
def _known_jobs(person: UUID, known: datetime) -> QuerySet[Employment]:
    return Employment.objects.known_at(known).filter(person=person)


def declared_work(sheet: Sheet, source: law.Answered, by_officer: Maybe[bool]) -> law.Work:
    """Service as the domestic information form has it (line 8)."""
    answers: WorkAnswers | None = sheet.answers.work
    if answers is None:
        return law.Work(source=source, uninterrupted=by_officer)
    sheet.declared("work")
    said = UNKNOWN if answers.uninterrupted is None else answers.uninterrupted
    return law.Work(
        working=answers.working,
        started_on=answers.started_on,
        last_worked_on=sheet.day if answers.working else answers.last_worked_on,
        uninterrupted=said if by_officer is UNKNOWN else by_officer,
        first_job=answers.started_on is None,
        source=source,
    )
