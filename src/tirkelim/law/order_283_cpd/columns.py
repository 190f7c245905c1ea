"""The rules that the national batch needs too, as plain functions of values.

Only arithmetic, comparison and ``&``, ``|`` are used, so that the same function takes one person's numbers or a column
of a million (columns of the usual engines overload these operators). Integers, dates and booleans only; units are
whole quarters. What differs between one case and a batch is only the gathering (sums, joins). Never write ``and``,
``or``, ``not``, ``if`` or a chained comparison here: a column has no truth value.
"""

from __future__ import annotations

from typing import Any

Cell = Any
"""An integer, a date or a boolean, or a column of them."""


def counts_in_window(completed_on: Cell, opens: Cell, closes: Cell) -> Cell:
    """Whether a result lies in its period, both ends included (283/2020 p.6, p.9; reading C15)."""
    return (completed_on >= opens) & (completed_on <= closes)


def rest_units(non_formal: Cell, competencies: Cell) -> Cell:
    """Units of non-formal education and competencies together (annex 3 row 3)."""
    return non_formal + competencies


def total_units(further_education: Cell, non_formal: Cell, competencies: Cell) -> Cell:
    """The total of the three chapters (p.9)."""
    return further_education + non_formal + competencies


def reaches(found: Cell, required: Cell) -> Cell:
    """Whether so many units, years or participations are there (annex 3: "at least")."""
    return found >= required


def volume_replaced(participations: Cell, required: Cell) -> Cell:
    """Whether the alternative of annex 3 row 2 stands in for the whole volume (reading C4)."""
    return participations >= required


def volume_reached(
    total: Cell, in_band: Cell, rest: Cell, required_total: Cell, required_in_band: Cell, required_rest: Cell
) -> Cell:
    """Whether total, further education of the programme level, and the rest all reach annex 3."""
    return (total >= required_total) & (in_band >= required_in_band) & (rest >= required_rest)


def service_reached(obtained_on: Cell, latest_start: Cell) -> Cell:
    """Whether service since the previous level is long enough (annex 5).

    ``latest_start`` is the last day on which the level may have been obtained (``steps.latest_start``).
    """
    return obtained_on <= latest_start


def service_months_reached(months: Cell, required_years: Cell) -> Cell:
    """Whether a length of service in full months reaches so many years (annex 5)."""
    return months >= required_years * 12


def keeps_order(current_track: Cell, current_step: Cell, claimed_track: Cell, claimed_step: Cell) -> Cell:
    """Whether the claimed level is the held one or the next on the same track (p.19)."""
    forward = (claimed_step == current_step) | (claimed_step == current_step + 1)
    return (current_track == claimed_track) & forward


def still_valid(valid_until: Cell, on: Cell) -> Cell:
    """Whether something dated runs on the day; the last day is included."""
    return valid_until >= on
