"""The facts on which the permission is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tirkelim.law.unknown import UNKNOWN, Maybe


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """``hours``: how long the course takes; ``years``: how long its teacher has worked; ``filed``: ids of documents."""

    applied_on: date
    title: str = ""
    hours: Maybe[int] = UNKNOWN
    years: Maybe[int] = UNKNOWN
    filed: frozenset[str] = frozenset()
