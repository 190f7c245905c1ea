"""What is shown of a file before it is checked: its sheets, and some values of each column. Kept beside the file, since
opening a large workbook takes seconds."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from tirkelim.national.imports import store
from tirkelim.national.imports.matching import known_headings
from tirkelim.national.imports.rows import TableError, headings, read_rows, sheets

SHOWN = "shown.json"
SAMPLES = 3
LOOKED_AT = 200
"""Rows among which values are looked for: many a column is empty at first."""
LONGEST = 60


class Preview(NamedTuple):
    """``sheets``: names of the sheets of a workbook, () for CSV. ``samples``: for each column its first values."""

    sheets: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]


def likely_sheet(path: Path, kind: str) -> str:
    """The sheet whose headings say most, which is the first one where none says more; "" for CSV and a single sheet.

    Raises TableError.
    """
    names = sheets(path) if kind == "xlsx" else ()
    if len(names) < 2:
        return ""
    return max(names, key=lambda name: _known(path, kind, name))


def _known(path: Path, kind: str, sheet: str) -> int:
    try:
        return known_headings(headings(path, kind, sheet))
    except TableError:
        return 0


def preview(run: UUID, kind: str, sheet: str, width: int) -> Preview:
    """The sheets of a run's file and three values of each of its ``width`` columns. Raises TableError."""
    kept = store.folder(run) / SHOWN
    with suppress(OSError, ValueError, KeyError, TypeError):
        held = json.loads(kept.read_text(encoding="utf-8"))
        if held["sheet"] == sheet:
            return Preview(tuple(held["sheets"]), tuple(map(tuple, held["samples"])))
    path = store.source(run)
    found = Preview(sheets(path) if kind == "xlsx" else (), samples(path, kind, sheet, width))
    with store.writing(run, SHOWN) as file:
        json.dump({"sheet": sheet, **found._asdict()}, file, ensure_ascii=False)
    return found


def samples(path: Path, kind: str, sheet: str, width: int) -> tuple[tuple[str, ...], ...]:
    """The first different values of each column."""
    found: list[dict[str, None]] = [{} for _ in range(width)]
    for row in islice(read_rows(path, kind, sheet), LOOKED_AT):
        for held, cell in zip(found, row.cells, strict=False):
            text = cell.strftime("%d.%m.%Y") if isinstance(cell, date) else cell
            if text and len(held) < SAMPLES:
                held[text if len(text) <= LONGEST else f"{text[:LONGEST]}…"] = None
        if all(len(held) == SAMPLES for held in found):
            break
    return tuple(tuple(held) for held in found)
