"""The head of the confirmation sheet (283/2020 annex 2): who, where, for how long, on which level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from tirkelim.law.period import Length, length_between
from tirkelim.register.activity_queries import educations_of, jobs_of
from tirkelim.register.models import Education, EducationKind, Employment, OrganisationFact, PersonFact
from tirkelim.register.qualification_queries import qualifications_of
from tirkelim.register.queries import facts_of_organisations, person_facts
from tirkelim.services.cpd.held import same_specialty

MONTH = 30
"""Days that make a month when lengths of service are added up, as personnel services count them."""
POSTGRADUATE = frozenset(
    {
        EducationKind.MASTER,
        EducationKind.RESIDENCY,
        EducationKind.ORDINATURA,
        EducationKind.PHD,
        EducationKind.CANDIDATE_OF_SCIENCES,
        EducationKind.DOCTOR_OF_SCIENCES,
    }
)


class Stretch(NamedTuple):
    """A time of service: its first and its last day; ``last`` None: it goes on."""

    first: date
    last: date | None


class SheetHead(NamedTuple):
    """What annex 2 says above its rows. ``jobs`` are those in the claimed specialty, the earliest first; ``employers``
    what the organisations of jobs were on the day, by id."""

    facts: PersonFact | None
    total: Length
    in_specialty: Length
    main: Employment | None
    workplace: OrganisationFact | None
    jobs: tuple[Employment, ...]
    employers: Mapping[UUID, OrganisationFact]
    level: str | None
    category: str | None
    postgraduate: tuple[Education, ...]


def sheet_head(person: UUID, specialty: str, day: date, known: datetime) -> SheetHead:
    """The head of a sheet on a day, as the register knew it at a moment."""
    jobs = tuple(sorted(jobs_of(person, known), key=lambda job: (job.valid_from, job.hired_on)))
    own = tuple(job for job in jobs if same_specialty(job.specialty, specialty) and job.hired_on <= day)
    main = main_job(jobs, day)
    employers = facts_of_organisations((job.organisation_id for job in jobs if job.organisation_id), day, known)
    given = (row for row in qualifications_of(person, known) if row.obtained_on <= day)
    held = [row for row in given if same_specialty(row.specialty, specialty)]
    educations = educations_of(person, known)
    return SheetHead(
        facts=person_facts(person, day, known),
        total=service_length(map(stretch_of, jobs), day),
        in_specialty=service_length(map(stretch_of, own), day),
        main=main,
        workplace=employers.get(main.organisation_id) if main and main.organisation_id else None,
        jobs=own,
        employers=employers,
        level=next((row.level for row in held if row.level), None),
        category=next((row.category for row in held if row.category), None),
        postgraduate=tuple(one for one in educations if one.kind in POSTGRADUATE and one.graduated_on <= day),
    )


def main_job(jobs: Iterable[Employment], day: date) -> Employment | None:
    """The main job held on a day (p.7), as far as the employer is in the register."""
    return next((job for job in jobs if job.is_main and job.organisation_id and _holds(job, day)), None)


def main_employer(person: UUID, day: date, known: datetime) -> UUID | None:
    """The organisation that is the main place of work on a day; None where there is none in the register."""
    job = main_job(jobs_of(person, known), day)
    return None if job is None else job.organisation_id


def stretch_of(job: Employment) -> Stretch:
    """The days on which this version of a job holds: a transfer ends one as leaving does."""
    return Stretch(job.valid_from, None if job.valid_to is None else job.valid_to - timedelta(days=1))


def covers(stretches: Iterable[Stretch], since: date, until: date) -> bool:
    """Whether there is service on every day from one to another."""
    reached = since - timedelta(days=1)
    for first, last in sorted(stretches, key=lambda one: one.first):
        if first > reached + timedelta(days=1):
            break
        reached = max(reached, until if last is None else last)
    return reached >= until


def service_length(stretches: Iterable[Stretch], day: date) -> Length:
    """Service up to a day in years, months and days; times that overlap or follow one another are counted as one.

    Lengths of separate times are added up with months of thirty days.
    """
    years = months = days = 0
    for first, after in _joined(stretches, day):
        length = length_between(first, after)
        years, months, days = years + length.years, months + length.months, days + length.days
    months, days = months + days // MONTH, days % MONTH
    return Length(years + months // 12, months % 12, days)


def _joined(stretches: Iterable[Stretch], day: date) -> list[tuple[date, date]]:
    """First day and the day after the last, without overlaps; what runs is counted up to the day itself."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(stretches, key=lambda one: one.first):
        after = day if last is None else min(last + timedelta(days=1), day)
        if after <= first:
            continue
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], after))
        else:
            joined.append((first, after))
    return joined


def _holds(job: Employment, day: date) -> bool:
    return job.valid_from <= day and (job.valid_to is None or day < job.valid_to)
