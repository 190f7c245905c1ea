"""What a report counts: measures of people, each within the values of some dimensions.

Opening, hired, returned, arrived, moved in and changed in, less those who moved out, changed out or left, make the
closing headcount, to the person, for the whole and for every value of a dimension (``BALANCED``).
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple
from uuid import UUID

from tirkelim.law.digest import digest
from tirkelim.law.order_253_register.movement import LEAVE_REASONS


class Dimension(enum.StrEnum):
    """By what people are told apart. Keys of each are told beside it; an empty key means not known."""

    ALL = "all"
    """One key, ``all``: everybody in the part of the register that the report is about."""
    REGION = "region"
    """KATO code of the region of the workplace, nine digits."""
    ORGANISATION = "organisation"
    """Id of the organisation, as text with hyphens."""
    SECTOR = "sector"
    """Sector of the organisation: health, education, defence, interior, ..."""
    OWNERSHIP = "ownership"
    """Ownership of the organisation: state or private."""
    KIND = "kind"
    """Kind of the organisation (``register.OrganisationKind``)."""
    GROUP = "group"
    """Number of the position group of 305/2020, 1 to 9."""
    POSITION = "position"
    """Row of the nomenclature of 305/2020, 1 to 87."""
    SPECIALTY = "specialty"
    """Code of the list of specialties."""
    TRACK = "track"
    """Track of the newest level, as the law names it: 4, 5, 6, 7I, 7R, 8."""
    LEVEL = "level"
    """The newest level, such as 7.2 (R); ``category.first`` and so on for a category of the earlier system."""
    SEX = "sex"
    """female or male."""
    AGE = "age"
    """Five-year band of completed years, such as 30-34; ``-19`` and ``70-`` at the ends."""
    PYRAMID = "pyramid"
    """Sex and age band at once, such as ``female 30-34``."""
    REGION_FLOW = "region_flow"
    """From one region to another: ``710000000>750000000``."""
    SECTOR_FLOW = "sector_flow"
    """From one sector to another: ``health>education``."""
    ORGANISATION_FLOW = "organisation_flow"
    """From one organisation to another: two ids with ``>`` between them."""
    COUNTRY = "country"
    """Country moved to or arrived from, ISO 3166-1 alpha-3."""


class Measure(enum.StrEnum):
    """What is counted. People, but for `late_entries`."""

    OPENING = "opening"
    """Headcount at the end of the day before the first."""
    HIRED = "hired"
    """Began their first job in an organisation of the register."""
    RETURNED = "returned"
    """Began work again after a longer break."""
    ARRIVED = "arrived"
    """Began work after living or studying abroad."""
    MOVED_IN = "moved_in"
    """Came from another organisation, or after a break not longer than the parameter."""
    CHANGED_IN = "changed_in"
    """Came into the value (a position, a level, an age band) without changing the organisation."""
    MOVED_OUT = "moved_out"
    """Went to another organisation, or began work again after a break not longer than the parameter."""
    CHANGED_OUT = "changed_out"
    """Went out of the value without changing the organisation."""
    CLOSING = "closing"
    """Headcount at the end of the last day."""
    REGISTERED = "registered"
    """Became known to the register within the period, for the first time."""
    LATE_ENTRIES = "late_entries"
    """Jobs entered within the period after the three working days of 253/2020 p.8."""
    MOVED = "moved"
    """Of flows: moves from the one to the other."""


def left(reason: str) -> str:
    """The measure of those who left for a reason (``LEAVE_REASONS``)."""
    return f"left.{reason}"


LEFT = tuple(left(reason) for reason in LEAVE_REASONS)
"""The measures of leaving, one a reason; nobody is in two."""
ADDING = (Measure.HIRED, Measure.RETURNED, Measure.ARRIVED, Measure.MOVED_IN, Measure.CHANGED_IN)
TAKING = (Measure.MOVED_OUT, Measure.CHANGED_OUT, *LEFT)
BALANCED = (
    Dimension.ALL, Dimension.REGION, Dimension.ORGANISATION, Dimension.SECTOR, Dimension.OWNERSHIP, Dimension.KIND,
    Dimension.GROUP, Dimension.POSITION, Dimension.SPECIALTY, Dimension.TRACK, Dimension.LEVEL, Dimension.SEX,
    Dimension.AGE, Dimension.PYRAMID,
)  # fmt: skip
"""The dimensions in which the arithmetic holds for every key."""
FLOWS = (Dimension.REGION_FLOW, Dimension.SECTOR_FLOW, Dimension.ORGANISATION_FLOW)
ALL_KEY = "all"


class Figure(NamedTuple):
    """Where a number stands."""

    dimension: str
    key: str
    measure: str


@dataclass(frozen=True, slots=True)
class Filters:
    """The part of the register that a report is about; None: no restriction. They hold together."""

    organisation: UUID | None = None
    region: str | None = None
    sector: str | None = None
    ownership: str | None = None
    kind: str | None = None
    group: int | None = None
    position: int | None = None
    specialty: str | None = None
    sex: str | None = None

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Filters:
        """Filters as they are stored with a report."""
        values = dict(stored)
        if "organisation" in values:
            values["organisation"] = UUID(values["organisation"])
        return cls(**values)

    def stored(self) -> dict[str, str | int]:
        """Filters as they are stored: only those that restrict."""
        found = {item.name: getattr(self, item.name) for item in fields(self)}
        return {
            name: value if isinstance(value, int) else str(value) for name, value in found.items() if value is not None
        }


@dataclass(frozen=True, slots=True)
class Figures:
    """All numbers of a report. What is nought is not kept."""

    values: Mapping[Figure, int] = field(default_factory=dict)

    def get(self, dimension: str, key: str, measure: str) -> int:
        """One number; nought where nothing was counted."""
        return self.values.get(Figure(dimension, key, measure), 0)

    def whole(self, measure: str) -> int:
        """A number of the whole report."""
        return self.get(Dimension.ALL, ALL_KEY, measure)

    def left(self, dimension: str = Dimension.ALL, key: str = ALL_KEY) -> int:
        """How many left, for whatever reason."""
        return sum(self.get(dimension, key, measure) for measure in LEFT)

    def keys(self, dimension: str) -> tuple[str, ...]:
        """The keys of a dimension that have any number, in order."""
        return tuple(sorted({place.key for place in self.values if place.dimension == dimension}))

    def rows(self, dimension: str) -> dict[str, dict[str, int]]:
        """For every key of a dimension its numbers by measure. One pass over all figures."""
        found: dict[str, dict[str, int]] = {}
        for place, value in self.values.items():
            if place.dimension == dimension:
                found.setdefault(place.key, {})[place.measure] = value
        return dict(sorted(found.items()))

    def __iter__(self) -> Iterator[tuple[Figure, int]]:
        return iter(sorted(self.values.items()))

    def digest(self) -> str:
        """SHA-256 over the canonical JSON of all figures."""
        return digest([[*place, value] for place, value in self])

    def unbalanced(self) -> tuple[tuple[str, str, int], ...]:
        """Where opening and movement do not make closing: dimension, key, and by how many. It must be empty."""
        wrong = []
        for dimension in BALANCED:
            for key, row in self.rows(dimension).items():
                came = sum(row.get(measure, 0) for measure in ADDING)
                went = sum(row.get(measure, 0) for measure in TAKING)
                lacking = row.get(Measure.CLOSING, 0) - row.get(Measure.OPENING, 0) - came + went
                if lacking:
                    wrong.append((str(dimension), key, lacking))
        return tuple(wrong)
