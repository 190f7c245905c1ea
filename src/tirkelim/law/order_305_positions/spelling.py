"""How alike two spellings are: letters that keyboards and habits exchange, single slips, and what two texts share.

Nothing here knows positions; it compares folded texts.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from tirkelim.law.wording import fold, words

_PLAIN = str.maketrans("әқүұіңғөһё", "акууингохе")
SHORTEST = 4
"""Letters that a word must have before a slip in it is forgiven."""
SHORT = 9
"""Letters below which one slip spoils most groups of three, so that fewer in common are enough."""
LONGEST_BY_LETTERS = 60
"""Letters up to which two whole texts are compared letter by letter."""


def loose(text: str) -> str:
    """The folded text with Kazakh letters as they are typed on a Russian keyboard, and ё as е."""
    return fold(text).translate(_PLAIN)


def loose_words(text: str) -> tuple[str, ...]:
    """The words of a text, folded in the same way."""
    return tuple(word.translate(_PLAIN) for word in words(text))


class Spelt(NamedTuple):
    """A folded text and the groups of three letters in it, for comparison."""

    key: str
    threes: frozenset[str]


def spelt(key: str) -> Spelt:
    """Prepare a folded text for comparison."""
    padded = f"  {key} "
    return Spelt(key, frozenset(padded[at : at + 3] for at in range(len(padded) - 2)))


def likeness(one: Spelt, other: Spelt) -> float:
    """How alike two texts are, 0 to 1: the share of letter groups they have in common, or of letters left alone.

    One slip in a short word spoils most of its groups, so short texts are compared letter by letter as well.
    """
    share = 2 * len(one.threes & other.threes) / (len(one.threes) + len(other.threes))
    longer = max(len(one.key), len(other.key))
    if share < (0.25 if longer < SHORT else 0.35) or longer > LONGEST_BY_LETTERS:
        return share
    away = slips(one.key, other.key, longer // 3)
    return max(share, 1 - away / longer) if away <= longer // 3 else share


@functools.lru_cache(maxsize=4096)
def alike_words(word: str, vocabulary: frozenset[str]) -> dict[str, float]:
    """The words of the vocabulary that a typed word may mean, with their likeness; a beginning counts whole."""
    found: dict[str, float] = {}
    allowed = 0 if len(word) < SHORTEST else 1 if len(word) < 7 else 2
    for known in vocabulary:
        if len(word) >= SHORTEST and known.startswith(word):
            found[known] = 1.0
        elif abs(len(known) - len(word)) <= allowed:
            away = slips(word, known, allowed)
            if away <= allowed:
                found[known] = 1 - away / max(len(word), len(known))
    return found


def slips(one: str, other: str, most: int) -> int:
    """Letters dropped, added, changed or swapped with their neighbour between two texts; above ``most``: more than it.

    The usual dynamic programme over rows, left as soon as no end within ``most`` is possible.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    two_above: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, facing in enumerate(other, start=1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != facing))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing:
                cost = min(cost, two_above[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        two_above, above = above, row
    return above[-1]
