"""Reading tables of Excel, row by row."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from tirkelim.national.imports.rows import LONGEST_CELL, MOST_COLUMNS, Cell, RawRow, TableError, text_of

MOST_UNPACKED = 4 << 30
"""Bytes that all parts of a file may have together when unpacked."""
MOST_TEXTS = 512 << 20
"""Bytes that the part with a file's texts may have: it is held in memory."""
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
"""How files of Excel before 2007 begin, and those with a password."""


def xlsx_rows(path: Path, sheet: str = "") -> Iterator[RawRow]:
    """All rows of a sheet, by its name; of the first one without. Raises TableError."""
    with _opened(path) as book:
        page = _sheet(book, sheet)
        page.reset_dimensions()
        for number, values in enumerate(_read(page), 1):
            yield RawRow(number, _cells(values, number))


def sheet_names(path: Path) -> tuple[str, ...]:
    """Names of the sheets with cells. Raises TableError."""
    with _opened(path) as book:
        return tuple(page.title for page in book.worksheets)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The workbook; opened by us, since openpyxl takes only files whose names end as it likes."""
    with path.open("rb") as file:
        head = file.read(4)
    if head == OLD_EXCEL:
        raise TableError("is_old_excel")
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except zipfile.BadZipFile as bad:
        raise TableError("not_xlsx") from bad
    texts = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
    if texts > MOST_TEXTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise TableError("too_big")
    with path.open("rb") as file:
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception as bad:  # whatever a broken file makes openpyxl raise: it has no exception of its own for that
            raise TableError("not_xlsx") from bad
        try:
            yield book
        finally:
            book.close()


def _sheet(book: Any, name: str) -> Any:
    pages = book.worksheets
    if not pages:
        raise TableError("no_rows")
    if not name:
        return pages[0]
    for page in pages:
        if page.title == name:
            return page
    raise TableError("no_sheet", sheet=name)


def _read(page: Any) -> Iterator[tuple[Any, ...]]:
    try:
        yield from page.iter_rows(values_only=True)
    except TableError:
        raise
    except Exception as bad:  # as above: the file breaks off or contradicts itself somewhere
        raise TableError("not_xlsx") from bad


def _cells(values: tuple[Any, ...], number: int) -> tuple[Cell, ...]:
    while values and values[-1] is None:
        values = values[:-1]
    if len(values) > MOST_COLUMNS:
        raise TableError("too_many_columns", row=number, most=MOST_COLUMNS)
    cells = tuple([_cell(value) for value in values])
    if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in cells):
        raise TableError("cell_too_long", row=number, most=LONGEST_CELL)
    return cells


def _cell(value: Any) -> Cell:
    """A cell as the rest of the import takes it: whole numbers as their digits, days as days."""
    if value is None:
        return ""
    if isinstance(value, str):
        return text_of(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return text_of(str(value).lower() if isinstance(value, bool) else value)
