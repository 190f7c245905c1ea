"""Reading a table of workers, CSV or XLSX, row by row in flat memory.

Cells are texts as they stand, trimmed; days of XLSX are dates; numbers are texts without ".0".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

Cell = str | date
"""A cell: its text ("" where it is empty), or the day of an XLSX cell of that kind."""

MOST_COLUMNS = 200
LONGEST_CELL = 4_000
HEADING_ROWS = 10
"""Rows at the beginning of a file among which the headings are looked for."""


class TableError(ValueError):
    """The file cannot be read as a table. ``code`` and ``params`` are told in words by issue_texts."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, str | int] = params


class RawRow(NamedTuple):
    """A row as it stands in the file. ``number``: of the row (XLSX), or of the record (CSV), from 1, headings
    included: what a person sees at the left edge of a spreadsheet."""

    number: int
    cells: tuple[Cell, ...]


def headings(path: Path, kind: str, sheet: str = "") -> tuple[str, ...]:
    """The row of headings of a file of a kind (csv, xlsx), trimmed. Raises TableError."""
    raise NotImplementedError


def read_rows(path: Path, kind: str, sheet: str = "") -> Iterator[RawRow]:
    """The rows below the headings, empty ones left out; may be read again from the start. Raises TableError."""
    raise NotImplementedError


def sheets(path: Path) -> tuple[str, ...]:
    """Names of the sheets of an XLSX file. Raises TableError."""
    raise NotImplementedError
