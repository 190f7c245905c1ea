"""Checking a row by itself: every cell read, and the row's cells compared with each other. No database."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tirkelim.national.imports.agreement import disagreements
from tirkelim.national.imports.columns import COLUMNS
from tirkelim.national.imports.issues import CheckContext, Issue, Severity
from tirkelim.national.imports.meant import SETTLED
from tirkelim.national.imports.rows import LONGEST_CELL, RawRow
from tirkelim.national.imports.values import Against, Reader, reader

__all__ = ["CheckContext", "CheckedRow", "Issue", "Severity", "check_row"]


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
    return _check(raw, _plan(tuple(columns.items()), context), context)


class _Plan(NamedTuple):
    """How the rows of a file are read: place, key and reader of each column; spellings with a patronymic's column."""

    readers: tuple[tuple[int, str, Reader], ...]
    patronymics: tuple[str, ...]


@functools.lru_cache(maxsize=8)
def _plan(columns: tuple[tuple[int, str], ...], context: CheckContext) -> _Plan:
    against = Against(context.today, context.demo)
    readers = []
    for place, key in sorted(columns):
        if (column := COLUMNS.get(key)) is not None:
            read = reader(column.kind, key, column.most, column.list_name, against)
            readers.append((place, key, context.meant.reading(column.kind, read)))
    keys = {key for _, key, _ in readers}
    patronymics = tuple(one for one in ("kk", "ru") if f"patronymic_{one}" in keys)
    return _Plan(tuple(readers), patronymics)


def _check(raw: RawRow, plan: _Plan, context: CheckContext) -> CheckedRow:
    values: dict[str, Any] = {}
    derived: dict[str, Any] = {}
    issues: list[Issue] = []
    cells, number = raw.cells, raw.number
    width = len(cells)
    for place, key, read in plan.readers:
        if place >= width or not (cell := cells[place]):
            continue
        if type(cell) is str and len(cell) > LONGEST_CELL:
            issues.append(Issue(number, key, Severity.ERROR, "too_long", {"most": LONGEST_CELL}))
            continue
        value, code, is_wrong, params, more = read(cell)
        if value is not None:
            values[key] = value
        if more:
            derived.update(more)
        if code:
            issues.append(Issue(number, key, Severity.ERROR if is_wrong else Severity.WARNING, code, params))
    for key, value in derived.items():
        values.setdefault(key, value)
    for spelling in plan.patronymics:  # an empty cell beside a surname: there is no patronymic
        if values.get(f"surname_{spelling}"):
            values.setdefault(f"patronymic_{spelling}", "")
    tried = {issue.column for issue in issues if issue.severity is Severity.ERROR or issue.code in SETTLED}
    issues += [
        Issue(number, column, severity, code, params)
        for column, severity, code, params in disagreements(values, tried, context)
    ]
    return CheckedRow(number, values, tuple(issues))
