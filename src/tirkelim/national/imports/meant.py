"""What people said of titles that the register does not know for certain: read so in every row, and offered for choice.

An answer is given once for a file and kept for the organisation's next ones (`TitleMemory`). What the register knows by
itself is never read otherwise.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date

from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_305_positions.nomenclature import by_row
from tirkelim.law.order_305_positions.search import search
from tirkelim.law.order_305_positions.spelling import Spelt, likeness, loose, spelt
from tirkelim.national.imports.lists import specialty_words
from tirkelim.national.imports.rows import Cell
from tirkelim.national.imports.values import MOST_CELLS, Read, Reader, read_text

Key = tuple[str, str]
"""Kind of the column (position, specialty) and the folded title."""
KINDS = ("position", "specialty")
DOUBTFUL = frozenset({"position_alike", "position_unknown", "specialty"})
"""Findings that an answer settles."""
SETTLED = frozenset({"position_as_said", "position_kept", "specialty_as_said"})
"""Findings of a title that was read as somebody said."""
KEPT = ""
"""The answer that a title is none of the nomenclature."""
LONGEST = 200
MOST_OFFERED = 5
LEAST_ALIKE = 0.4
SHORTEST_WORD = 4


def title_key(kind: str, title: str) -> Key | None:
    """Under what a title is remembered; None for one that is too long to be asked about, or says nothing."""
    key = loose(title)
    return (kind, key) if 0 < len(key) <= LONGEST and len(title) <= LONGEST else None


def is_answer(kind: str, value: str) -> bool:
    """Whether a value can be what a title means: the number of a row, KEPT, or codes of specialties."""
    if kind == "position":
        return value == KEPT or (value.isascii() and value.isdigit() and len(value) < 4 and bool(by_row(int(value))))
    return kind == "specialty" and value in specialties()


class Meant:
    """The answers that hold for a pass over a file. ``answers``: by key the number of a row as text, a code or KEPT."""

    def __init__(self, answers: Mapping[Key, str] | None = None) -> None:
        self.answers = dict(answers or {})

    def reading(self, kind: str, read: Reader) -> Reader:
        """A reader of cells that knows the answers; each different cell is looked at once."""
        if not any(one == kind for one, _ in self.answers):
            return read

        @functools.lru_cache(maxsize=MOST_CELLS)
        def as_meant(cell: Cell) -> Read:
            found = read(cell)
            if found.code not in DOUBTFUL or isinstance(cell, date):
                return found
            said = read_text(cell).value or ""
            key = title_key(kind, said)
            value = None if key is None else self.answers.get(key)
            return found if value is None or not is_answer(kind, value) else _as_said(kind, said, value)

        return as_meant


def _as_said(kind: str, said: str, value: str) -> Read:
    """A title as somebody said it is meant; the words of the order are kept beside the position."""
    if kind == "specialty":
        return Read(value, "specialty_as_said", False, {"said": said, "specialty": value})
    if value == KEPT:
        return Read(None, "position_kept", False, {"said": said}, {"position_title": said})
    row = int(value)
    return Read(row, "position_as_said", False, {"row": row, "said": said}, {"position_title": said})


NOTHING_SAID = Meant()


def suggested(kind: str, title: str) -> tuple[str, ...]:
    """Answers that a title most likely has, best first, at most MOST_OFFERED; () where nothing is alike."""
    return _positions(title) if kind == "position" else _specialties(title)


@functools.lru_cache(maxsize=2_048)
def _positions(title: str) -> tuple[str, ...]:
    """Positions alike by the whole title; then, where these are few, by its words."""
    rows = dict.fromkeys(hit.position.row for hit in search(title, MOST_OFFERED))
    for word in title.replace("-", " ").split():
        if len(rows) < MOST_OFFERED and len(word) >= SHORTEST_WORD:
            rows.update(dict.fromkeys(hit.position.row for hit in search(word, 2)))
    return tuple(map(str, list(rows)[:MOST_OFFERED]))


@functools.lru_cache(maxsize=2_048)
def _specialties(title: str) -> tuple[str, ...]:
    whole = spelt(loose(title))
    best: dict[str, float] = {}
    for known, codes in _spelt():
        score = likeness(whole, known)
        if len(known.key) >= SHORTEST_WORD and (known.key in whole.key or whole.key in known.key):
            score = max(score, 0.6)
        for code in codes:
            best[code] = max(best.get(code, 0.0), score)
    hits = sorted((-score, code) for code, score in best.items() if score >= LEAST_ALIKE)
    return tuple(code for _, code in hits[:MOST_OFFERED])


@functools.cache
def _spelt() -> tuple[tuple[Spelt, tuple[str, ...]], ...]:
    return tuple((spelt(text), codes) for text, codes in specialty_words().items() if not text[:1].isdigit())
