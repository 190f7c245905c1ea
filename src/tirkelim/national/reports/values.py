"""Where a person stands in each dimension: what is known of the job, of its organisation and of the person."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from tirkelim.identity.territories import TerritoryNotKnown, region
from tirkelim.law.book import current_book
from tirkelim.law.order_253_register.movement import Job
from tirkelim.law.order_283_cpd.levels import ACT as LEVELS_ACT
from tirkelim.law.order_283_cpd.levels import framework
from tirkelim.law.order_305_positions.nomenclature import by_row
from tirkelim.law.period import full_years
from tirkelim.national.reports.figures import ALL_KEY, BALANCED, Dimension, Filters
from tirkelim.register.models import OrganisationFact

PLACE = {dimension: number for number, dimension in enumerate(BALANCED)}
"""Where each dimension stands in a tuple of keys."""
UNKNOWN_KEY = ""
LEAP_DAY = 29
YOUNGEST, OLDEST, BAND = 20, 70, 5
"""Years at which the bands begin and end, and the length of a band."""
ABOUT_ORGANISATIONS = ("region", "sector", "ownership", "kind")

Keys = tuple[str, ...]
"""One key for each dimension of ``BALANCED``, in its order."""


class Level(NamedTuple):
    """A level or category over days; the newest one counts, whatever its specialty."""

    obtained_on: date
    id: UUID
    name: str
    first: date
    until: date | None


class Traits(NamedTuple):
    """What is known of a person beside jobs. Sex and date of birth are those of the newest version known."""

    sex: str = UNKNOWN_KEY
    born: date | None = None
    levels: tuple[Level, ...] = ()

    def level(self, day: date) -> str:
        """The newest level or category that is held on a day."""
        held = [one for one in self.levels if one.first <= day and (one.until is None or day < one.until)]
        return max(held).name if held else UNKNOWN_KEY


class Workplace(NamedTuple):
    """What an organisation is, in the words of the dimensions."""

    region: str = UNKNOWN_KEY
    sector: str = UNKNOWN_KEY
    ownership: str = UNKNOWN_KEY
    kind: str = UNKNOWN_KEY


class Organisations:
    """What every organisation was on any day, as known at a moment."""

    def __init__(self, known: datetime) -> None:
        self._days: dict[UUID, list[date]] = {}
        self._held: dict[UUID, list[Workplace]] = {}
        rows = OrganisationFact.objects.known_at(known).order_by("valid_from")
        for id, first, kato, *rest in rows.values_list(
            "organisation_id", "valid_from", "kato", "sector", "ownership", "kind"
        ):
            self._days.setdefault(id, []).append(first)
            self._held.setdefault(id, []).append(Workplace(_region(kato), *(value or UNKNOWN_KEY for value in rest)))

    def on(self, organisation: UUID, day: date) -> Workplace:
        """What an organisation was on a day; before the first day that is known of it, what it was on that one."""
        days = self._days.get(organisation)
        if days is None:
            return Workplace()
        return self._held[organisation][max(0, bisect_right(days, day) - 1)]

    def changed(self, after: date, until: date) -> tuple[UUID, ...]:
        """Those that became otherwise after the one day and by the other."""
        return tuple(
            id for id in self._days if self.on(id, after) != self.on(id, until) or self._turned(id, after, until)
        )

    def fitting(self, filters: Filters, day: date) -> frozenset[UUID] | None:
        """Those that filters name on a day; None: they name none in particular."""
        wanted = {name: getattr(filters, name) for name in ABOUT_ORGANISATIONS if getattr(filters, name) is not None}
        if filters.organisation is None and not wanted:
            return None
        asked: Iterable[UUID] = self._days if filters.organisation is None else (filters.organisation,)
        return frozenset(
            id for id in asked if all(getattr(self.on(id, day), name) == value for name, value in wanted.items())
        )

    def _turned(self, id: UUID, after: date, until: date) -> bool:
        return len({self.on(id, day) for day in self._days[id] if after < day <= until} | {self.on(id, after)}) > 1


def keys_on(job: Job, traits: Traits, day: date, organisations: Organisations) -> Keys:
    """Where a person at a job stands on a day, in every dimension."""
    workplace = organisations.on(job.organisation, day)
    level = traits.level(day)
    age = band(traits.born, day)
    return (
        ALL_KEY,
        workplace.region,
        str(job.organisation),
        workplace.sector,
        workplace.ownership,
        workplace.kind,
        group_of(job.position),
        position_key(job.position),
        job.specialty or UNKNOWN_KEY,
        track_of(level),
        level,
        traits.sex,
        age,
        pyramid_key(traits.sex, age),
    )


def fits(keys: Keys, filters: Filters) -> bool:
    """Whether someone who stands there belongs to the part of the register that is asked for."""
    return all(keys[place] == value for place, value in _wanted(filters))


@functools.lru_cache(maxsize=64)
def _wanted(filters: Filters) -> tuple[tuple[int, str], ...]:
    return tuple((PLACE[Dimension(name)], str(value)) for name, value in filters.stored().items())


def band(born: date | None, day: date) -> str:
    """The five-year band of completed years on a day."""
    if born is None:
        return UNKNOWN_KEY
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    if born.day == LEAP_DAY:
        years = full_years(born, day)
    if years < YOUNGEST:
        return f"-{YOUNGEST - 1}"
    if years >= OLDEST:
        return f"{OLDEST}-"
    first = years - years % BAND
    return f"{first}-{first + BAND - 1}"


def pyramid_key(sex: str, age: str) -> str:
    """Sex and age band at once; empty where either is not known."""
    return f"{sex} {age}" if sex and age else UNKNOWN_KEY


def position_key(position: int | None) -> str:
    """The row of the nomenclature as a key."""
    return UNKNOWN_KEY if position is None else str(position)


def group_of(position: int | None) -> str:
    """The group of a position."""
    found = None if position is None else by_row(position)
    return UNKNOWN_KEY if found is None else str(found.group.number)


def track_of(level: str) -> str:
    """The track of a level; of a category, which has none, not known."""
    return _tracks().get(level, UNKNOWN_KEY)


def level_name(level: str | None, category: str | None) -> str:
    """A level, or a category of the earlier system, as a key."""
    return level or (f"category.{category}" if category else UNKNOWN_KEY)


def _region(kato: str | None) -> str:
    try:
        return region(kato or "")
    except TerritoryNotKnown:
        return UNKNOWN_KEY


@functools.cache
def _tracks() -> dict[str, str]:
    """The track of every level of the newest framework held."""
    book = current_book()
    newest = framework(book, book.latest(LEVELS_ACT).start)
    return {name: level.track for name, level in newest.levels.items()}
