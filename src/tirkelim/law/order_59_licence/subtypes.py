"""The subtypes of medical activity that a licence's annexes name: replaceable reference data, not an official list."""

from __future__ import annotations

import functools
from typing import NamedTuple

from tirkelim.law.data import read_csv


class SubtypeName(NamedTuple):
    """A group or subtype with its own code here, its names, and how sure the wording is (high, medium, low)."""

    code: str
    kk: str
    ru: str
    en: str
    level: str
    certainty: str

    @property
    def group(self) -> str:
        """The code of its group: 1 for 1.2."""
        return self.code.split(".")[0]


@functools.cache
def subtypes() -> dict[str, SubtypeName]:
    """All groups and subtypes by code, in the order of the list."""
    return {row["code"]: SubtypeName(**row) for row in read_csv("licence_subtypes.csv")}
