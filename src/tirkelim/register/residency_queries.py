"""Questions on residency bases: their statuses, contracts, places and placements. They check no rights: the caller
asks the policy first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from tirkelim.register.models import (
    BaseContract,
    BasePlaces,
    Employment,
    Organisation,
    OrganisationStatus,
    Placement,
    StatusKind,
)

BASE_STATUSES = (StatusKind.EDUCATION_CLINIC, StatusKind.UNIVERSITY_HOSPITAL, StatusKind.SCIENTIFIC_CLINIC)
"""The statuses that let an organisation be a residency base (304/2020 p.15(1))."""
ACCREDITATION = StatusKind.RESIDENCY_BASE
"""Its accreditation as one (p.3), the other test."""
_KINDS = tuple(kind.value for kind in (*BASE_STATUSES, ACCREDITATION))


class Free(NamedTuple):
    """The places of a specialty at a base on a day."""

    base: UUID
    specialty: str
    places: int
    taken: int

    @property
    def free(self) -> int:
        """Places that nobody has; never below none, even where more are placed than there are places."""
        return max(0, self.places - self.taken)


class Standing(NamedTuple):
    """Whether an organisation is a base on a day: its statuses and its accreditations then."""

    statuses: tuple[OrganisationStatus, ...]
    accreditations: tuple[OrganisationStatus, ...]

    @property
    def is_base(self) -> bool:
        """Whether both tests are passed."""
        return bool(self.statuses) and bool(self.accreditations)


# --- statuses ---


def base_statuses(organisation: UUID, known: datetime) -> list[OrganisationStatus]:
    """All statuses and accreditations that matter for a base, whenever they hold; the newest first."""
    rows = OrganisationStatus.objects.known_at(known).filter(organisation=organisation, kind__in=_KINDS)
    return list(rows.order_by("-valid_from", "number"))


def standing(organisation: UUID, day: date, known: datetime) -> Standing:
    """What the organisation has of both on a day."""
    return _standing(row for row in base_statuses(organisation, known) if _holds(row, day))


def bases_among(organisations: Iterable[UUID], day: date, known: datetime) -> set[UUID]:
    """Those of the organisations that are bases on a day. One query."""
    rows = OrganisationStatus.objects.known_at(known).filter(organisation__in=set(organisations), kind__in=_KINDS)
    held: defaultdict[UUID, list[OrganisationStatus]] = defaultdict(list)
    for row in rows:
        if _holds(row, day):
            held[row.organisation_id].append(row)
    return {organisation for organisation, found in held.items() if _standing(found).is_base}


def _standing(held: Iterable[OrganisationStatus]) -> Standing:
    rows = list(held)
    return Standing(
        tuple(row for row in rows if row.kind != ACCREDITATION.value),
        tuple(row for row in rows if row.kind == ACCREDITATION.value),
    )


def bases() -> QuerySet[Organisation]:
    """The organisations that are, were or want to be residency bases: with a status, a contract or places."""
    ever = Q(statuses__known_to__isnull=True, statuses__kind__in=_KINDS)
    asked = Q(contracts_as_base__known_to__isnull=True, contracts_as_base__isnull=False)
    offered = Q(places_for_residents__known_to__isnull=True, places_for_residents__isnull=False)
    return Organisation.objects.filter(ever | asked | offered).distinct()


# --- contracts ---


def contracts_between(school: UUID, base: UUID, known: datetime) -> list[BaseContract]:
    """The contracts of a school with a base, whenever they hold."""
    rows = BaseContract.objects.known_at(known).filter(school=school, base=base)
    return list(rows.order_by("valid_from", "number"))


def contracts_of_school(school: UUID) -> QuerySet[BaseContract]:
    """A school's contracts by the present knowledge, the newest first."""
    return BaseContract.objects.current().filter(school=school).order_by("-valid_from", "number")


def contracts_of_base(base: UUID) -> QuerySet[BaseContract]:
    """A base's contracts by the present knowledge, the newest first."""
    return BaseContract.objects.current().filter(base=base).order_by("-valid_from", "number")


# --- placements ---


def placements(**those: object) -> list[Placement]:
    """The placements of a person, school or base (``person=``, ``school=``, ``base=``), the newest first."""
    return list(Placement.objects.filter(**those).order_by("-starts_on", "number"))


