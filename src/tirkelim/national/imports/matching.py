"""Which column a heading means: as remembered, the heading itself, a synonym, or one that is spelt alike."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tirkelim.law.order_305_positions.spelling import Spelt, likeness, loose, spelt
from tirkelim.national.imports.columns import COLUMNS

LEAST_ALIKE = 0.72
"""Likeness (0 to 1) from which a heading is taken for a known one, to be looked at by the person."""
LEAST_OFFERED = 0.4
LEAST_LEAD = 0.08
"""By how much the likest column must lead the next one."""
MOST_OFFERED = 5
LONGEST = 200
"""Characters of a heading that are compared and remembered."""


class Matched(NamedTuple):
    """``columns``: place (from 0) to key of the catalogue. ``offered``: for places left to the person, keys that may be
    meant, best first. ``alike``: places in ``columns`` that were only spelt alike: to be looked at."""

    columns: dict[int, str]
    offered: dict[int, tuple[str, ...]]
    alike: frozenset[int]


def folded(heading: str) -> str:
    """The key under which a heading is remembered (`ColumnMemory.heading`)."""
    return loose(heading[:LONGEST])


def known_headings(texts: Iterable[str]) -> int:
    """How many of the texts are headings of the catalogue, in any language or as synonyms; each counts once."""
    known = _by_heading()
    return len({key for text in texts if len(text) <= LONGEST for key in known.get(folded(text), ())})


def match_columns(headings: Sequence[str], remembered: Mapping[str, str]) -> Matched:
    """Match all headings. ``remembered``: folded heading to key; "" for a column that was left out.

    A column of the catalogue is matched once: of two headings that mean it both are left to the person, unless one of
    them is remembered or stands as the catalogue has it.
    """
    keys = [folded(heading) for heading in headings]
    columns = _sure(keys, remembered)
    left = [
        place
        for place, key in enumerate(keys)
        if key and place not in columns and remembered.get(key) != "" and place not in columns
    ]
    offered: dict[int, tuple[str, ...]] = {}
    wanted: dict[int, str] = {}
    for place in left:
        hits = _alike(keys[place])
        first = hits[0][0] if hits else 0.0
        second = hits[1][0] if len(hits) > 1 else 0.0
        if first >= LEAST_ALIKE and first - second >= LEAST_LEAD and hits[0][1] not in columns.values():
            wanted[place] = hits[0][1]
        offered[place] = tuple(key for _, key in hits[:MOST_OFFERED])
    alike = {place: key for place, key in wanted.items() if Counter(wanted.values())[key] == 1}
    columns.update(alike)
    return Matched(
        dict(sorted(columns.items())),
        {place: keys for place, keys in offered.items() if place not in alike},
        frozenset(alike),
    )


def check_columns(columns: Mapping[int, str], *, many_organisations: bool) -> tuple[tuple[str, str], ...]:
    """What is wrong with a choice of columns, as (code, key): repeated, unknown, missing. Empty: it can be checked."""
    counted = Counter(columns.values())
    wrong = [("unknown", key) for key in counted if key not in COLUMNS]
    wrong += [("repeated", key) for key, times in counted.items() if times > 1]
    if not counted.keys() & {"iin", "passport"}:
        wrong.append(("missing", "iin"))
    if not counted.keys() & {"position", "position_title"}:
        wrong.append(("missing", "position"))
    if "hired_on" not in counted:
        wrong.append(("missing", "hired_on"))
    if many_organisations and "bin" not in counted:
        wrong.append(("missing", "bin"))
    return tuple(wrong)


def _sure(keys: Sequence[str], remembered: Mapping[str, str]) -> dict[int, str]:
    """Places whose column is remembered, or whose heading is one column's and no other's; by trust, each key once."""
    claims: list[tuple[int, int, str]] = []
    for place, key in enumerate(keys):
        if not key:
            continue
        if key in remembered:
            if remembered[key] in COLUMNS:
                claims.append((0, place, remembered[key]))
            continue
        if key in _own_headings():
            claims.append((1, place, _own_headings()[key]))
        elif len(meant := _by_heading().get(key, ())) == 1:
            claims.append((2, place, meant[0]))
    found: dict[int, str] = {}
    for trust in (0, 1, 2):
        here = [(place, key) for level, place, key in claims if level == trust and key not in found.values()]
        times = Counter(key for _, key in here)
        found.update((place, key) for place, key in here if times[key] == 1)
    return found


@functools.cache
def _own_headings() -> dict[str, str]:
    """Headings as the template writes them; a heading of several columns is none of theirs."""
    found = [(folded(text), key) for key, column in COLUMNS.items() for text in {*column.headings.values(), key}]
    times = Counter(text for text, _ in set(found))
    return {text: key for text, key in found if times[text] == 1}


@functools.cache
def _by_heading() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for key, column in COLUMNS.items():
        for text in (key, *column.headings.values(), *column.synonyms):
            found.setdefault(folded(text), {})[key] = None
    return {text: tuple(keys) for text, keys in found.items()}


@functools.cache
def _spelt() -> tuple[tuple[Spelt, tuple[str, ...]], ...]:
    return tuple((spelt(text), keys) for text, keys in _by_heading().items())


def _alike(heading: str) -> list[tuple[float, str]]:
    """Columns by how alike their likest heading is, best first."""
    whole = spelt(heading)
    best: dict[str, float] = {}
    for known, keys in _spelt():
        score = likeness(whole, known)
        for key in keys:
            best[key] = max(best.get(key, 0.0), score)
    return sorted(((score, key) for key, score in best.items() if score >= LEAST_OFFERED), reverse=True)
