"""The 87 positions of 305/2020 as data: current and former names, groups, and how a name finds its position.

Source: the alphabetical index (annex 1 of the characteristics: group, paragraph, page) and the concordance of former
and current names (annex 2 of the characteristics), edition 66/2025.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tirkelim.law.data import read_csv, read_toml
from tirkelim.law.wording import fold, nearest, without_brackets


@dataclass(frozen=True, slots=True)
class Group:
    """A group of positions: its number and its heading in the index."""

    number: int
    heading: dict[str, str]
    """The heading by language; the Kazakh one is the order's."""


@dataclass(frozen=True, slots=True)
class Position:
    """One row of the nomenclature. ``title`` and ``former_title`` are Kazakh, the asterisk is part of the title."""

    row: int
    group: Group
    paragraph: int
    """Number of the paragraph (§) of its characteristics inside the group."""
    page: int
    asterisk: bool
    title: str
    former_title: str | None
    names: dict[str, str]
    """A short name by language, for lists and search; not the order's wording."""
    inferred: tuple[str, ...]
    """Fields that the seed's text has lost and that were restored."""
    note: str

    @property
    def code(self) -> str:
        """A stable code of the position for interchange."""
        return f"305-{self.row:02}"


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of a qualification characteristic, in our own words; ``repeats`` names the duty it says again."""

    number: int
    text: dict[str, str]
    repeats: int | None


@dataclass(frozen=True, slots=True)
class Characteristic:
    """The duties of one position: where they stand and whether the position had to be inferred."""

    citation: str
    position_row: int
    inferred: bool
    duties: tuple[Duty, ...]
    note: str


@functools.cache
def groups() -> dict[int, Group]:
    """The nine groups by number."""
    rows = read_csv("order_305/groups.csv")
    read = (Group(int(row["group"]), {lang: row[f"heading_{lang}"] for lang in ("kk", "ru", "en")}) for row in rows)
    return {group.number: group for group in read}


@functools.cache
def positions() -> tuple[Position, ...]:
    """All positions in the order of their rows. Raises ValueError when a row is missing or its asterisk is wrong."""
    read = tuple(map(_position, read_csv("order_305/positions.csv")))
    for number, position in enumerate(read, start=1):
        if position.row != number or position.asterisk != position.title.endswith("*"):
            raise ValueError(f"row {position.row} of the nomenclature contradicts itself")
    return read


def _position(row: dict[str, str]) -> Position:
    return Position(
        row=int(row["row"]),
        group=groups()[int(row["group"])],
        paragraph=int(row["paragraph"]),
        page=int(row["page"]),
        asterisk=row["asterisk"] == "yes",
        title=row["title_kk"],
        former_title=row["former_title_kk"] or None,
        names={"kk": row["short_kk"], "ru": row["title_ru"], "en": row["title_en"]},
        inferred=tuple(row["inferred"].split()),
        note=row["note"],
    )


@functools.cache
def characteristics() -> tuple[Characteristic, ...]:
    """The characteristics whose wording the held edition gives."""
    return tuple(map(_characteristic, read_toml("order_305/characteristics.toml")["characteristic"]))


def _characteristic(raw: dict[str, Any]) -> Characteristic:
    duties = tuple(map(_duty, raw["duty"]))
    return Characteristic(raw["citation"], raw["position_row"], raw["inferred"], duties, raw["note"])


def _duty(raw: dict[str, Any]) -> Duty:
    return Duty(raw["no"], {lang: raw[lang] for lang in ("kk", "ru", "en")}, raw.get("repeats"))


def by_row(row: int) -> Position | None:
    """The position of a row, or None."""
    return _by_row().get(row)


@functools.cache
def _by_row() -> dict[int, Position]:
    return {position.row: position for position in positions()}


def by_former_title(title: str) -> Position | None:
    """The position that was called so before; case, asterisk, hyphens, brackets and spacing do not matter."""
    return _by_former_title().get(fold(title))


@functools.cache
def _by_former_title() -> dict[str, Position]:
    return {fold(position.former_title): position for position in positions() if position.former_title}


def by_title(title: str) -> Position | None:
    """The position that is called so now, by the order's title or by its short Kazakh, Russian or English name."""
    return _by_title().get(fold(title))


@functools.cache
def _by_title() -> dict[str, Position]:
    """The order's titles first: a short name never takes a title, nor stands for two positions."""
    found = {fold(position.title): position for position in positions()}
    claimed: dict[str, set[int]] = {}
    for position in positions():
        for name in position.names.values():
            claimed.setdefault(fold(name), set()).add(position.row)
    for key, rows in claimed.items():
        if len(rows) == 1 and key not in found:
            found[key] = _by_row()[min(rows)]
    return found


def alike(title: str, *, former: bool) -> tuple[str, ...]:
    """Titles spelt most like this one, as suggestions to a person; never an answer."""
    names = tuple(_former_titles() if former else _current_names())
    short = tuple(name for name in names if fold(without_brackets(name)) == fold(title))
    return tuple(dict.fromkeys((*short, *nearest(title, names))))


def _former_titles() -> Iterable[str]:
    return (position.former_title for position in positions() if position.former_title)


def _current_names() -> Iterable[str]:
    for position in positions():
        yield position.title
        yield from position.names.values()
