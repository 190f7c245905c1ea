"""The five years that count, drawn and listed: what stands in them, and what leaves in the two years to come.

The drawing is a scale of days from the opening of the period to two years after the chosen day. Above the line stands
what counts, where it was completed; below the line what leaves, where it leaves. The list beneath says the same.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tirkelim.law.period import add_years
from tirkelim.law.units import Units
from tirkelim.law.unknown import UNKNOWN
from tirkelim.portal.ledger.judging import in_units
from tirkelim.services.cpd.activities import criterion_of
from tirkelim.services.cpd.ledger import Line, WorkersLedger

WIDTH, MIDDLE, HEIGHT = 700, 100, 150
TALLEST, TALLEST_BELOW, LEAST, THICK = 88, 44, 8, 7
YEARS_AHEAD = 2
SOON = 1
"""Years within which a loss is near enough to be said first."""


class Mark(NamedTuple):
    """A bar of the drawing."""

    x: int
    y: int
    height: int
    kind: str
    title: str


class DropView(NamedTuple):
    """A result that leaves: the day, the result, its units, and the total that is left. Quarters are the kernel's."""

    day: date
    title: str
    href: str
    quarters: Units
    units: str
    left: str
    soon: bool


class WindowView(NamedTuple):
    """The period as shown."""

    opens: date
    closes: date
    marks: list[Mark]
    years: list[int]
    today_x: int
    drops: list[DropView]


def window_of(held: WorkersLedger, hrefs: dict[str, str]) -> WindowView:
    """The drawing and the list. ``hrefs``: the pages of the results by their lines."""
    opens, closes = held.counted.window.opens, held.counted.window.closes
    end = add_years(closes, YEARS_AHEAD)
    scale = Scale(opens, end)
    coming = [drop for drop in held.drops if drop.day <= end]
    counting = [line for line in held.lines if line.counted.quarters is not UNKNOWN and line.counted.quarters]
    most = max((_quarters(line) for line in counting), default=1)
    marks = [_standing(line, scale, most) for line in counting]
    marks += [_leaving(held.lines[drop.line], drop.day, scale, most) for drop in coming]
    return WindowView(
        opens=opens,
        closes=closes,
        marks=marks,
        years=[add_years(opens, n).year for n in range(end.year - opens.year + 1)],
        today_x=scale.place(closes),
        drops=_drops(held, hrefs, end),
    )


class Scale(NamedTuple):
    """Days as places across the drawing."""

    first: date
    last: date

    def place(self, day: date) -> int:
        """Where a day stands."""
        return round((day - self.first).days * WIDTH / max((self.last - self.first).days, 1))


def _drops(held: WorkersLedger, hrefs: dict[str, str], end: date) -> list[DropView]:
    left, found = int(held.counted.volume.total), []
    soon = add_years(held.day, SOON)
    for drop in held.drops:
        left -= drop.quarters
        if drop.day <= end:
            row = held.lines[drop.line].row
            units = Units(drop.quarters)
            found.append(
                DropView(
                    drop.day, row.title, hrefs.get(str(row.line), ""), units, in_units(units), in_units(left),
                    drop.day <= soon,
                )
            )  # fmt: skip
    return found


def _standing(line: Line, scale: Scale, most: int) -> Mark:
    tall = max(LEAST, round(TALLEST * _quarters(line) / most))
    title = f"{line.row.title}: {in_units(_quarters(line))}"
    return Mark(_inside(scale.place(line.row.completed_on)), MIDDLE - tall, tall, _chapter(line), title)


def _leaving(line: Line, day: date, scale: Scale, most: int) -> Mark:
    tall = max(LEAST, round(TALLEST_BELOW * _quarters(line) / most))
    title = f"{line.row.title}: {in_units(_quarters(line))}"
    return Mark(_inside(scale.place(day)), MIDDLE + 2, tall, "leaving", title)


def _inside(x: int) -> int:
    return min(max(x - THICK // 2, 0), WIDTH - THICK)


def _quarters(line: Line) -> int:
    quarters = line.counted.quarters
    return 0 if quarters is UNKNOWN else quarters


def _chapter(line: Line) -> str:
    criterion = criterion_of(line.row.criterion)
    return "" if criterion is None else str(criterion.chapter)
