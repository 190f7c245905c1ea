"""The passport of an organisation: who it is and whom it has, on a day, as known at a moment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Min
from django.utils.timezone import localdate

from tirkelim.law.book import current_book
from tirkelim.law.period import add_years
from tirkelim.national.reports.counting import Tally, count_heads
from tirkelim.national.reports.figures import BALANCED, Dimension, Filters, Measure
from tirkelim.national.reports.heads import heads_on
from tirkelim.national.reports.values import Organisations
from tirkelim.register.as_of import AsOf, end_of
from tirkelim.register.entry_items import incomplete_jobs
from tirkelim.register.licence_queries import licences_of_organisation
from tirkelim.register.models import (
    Absence,
    Certificate,
    CertificateEvent,
    Employment,
    OrganisationFact,
    OrganisationStatus,
)
from tirkelim.register.queries import organisation_facts
from tirkelim.register.status import CertificateStatus, status_on
from tirkelim.register.training_days import training_days
from tirkelim.register.worklists import due_on

EXPIRING = timedelta(days=90)
AT_ONCE = 5_000
"""People whose certificates are read at a time."""


@dataclass(frozen=True, slots=True)
class CertificateCount:
    """People by their specialist certificates: a valid one, one that ends within 90 days, or none that is valid."""

    valid: int
    expiring: int
    none: int


@dataclass(frozen=True, slots=True)
class Passport:
    """All of it. `headcount` counts people at their place of work (reading R4), `by` them by dimension and key."""

    organisation: UUID
    as_of: AsOf
    facts: OrganisationFact | None
    statuses: tuple[OrganisationStatus, ...]
    headcount: int
    main_jobs: int
    second_jobs: int
    by: dict[str, dict[str, int]]
    """By group, position, specialty, track, level, sex, age, pyramid: people by key."""
    certificates: CertificateCount
    entries_last_year: int
    """Jobs that became known within the twelve months before the day of the passport."""
    late_last_year: int
    """Those of them that were entered after the three working days of 253/2020 p.8."""
    incomplete: int
    """Workers of the day whose entry, by the present knowledge, lacks one of the fifteen items of 253/2020 p.8."""
    on_leave: int
    """Workers on a long leave on the day."""
    licences: tuple[UUID, ...]
    """Ids of the licences that are held on the day."""


def passport(organisation: UUID, as_of: AsOf) -> Passport:
    """The passport of an organisation. Vacancies are not in it: the register does not know staff schedules."""
    day, known = as_of
    jobs = Employment.objects.as_of(day, known).filter(organisation=organisation)
    people = sorted(set(jobs.values_list("person_id", flat=True)))
    main = jobs.filter(is_main=True).values("person").distinct().count()
    by = _headcount(organisation, as_of)
    entries, late = _entries(organisation, as_of)
    lines = jobs.values("line")
    return Passport(
        organisation=organisation,
        as_of=as_of,
        facts=organisation_facts(organisation, day, known),
        statuses=tuple(OrganisationStatus.objects.as_of(day, known).filter(organisation=organisation)),
        headcount=sum(by[Dimension.SEX].values()),
        main_jobs=main,
        second_jobs=jobs.values("line").distinct().count() - main,
        by=by,
        certificates=_certificates(people, as_of),
        entries_last_year=entries,
        late_last_year=late,
        incomplete=incomplete_jobs(jobs, day).values("person").distinct().count(),
        on_leave=Absence.objects.as_of(day, known).filter(employment__in=lines).values("person").distinct().count(),
        licences=tuple(
            one.licence.id for one in licences_of_organisation(organisation, day, known) if not one.is_ended
        ),
    )


def _headcount(organisation: UUID, as_of: AsOf) -> dict[str, dict[str, int]]:
    """People by dimension and key, each at the one place where they are counted."""
    heads = heads_on(as_of.valid, as_of.known, Filters(organisation=organisation), {organisation})
    tally: Tally = Counter()
    count_heads(tally, Organisations(as_of.known), Measure.CLOSING, as_of.valid, heads)
    found: dict[str, dict[str, int]] = {str(dimension): {} for dimension in BALANCED}
    for place, number in sorted(tally.items()):
        found[place.dimension][place.key] = number
    return found


def _certificates(people: Iterable[UUID], as_of: AsOf) -> CertificateCount:
    """Workers, main and second jobs alike, by the certificate that holds longest."""
    rest = list(people)
    valid = expiring = 0
    for first in range(0, len(rest), AT_ONCE):
        portion = rest[first : first + AT_ONCE]
        held = _last_days(portion, as_of)
        soon = sum(last is not None and last <= as_of.valid + EXPIRING for last in held.values())
        valid, expiring = valid + len(held) - soon, expiring + soon
    return CertificateCount(valid, expiring, len(rest) - valid - expiring)


def _last_days(people: list[UUID], as_of: AsOf) -> dict[UUID, date | None]:
    """Of everybody with a certificate that is valid on the day: until when one holds; None: without an end."""
    day, known = as_of
    rows = list(Certificate.objects.filter(person__in=people, change__at__lte=known))
    events: dict[UUID, list[CertificateEvent]] = defaultdict(list)
    for event in CertificateEvent.objects.filter(certificate__in=rows, change__at__lte=known).order_by("id"):
        events[event.certificate_id].append(event)
    trained = training_days({row.person_id for row in rows if row.valid_until is None}, known)
    found: dict[UUID, date | None] = {}
    for row in rows:
        status = status_on(row, events[row.id], day, trained.get(row.person_id, ()))
        if status.status is CertificateStatus.VALID:
            known_end = found.get(row.person_id, date.min)
            ends = (known_end, status.holds_until)
            found[row.person_id] = None if None in ends else max(one for one in ends if one is not None)
    return found


def _entries(organisation: UUID, as_of: AsOf) -> tuple[int, int]:
    """Jobs that became known within the last twelve months: how many, and how many after their term."""
    after = end_of(add_years(as_of.valid, -1))
    until = min(as_of.known, end_of(as_of.valid))
    mine = Employment.objects.filter(organisation=organisation)
    entered = dict(mine.values_list("line").annotate(first=Min("known_from")).filter(first__gt=after, first__lte=until))
    believed = mine.known_at(as_of.known).filter(line__in=entered).values_list("line", "hired_on").distinct()
    late = 0
    total = 0
    for line, hired_on in believed:
        due = due_on(hired_on, current_book())
        total += 1
        late += due is not None and localdate(entered[line]) > due
    return total, late
