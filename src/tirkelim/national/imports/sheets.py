"""Writing a workbook while it is sent: rows of texts and days, some of them coloured, some with a note.

A library that can do everything needs minutes for the cells of 281,000 workers; texts alone are written in seconds, in
flat memory, to a stream that nobody keeps. Every cell is a text in the format of texts: nothing in it is a formula,
not even after someone has edited it.
"""

from __future__ import annotations

import enum
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tirkelim.national.imports import sheet_parts as parts

MOST_NOTES = 5_000
"""Notes on cells of one sheet; spreadsheets become slow with more. The colour of a cell has no limit."""
LONGEST_TEXT = 32_000
"""Characters of a cell; spreadsheets refuse a little more."""
ROWS_AT_ONCE = 200
EPOCH = date(1899, 12, 30)
ESCAPED = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}
FORBIDDEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")


class Look(enum.IntEnum):
    """How a cell looks; the numbers are those of the styles in sheet_parts."""

    TEXT = 0
    DAY = 1
    HEADING = 2
    WRONG = 3
    WRONG_DAY = 4
    WARNED = 5
    WARNED_DAY = 6
    WORDS = 7
    TITLE = 8


class Shown(NamedTuple):
    """A cell that looks otherwise than plain text; ``note`` opens beside it."""

    value: str | date
    look: Look = Look.TEXT
    note: str = ""


Cell = str | date | Shown


class Note(NamedTuple):
    """A note: row and column from 0."""

    row: int
    column: int
    text: str


@dataclass(slots=True)
class Sheet:
    """A sheet: its name, the widths of its columns in characters, its rows, how much of its head stays in sight."""

    name: str
    widths: Sequence[int]
    rows: Iterable[Sequence[Cell]]
    frozen_rows: int = 1
    frozen_columns: int = 0
    notes: list[Note] = field(default_factory=list)


class _Pipe(io.RawIOBase):
    """What the archive writes to; `taken` gives and forgets it."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[bytes] = []

    def writable(self) -> bool:
        """Written to, never read or wound back."""
        return True

    def write(self, data: object) -> int:
        """Keep some bytes until they are taken."""
        piece = bytes(data)  # type: ignore[call-overload]
        self.held.append(piece)
        return len(piece)

    def taken(self) -> bytes:
        """What was written since the last time."""
        found = b"".join(self.held)
        self.held.clear()
        return found


def workbook(sheets: Sequence[Sheet]) -> Iterator[bytes]:
    """The workbook, piece by piece; the first sheet is the one that is open."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number, sheet in enumerate(sheets, start=1):
            yield from _write_sheet(archive, pipe, number, sheet)
        names = [plain(sheet.name)[:31] for sheet in sheets]
        for name, text in parts.frame(names).items():
            archive.writestr(name, text)
    yield pipe.taken()


def _write_sheet(archive: zipfile.ZipFile, pipe: _Pipe, number: int, sheet: Sheet) -> Iterator[bytes]:
    with archive.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as out:
        head = parts.sheet_head(sheet.widths, sheet.frozen_rows, sheet.frozen_columns, is_first=number == 1)
        out.write(head.encode())
        held: list[str] = []
        for at, row in enumerate(sheet.rows):
            held.append(_row(at, row, sheet.notes))
            if len(held) == ROWS_AT_ONCE:
                out.write("".join(held).encode())
                held.clear()
                yield pipe.taken()
        held.append(parts.SHEET_FOOT)
        out.write("".join(held).encode())
    archive.writestr(f"xl/worksheets/_rels/sheet{number}.xml.rels", parts.sheet_links(number))
    comments = [(parts.address(one.row, one.column), plain(one.text)) for one in sheet.notes]
    archive.writestr(f"xl/comments{number}.xml", parts.comments(comments))
    places = [(one.row, one.column) for one in sheet.notes]
    archive.writestr(f"xl/drawings/vmlDrawing{number}.vml", parts.drawing(places))


def _row(at: int, row: Sequence[Cell], notes: list[Note]) -> str:
    """A row; empty cells are left out. Plain texts, of which there are millions, take the shortest way."""
    number = str(at + 1)
    cells = [f'<row r="{number}">']
    for column, cell in enumerate(row):
        if type(cell) is str:
            if cell:
                where = parts.letters(column) + number
                cells.append(
                    f'<c r="{where}" s="0" t="inlineStr"><is><t xml:space="preserve">{plain(cell)}</t></is></c>'
                )
        else:
            cells.append(_looking(at, column, cell if isinstance(cell, Shown) else _plain_cell(cell), notes))
    cells.append("</row>")
    return "".join(cells)


def _plain_cell(cell: str | date) -> Shown:
    return Shown(cell, Look.DAY if isinstance(cell, date) else Look.TEXT)


def _looking(at: int, column: int, cell: Shown, notes: list[Note]) -> str:
    """A cell with its look; its note is kept until the notes are written."""
    if cell.note and len(notes) < MOST_NOTES:
        notes.append(Note(at, column, cell.note))
    where, look = parts.address(at, column), int(cell.look)
    if isinstance(cell.value, date):
        return f'<c r="{where}" s="{look}"><v>{(cell.value - EPOCH).days}</v></c>'
    if not cell.value:
        return f'<c r="{where}" s="{look}"/>'
    text = plain(cell.value)
    return f'<c r="{where}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def plain(text: str) -> str:
    """A text as XML has it: without signs that no XML may hold."""
    if text.isalnum():
        return text[:LONGEST_TEXT]
    return FORBIDDEN.sub("", text[:LONGEST_TEXT]).translate(ESCAPED)
