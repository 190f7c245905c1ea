"""Credit units, exactly: an integer number of quarters (half an hour of a seminar is a quarter of a unit)."""

from __future__ import annotations

from fractions import Fraction

QUARTERS = 4


class Units(int):
    """A number of credit units, held as whole quarters. Arithmetic is that of the integers."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Units({int(self)})"


def units(whole: int) -> Units:
    """So many whole credit units."""
    return Units(whole * QUARTERS)


def as_number(quarters: int) -> int | float:
    """The units as a JSON number: 30, 7.5 or 0.25 (quarters are exact in binary floating point)."""
    whole, rest = divmod(int(quarters), QUARTERS)
    return whole if rest == 0 else float(Fraction(int(quarters), QUARTERS))
