"""The ledger of a worker: each result with its units, why, and until when it counts; what leaves the period next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding
from tirkelim.law.order_283_cpd.activity import Activity
from tirkelim.law.order_283_cpd.assess import assess, explain
from tirkelim.law.order_283_cpd.rows import Row, Window
from tirkelim.law.order_283_cpd.tariff import Tariff
from tirkelim.law.order_283_cpd.volume import Volume, sum_up, volume_rules
from tirkelim.law.period import add_years
from tirkelim.law.unknown import UNKNOWN, Maybe


class LedgerLine(NamedTuple):
    """One result on a day of confirmation.

    ``quarters`` of a unit: 0 earns nothing, UNKNOWN lacks a fact. ``finding`` says which, and why; ``conditions`` go
    through everything that the row asks. ``counts_until`` is the last day of a confirmation on which the result still
    counts (past for one that counts no more); None for a result that would earn nothing on any day.
    """

    activity: Activity
    quarters: Maybe[int]
    finding: Finding
    conditions: tuple[Finding, ...]
    counts_until: date | None


class Ledger(NamedTuple):
    """All results in the order given, their sums, and the periods in which they were counted."""

    lines: tuple[LedgerLine, ...]
    volume: Volume
    window: Window


class Drop(NamedTuple):
    """Units that leave: from ``day`` on a confirmation no longer counts the line at this index."""

    day: date
    quarters: int
    line: int


def ledger(activities: Iterable[Activity], day: date, book: LawBook) -> Ledger:
    """The results as a confirmation on the day would count them (283/2020 p.6, p.9, annex 1). Raises NotInForce."""
    results = tuple(activities)
    rules = volume_rules(book, day)
    window = rules.tariff.window(day)
    volume, findings = sum_up(results, window, rules)
    lines = tuple(_line(a, finding, rules.tariff, window) for a, finding in zip(results, findings, strict=True))
    return Ledger(lines, volume, window)


def _line(a: Activity, finding: Finding, table: Tariff, window: Window) -> LedgerLine:
    row = table.rows[a.criterion]
    quarters, (*conditions, _) = explain(a, row, window)
    return LedgerLine(a, quarters, finding, tuple(conditions), _counts_until(a, row, table))


def _counts_until(a: Activity, row: Row, table: Tariff) -> date | None:
    """None where even then there would be nothing to count."""
    until = last_day(a.completed_on, table.recent_years if row.recent else table.window_years)
    quarters, _ = assess(a, row, table.window(until))
    return until if quarters is UNKNOWN or quarters else None


def last_day(completed_on: date, years: int) -> date:
    """The last day of a confirmation whose period of so many years still holds the day (readings C15, G6).

    What was completed on 28 February counts on 29 February of a leap year too: so many years before is the 28th.
    """
    anniversary = add_years(completed_on, years)
    after = anniversary + timedelta(days=1)
    return after if add_years(after, -years) <= completed_on else anniversary


def drops(held: Ledger, day: date) -> tuple[Drop, ...]:
    """What leaves the period from the day on, soonest first: only lines that earn units now."""
    found = (
        Drop(line.counts_until + timedelta(days=1), line.quarters, n)
        for n, line in enumerate(held.lines)
        if line.quarters is not UNKNOWN and line.quarters and line.counts_until is not None
    )
    return tuple(sorted(drop for drop in found if drop.day > day))
