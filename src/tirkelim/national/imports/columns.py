"""The catalogue of columns: everything that a row of an import may hold (the fifteen items of 253/2020 p.8).

One row is one person with one job. Several rows of one person are several jobs, educations or trainings; what they say
of the person must be the same. The columns stand in ``columns.toml``, the words of their values in ``choices.toml``.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any, NamedTuple

LANGUAGES = ("kk", "ru", "en")


class Choice(NamedTuple):
    """A value that a column may have: its code in the register, its words by language, and other spellings."""

    code: str
    words: dict[str, str]
    also: tuple[str, ...] = ()


class Column(NamedTuple):
    """A column of the catalogue.

    ``key``: what it is called in a run's columns and in `CheckedRow.values`. ``item``: of 253/2020 p.8, 1 to 15; 0 for
    what stands beside them. ``kind``: how its cells are read, see values.py. ``group``: which columns it stands with.
    ``headings``: by language, as the template writes them. ``synonyms``: headings of real tables.
    ``required``: a row without it is an error (in a file of many organisations also that of the BIN).
    ``choices``: the closed list of its values, empty where there is none. ``most``: characters at most.
    ``list_name``: that of the closed list.
    """

    key: str
    item: int
    group: str
    kind: str
    headings: dict[str, str]
    synonyms: tuple[str, ...]
    required: bool
    example: str
    choices: tuple[Choice, ...]
    most: int
    list_name: str = ""

    def heading(self, language: str) -> str:
        """The heading in a language: kk, ru or en."""
        return self.headings[language]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("tirkelim.national.imports").joinpath(name).read_text(encoding="utf-8"))


@functools.cache
def choices() -> dict[str, tuple[Choice, ...]]:
    """The closed lists by name: sex, document, education, leave_reason, main, none."""
    return {
        name: tuple(
            Choice(code, {language: row[language] for language in LANGUAGES}, tuple(row.get("also", ())))
            for code, row in rows.items()
        )
        for name, rows in _read("choices.toml").items()
    }


def _column(key: str, row: dict[str, Any]) -> Column:
    return Column(
        key=key,
        item=row.get("item", 0),
        group=row["group"],
        kind=row.get("kind", "text"),
        headings={language: row[language] for language in LANGUAGES},
        synonyms=tuple(row.get("also", ())),
        required=row.get("required", False),
        example=row.get("example", ""),
        choices=choices()[row["choices"]] if "choices" in row else (),
        most=row.get("most", 500),
        list_name=row.get("choices", ""),
    )


COLUMNS: dict[str, Column] = {key: _column(key, row) for key, row in _read("columns.toml").items()}
"""All columns by key, in the order in which the template has them."""

REQUIRED = tuple(column.key for column in COLUMNS.values() if column.required)
"""Columns without which no file can be read. A person needs iin or passport, and a name, in any of its columns."""
