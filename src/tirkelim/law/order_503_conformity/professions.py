"""The list of sectors, activities and in-demand professions (503/2016, annex 2 of the order)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from tirkelim.law.data import read_csv
from tirkelim.law.wording import fold, without_brackets

LANGUAGES = ("kk", "ru", "en")
KINDS = ("profession", "post", "variant")
"""What a name of the list is."""
MARKS = ("listed", "repaired", "derived")
"""How a name was read."""
ACTIVITY_MARKS = ("listed", "repaired", "displaced", "inferred")
"""How the label of an activity was read."""


class Activity(NamedTuple):
    """A sector (no parent) or an activity kind of it, with how its label was read from the damaged table."""

    code: str
    sector: str
    kk: str
    ru: str
    en: str
    mark: str
    note: str


class Profession(NamedTuple):
    """A name of the list: a profession, a post recommended under it, or a variant that stands in brackets.

    ``level_from`` and ``level_to`` are levels of the national (sector) framework, None where the list names none.
    ``bare_name``: the name without its brackets is the same profession. ``mark`` says how the name was read: listed,
    repaired (spacing or a slip of the pen), derived (a variant put into its plain form).
    """

    activity: str
    profession: int
    post: int | None
    kind: str
    kk: str
    ru: str
    en: str
    level_from: int | None
    level_to: int | None
    bare_name: bool
    mark: str
    note: str

    def names(self) -> set[str]:
        """The folded names under which it is found."""
        written = [getattr(self, lang) for lang in LANGUAGES]
        bare = [without_brackets(name) for name in written] if self.bare_name else []
        return {key for name in (*written, *bare) for key in _keys(name)}

    def admits(self, framework_level: int | None) -> bool:
        """Whether the level lies in the band; without a level, or without a band, any does."""
        if framework_level is None or self.level_from is None or self.level_to is None:
            return True
        return self.level_from <= framework_level <= self.level_to


def _key(name: str) -> str:
    """The folded name; Russian ё and е are written alike."""
    return fold(name.casefold().replace("ё", "е"))


_DOCTOR = re.compile(r"\b(?:дәрігер|врач)\b")


def _keys(name: str) -> tuple[str, ...]:
    """The folded name, and that without the word for doctor: people write "онколог" for "онколог дәрігер"."""
    bare = _key(_DOCTOR.sub(" ", name.casefold()))
    return (_key(name), bare) if bare else (_key(name),)


@functools.cache
def activities() -> dict[str, Activity]:
    """Sectors and activity kinds by code (1, 1.1, ...), in the order of the list."""
    return read_activities(read_csv("order_503/activities.csv"))


def read_activities(rows: Iterable[dict[str, str]]) -> dict[str, Activity]:
    """The activities of these rows by code. Raises ValueError for a repeated code and an unknown sector or mark."""
    read: dict[str, Activity] = {}
    for row in (Activity(**row) for row in rows):
        is_known = (not row.sector or row.sector in read) and row.mark in ACTIVITY_MARKS
        if row.code in read or not is_known or not all((row.kk, row.ru, row.en)):
            raise ValueError(f"the activity {row.code} contradicts itself")
        read[row.code] = row
    return read


@functools.cache
def professions() -> tuple[Profession, ...]:
    """Every name of the list, in its order."""
    return read_professions(read_csv("order_503/professions.csv"))


def read_professions(rows: Iterable[dict[str, str]]) -> tuple[Profession, ...]:
    """The names of these rows. Raises ValueError for a name listed twice, an unknown activity, a band upside down."""
    read = tuple(map(_profession, rows))
    seen: set[tuple[str, int, int | None, str]] = set()
    for one in read:
        key = (one.activity, one.profession, one.post, one.kk)
        if key in seen or not _is_consistent(one):
            raise ValueError(f"the profession {one.kk} of activity {one.activity} contradicts itself")
        seen.add(key)
    return read


def _is_consistent(one: Profession) -> bool:
    band = (one.level_from, one.level_to)
    whole = one.level_from is not None and one.level_to is not None and 1 <= one.level_from <= one.level_to <= 8
    return (
        one.activity in activities()
        and one.kind in KINDS
        and one.mark in MARKS
        and all((one.kk, one.ru, one.en))
        and (band == (None, None) or whole)
    )


def _profession(row: dict[str, str]) -> Profession:
    def number(name: str) -> int | None:
        return int(row[name]) if row[name] else None

    return Profession(
        row["activity"],
        int(row["profession"]),
        number("post"),
        row["kind"],
        row["kk"],
        row["ru"],
        row["en"],
        number("level_from"),
        number("level_to"),
        row["bare_name"] == "yes",
        row["mark"],
        row["note"],
    )


@functools.cache
def _by_name() -> dict[str, tuple[Profession, ...]]:
    found: dict[str, tuple[Profession, ...]] = {}
    for profession in professions():
        for name in profession.names():
            found[name] = (*found.get(name, ()), profession)
    return found


def activity_codes(name: str) -> frozenset[str]:
    """The codes of the activity kinds meant by a name or code of an activity or of a whole sector."""
    key = _key(name)
    meant = {
        activity.code
        for activity in activities().values()
        if name.strip() == activity.code or key in {_key(getattr(activity, lang)) for lang in LANGUAGES}
    }
    return frozenset(code for code, activity in activities().items() if code in meant or activity.sector in meant)


def find(profession: str, activity: str | None = None) -> tuple[Profession, ...]:
    """The entries of the list with this name, in any of its spellings and languages; none when it is not listed."""
    found = next((_by_name()[key] for key in _keys(profession) if key in _by_name()), ())
    if activity is None:
        return found
    codes = activity_codes(activity)
    return tuple(entry for entry in found if entry.activity in codes)
