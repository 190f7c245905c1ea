"""The subtypes of medical activity that a licence's annexes name: replaceable reference data, not an official list."""

from __future__ import annotations

import functools
from typing import NamedTuple

from tirkelim.law.data import read_csv

BY_SPECIALTY = "specialty list"


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

    @property
    def by_specialty(self) -> bool:
        """Whether an annex names it together with a specialty."""
        return BY_SPECIALTY in self.level

    def name(self, lang: str) -> str:
        """Its name in kk, ru or en."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}[lang]


@functools.cache
def subtypes() -> dict[str, SubtypeName]:
    """All groups and subtypes by code, in the order of the list."""
    return {row["code"]: SubtypeName(**row) for row in read_csv("order_59/subtypes.csv")}


@functools.cache
def claimable() -> dict[str, SubtypeName]:
    """Those that can be asked for: subtypes, and groups that are not divided any further."""
    divided = {row.group for row in subtypes().values() if row.group != row.code}
    return {code: row for code, row in subtypes().items() if code not in divided}
