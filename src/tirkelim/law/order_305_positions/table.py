"""A table of old titles in, the concordance out: what the page and the command line share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tirkelim.law.order_305_positions.match import Match, match
from tirkelim.law.spreadsheet import read_column, write_csv

MOST_LINES = 5_000
"""Titles that are looked up at once."""
HEADS = frozenset((
    "title", "former title", "former_title", "position", "job title",
    "лауазым", "лауазымы", "лауазымның атауы", "лауазым атауы", "атауы", "бұрынғы атауы",
    "должность", "наименование должности", "название должности", "наименование", "прежнее название",
))  # fmt: skip
"""Heads under which a table holds its titles, in lower case."""
COLUMNS = ("line", "title", "found", "row", "code", "current_title", "name_ru", "name_en", "group", "former_title")
"""The columns that are written back."""


class TooManyLines(ValueError):
    """The table has more than ``MOST_LINES`` titles."""


class Line(NamedTuple):
    """A line of the table with its title and what was found."""

    line: int
    match: Match


def match_table(text: str) -> tuple[Line, ...]:
    """Look up every title of a table or of a plain column. Raises TableError, TooManyLines."""
    cells = read_column(text, HEADS)
    if len(cells) > MOST_LINES:
        raise TooManyLines
    return tuple(Line(cell.line, match(cell.text)) for cell in cells)


def written(lines: Iterable[Line], *, mark: bool = True) -> str:
    """The result as CSV; ``mark`` as in ``write_csv``."""
    return write_csv(COLUMNS, map(_row, lines), mark=mark)


def _row(line: Line) -> tuple[object, ...]:
    given, found, position = line.match
    if position is None:
        return (line.line, given, found.value, *(None,) * 7)
    return (
        line.line, given, found.value, position.row, position.code, position.title, position.names["ru"],
        position.names["en"], position.group.number, position.former_title,
    )  # fmt: skip
