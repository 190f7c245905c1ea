"""Reading CSV as it comes: whatever its encoding and the mark between its columns."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections.abc import Iterator
from pathlib import Path

from tirkelim.national.imports.matching import known_headings
from tirkelim.national.imports.rows import (
    HEADING_ROWS,
    LONGEST_CELL,
    MOST_COLUMNS,
    RawRow,
    TableError,
    heading_place,
    text_of,
)

CHUNK = 1 << 20
"""Bytes that are looked at together."""
DELIMITERS = (";", ",", "\t", "|")
OLD = "kz1048"
"""Of files that are no Unicode: windows-1251 with the Kazakh letters in the places that it gives to other languages."""
NOT_TABLES = {b"PK\x03\x04": "is_xlsx", b"\xd0\xcf\x11\xe0": "is_old_excel", b"%PDF": "is_pdf"}
"""How files of other kinds begin, and what they are."""


def csv_rows(path: Path) -> Iterator[RawRow]:
    """All rows of a CSV file. Raises TableError."""
    encoding = encoding_of(path)
    mark = delimiter_of(path, encoding)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=mark)
        number = 0
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, UnicodeError) as bad:
                raise TableError("cell_too_long" if "field larger" in str(bad) else "broken_row", row=number) from bad
            yield RawRow(number, _cells(cells, number))


def _cells(cells: list[str], number: int) -> tuple[str, ...]:
    """The cells trimmed. Raises TableError for one too long: most often a quotation mark was never closed."""
    if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
        raise TableError("too_many_columns", row=number, most=MOST_COLUMNS)
    trimmed = tuple([cell and text_of(cell) for cell in cells])
    if trimmed and max(map(len, trimmed)) > LONGEST_CELL:
        raise TableError("cell_too_long", row=number, most=LONGEST_CELL)
    return trimmed


def encoding_of(path: Path) -> str:
    """The encoding of a text file. Raises TableError for one that is no text."""
    with path.open("rb") as file:
        head = file.read(4096)
        for beginning, code in NOT_TABLES.items():
            if head.startswith(beginning):
                raise TableError(code)
        if head.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if not head.strip():
            raise TableError("no_rows")
        guessed = _wide(head)
        if guessed:
            return guessed
        file.seek(0)
        return "utf-8" if _is(file, "utf-8") else _old(path)


def _wide(head: bytes) -> str:
    """UTF-16 without its mark, told by the zeros of the marks between columns; "" for anything else."""
    if b"\0" not in head:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 20:
        raise TableError("not_text")
    return "utf-16-be" if even > odd else "utf-16-le"


def _old(path: Path) -> str:
    with path.open("rb") as file:
        if not _is(file, OLD):
            raise TableError("not_text")
    return OLD


def _is(file: io.BufferedReader, encoding: str) -> bool:
    """Whether the rest of a file can be read in an encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def delimiter_of(path: Path, encoding: str) -> str:
    """The mark that parts the columns: with which most headings are known, else which makes most columns."""
    with path.open(encoding=encoding, newline="") as file:
        try:
            sample = file.read(64 * 1024)
        except UnicodeError as bad:
            raise TableError("not_text") from bad
    return max(DELIMITERS, key=lambda mark: _fits(sample, mark))


def _fits(sample: str, mark: str) -> tuple[int, int]:
    """How many headings of the catalogue the first rows have when parted by a mark, and how many cells."""
    try:
        rows = [
            tuple(text_of(cell) for cell in cells)
            for cells in itertools.islice(csv.reader(io.StringIO(sample), delimiter=mark), HEADING_ROWS)
        ]
    except csv.Error:
        return (0, 0)
    place = heading_place(rows)
    return (0, 0) if place is None else (known_headings(rows[place]), len(rows[place]))
