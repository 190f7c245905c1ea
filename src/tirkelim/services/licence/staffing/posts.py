"""Who counts at a production base, in what, from when to when: jobs there, and certificates valid meanwhile.

Everything is asked of the register as it was known at a moment, and for many bases with the same few queries, which
read plain values: the daily look reads what the whole country's staff rests on. An
absence does not end a job (reading C26). A job of which no base is named counts at every base of its employer (reading
L12); once a base is named, from that day on only at the bases named. An individual counts at their own bases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.law.order_59_licence.staffing import Post
from tirkelim.register.certificate_days import Stretch, valid_days
from tirkelim.register.models import BaseWork, Certificate, CertificateEvent, Employment, ProductionBase
from tirkelim.register.training_days import training_days

A_DAY = timedelta(days=1)
EVER = Stretch(date.min, None)


class Place(NamedTuple):
    """A post with where it comes from: the job's days at the base and the certificate's days. ``job``: line of the job,
    None for an individual at their own base; ``named``: whether a base is named for the job."""

    person: UUID
    specialty: str
    days: Stretch
    at_base: Stretch
    certified: Stretch
    certificate: UUID
    job: UUID | None
    named: bool

    @property
    def post(self) -> Post:
        """As the law counts it."""
        return Post(str(self.person), self.specialty, self.days.first, self.days.last)

    @property
    def ends_by_certificate(self) -> bool:
        """Whether the certificate ends it, not the job."""
        return self.days.last is not None and self.days.last == self.certified.last


class Held(NamedTuple):
    """A certificate and the days on which it is valid."""

    id: UUID
    person: UUID
    specialty: str
    days: tuple[Stretch, ...]


class Work(NamedTuple):
    """Days on which a person works at a base."""

    person: UUID
    job: UUID | None
    days: Stretch
    named: bool


class Job(NamedTuple):
    """A version of a job, as it is read."""

    line: UUID
    person: UUID
    organisation: UUID | None
    valid_from: date
    valid_to: date | None


class Named(NamedTuple):
    """A version of "this job is done at that base", as it is read."""

    job: UUID
    base: UUID
    valid_from: date
    valid_to: date | None


class Paper(NamedTuple):
    """A certificate, as it is read."""

    id: UUID
    person: UUID
    specialty: str
    issued_on: date
    valid_until: date | None


class Happened(NamedTuple):
    """An event of a certificate, as it is read."""

    kind: str
    on: date
    superseded_by: str


Places = Mapping[UUID, tuple[Place, ...]]


def posts_at(bases: Iterable[UUID], known: datetime) -> dict[UUID, tuple[Post, ...]]:
    """The posts at each base, of all days, as known at a moment."""
    return {base: tuple(place.post for place in places) for base, places in places_at(bases, known).items()}


def places_at(bases: Iterable[UUID], known: datetime) -> dict[UUID, tuple[Place, ...]]:
    """As ``posts_at``, with where each comes from. At most eight queries, however many bases."""
    rows = list(ProductionBase.objects.filter(pk__in=set(bases)))
    organisations = {row.organisation_id for row in rows if row.organisation_id is not None}
    individuals = {row.person_id for row in rows if row.person_id is not None}
    works = works_at(rows, organisations, known)
    held = _of_workers(organisations, known)
    held.update(certificates_known(individuals, known))
    return {row.id: tuple(_places(works.get(row.id, ()), held)) for row in rows}


def works_at(rows: Iterable[ProductionBase], organisations: set[UUID], known: datetime) -> dict[UUID, list[Work]]:
    """Who works at each of some bases of some organisations, and on which days."""
    jobs: defaultdict[UUID | None, list[Job]] = defaultdict(list)
    wanted = Employment.objects.known_at(known).filter(organisation__in=organisations).order_by("valid_from")
    for job in map(Job._make, wanted.values_list("line", "person", "organisation", "valid_from", "valid_to")):
        jobs[job.organisation].append(job)
    named: defaultdict[UUID, list[Named]] = defaultdict(list)
    at_bases = BaseWork.objects.known_at(known).filter(base__organisation__in=organisations)
    for one in map(Named._make, at_bases.values_list("employment", "base", "valid_from", "valid_to")):
        named[one.job].append(one)
    found: dict[UUID, list[Work]] = {}
    for row in rows:
        if row.person_id is not None:
            found[row.id] = [Work(row.person_id, None, EVER, named=True)]
        else:
            found[row.id] = [
                work for job in jobs[row.organisation_id] for work in _at(row.id, job, named.get(job.line))
            ]
    return found


def certificates_known(people: Iterable[UUID], known: datetime) -> dict[UUID, list[Held]]:
    """The certificates of some people with their valid days, by person."""
    wanted = set(people)
    if not wanted:
        return {}
    return _held(
        Certificate.objects.filter(person__in=wanted),
        CertificateEvent.objects.filter(certificate__person__in=wanted),
        known,
    )


def _of_workers(organisations: set[UUID], known: datetime) -> dict[UUID, list[Held]]:
    """As ``certificates_known``, of everyone who ever had a job in one of these organisations."""
    if not organisations:
        return {}
    people = Employment.objects.known_at(known).filter(organisation__in=organisations).values("person")
    return _held(
        Certificate.objects.filter(person__in=people),
        CertificateEvent.objects.filter(certificate__person__in=people),
        known,
    )


def _held(
    certificates: QuerySet[Certificate], events: QuerySet[CertificateEvent], known: datetime
) -> dict[UUID, list[Held]]:
    asked = certificates.filter(change__at__lte=known).order_by("issued_on", "number")
    papers = [Paper._make(row) for row in asked.values_list("id", "person", "specialty", "issued_on", "valid_until")]
    happened: defaultdict[UUID, list[Happened]] = defaultdict(list)
    told = events.filter(change__at__lte=known).order_by("id")
    for certificate, *event in told.values_list("certificate", "kind", "on", "superseded_by"):
        happened[certificate].append(Happened._make(event))
    without_term = {paper.person for paper in papers if paper.valid_until is None}
    trained = training_days(without_term, known) if without_term else {}
    held: dict[UUID, list[Held]] = {}
    for paper in papers:
        days = valid_days(paper, happened.get(paper.id, ()), trained.get(paper.person, ()))
        held.setdefault(paper.person, []).append(Held(paper.id, paper.person, paper.specialty, days))
    return held


def _at(base: UUID, job: Job, named: list[Named] | None) -> list[Work]:
    """The days of one version of a job at a base."""
    whole = _days(job)
    if not named:
        return [Work(job.person, job.line, whole, named=False)]
    found = [
        Work(job.person, job.line, days, named=True)
        for one in named
        if one.base == base and (days := _days(one).common(whole)) is not None
    ]
    first_named = min(one.valid_from for one in named)
    if first_named > whole.first:
        before = Stretch(whole.first, first_named - A_DAY).common(whole)
        found += [] if before is None else [Work(job.person, job.line, before, named=False)]
    return found


def _days(row: Job | Named) -> Stretch:
    return Stretch(row.valid_from, None if row.valid_to is None else row.valid_to - A_DAY)


def _places(works: Iterable[Work], held: Mapping[UUID, list[Held]]) -> Iterable[Place]:
    """Each stretch of work with each stretch of a certificate that it shares days with."""
    for work in works:
        for one in held.get(work.person, ()):
            for certified in one.days:
                days = work.days.common(certified)
                if days is not None:
                    yield Place(
                        work.person, one.specialty, days, work.days, certified, one.id, work.job, named=work.named
                    )
