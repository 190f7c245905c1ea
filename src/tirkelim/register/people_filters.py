"""What people are looked for by, and the conditions that follow: jobs, level, certificate, sex and age on a day."""

from __future__ import annotations

import enum
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from tirkelim.journal.temporal import TemporalRow
from tirkelim.law.book import LawBook, current_book
from tirkelim.law.order_274_certificates.indefinite import last_day_by_training
from tirkelim.law.order_274_certificates.requirements import ACT
from tirkelim.law.order_283_cpd.levels import framework
from tirkelim.law.order_305_positions.nomenclature import positions
from tirkelim.register.as_of import AsOf
from tirkelim.register.models import (
    Certificate,
    CertificateEvent,
    Employment,
    OrganisationFact,
    PersonFact,
    Qualification,
    Training,
)
from tirkelim.register.people_reach import Reach, in_regions
from tirkelim.register.status import EventKind

SOON = timedelta(days=92)
"""A certificate that ends within three months ends soon."""


class Standing(enum.StrEnum):
    """Whether somebody works on the day."""

    WORKING = "working"
    LEFT = "left"


class CertificateState(enum.StrEnum):
    """What somebody's certificates are worth on the day."""

    VALID = "valid"
    ENDS_SOON = "ends_soon"
    NOT_VALID = "not_valid"
    NONE = "none"


class PeopleQuery(NamedTuple):
    """What is looked for; empty: anything.

    `name`: words of a name in any alphabet and order, their beginnings are enough. `identifier`: an IIN, or a passport
    as KAZ:N01234567. Of one and the same job: `organisations` (any of them), `position` (row of 305/2020) or
    `position_group`, `specialty`, `region` (KATO code), `sector`. `level` as 7.2 (R), or `track` as 7R. Ages in full
    years on the day.
    """

    name: str = ""
    identifier: str = ""
    organisations: tuple[UUID, ...] = ()
    position: int | None = None
    position_group: int | None = None
    specialty: str = ""
    level: str = ""
    track: str = ""
    region: str = ""
    sector: str = ""
    certificate: CertificateState | None = None
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None
    standing: Standing | None = None

    @property
    def of_job(self) -> bool:
        """Whether it asks for something of a job."""
        return bool(
            self.organisations or self.position or self.position_group or self.specialty or self.region or self.sector
        )

    def without_person(self) -> dict[str, Any]:
        """The filter for a journal: without the name and the identifier."""
        given = self._replace(name="", identifier="")._asdict()
        return {name: str(value) for name, value in given.items() if value not in (None, "", ())}


def rows(model: type[TemporalRow], when: AsOf, within: Reach) -> QuerySet[Any]:
    """The versions that hold on the day; of the present knowledge, asked so that its indexes answer."""
    return model.objects.current(when.valid) if within.is_now(when) else model.objects.as_of(*when)


def filtered(found: QuerySet[Any], query: PeopleQuery, when: AsOf, within: Reach) -> QuerySet[Any]:
    """Those of the rows with a `person` whom all filters but the name fit."""
    found = _by_job(found, query, when, within)
    if query.level or query.track:
        found = found.filter(person__in=_levels(query, when, within).values("person"))
    if query.certificate is not None:
        found = found.filter(_certificate(query.certificate, when))
    if query.sex or query.age_from is not None or query.age_to is not None:
        found = found.filter(Exists(_facts(query, when, within).filter(person=OuterRef("person"))))
    return found


def _by_job(found: QuerySet[Any], query: PeopleQuery, when: AsOf, within: Reach) -> QuerySet[Any]:
    """Without a word on whether they work, what is asked of a job is asked of one held on the day."""
    if query.standing is not Standing.LEFT:
        if not (query.of_job or query.standing):
            return found
        held = _of_such_a_job(rows(Employment, when, within), query, when, within)
        return found.filter(person__in=held.values("person"))
    known = Employment.objects.current() if within.is_now(when) else Employment.objects.known_at(when.known)
    ended = _of_such_a_job(known.filter(valid_to__lte=when.valid), query, when, within)
    own = Q(organisation__in=query.organisations) if query.organisations else Q()
    if within.organisations and not (within.everything or within.regions):
        own = Q(organisation__in=within.organisations)
        ended = ended.filter(own)
    still = rows(Employment, when, within).filter(own, person=OuterRef("person"))
    return found.filter(~Exists(still), person__in=ended.values("person"))


