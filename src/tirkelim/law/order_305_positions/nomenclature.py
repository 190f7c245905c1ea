"""The 87 positions of 305/2020 as data: current and former names, groups, and how a name finds its position.

Source: the alphabetical index (annex 1 of the characteristics: group, paragraph, page) and the concordance of former
and current names (annex 2 of the characteristics), edition 66/2025.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tirkelim.law.data import read_csv, read_toml
from tirkelim.law.wording import fold, nearest, without_brackets

EDUCATIONS = ("technical_vocational", "post_secondary", "higher", "postgraduate")
"""The kinds of education that headings of groups name, rising."""
GROUPS = range(1, 10)
"""The groups that the index has."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of positions: its number and its heading in the index."""

    number: int
    heading: dict[str, str]
    """The heading by language; the Kazakh one is the order's."""
    education: tuple[str, ...]
    """Kinds of education that the heading names, of ``EDUCATIONS``; none for heads and junior staff."""
    source: str
    """The place whose heading says so."""


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
    former_names: dict[str, str]
    """The former title by language, empty for a new position; the Russian and English ones are our renderings."""
    names: dict[str, str]
    """A short name by language, for lists and search; not the order's wording."""
    inferred: tuple[str, ...]
    """Fields that the seed's text has lost and that were restored."""
    note: str

    @property
    def code(self) -> str:
        """A stable code of the position for interchange."""
        return f"305-{self.row:02}"

    def name(self, lang: str) -> str:
        """The short name as people read it, without the asterisk, which says nothing by itself (reading P1)."""
        return unmarked(self.names[lang])


def unmarked(title: str) -> str:
    """A title, as the order or an order of hiring has it, without its asterisk."""
    return title.rstrip("* ")


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
    """The nine groups by number. Raises ValueError when the data contradict themselves."""
    return read_groups(read_csv("order_305/groups.csv"))


def read_groups(rows: Iterable[dict[str, str]]) -> dict[int, Group]:
    """The groups of these rows. Raises ValueError for a missing or repeated group and an unknown education."""
    read = [_group(row) for row in rows]
    if [group.number for group in read] != list(GROUPS):
        raise ValueError(f"the groups are not {GROUPS.start} to {GROUPS.stop - 1} in order")
    for group in read:
        if not set(group.education) <= set(EDUCATIONS):
            raise ValueError(f"group {group.number} names an unknown education")
        if not all(group.heading.values()):
            raise ValueError(f"group {group.number} lacks a heading")
    return {group.number: group for group in read}


def _group(row: dict[str, str]) -> Group:
    heading = {lang: row[f"heading_{lang}"] for lang in ("kk", "ru", "en")}
    return Group(int(row["group"]), heading, tuple(row["education"].split()), row["source"])


@functools.cache
def positions() -> tuple[Position, ...]:
    """All positions in the order of their rows. Raises ValueError when the data contradict themselves."""
    return read_positions(read_csv("order_305/positions.csv"))


def read_positions(rows: Iterable[dict[str, str]]) -> tuple[Position, ...]:
    """The positions of these rows, in order and without gaps.

    Raises ValueError naming the row: out of order, in no group, its paragraph not the next of its group, its page
    before the last one, its asterisk not that of the title, a name missing, or a title that another row has.
    """
    read = tuple(map(_position, rows))
    for number, position in enumerate(read, start=1):
        if position.row != number or position.asterisk != position.title.endswith("*"):
            raise ValueError(f"row {position.row} of the nomenclature contradicts itself")
        if not all((position.title, *position.names.values())):
            raise ValueError(f"row {position.row} of the nomenclature lacks a name")
    for before, position in pairwise(read):
        _check_order(before, position)
    for titles in ([one.title for one in read], [one.former_title for one in read if one.former_title]):
        _check_unique(titles)
    return read


def _check_order(before: Position, after: Position) -> None:
    same = before.group.number == after.group.number
    next_paragraph = before.paragraph + 1 if same else 1
    if after.group.number < before.group.number or after.paragraph != next_paragraph or after.page < before.page:
        raise ValueError(f"row {after.row} of the nomenclature is out of order")


def _check_unique(titles: list[str]) -> None:
    seen: set[str] = set()
    for title in titles:
        if fold(title) in seen:
            raise ValueError(f"two rows of the nomenclature have the title {title}")
        seen.add(fold(title))


def _position(row: dict[str, str]) -> Position:
    return Position(
        row=int(row["row"]),
        group=_group_of(row),
        paragraph=int(row["paragraph"]),
        page=int(row["page"]),
        asterisk=row["asterisk"] == "yes",
        title=row["title_kk"],
        former_title=row["former_title_kk"] or None,
        former_names=_former_names(row),
        names={"kk": row["short_kk"], "ru": row["title_ru"], "en": row["title_en"]},
        inferred=tuple(row["inferred"].split()),
        note=row["note"],
    )


def _group_of(row: dict[str, str]) -> Group:
    number = int(row["group"])
    if number not in groups():
        raise ValueError(f"row {row['row']} of the nomenclature is in the unknown group {number}")
    return groups()[number]


def _former_names(row: dict[str, str]) -> dict[str, str]:
    """The former title by language; where only the Kazakh wording changed, the current translation still fits it."""
    if not row["former_title_kk"]:
        return {}
    names = {lang: row[f"former_{lang}"] or row[f"title_{lang}"].rstrip("*") for lang in ("ru", "en")}
    return {"kk": row["former_title_kk"], **names}


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
