"""Where positions of the nomenclature (305/2020) stand in the interior ministry's register: our reading P12.

The two orders do not name each other. A row is listed here only where its present or former name, or its plain work,
is one of the register's; every other position is honestly not told.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import NamedTuple

from tirkelim.law.data import read_csv
from tirkelim.law.order_305_positions.nomenclature import by_row
from tirkelim.law.order_1035_interior.place import place

BASES = ("name", "former", "work", "specialty", "part")
"""Why a row is listed: by its name, by its former name, by its work, as one of the specialties of physicians, as one
half of a position that two kinds of people hold."""


class Counterpart(NamedTuple):
    """A position of the register for a row of the nomenclature. ``band`` None: the group's heading does not tell it."""

    row: int
    wording: str
    sphere: str | None
    band: str | None
    basis: str


@functools.cache
def counterparts() -> tuple[Counterpart, ...]:
    """All pairs, in the order of the nomenclature. Raises ValueError when one names what is in neither list."""
    return read_counterparts(read_csv("order_1035/nomenclature.csv"))


def read_counterparts(rows: Iterable[dict[str, str]]) -> tuple[Counterpart, ...]:
    """The pairs of these rows. Raises ValueError for an unknown row, basis or wording, and for a pair given twice."""
    read = tuple(
        Counterpart(int(row["row"]), row["position_kk"], row["sphere"] or None, row["band"] or None, row["basis"])
        for row in rows
    )
    for one in read:
        known = place(one.wording, one.sphere, one.band, None, None).rows
        if by_row(one.row) is None or one.basis not in BASES or not known:
            raise ValueError(f"row {one.row} of the nomenclature has no such counterpart: {one.wording}")
    if len({(one.row, one.wording) for one in read}) != len(read):
        raise ValueError("a counterpart stands twice")
    return read


def counterparts_of(row: int) -> tuple[Counterpart, ...]:
    """The register's positions for a row of the nomenclature: none where it cannot be told, two where it is two."""
    return tuple(one for one in counterparts() if one.row == row)
