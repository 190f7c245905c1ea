"""The ways to close a gap: how much of what would earn the units that are missing (283/2020 annex 1).

Units come from the tariff alone: each way is an activity that meets its row's conditions, assessed like any other.
Which ways are named, in which order and up to how much is ours (``data/order_283/ways.csv``, source "ours"): what takes
a worker less effort stands first, and nobody is advised thirty days of congresses. No order ranks them.
"""

from __future__ import annotations

import enum
import functools
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.data import read_csv
from tirkelim.law.finding import Param, Term
from tirkelim.law.order_283_cpd.activity import Activity, Chapter, ProgrammeLevel, Quartile, Significance, Work
from tirkelim.law.order_283_cpd.assess import assess
from tirkelim.law.order_283_cpd.rows import Row
from tirkelim.law.order_283_cpd.tariff import Tariff, tariff
from tirkelim.law.units import Units
from tirkelim.law.unknown import UNKNOWN


class Gap(enum.StrEnum):
    """Which volume of annex 3 is short."""

    TOTAL = "total"
    FURTHER_EDUCATION = "further_education"
    REST = "rest"


class Way(NamedTuple):
    """One way to close a gap: so much of ``measure`` under a row. ``amount`` counts half-hours where hours are meant.

    ``quarters`` is what it earns: the gap or a little more, never less.
    """

    name: str
    row: int
    chapter: Chapter
    amount: int
    measure: Term
    quarters: Units
    params: tuple[Param, ...]

    @property
    def message(self) -> str:
        """The key of its text (``messages.text`` with ``params``): "62 hours of in-person seminars ..."."""
        return f"cpd.way.{self.name}"


class Plan(NamedTuple):
    """A line of the data: what is done under a row, counted in which measure and steps, and how much at most."""

    name: str
    row: int
    measure: str
    step: str
    most: int | None
    significance: Significance | None
    kind: str
    talk: bool


def ways(
    gap: Gap, missing: int, day: date, book: LawBook, band: ProgrammeLevel | None = None, at_most: int = 3
) -> tuple[Way, ...]:
    """The ways to earn so many missing quarters, least effort first. Raises NotInForce.

    ``band``: the lowest programme level that counts; needed for further education, where nothing else closes the gap.
    """
    if missing <= 0:
        return ()
    table, found = tariff(book, day), []
    for plan in plans():
        way = _way(plan, missing, table, day, band) if closes(plan, gap, table) else None
        if way is not None:
            found.append(way)
    return tuple(found[:at_most])


def closes(plan: Plan, gap: Gap, table: Tariff) -> bool:
    """Whether units under the plan's row count towards the volume."""
    in_further_education = table.rows[plan.row].criterion.chapter is Chapter.FURTHER_EDUCATION
    return gap is Gap.TOTAL or in_further_education == (gap is Gap.FURTHER_EDUCATION)


def _way(plan: Plan, missing: int, table: Tariff, day: date, band: ProgrammeLevel | None) -> Way | None:
    """None where so much cannot be done, or (a membership) is counted once and is too little."""
    row = table.rows[plan.row]
    step = _step(plan, row)
    in_a_step = _earned(plan, step, table, day, band)
    steps = -(-missing // in_a_step)
    if (plan.step == "limit" and steps > 1) or (plan.most is not None and steps * step > plan.most):
        return None
    amount = steps * step
    earned = Units(_earned(plan, amount, table, day, band))
    shown = _shown(plan, amount)
    params: tuple[Param, ...] = (
        ("amount", shown),
        ("units", earned),
        ("level", Term(f"cpd.programme_level.{band or ProgrammeLevel.BASIC}")),
    )
    measure = Term(f"cpd.counted.{plan.measure}")
    return Way(plan.name, plan.row, row.criterion.chapter, amount, measure, earned, params)


def _step(plan: Plan, row: Row) -> int:
    """The least amount that earns anything: a block of the review, the months of a membership, otherwise one."""
    if plan.step == "block":
        return row.blocks[plan.measure == "scenarios"]
    return row.limit if plan.step == "limit" else 1


def _shown(plan: Plan, amount: int) -> int | Decimal:
    """The amount as people say it: whole hours, or with a half."""
    if plan.measure != "hours":
        return amount
    return amount // 2 if amount % 2 == 0 else Decimal(amount) / 2


def _earned(plan: Plan, amount: int, table: Tariff, day: date, band: ProgrammeLevel | None) -> int:
    quarters, finding = assess(activity(plan, amount, day, band), table.rows[plan.row], table.window(day))
    if quarters is UNKNOWN or not quarters:
        raise ValueError(f"way {plan.name} earns nothing: {finding.message_key}")
    return quarters


_FACT_OF = {"weeks": "weeks", "days": "days", "months": "membership_months", "hours": "half_hours"}
_REVIEWED = {"questions": "test_questions", "scenarios": "clinical_scenarios"}


def activity(plan: Plan, amount: int, completed_on: date, band: ProgrammeLevel | None = None) -> Activity:
    """The result that such a way would be, with everything that its row asks for."""
    facts: dict[str, Any] = {"significance": plan.significance or UNKNOWN}
    if plan.measure in _FACT_OF:
        facts[_FACT_OF[plan.measure]] = amount
    elif plan.measure in _REVIEWED:
        facts[_REVIEWED[plan.measure]] = amount
    elif plan.measure == "years":
        facts["months"] = 12 * amount
    else:
        facts["count"] = amount
    if plan.talk:
        facts["days_with_talk"] = amount
    if plan.kind:
        facts |= {"work": Work(plan.kind)} if plan.kind in tuple(Work) else {"quartile": Quartile(plan.kind)}
    return Activity(
        plan.row,
        completed_on,
        profile_match=True,
        evidence_complete=True,
        programme_level=band if plan.row == 1 else None,
        programme_level_match=True,
        author_position=1,
        health_authority_took_part=True,
        online=False,
        **facts,
    )


@functools.cache
def plans() -> tuple[Plan, ...]:
    """All ways of the data, least effort first."""
    rows = sorted(read_csv("order_283/ways.csv"), key=lambda raw: int(raw["order"]))
    return tuple(_plan(raw) for raw in rows)


def _plan(raw: dict[str, str]) -> Plan:
    return Plan(
        name=raw["way"],
        row=int(raw["row"]),
        measure=raw["measure"],
        step=raw["step"],
        most=int(raw["most"]) if raw["most"] else None,
        significance=Significance(raw["significance"]) if raw["significance"] else None,
        kind=raw["kind"],
        talk=raw["talk"] == "yes",
    )
