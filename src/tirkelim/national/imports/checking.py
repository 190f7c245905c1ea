"""Checking a row by itself: every cell read, and the row's cells compared with each other. No database."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from tirkelim.national.imports.rows import RawRow


class Severity(enum.StrEnum):
    """An error keeps a row out of the register; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Issue(NamedTuple):
    """Something about a row that a person should know. ``row``: number of the file's row. ``column``: key of the
    catalogue, "" for the whole row. ``code`` and ``params`` are told in words by issue_texts; ``params`` are plain
    JSON values and may hold what stands in the cell: they are shown to who brought the file, never logged."""

    row: int
    column: str
    severity: Severity
    code: str
    params: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext:
    """What every row of a run is checked against: ``today`` (of Almaty), whether numbers are synthetic, and the BIN of
    the run's organisation; "" for a file of many organisations, which needs the column of the BIN."""

    today: date
    demo: bool
    bin: str = ""


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row that was read. ``values``: by key of the catalogue, as the register holds them (dates, codes, row numbers,
    booleans, whole numbers); empty cells are absent. A full name is split into its parts."""

    number: int
    values: Mapping[str, Any]
    issues: tuple[Issue, ...] = field(default=())

    @property
    def wrong(self) -> bool:
        """Whether an error keeps it out of the register."""
        return any(issue.severity is Severity.ERROR for issue in self.issues)


def check_row(raw: RawRow, columns: Mapping[int, str], context: CheckContext) -> CheckedRow:
    """Read a row. ``columns``: place of a cell (from 0) to key of the catalogue. Never raises."""
    raise NotImplementedError
