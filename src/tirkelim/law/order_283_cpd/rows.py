"""The shapes of which the tariff is made: a row of annex 1 on a day, its conditions, the periods that count.

These are slotted classes: the rules read their fields many times for every activity.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from tirkelim.law.finding import Finding, Param
from tirkelim.law.order_283_cpd.activity import Activity
from tirkelim.law.order_283_cpd.criteria import Criterion
from tirkelim.law.requirement import Requirement
from tirkelim.law.unknown import Maybe


@dataclass(frozen=True, slots=True)
class Window:
    """The periods in which results count, up to the moment of confirmation (reading C15)."""

    opens: date
    recent_opens: date
    closes: date


@dataclass(frozen=True, slots=True)
class Check:
    """One condition of a row: its requirement, its test, and the keys of the texts that say why it fails."""

    requirement: Requirement
    test: Test
    name: str
    readings: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Where its texts stand: this key with the status after it."""
        return f"cpd.check.{self.name}"


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of annex 1 made ready for a day: its checks, its measure and its rates in quarters of a unit."""

    criterion: Criterion
    requirement: Requirement
    checks: tuple[Check, ...]
    """All conditions, in the order in which they are examined."""
    chapter: int
    """0 further education, 1 non-formal education, 2 competencies."""
    own: Test | None
    """The test left when ``assess`` has taken period, document, translation and profile, and the measure the rest."""
    any_profile: bool
    """The row asks for no profile (reading C9)."""
    measure: Measure
    recent: bool
    """Counts only in the last year before confirmation (row 18)."""
    rate: int
    """Quarters for one of what the row counts (for hours: for half an hour)."""
    rates: Mapping[str, int]
    """Quarters by significance, kind of work or quartile."""
    talk_rates: Mapping[str, int]
    limit: int
    """How many authors come first, or from how many months a membership counts."""
    blocks: tuple[int, int]
    """How many test questions, and how many clinical scenarios, make a unit."""
    half_hours_in_credit: int
    languages: tuple[str, ...]
    """Languages in which a document needs no translation."""
    params: tuple[Param, ...]
    """What the texts about the row mention: its number, its name, its document, its limit."""
    earned: dict[Maybe[int], Assessed]
    """Outcomes already made, by quarters earned: the same units under the same row are the same finding."""
    refused: Mapping[str, Assessed]
    """The outcome for each check that fails, by its name; without a name: there is nothing to count."""
    unanswered: Mapping[str, Assessed]
    """The outcome for each check that cannot be answered; without a name: what the row counts is not known."""


Assessed = tuple[Maybe[int], Finding]
"""The quarters of a unit that an activity earns, and the finding."""
Test = Callable[[Activity, Row, Window], Maybe[bool]]
Measure = Callable[[Activity, Row], Maybe[int]]
