"""Who may be in the register already under another number: born on the same day, with a name that is alike.

Only that there is such a person is told, never who: that is for those who may read both records.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import connection

from tirkelim.register.names import fold

BEGINNING = 2
"""Letters of the surname that must be the same, so that an index finds the few people to compare."""
LEAST_ALIKE = 0.8
"""Likeness (0 to 1) of surname and given name together."""
PIECES = 5_000
"""Names that are asked for with one query."""


class _Asked(NamedTuple):
    row: int
    born: str
    beginning: str
    name: str
    sex: str | None


def has_similar(fresh: Mapping[int, Mapping[str, Any]]) -> frozenset[int]:
    """Of new people, by the number of their row, those who may be in the register already."""
    asked = [one for row, values in fresh.items() for one in _asked(row, values)]
    found: set[int] = set()
    for start in range(0, len(asked), PIECES):
        found |= _alike(asked[start : start + PIECES])
    return frozenset(found)


def _asked(row: int, values: Mapping[str, Any]) -> list[_Asked]:
    born = values.get("birth_date")
    if born is None:
        return []
    spelt = {
        (fold(values.get(f"surname_{one}") or ""), fold(values.get(f"given_{one}") or ""))
        for one in ("kk", "ru", "latin")
    }
    return [
        _Asked(row, born.isoformat(), f" {surname[:BEGINNING]}", f"{surname} {given}", values.get("sex"))
        for surname, given in sorted(spelt)
        if len(surname) >= BEGINNING and given
    ]


def _alike(asked: list[_Asked]) -> set[int]:
    by_key: defaultdict[tuple[str, str], list[_Asked]] = defaultdict(list)
    for one in asked:
        by_key[(one.born, one.beginning)].append(one)
    found: set[int] = set()
    for born, sex, *names in _candidates(list(by_key)):
        spelt = [f"{fold(surname)} {fold(given or '')}" for surname, given in zip(names[::2], names[1::2], strict=True)
                 if surname]  # fmt: skip
        for beginning in {f" {name[:BEGINNING]}" for name in spelt}:
            for one in by_key.get((born, beginning), ()):
                if one.row not in found and sex in (None, one.sex) and any(_near(one.name, name) for name in spelt):
                    found.add(one.row)
    return found


def _near(one: str, other: str) -> bool:
    if one == other:
        return True
    compared = difflib.SequenceMatcher(None, one, other)
    return compared.real_quick_ratio() >= LEAST_ALIKE and compared.ratio() >= LEAST_ALIKE


def _candidates(keys: list[tuple[str, str]]) -> list[tuple[Any, ...]]:
    """Birth date, sex and names of everyone born on one of the days whose first folded name begins so.

    As SQL: the pairs are a table of their own, which the index is read through; as a filter they would be an OR of
    thousands.
    """
    if not keys:
        return []
    pairs = [(born, beginning, beginning[:-1] + chr(ord(beginning[-1]) + 1)) for born, beginning in keys]
    postgresql = connection.vendor == "postgresql"
    if postgresql:
        asked = "SELECT * FROM unnest(%s::date[], %s::text[], %s::text[])"
        values: list[Any] = [list(column) for column in zip(*pairs, strict=True)]
    else:
        asked = f"VALUES {', '.join(['(%s, %s, %s)'] * len(pairs))}"
        values = [value for pair in pairs for value in pair]
    by = ' COLLATE "C"' if postgresql else ""
    sql = f"""
        WITH asked (born, first, after) AS ({asked})
        SELECT {"to_char(asked.born, 'YYYY-MM-DD')" if postgresql else "asked.born"}, f.sex, f.surname_kk,
               f.given_kk, f.surname_ru, f.given_ru, f.surname_latin, f.given_latin
        FROM asked JOIN register_personfact f ON f.birth_date = asked.born
             AND f.search_key{by} >= asked.first AND f.search_key{by} < asked.after
        WHERE f.known_to IS NULL"""  # noqa: S608  only the number of places for values varies
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
