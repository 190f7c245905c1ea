"""What a visit of permit control looks at, line by line: replaceable reference data in our own words (reading L13)."""

from __future__ import annotations

import functools
from typing import NamedTuple

from tirkelim.law.data import read_csv


class ChecklistItem(NamedTuple):
    """A line: its key, the subtype for which it is asked ("" for every base), its texts, how sure it is."""

    key: str
    subtype: str
    kk: str
    ru: str
    en: str
    certainty: str

    @property
    def texts(self) -> dict[str, str]:
        """The text by language."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}


@functools.cache
def checklist() -> tuple[ChecklistItem, ...]:
    """All lines that came with the system, in the order of the file."""
    return tuple(ChecklistItem(**row) for row in read_csv("order_59/checklist.csv"))
