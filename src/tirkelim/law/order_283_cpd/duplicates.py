"""One result under two rows, or twice under one: no text forbids it, so it only warns (reading C11)."""

from __future__ import annotations

import enum
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

READING = "C11"


class Why(enum.StrEnum):
    """What two entries have in common, the strongest sign first."""

    FILE = "file"
    TITLE = "title"
    NUMBER = "number"


class Entry(NamedTuple):
    """What is compared of a result: its id, row, title, document number, digest of the file. Empty: there is none."""

    id: str
    criterion: int
    title: str = ""
    number: str = ""
    file: str = ""


class Twin(NamedTuple):
    """Two entries that look like one result: their ids in the order given, and the strongest sign."""

    first: str
    second: str
    why: Why


def duplicates(entries: Iterable[Entry]) -> tuple[Twin, ...]:
    """Every pair with the same file, title or number, once, in the order of the entries. It decides nothing."""
    alike: dict[tuple[Why, str], list[int]] = defaultdict(list)
    given = tuple(entries)
    for n, entry in enumerate(given):
        signs = (Why.FILE, entry.file), (Why.TITLE, folded(entry.title)), (Why.NUMBER, folded(entry.number))
        for why, written in signs:
            if written:
                alike[why, written].append(n)
    found: dict[tuple[int, int], Why] = {}
    for strength in Why:
        for (why, _), places in alike.items():
            if why is strength:
                for pair in combinations(places, 2):
                    found.setdefault(pair, why)
    return tuple(Twin(given[a].id, given[b].id, why) for (a, b), why in sorted(found.items()))


def folded(written: str) -> str:
    """A title or number by its letters and digits alone: case, spaces and punctuation do not tell results apart."""
    return "".join(c for c in unicodedata.normalize("NFC", written).casefold() if c.isalnum())
