"""What is short at the bases of a licence: today, on a past day, or soon.

Only annexes that are valid or suspended are looked at: of one that has ended nothing is asked. What is short follows
from posts and staffing lines (``law.order_59_licence.staffing``); nothing here stores anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from tirkelim.law.finding import Finding
from tirkelim.law.order_59_licence.staffing import (
    Need,
    Post,
    Shortage,
    StaffLine,
    needs_of,
    people_on,
    shortages,
    staffing_on,
)
from tirkelim.register.licence_queries import AnnexOn, LicenceOn
from tirkelim.register.licence_reference import staff_lines_on
from tirkelim.services.licence.staffing.posts import Place, places_at
from tirkelim.services.licence.staffing.watched import WATCHED

HORIZON = timedelta(days=183)
"""How far ahead shortages are looked for, where nobody says otherwise."""
OFFICIAL = frozenset({"high", "medium"})
"""Certainties of lines that may be shown as resting on an act; of the others the pages say that they are ours."""


class LineStaffing(NamedTuple):
    """One need of an annex: who counts on the day (ids of people; for the holder and the department only), the finding,
    and the stretches from that day on during which it is short."""

    need: Need
    people: frozenset[UUID]
    finding: Finding
    shortages: tuple[Shortage, ...]

    @property
    def now(self) -> Shortage | None:
        """The shortage of the day itself."""
        return self.shortages[0] if self.is_short else None

    @property
    def is_short(self) -> bool:
        """Whether too few people count on the day."""
        return len(self.people) < self.need.least

    @property
    def coming(self) -> Shortage | None:
        """The first shortage after the day, where it is not short on the day itself."""
        return None if self.is_short else next(iter(self.shortages), None)

    @property
    def official(self) -> bool:
        """Whether the line may be called more than ours."""
        return self.need.certainty in OFFICIAL


class AnnexStaffing(NamedTuple):
    """The staff of one annex on a day."""

    on: AnnexOn
    lines: tuple[LineStaffing, ...]
    places: tuple[Place, ...]

    @property
    def is_short(self) -> bool:
        """Whether any need is not covered on the day."""
        return any(line.is_short for line in self.lines)


class PublicLine(NamedTuple):
    """What anyone may know of one need: numbers, no people. ``official`` False: the line is ours (reading L14)."""

    subtype: str
    specialty: str
    specialties: frozenset[str]
    found: int
    least: int
    certainty: str
    official: bool

    @property
    def is_short(self) -> bool:
        """Whether too few count."""
        return self.found < self.least


class PublicStaffing(NamedTuple):
    """The staff of one annex as the public sees it."""

    annex: UUID
    lines: tuple[PublicLine, ...]


def staffing_of(
    licence_on: LicenceOn, day: date, known: datetime, horizon: timedelta = HORIZON
) -> tuple[AnnexStaffing, ...]:
    """The staff of a licence's annexes on a day as known at a moment, and what is short then or by the horizon."""
    return staffing_of_all([licence_on], day, known, horizon)[licence_on.licence.id]


def staffing_of_all(
    licences: Iterable[LicenceOn], day: date, known: datetime, horizon: timedelta = HORIZON
) -> dict[UUID, tuple[AnnexStaffing, ...]]:
    """As ``staffing_of``, of several licences by their ids; as many queries for all as for one."""
    watched = {held.licence.id: [one for one in held.annexes if one.status.status in WATCHED] for held in licences}
    places = places_at((one.annex.base_id for annexes in watched.values() for one in annexes), known)
    lines = staff_lines_on(day, known)
    return {licence: staffing_with(annexes, places, lines, day, horizon) for licence, annexes in watched.items()}


def staffing_with(
    annexes: Iterable[AnnexOn],
    places: Mapping[UUID, tuple[Place, ...]],
    lines: Iterable[StaffLine],
    day: date,
    horizon: timedelta = HORIZON,
) -> tuple[AnnexStaffing, ...]:
    """As ``staffing_of``, with posts and lines already at hand. No queries."""
    every = tuple(lines)
    return tuple(_annex(one, places.get(one.annex.base_id, ()), every, day, horizon) for one in annexes)


def needs_at(annex: AnnexOn, lines: Iterable[StaffLine]) -> tuple[Need, ...]:
    """What the subtypes of an annex need."""
    return needs_of(((row.code, row.specialty) for row in annex.subtypes), lines)


def public_staffing(licence_on: LicenceOn, day: date, known: datetime) -> tuple[PublicStaffing, ...]:
    """How many certified people count for each need of a licence's annexes on a day, of how many: numbers only."""
    return tuple(
        PublicStaffing(one.on.annex.id, tuple(_public(line) for line in one.lines))
        for one in staffing_of(licence_on, day, known, timedelta())
    )


def _annex(
    annex: AnnexOn, places: tuple[Place, ...], lines: tuple[StaffLine, ...], day: date, horizon: timedelta
) -> AnnexStaffing:
    needs = needs_at(annex, lines)
    posts = tuple(place.post for place in places)
    found = staffing_on(needs, posts, day)
    since, until = min(annex.annex.issued_on, day), day + horizon
    shown = tuple(
        LineStaffing(need, _people(need, posts, day), finding, _not_over(need, posts, since, day, until))
        for need, finding in zip(needs, found, strict=True)
    )
    return AnnexStaffing(annex, shown, places)


def _people(need: Need, posts: tuple[Post, ...], day: date) -> frozenset[UUID]:
    return frozenset(UUID(person) for person in people_on(need, posts, day))


def _not_over(need: Need, posts: tuple[Post, ...], since: date, day: date, until: date) -> tuple[Shortage, ...]:
    """What is short on the day or will be by the end; what is short already keeps the day on which it began."""
    found = shortages((need,), posts, since, until)
    return tuple(short for short in found if short.last is None or short.last >= day)


def _public(line: LineStaffing) -> PublicLine:
    need = line.need
    return PublicLine(
        need.subtype, need.specialty, need.specialties, len(line.people), need.least, need.certainty, line.official
    )
