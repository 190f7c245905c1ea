"""Search in the list of in-demand professions as people type: three languages, misspellings, the bare word.

The list itself says what it holds (``law.order_503_conformity.professions``); this search offers, and a person chooses.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from tirkelim.law.order_305_positions.spelling import Spelt, alike_words, likeness, loose, loose_words, spelt
from tirkelim.law.order_503_conformity.professions import LANGUAGES, Profession, activities, find, professions

MOST_FOUND = 15
LONGEST_QUERY = 200
LEAST_ALIKE = 0.5
"""Likeness from 0 to 1 below which a name is not offered."""
LONGEST_BY_WORDS = 10


class Offer(NamedTuple):
    """A profession to choose: the key by which it is chosen, and its names in the language of the page."""

    key: str
    name: str
    sector: str
    activity: str
    levels: tuple[int, ...]
    """Levels of the national or sector framework among which it is asked for; none where the list names no band."""

    @property
    def band(self) -> str:
        """The band in digits: "6–7"; "" without one."""
        return f"{self.levels[0]}–{self.levels[-1]}" if self.levels else ""

    @property
    def place(self) -> str:
        """Sector and kind of activity in one line."""
        return f"{self.sector}: {self.activity}"


class Found(NamedTuple):
    """What the list holds for a query. ``listed``: by this very name; otherwise the offers are the nearest names."""

    listed: bool
    offers: list[Offer]


def key_of(entry: Profession) -> str:
    """By what an entry is chosen: its activity and its Kazakh name."""
    return f"{entry.activity}|{entry.kk}"


def entry_of(key: str) -> Profession | None:
    """The entry chosen by a key; None for one that the list does not hold."""
    return _by_key().get(key)


def offer_of(entry: Profession, lang: str) -> Offer:
    """An entry as the pages show it."""
    activity = activities()[entry.activity]
    sector = activities().get(activity.sector, activity)
    name = getattr(entry, lang)
    levels: tuple[int, ...] = ()
    if entry.level_from is not None and entry.level_to is not None:
        levels = tuple(range(entry.level_from, entry.level_to + 1))
    return Offer(key_of(entry), name[:1].upper() + name[1:], getattr(sector, lang), getattr(activity, lang), levels)


def search(query: str, lang: str) -> Found:
    """The professions that a query may mean, best first; at most ``MOST_FOUND``. Nothing for an empty query."""
    query = query.strip()[:LONGEST_QUERY]
    if not loose(query):
        return Found(False, [])
    exact = list(dict.fromkeys(map(key_of, find(query))))
    ranked = sorted(_near(query), key=lambda pair: pair[0])
    near = [key for _rank, key in ranked if key not in exact]
    chosen = [entry for key in [*exact, *near][:MOST_FOUND] if (entry := entry_of(key)) is not None]
    return Found(bool(exact), [offer_of(entry, lang) for entry in chosen])


def _near(query: str) -> Iterator[tuple[tuple[float, ...], str]]:
    """Keys of the entries whose names hold every word typed, or are spelt alike, each with its rank."""
    typed, whole = loose_words(query), spelt(loose(query))
    alike = [alike_words(word, _vocabulary()) for word in typed[:LONGEST_BY_WORDS]]
    for at, (key, names) in enumerate(_names().items()):
        rank = min((_rank(name, typed, whole, alike) for name in names), default=None)
        if rank is not None and rank[0] < 3:
            yield (*rank, at), key


def _rank(name: _Name, typed: tuple[str, ...], whole: Spelt, alike: list[dict[str, float]]) -> tuple[float, float]:
    """How well a name answers: 0 holds all the words, 1 holds words spelt like them, 2 is alike as a whole, 3 not."""
    if all(any(word.startswith(part) for word in name.words) for part in typed):
        return 0, len(name.words)
    if alike and all(any(word in name.words for word in one) for one in alike):
        return 1, len(name.words)
    score = likeness(whole, name.spelt)
    return (2, 1 - score) if score >= LEAST_ALIKE else (3, 0)


class _Name(NamedTuple):
    words: tuple[str, ...]
    spelt: Spelt


@functools.cache
def _by_key() -> dict[str, Profession]:
    found: dict[str, Profession] = {}
    for entry in professions():
        found.setdefault(key_of(entry), entry)
    return found


@functools.cache
def _names() -> dict[str, tuple[_Name, ...]]:
    """The names of every entry that can be chosen, prepared for comparison."""
    return {
        key: tuple(_Name(loose_words(text), spelt(loose(text))) for text in dict.fromkeys(_texts(entry)))
        for key, entry in _by_key().items()
    }


def _texts(entry: Profession) -> Iterator[str]:
    for lang in LANGUAGES:
        yield getattr(entry, lang)


@functools.cache
def _vocabulary() -> frozenset[str]:
    return frozenset(word for names in _names().values() for name in names for word in name.words)
