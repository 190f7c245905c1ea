"""Freezes the facts of a foreign specialist's case: those of every certificate, and what annex 6 asks beside them."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.service import Gathered
from tirkelim.law.order_274_certificates import facts as law
from tirkelim.law.order_274_certificates.foreign_with_level import ForeignApplication
from tirkelim.law.unknown import UNKNOWN, Maybe
from tirkelim.services.certificate.gather import Sheet, certificate_facts
from tirkelim.services.certificate.level import level_claimed
from tirkelim.services.cpd.background import served
from tirkelim.services.cpd.experience import Stretch
from tirkelim.services.foreign_certificate.answers import ForeignAnswers, read_answers

SCHEMA = "foreign_certificate/1"
IDENTITY = law.Answered.NOT_FOUND
"""No state system that holds identity documents of foreigners is connected: there is none to ask, so row 8(2) asks for
the document itself (specification D-5: a data set may be absent)."""


def gather(case: Case, now: datetime) -> Gathered:
    """The facts of the case as they stand at ``now``."""
    answers = read_answers(case.draft.data, localdate(case.submitted_at or now))
    sheet = Sheet(case, now, answers)
    common = certificate_facts(sheet, declared_work)
    person = answers.person
    if person is not None:
        for path in ("citizenship", "permanent_resident", "name_changed_in"):
            sheet.declared(path)
    facts = ForeignApplication(
        certificate=common,
        citizenship=UNKNOWN if person is None else person.citizenship,
        permanent_resident=UNKNOWN if person is None else person.permanent_resident,
        identity=IDENTITY,
        name_changed_in=UNKNOWN if person is None or person.name_changed_in is None else person.name_changed_in,
        level=level_claimed(sheet, common),
    )
    return Gathered(SCHEMA, facts, sheet.sources, read=sheet)


def declared_work(sheet: Sheet, source: law.Answered, by_officer: Maybe[bool]) -> law.Work:
    """Service as the information form has it: the employment table says from when to when (lines 10.1 to 10.5)."""
    answers = sheet.answers
    if not isinstance(answers, ForeignAnswers) or answers.work is None or answers.jobs is None:
        return law.Work(source=source, uninterrupted=by_officer)
    sheet.declared("work")
    jobs = [Stretch(job.hired_on, job.left_on) for job in answers.jobs.jobs]
    if not jobs:
        return law.Work(False, None, None, by_officer, answers.work.first_job, source)
    working = any(job.last is None or job.last >= sheet.day for job in jobs)
    last = sheet.day if working else max(job.last for job in jobs if job.last is not None)
    return law.Work(
        working=working,
        started_on=min(job.first for job in jobs),
        last_worked_on=last,
        uninterrupted=_continuity(jobs, sheet, by_officer),
        first_job=answers.work.first_job,
        source=source,
    )


def _continuity(jobs: list[Stretch], sheet: Sheet, by_officer: Maybe[bool]) -> Maybe[bool]:
    """A table without a gap says it; a gap says nothing, since leave does not break service (C26)."""
    if by_officer is not UNKNOWN:
        return by_officer
    return served(jobs, min(job.first for job in jobs), sheet.day)
