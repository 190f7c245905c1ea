"""Concordance of a whole list: for each title of an import its current position (305/2020 ann.2)."""

from __future__ import annotations

import enum
import functools
from typing import NamedTuple

from tirkelim.law.order_305_positions.nomenclature import Position, by_former_title, by_title, positions
from tirkelim.law.order_305_positions.search import search
from tirkelim.law.order_305_positions.spelling import loose

LONGEST_TITLE = 2_000
"""Characters of a title; the nomenclature's longest has over seven hundred."""


class Found(enum.StrEnum):
    """How a title found its position."""

    CURRENT = "current"
    FORMER = "former"
    ALIKE = "alike"
    """Only spelt alike, or part of a name: a person decides whether it is meant."""
    NOT_FOUND = "not_found"
    EMPTY = "empty"
    """The line has no title."""
    TOO_LONG = "too_long"
    """More than ``LONGEST_TITLE`` characters: not looked up."""


class Match(NamedTuple):
    """A title as given and its position; None where there is none."""

    title: str
    found: Found
    position: Position | None

    @property
    def certain(self) -> bool:
        """Whether nobody needs to look at it again."""
        return self.found in (Found.CURRENT, Found.FORMER)


def match(title: str) -> Match:
    """The position that a title names: by its current name, its former one, else the one spelt most alike.

    Kazakh letters typed as Russian ones, and ё as е, name the same; any other difference needs a person's look.
    """
    if len(title) > LONGEST_TITLE:
        return Match(title, Found.TOO_LONG, None)
    if not title.strip():
        return Match(title, Found.EMPTY, None)
    return Match(title, *_match(title.strip()))


@functools.lru_cache(maxsize=16_384)
def _match(title: str) -> tuple[Found, Position | None]:
    now = by_title(title) or _one_of(title, former=False)
    before = by_former_title(title) or _one_of(title, former=True)
    if now is not None and before is not None and now != before:
        return Found.ALIKE, now
    if now is not None:
        return Found.CURRENT, now
    if before is not None:
        return Found.FORMER, before
    hits = search(title, 1) if any(letter.isalpha() for letter in title) else ()
    return (Found.ALIKE, hits[0].position) if hits else (Found.NOT_FOUND, None)


def _one_of(title: str, *, former: bool) -> Position | None:
    rows = _rows_by_loose(former).get(loose(title), frozenset())
    return positions()[min(rows) - 1] if len(rows) == 1 else None


@functools.cache
def _rows_by_loose(former: bool) -> dict[str, frozenset[int]]:
    """Rows by loosely folded name: a key that names several rows answers for none."""
    found: dict[str, frozenset[int]] = {}
    for position in positions():
        names = position.former_names.values() if former else (position.title, *position.names.values())
        for name in names:
            found[loose(name)] = found.get(loose(name), frozenset()) | {position.row}
    return found
