"""The volume of CPD: the sum of the three chapters (283/2020 p.9) and what each step asks for (annex 3)."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding, Param, Status, Term
from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.activity import Activity, Chapter
from tirkelim.law.order_283_cpd.assess import assess
from tirkelim.law.order_283_cpd.columns import reaches, rest_units, total_units, volume_replaced
from tirkelim.law.order_283_cpd.levels import Level, framework
from tirkelim.law.order_283_cpd.rows import Window
from tirkelim.law.order_283_cpd.tariff import Tariff, tariff
from tirkelim.law.period import add_years
from tirkelim.law.units import QUARTERS, Units
from tirkelim.law.unknown import UNKNOWN

_UNKNOWN = Status.UNKNOWN


class Volume(NamedTuple):
    """Sums in quarters of a unit. ``by_level`` holds further education by programme level, first without a level.

    ``*_open``: a result of that part could not be counted, because a fact of it is missing; the true sum is as much or
    more.
    """

    by_level: tuple[int, ...]
    non_formal: int
    competencies: int
    further_open: bool = False
    rest_open: bool = False

    @property
    def further_education(self) -> Units:
        """All units of row 1."""
        return Units(sum(self.by_level))

    @property
    def rest(self) -> Units:
        """Units of non-formal education and competencies together."""
        return Units(rest_units(self.non_formal, self.competencies))

    @property
    def total(self) -> Units:
        """The total (p.9)."""
        return Units(total_units(sum(self.by_level), self.non_formal, self.competencies))


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """What annex 3 asks of a step, in quarters; ``band`` is the lowest programme level that counts, as an index."""

    total: Units
    further_education: Units
    band: int
    rest: Units
    hour_rate: int
    """Quarters that an hour of a further-education cycle earns."""
    seminar_rate: int
    """Quarters that half an hour of a seminar earns."""
    commissions: int
    params: tuple[Param, ...]
    """What the texts mention: the programme level."""


@dataclass(frozen=True, slots=True, eq=False)
class VolumeRules:
    """Annex 3 on a day; ``needs`` by step (0: none)."""

    tariff: Tariff
    needs: tuple[Need | None, ...]
    level_place: Mapping[str | None, int]
    """Where the units of a programme level are summed up."""
    commission_years: int
    commissions: int

    def need(self, level: Level) -> Need | None:
        """What the level asks for; None for an initial level and level 8 (readings C20, C22)."""
        return self.needs[level.step]


@functools.lru_cache(maxsize=64)
def volume_rules(book: LawBook, day: date) -> VolumeRules:
    """Annex 3 as it stands on a day. Raises NotInForce."""
    table = tariff(book, day)
    names = book.texts("cpd.programme_levels", day)
    index: dict[str | None, int] = {None: 0} | {name: n for n, name in enumerate(names, start=1)}
    categories = framework(book, day).categories[1:]
    return VolumeRules(
        tariff=table,
        needs=(None, *(_need(book, day, category, index, table) for category in categories)),
        level_place={name: _LEVELS + n for name, n in index.items()},
        commission_years=book.number("cpd.commission.window_years", day),
        commissions=book.number("cpd.commission.participations", day),
    )


def _need(book: LawBook, day: date, category: str, index: Mapping[str | None, int], table: Tariff) -> Need:
    prefix = f"cpd.volume.{category}"
    band = str(book.parameter(f"{prefix}.programme_level", day))
    return Need(
        total=_units(book, "cpd.volume.total", day),
        further_education=_units(book, f"{prefix}.further_education", day),
        band=index[band],
        rest=_units(book, f"{prefix}.non_formal_and_competencies", day),
        hour_rate=table.rows[1].rate * 2,
        seminar_rate=table.rows[3].rate,
        commissions=book.number("cpd.commission.participations", day),
        params=(("level", Term(f"cpd.programme_level.{band}")),),
    )


def _units(book: LawBook, id: str, day: date) -> Units:
    return Units(book.number(id, day) * QUARTERS)


# --- gathering ---


def sum_up(activities: Iterable[Activity], window: Window, rules: VolumeRules) -> tuple[Volume, list[Finding]]:
    """The volume of all activities, and one finding for each of them, in their order."""
    rows, place_of = rules.tariff.rows, rules.level_place
    sums = [0] * (_LEVELS + len(place_of))  # by chapter; then further education by programme level
    uncounted: set[int] = set()
    findings: list[Finding] = []
    note, unknown = findings.append, UNKNOWN
    for a in activities:
        row = rows[a.criterion]
        quarters, finding = assess(a, row, window)
        note(finding)
        chapter = row.chapter
        if quarters is unknown:
            uncounted.add(chapter)
        elif chapter:
            sums[chapter] += quarters
        else:
            sums[place_of[a.programme_level]] += quarters
    further_open = 0 in uncounted
    rest_open = len(uncounted) > further_open
    return Volume(tuple(sums[_LEVELS:]), sums[1], sums[2], further_open, rest_open), findings


_LEVELS = len(Chapter)
"""Where further education by programme level begins in the list of sums."""


def participations(commission_on: Iterable[date], confirmed_on: date, years: int) -> int:
    """How many participations in the independent expert commission fall into the years before confirmation."""
    opens = add_years(confirmed_on, -years)
    return sum(1 for day in commission_on if opens <= day <= confirmed_on)


# --- annex 3 ---


def volume_findings(volume: Volume, need: Need | None, commissions: int | None) -> tuple[Finding, ...]:
    """Total, further education, the rest, and the alternative. ``commissions`` None: not known."""
    if need is None:
        return _NOT_ASKED
    if commissions is not None and volume_replaced(commissions, need.commissions):
        return (*_REPLACED, req.COMMISSION.met(commissions, need.commissions, readings=("C4",)))
    by_level, non_formal, competencies, further_open, rest_open = volume
    total = total_units(sum(by_level), non_formal, competencies)
    in_band, rest = sum(by_level[need.band :]), rest_units(non_formal, competencies)
    uncertain = commissions is None
    parts = (
        _part(_TOTAL, total, need, further_open or rest_open or uncertain),
        _part(_FURTHER_EDUCATION, in_band, need, further_open or uncertain),
        _part(_REST, rest, need, rest_open or uncertain),
    )
    matters = uncertain and any(part.status is _UNKNOWN for part in parts)
    return (*parts, _alternative(commissions, need.commissions, matters))


_PARTS = ((req.TOTAL, ()), (req.FURTHER_EDUCATION, ("C18",)), (req.REST, ()))
_TOTAL, _FURTHER_EDUCATION, _REST = range(3)


@functools.lru_cache(maxsize=16384)
def _part(which: int, found: int, need: Need, uncertain: bool) -> Finding:
    """One of the three volumes. Short of it, the message says what would close the gap."""
    requirement, readings = _PARTS[which]
    required = (need.total, need.further_education, need.rest)[which]
    if reaches(found, required):
        return requirement.met(Units(found), required, *need.params, readings=readings)
    missing = required - found
    params = (
        ("missing", Units(missing)),
        ("cycle_hours", -(-missing // need.hour_rate)),
        ("seminar_hours", -(-missing // (2 * need.seminar_rate))),
        *need.params,
    )
    if uncertain:
        return Finding(requirement, _UNKNOWN, None, required, "", params, readings)
    return requirement.not_met(Units(found), required, *params, readings=readings)


_NOT_ASKED = tuple(
    requirement.not_applicable(message="cpd.volume.not_asked", readings=("C22",))
    for requirement in (req.TOTAL, req.FURTHER_EDUCATION, req.REST, req.COMMISSION)
)
_REPLACED = tuple(
    requirement.not_applicable(message="cpd.volume.replaced", readings=("C4",))
    for requirement in (req.TOTAL, req.FURTHER_EDUCATION, req.REST)
)


@functools.cache
def _alternative(commissions: int | None, required: int, matters: bool) -> Finding:
    """The alternative where it does not stand in for the volume: not known only where that would change something."""
    status = _UNKNOWN if matters else Status.NOT_APPLICABLE
    return Finding(req.COMMISSION, status, commissions, required)