def _of_such_a_job(jobs: QuerySet[Any], query: PeopleQuery, when: AsOf, within: Reach) -> QuerySet[Any]:
    if query.organisations:
        jobs = jobs.filter(organisation__in=query.organisations)
    if query.position:
        jobs = jobs.filter(position=query.position)
    if query.position_group:
        jobs = jobs.filter(position__in=[one.row for one in positions() if one.group.number == query.position_group])
    if query.specialty:
        jobs = jobs.filter(specialty=query.specialty)
    if query.region or query.sector:
        places = rows(OrganisationFact, when, within)
        if query.region:
            places = places.filter(in_regions("kato", [query.region]))
        if query.sector:
            places = places.filter(sector=query.sector)
        jobs = jobs.filter(organisation__in=places.values("organisation"))
    return jobs


def _levels(query: PeopleQuery, when: AsOf, within: Reach) -> QuerySet[Any]:
    held = rows(Qualification, when, within)
    if query.level:
        return held.filter(level=query.level)
    levels = framework(current_book(), within.today).levels.values()
    return held.filter(level__in=[str(one.name) for one in levels if one.track == query.track])


def _facts(query: PeopleQuery, when: AsOf, within: Reach) -> QuerySet[Any]:
    """Facts of people of the sex and age: N years old from the Nth birthday up to the day before the next."""
    held = rows(PersonFact, when, within)
    if query.sex:
        held = held.filter(sex=query.sex)
    if query.age_from is not None:
        held = held.filter(birth_date__lte=_years_before(when.valid, query.age_from))
    if query.age_to is not None:
        held = held.filter(birth_date__gt=_years_before(when.valid, query.age_to + 1))
    return held


def _years_before(day: date, years: int) -> date:
    """The latest birth date of someone who is so old on the day; who is born on 29 February ages on 1 March."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _certificate(wanted: CertificateState, when: AsOf) -> Q:
    """As register/status.py derives it of each certificate."""
    issued = Certificate.objects.filter(
        person=OuterRef("person"), issued_on__lte=when.valid, change__at__lte=when.known
    )
    if wanted is CertificateState.NONE:
        return Q(~Exists(issued))
    valid = _valid(issued, when)
    if wanted is CertificateState.VALID:
        return Q(Exists(valid))
    if wanted is CertificateState.NOT_VALID:
        return Q(Exists(issued)) & Q(~Exists(valid))
    longer = valid.exclude(valid_until__lte=when.valid + SOON)
    return Q(Exists(valid)) & Q(~Exists(longer))


def _valid(certificates: QuerySet[Certificate], when: AsOf) -> QuerySet[Certificate]:
    """Those that hold on the day: neither over nor withdrawn; without a term, by further education in time."""
    told = CertificateEvent.objects.filter(certificate=OuterRef("pk"), on__lte=when.valid, change__at__lte=when.known)
    later = CertificateEvent.objects.filter(
        Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), id__gt=OuterRef("id")),
        certificate=OuterRef("certificate"), kind=EventKind.RESTORED, on__lte=when.valid, change__at__lte=when.known,
    )  # fmt: skip
    over = told.exclude(kind=EventKind.RESTORED).filter(~Exists(later))
    book = current_book()
    rule = max(when.valid, book.editions_of(ACT)[0].start)
    trained = Training.objects.known_at(when.known).filter(
        person=OuterRef("person"), completed_on__gte=first_training(when.valid, rule, book),
        completed_on__lte=when.valid,
    )  # fmt: skip
    untermed = Q(valid_until__isnull=True, issued_on__lt=book.day("certificate.indefinite.issued_before", rule))
    return certificates.filter(Q(valid_until__gte=when.valid) | (untermed & Exists(trained))).filter(~Exists(over))


def first_training(day: date, rule: date, book: LawBook) -> date:
    """The earliest end of further education that still keeps a certificate without a term valid on a day."""
    years = book.number("certificate.indefinite.training_years", rule)
    guess = _years_before(day, years) - timedelta(days=3)
    while last_day_by_training(guess, rule, book) < day:
        guess += timedelta(days=1)
    return guess
