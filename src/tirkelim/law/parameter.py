"""Dated parameters: every number and list of the law as one record with value, span, source and readings."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tirkelim.law.citation import Citation

Scalar = int | str | date | bool
ParameterValue = Scalar | tuple[Scalar, ...]


class Parameter(NamedTuple):
    """One value of the law and the days for which it holds (``start`` and ``end`` inclusive, ``end`` None: open)."""

    id: str
    value: ParameterValue
    start: date
    end: date | None
    source: Citation
    readings: tuple[str, ...]
    note: str

    def covers(self, day: date) -> bool:
        """Whether the value holds on this day."""
        return self.start <= day and (self.end is None or day <= self.end)


class ParameterNotSet(LookupError):
    """There is no value of this parameter on this day."""

    def __init__(self, id: str, day: date) -> None:
        super().__init__(f"parameter {id} has no value on {day.isoformat()}")
        self.id = id
        self.day = day
