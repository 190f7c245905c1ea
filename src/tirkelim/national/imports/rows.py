"""Reading a table of workers, CSV or XLSX, row by row in flat memory.

Cells are texts as they stand, trimmed; days of XLSX are dates; numbers are texts without ".0".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tirkelim.national.imports.matching import known_headings

Cell = str | date
"""A cell: its text ("" where it is empty), or the day of an XLSX cell of that kind."""

MOST_COLUMNS = 200
LONGEST_CELL = 4_000
HEADING_ROWS = 10
"""Rows at the beginning of a file among which the headings are looked for."""
KINDS = ("csv", "xlsx")


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
    rows = _raw(path, kind, sheet)
    return _headings(list(itertools.islice(rows, HEADING_ROWS)))[1]


def read_rows(path: Path, kind: str, sheet: str = "") -> Iterator[RawRow]:
    """The rows below the headings, empty ones left out; may be read again from the start. Raises TableError."""
    rows = _raw(path, kind, sheet)
    first = list(itertools.islice(rows, HEADING_ROWS))
    at, found = _headings(first)
    for row in itertools.chain(first[at + 1 :], rows):
        if any(row.cells):
            if len(row.cells) > len(found) and len(row.cells) > MOST_COLUMNS:
                raise TableError("too_many_columns", row=row.number, most=MOST_COLUMNS)
            yield row


def sheets(path: Path) -> tuple[str, ...]:
    """Names of the sheets of an XLSX file. Raises TableError."""
    from tirkelim.national.imports.xlsx_rows import sheet_names

    return sheet_names(path)


def text_of(cell: object) -> str:
    """A cell as text, trimmed: without what no text in the register can hold, and without the apostrophe that keeps
    spreadsheets from taking it for a formula (law/spreadsheet.py writes it)."""
    text = str(cell).replace("\x00", "").strip()
    if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@"):
        text = text[1:].strip()
    return text


def _raw(path: Path, kind: str, sheet: str) -> Iterator[RawRow]:
    """All rows of a file, the empty ones too. Raises TableError."""
    # Deferred: these modules know this one's types, and openpyxl is needed for files of Excel alone.
    if kind == "xlsx":
        from tirkelim.national.imports.xlsx_rows import xlsx_rows

        return xlsx_rows(path, sheet)
    if kind == "csv":
        from tirkelim.national.imports.csv_rows import csv_rows

        return csv_rows(path)
    raise TableError("unknown_kind")


def _headings(rows: Sequence[RawRow]) -> tuple[int, tuple[str, ...]]:
    """Which of the first rows are the headings, and their texts. Raises TableError."""
    place = heading_place([row.cells for row in rows])
    if place is None:
        raise TableError("no_rows" if not any(any(row.cells) for row in rows) else "no_headings")
    texts = [text_of(cell) for cell in rows[place].cells]
    while texts and not texts[-1]:
        texts.pop()
    if len(texts) > MOST_COLUMNS:
        raise TableError("too_many_columns", row=rows[place].number, most=MOST_COLUMNS)
    return place, tuple(texts)


def heading_place(rows: Iterable[Sequence[Cell]]) -> int | None:
    """The row that has most headings of the catalogue; without any, the first with two texts; None for no row."""
    best, most, fallback = None, 1, None
    for place, cells in enumerate(rows):
        texts = [cell for cell in cells if isinstance(cell, str) and cell]
        known = known_headings(texts)
        if known > most:
            best, most = place, known
        if fallback is None and len(texts) > 1:
            fallback = place
    return fallback if best is None else best
