"""Search in the nomenclature as people type: any language, old names, misspellings, Kazakh without its letters.

Four steps of likeness, best first: the name itself, its beginning, all words typed stand in it, spelt alike. The rule
``position.find`` answers only for a name itself; this search offers, and a person chooses.
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_305_positions.nomenclature import Position, by_row, positions
from tirkelim.law.order_305_positions.spelling import Spelt, alike_words, likeness, loose, loose_words, spelt
from tirkelim.law.wording import fold, without_brackets

LONGEST_BY_WORDS = 12
"""Queries of more words are whole titles: these are compared as a whole only."""
SHORTEST_BEGINNING = 3
"""Letters that a typed word must have to stand for the words that begin with it."""
SHORTEST_STEM, LONGEST_ENDING = 5, 3
"""Letters at least of the stem that a specialist and the specialty share, and at most of the specialist's ending."""
LEAST_ALIKE = 0.5
"""Likeness from 0 to 1 below which a name is not offered."""
SPECIALISTS = 8
"""The row of physicians who are specialists of a profile."""
_PHYSICIAN = tuple(map(loose, ("дәрігер", "врач", "physician")))
_SHORT = {
    "медсестра": "медицинская сестра", "медбике": "мейіргер", "медлаборант": "медицинский лаборант",
    "диетсестра": "диетическая медицинская сестра", "doctor": "physician",
}  # fmt: skip
_NUMBER = re.compile(r"(?:305\s*-\s*)?0*(\d{1,3})")


class How(enum.IntEnum):
    """In which way a name answers the query, best first."""

    SAME = 0
    BEGINS = 1
    WORDS = 2
    ALIKE = 3


class Hit(NamedTuple):
    """A position found: by which of its names, whether that is its former title, how, and how near (0 to 1)."""

    position: Position
    name: str
    former: bool
    how: How
    score: float


class _Name(NamedTuple):
    position: Position
    text: str
    former: bool
    key: str
    bare: str
    words: tuple[str, ...]
    spelt: Spelt


def search(query: str, limit: int = 20) -> tuple[Hit, ...]:
    """The positions that the query may mean, each once by its best name, best first; none for an empty query.

    A number or code ("55", "305-55") finds its row. At most ``limit`` hits, at least 1.
    """
    numbered = _by_number(query)
    if numbered is not None:
        return (numbered,)
    best: dict[int, Hit] = {}
    for said in dict.fromkeys((query, in_full(query))):
        for hit in _hits(said, loose(said)):
            held = best.get(hit.position.row)
            if held is None or _rank(hit) < _rank(held):
                best[hit.position.row] = hit
    return tuple(sorted(best.values() or _physicians(query), key=_rank)[: max(1, limit)])


def in_full(query: str) -> str:
    """The query with the short words of daily speech written as the nomenclature writes them."""
    return " ".join(_in_full().get(fold(word), word) for word in query.split())


@functools.cache
def _in_full() -> dict[str, str]:
    return {fold(short): full for short, full in _SHORT.items()}


def _physicians(query: str) -> list[Hit]:
    """The position of specialists among physicians, for a physician of a specialty: the order lists no specialties."""
    position = by_row(SPECIALISTS)
    named = any(word.startswith(_PHYSICIAN) or _is_of_specialty(word) for word in loose_words(query))
    return [Hit(position, position.title, False, How.ALIKE, LEAST_ALIKE)] if named and position else []


def is_specialist(title: str) -> bool:
    """Whether a title says physician and a clinical specialty, and nothing else ("врач-кардиолог"): the nomenclature
    has one position for all of them."""
    named = loose_words(title)
    others = [word for word in named if word not in _PHYSICIAN]
    return len(others) == len(named) - 1 > 0 and all(map(_is_of_specialty, others))


def _is_of_specialty(word: str) -> bool:
    """Whether the word names who works in a clinical specialty: "терапевт" by the beginning of "терапия"."""
    stem = word[: max(SHORTEST_STEM, len(word) - LONGEST_ENDING)]
    return len(stem) >= SHORTEST_STEM and any(known.startswith(stem) for known in _words_of_specialties())


@functools.cache
def _words_of_specialties() -> frozenset[str]:
    clinical = (row for row in specialties().values() if row.clinical)
    return frozenset(word for row in clinical for name in row.names.values() for word in loose_words(name))


def _rank(hit: Hit) -> tuple[int, float, bool, int]:
    return (hit.how, -hit.score, hit.former, hit.position.row)


def _by_number(query: str) -> Hit | None:
    match = _NUMBER.fullmatch(query.strip())
    position = by_row(int(match[1])) if match else None
    return Hit(position, position.title, False, How.SAME, 1.0) if position else None


def _hits(query: str, key: str) -> Iterable[Hit]:
    if not key:
        return
    strict, typed = fold(query), loose_words(query)
    near = [] if len(typed) > LONGEST_BY_WORDS else [alike_words(word, _vocabulary()) for word in typed]
    if not all(near):  # a word that no name has, however spelt: no name can be read word by word
        near = []
    whole, worded = spelt(key), all(any(_begins(word, part) for word in _vocabulary()) for part in typed)
    for name in _names():
        found = _near_name(name, key, strict, typed if worded else ()) or _spelt_alike(name, whole, near)
        if found is not None:
            yield Hit(name.position, name.text, name.former, *found)


def _near_name(name: _Name, key: str, strict: str, typed: tuple[str, ...]) -> tuple[How, float] | None:
    """The name itself, its beginning, or a name that holds all the words (none given: not looked at); else None."""
    if name.key == key:
        return How.SAME, 1.0 if fold(name.text) == strict else 0.9
    if name.bare == key:
        return How.BEGINS, 1.0
    if name.key.startswith(key):
        return How.BEGINS, len(key) / len(name.key)
    if typed and all(any(_begins(word, part) for word in name.words) for part in typed):
        return How.WORDS, len(key) / len(name.key)
    return None


def _begins(word: str, part: str) -> bool:
    """Whether a typed word is this word or, from three letters on, its beginning."""
    return word == part or (len(part) >= SHORTEST_BEGINNING and word.startswith(part))


def _spelt_alike(name: _Name, whole: Spelt, near: list[dict[str, float]]) -> tuple[How, float] | None:
    """How alike the name is: as a whole, or word by word in any order."""
    score = max(likeness(whole, name.spelt), _by_words(name, near))
    return (How.ALIKE, score) if score >= LEAST_ALIKE else None


def _by_words(name: _Name, near: list[dict[str, float]]) -> float:
    """How alike when read word by word in any order; 0 unless every word typed is like one of the name."""
    found = []
    for one in near:
        best = max((score for word, score in one.items() if word in name.words), default=0.0)
        if not best:
            return 0.0
        found.append(best)
    spoken = min(1.0, len(found) / len(name.words))
    return sum(found) / len(found) * (0.8 + 0.2 * spoken) if found else 0.0


@functools.cache
def _names() -> tuple[_Name, ...]:
    return tuple(_name(position, text, former) for position in positions() for text, former in _texts(position).items())


def _texts(position: Position) -> dict[str, bool]:
    """Every name of a position, and whether it is the former title and nothing else."""
    current = (position.title, *position.names.values())
    return dict.fromkeys(position.former_names.values(), True) | dict.fromkeys(current, False)


def _name(position: Position, text: str, former: bool) -> _Name:
    key, bare = loose(text), loose(without_brackets(text))
    return _Name(position, text, former, key, bare, loose_words(text), spelt(key))


@functools.cache
def _vocabulary() -> frozenset[str]:
    return frozenset(word for name in _names() for word in name.words)
