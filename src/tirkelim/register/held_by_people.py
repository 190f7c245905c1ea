"""What several people hold on a day: jobs, certificates, levels.

For lists: each question is one kept query, however many people stand in the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import models

from tirkelim.journal.kept import kept
from tirkelim.register.as_of import AsOf
from tirkelim.register.models import (
    Certificate,
    CertificateEvent,
    Education,
    Employment,
    PersonIdentifier,
    Qualification,
    Scheme,
    Training,
)
from tirkelim.register.status import CertificateStatus, StatusOn, status_on
from tirkelim.register.training_days import training_days


class HeldCertificate(NamedTuple):
    """A certificate with its status on a day."""

    certificate: Certificate
    state: StatusOn


def jobs_of_people(people: Iterable[UUID], when: AsOf) -> defaultdict[UUID, list[Employment]]:
    """The jobs of a day by person, the main one first; an empty list for others."""
    found: defaultdict[UUID, list[Employment]] = defaultdict(list)
    for row in _jobs(tuple(people), *when):
        found[row.person_id].append(row)
    return found


@kept
def _jobs(people: tuple[UUID, ...], valid: date, known: datetime) -> models.QuerySet[Employment]:
    rows = Employment.objects.as_of(valid, known).filter(person__in=people)
    return rows.order_by("-is_main", "hired_on", "id")


def jobs_at(people: Iterable[UUID], organisation: UUID, when: AsOf) -> defaultdict[UUID, list[Employment]]:
    """The same, of the jobs in one organisation."""
    found: defaultdict[UUID, list[Employment]] = defaultdict(list)
    for person, held in jobs_of_people(people, when).items():
        found[person] = [job for job in held if job.organisation_id == organisation]
    return found


def first_known(jobs: Iterable[UUID]) -> dict[UUID, datetime]:
    """Since when the register has known each job, whatever was corrected later; `jobs` by their lines."""
    return dict(_first_known(tuple(jobs)))


@kept
def _first_known(jobs: tuple[UUID, ...]) -> models.QuerySet[Employment, tuple[UUID, datetime]]:
    rows = Employment.objects.filter(line__in=jobs).order_by()
    return rows.values_list("line").annotate(models.Min("known_from"))


class Having(NamedTuple):
    """Who has, as known at a moment, what is one item of an entry each."""

    iin: frozenset[UUID]
    education: frozenset[UUID]
    training: frozenset[UUID]


def people_having(people: Iterable[UUID], known: datetime) -> Having:
    """Which of the people have an IIN, an education, a further education, on whatever day."""
    ids = tuple(people)
    return Having(*(frozenset(ask(ids, known)) for ask in (_with_iin, _with_education, _with_training)))


@kept
def _with_iin(people: tuple[UUID, ...], known: datetime) -> models.QuerySet[PersonIdentifier, UUID]:
    rows = PersonIdentifier.objects.known_at(known).filter(person__in=people, scheme=Scheme.IIN)
    return rows.values_list("person_id", flat=True)


@kept
def _with_education(people: tuple[UUID, ...], known: datetime) -> models.QuerySet[Education, UUID]:
    return Education.objects.known_at(known).filter(person__in=people).values_list("person_id", flat=True)


@kept
def _with_training(people: tuple[UUID, ...], known: datetime) -> models.QuerySet[Training, UUID]:
    return Training.objects.known_at(known).filter(person__in=people).values_list("person_id", flat=True)


def levels_of_people(people: Iterable[UUID], when: AsOf) -> dict[UUID, list[str]]:
    """The levels held on the day by person, the newest first; of each specialty only the newest."""
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    seen: set[tuple[UUID, str]] = set()
    for person, specialty, level in _levels(tuple(people), *when):
        if level and (person, specialty) not in seen:
            seen.add((person, specialty))
            found[person].append(level)
    return {person: list(dict.fromkeys(levels)) for person, levels in found.items()}


@kept
def _levels(
    people: tuple[UUID, ...], valid: date, known: datetime
) -> models.QuerySet[Qualification, tuple[UUID, str, str | None]]:
    rows = Qualification.objects.as_of(valid, known).filter(person__in=people, level__isnull=False)
    return rows.order_by("-obtained_on", "id").values_list("person_id", "specialty", "level")


def certificates_of_people(people: Iterable[UUID], when: AsOf) -> dict[UUID, list[HeldCertificate]]:
    """The certificates known by person, the newest first, each with its status on the day; also those that are not
    given yet then."""
    rows = _certificates(tuple(people), when.known)
    happened: defaultdict[UUID, list[CertificateEvent]] = defaultdict(list)
    for event in _events(tuple(row.id for row in rows), when.known):
        happened[event.certificate_id].append(event)
    trained = training_days({row.person_id for row in rows if row.valid_until is None}, when.known)
    found: defaultdict[UUID, list[HeldCertificate]] = defaultdict(list)
    for row in rows:
        state = status_on(row, happened[row.id], when.valid, trained.get(row.person_id, ()))
        found[row.person_id].append(HeldCertificate(row, state))
    return found


@kept
def _certificates(people: tuple[UUID, ...], known: datetime) -> models.QuerySet[Certificate]:
    return Certificate.objects.filter(person__in=people, change__at__lte=known).order_by("-issued_on", "number")


@kept
def _events(certificates: tuple[UUID, ...], known: datetime) -> models.QuerySet[CertificateEvent]:
    return CertificateEvent.objects.filter(certificate__in=certificates, change__at__lte=known).order_by("id")


def best(certificates: Iterable[HeldCertificate]) -> HeldCertificate | None:
    """The certificate that says most about somebody: a valid one that lasts longest, else the newest."""

    def weight(held: HeldCertificate) -> tuple[bool, date]:
        one = held.certificate
        return held.state.status is CertificateStatus.VALID, one.valid_until or one.issued_on.replace(year=9999, day=1)

    return max(certificates, key=weight, default=None)
