"""Which column a heading means: as remembered, the heading itself, a synonym, or one that is spelt alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Matched(NamedTuple):
    """``columns``: place (from 0) to key of the catalogue. ``offered``: for places left to the person, keys that may be
    meant, best first. ``alike``: places in ``columns`` that were only spelt alike: to be looked at."""

    columns: dict[int, str]
    offered: dict[int, tuple[str, ...]]
    alike: frozenset[int]


def folded(heading: str) -> str:
    """The key under which a heading is remembered (`ColumnMemory.heading`)."""
    raise NotImplementedError


def match_columns(headings: Sequence[str], remembered: Mapping[str, str]) -> Matched:
    """Match all headings. ``remembered``: folded heading to key; "" for a column that was left out."""
    raise NotImplementedError


def check_columns(columns: Mapping[int, str], *, many_organisations: bool) -> tuple[tuple[str, str], ...]:
    """What is wrong with a choice of columns, as (code, key): repeated, unknown, missing. Empty: it can be checked."""
    raise NotImplementedError
