"""Kinds of facts with their sensible bounds: annotate a field of a facts class with one of these."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, NamedTuple


class Bounds(NamedTuple):
    """Smallest and largest sensible value, and the step that a number must be a multiple of (None: any fraction)."""

    low: int
    high: int
    step: Decimal | None = Decimal(1)


class Text(NamedTuple):
    """Length limit of a text in characters."""

    longest: int


Count = Annotated[int, Bounds(0, 1_000)]
"""How many of something small: documents, weeks, days, months."""
Questions = Annotated[int, Bounds(0, 100_000)]
"""How many test questions or scenarios."""
Hours = Annotated[Decimal, Bounds(0, 10_000, Decimal("0.5"))]
"""Hours of teaching, halves allowed."""
Credits = Annotated[int, Bounds(0, 500)]
"""Whole credits (30 hours each)."""
WholeYears = Annotated[int, Bounds(0, 100)]
"""Whole years."""
Years = Annotated[Decimal, Bounds(0, 100, None)]
"""Years with any decimal part: people divide days by 365."""
Year = Annotated[int, Bounds(1900, 2100)]
"""A calendar year."""
Criterion = Annotated[int, Bounds(1, 21)]
"""A row of the tariff of 283/2020 annex 1."""
UnitQuantity = Annotated[Decimal, Bounds(0, 100_000, Decimal("0.25"))]
"""A number of credit units."""
Rank = Annotated[int, Bounds(1, 100_000)]
"""A place in a ranking."""
Row = Annotated[int, Bounds(1, 1_000)]
"""A row number of a classifier."""
FrameworkLevel = Annotated[int, Bounds(1, 8)]
"""A level of the national or sector qualification framework."""
ShortText = Annotated[str, Text(500)]
"""A name or title."""