def days_of(rows: Iterable[Placement], known: datetime) -> dict[UUID, list[tuple[date, date]]]:
    """The first and last days on which each placement runs, by its id: as long as the job that it began is recorded.

    A resident who left earlier frees the place from the day after the last one.
    """
    found = list(rows)
    jobs = Employment.objects.known_at(known).filter(line__in=[row.employment for row in found])
    spans: dict[UUID, list[tuple[date, date]]] = {}
    for job in jobs.order_by("valid_from"):
        last = date.max if job.valid_to is None else job.valid_to - timedelta(days=1)
        spans.setdefault(job.line, []).append((job.valid_from, last))
    return {
        row.id: [
            (max(first, row.starts_on), min(last, row.ends_on))
            for first, last in spans.get(row.employment, [])
            if first <= row.ends_on and last >= row.starts_on
        ]
        for row in found
    }


def running(rows: Iterable[Placement], day: date, known: datetime) -> list[Placement]:
    """Those of the placements that run on a day."""
    found = list(rows)
    spans = days_of(found, known)
    return [row for row in found if any(first <= day <= last for first, last in spans[row.id])]


def placement_within(
    person: UUID, first: date, last: date, known: datetime, *, but: Collection[UUID] = ()
) -> Placement | None:
    """A placement of the person that runs on some day between the two. ``but``: decisions whose placements another
    decision is about to take back."""
    rows = [row for row in placements(person=person) if row.decision not in but]
    spans = days_of(rows, known)
    return next((row for row in rows if any(begin <= last and end >= first for begin, end in spans[row.id])), None)


def placement_by_decision(decision: UUID) -> Placement | None:
    """The placement that a decision agreed to."""
    return Placement.objects.filter(decision=decision).select_related("base", "school").first()


# --- places ---


def places_of(base: UUID) -> QuerySet[BasePlaces]:
    """What a base says of its places, by the present knowledge, the newest first."""
    return BasePlaces.objects.current().filter(base=base).order_by("specialty", "-valid_from")


def free_places(day: date, known: datetime, *, base: UUID | None = None, specialty: str = "") -> list[Free]:
    """The places of bases on a day, also one to come: those in force less the placements that run then.

    A base is listed whether or not it is accredited: that is another question (``standing``).
    """
    offered, placed = (
        BasePlaces.objects.as_of(day, known),
        Placement.objects.filter(starts_on__lte=day, ends_on__gte=day),
    )
    if base is not None:
        offered, placed = offered.filter(base=base), placed.filter(base=base)
    if specialty:
        offered, placed = offered.filter(specialty=specialty), placed.filter(specialty=specialty)
    places: dict[tuple[UUID, str], int] = {}
    for row in offered:
        key = (row.base_id, row.specialty)
        places[key] = places.get(key, 0) + row.places
    taken: dict[tuple[UUID, str], int] = {}
    for one in running(placed, day, known):
        taken[one.base_id, one.specialty] = taken.get((one.base_id, one.specialty), 0) + 1
    return [Free(*key, places.get(key, 0), taken.get(key, 0)) for key in sorted({*places, *taken})]


def fewest_free(
    base: UUID, specialty: str, first: date, last: date, known: datetime, *, but: Collection[UUID] = ()
) -> int:
    """The fewest free places on any day from the first up to the last: what a whole training can count on.

    Below none where more are placed than there are places. ``but`` as in ``placement_within``.
    """
    offered = list(BasePlaces.objects.known_at(known).filter(base=base, specialty=specialty))
    rows = [row for row in placements(base=base, specialty=specialty) if row.decision not in but]
    taken = [span for spans in days_of(rows, known).values() for span in spans]
    turning = {first}
    turning.update(row.valid_from for row in offered)
    turning.update(row.valid_to for row in offered if row.valid_to is not None)
    turning.update(begin for begin, _ in taken)
    days = [day for day in turning if first <= day <= last]
    return min(
        sum(row.places for row in offered if _holds(row, day)) - sum(begin <= day <= end for begin, end in taken)
        for day in days
    )


def _holds(row: OrganisationStatus | BasePlaces, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or day < row.valid_to)
