"""Tables as text for spreadsheets: reading what people send, writing what a spreadsheet opens without harm."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

MARK = "\ufeff"
"""The byte order mark by which spreadsheets know UTF-8."""
_COMMANDS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class TableError(ValueError):
    """The text is no table; ``line`` is the line at fault, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} cannot be read as a table")
        self.line = line


class Cell(NamedTuple):
    """A cell of the column asked for: the line it stands on, from 1, and its text."""

    line: int
    text: str


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula: a leading apostrophe before what would begin one."""
    begins = text.lstrip(" \u00a0\n")
    return f"'{text}" if begins.startswith(_COMMANDS) else text


def write_csv(head: Sequence[str], rows: Iterable[Sequence[object]], *, mark: bool = True) -> str:
    """A table as CSV with commas and CRLF; None is an empty cell, truth is yes or no. ``mark``: UTF-8 made known."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return (MARK if mark else "") + out.getvalue()


def _written(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return harmless(cell) if isinstance(cell, str) else str(cell)


def read_column(text: str, names: frozenset[str]) -> tuple[Cell, ...]:
    """The cells of one column: that whose head is one of the names (lower case), else the first.

    Empty lines are left out; a line with other cells but none in the column gives an empty text. Columns are parted by
    tab, semicolon or comma; without a known head a comma parts columns only where every line has the same number of
    them, since titles hold commas themselves. Raises TableError, most often for a quotation mark never closed.
    """
    text = text.removeprefix(MARK).replace("\x00", "")
    by_delimiter = _by_delimiter(text)
    for rows in by_delimiter.values():
        at = _headed(rows, names)
        if at is not None:
            return _column(rows[1:], at)
    for mark, rows in by_delimiter.items():
        widths = {len(cells) for _, cells in rows}
        if mark != "," and max(widths, default=0) > 1:
            return _column(rows, 0)
        if mark == "," and len(rows) > 1 and len(widths) == 1 and widths != {1}:
            return _column(rows, 0)
    return tuple(Cell(line, _unquoted(one)) for line, one in enumerate(text.splitlines(), 1) if one.strip())


def _by_delimiter(text: str) -> dict[str, list[tuple[int, list[str]]]]:
    """The text read with each mark that may part its columns. A comma may stand in a title: it gives way."""
    found = {mark: _rows(text, mark) for mark in _offered(text)}
    with contextlib.suppress(TableError):
        found[","] = _rows(text, ",")
    return found


def _offered(text: str) -> tuple[str, ...]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return tuple(mark for mark in ("\t", ";") if mark in first)


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return rows
        except csv.Error:
            raise TableError(line) from None  # most often a quotation mark that is never closed
        if any(cell.strip() for cell in cells):
            rows.append((line, cells))


def _headed(rows: list[tuple[int, list[str]]], names: frozenset[str]) -> int | None:
    """The number of the column whose head is one of the names."""
    head = rows[0][1] if rows else []
    return next((at for at, cell in enumerate(head) if cell.strip().casefold() in names), None)


def _column(rows: list[tuple[int, list[str]]], at: int) -> tuple[Cell, ...]:
    return tuple(Cell(line, " ".join(cells[at].split()) if at < len(cells) else "") for line, cells in rows)


def _unquoted(line: str) -> str:
    text = " ".join(line.split())
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        return text[1:-1].replace('""', '"').strip()
    return text
