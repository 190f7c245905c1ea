"""Names folded for searching: case, Kazakh letters and signs do not matter.

The database cannot do this: SQLite compares only Latin letters without case, and no database takes ә for а.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

FOLDED = str.maketrans(
    {
        "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и",
        "ё": "е", "ъ": "", "ь": "",
    }
)  # fmt: skip
WITHOUT_MARKS = re.compile(r"[a-zа-я0-9 .,'-]*")
"""Folded texts of which no letter has a mark that must be taken away: nearly all."""
BETWEEN_WORDS = re.compile(r"[^\w]+", re.UNICODE)


def fold(text: str) -> str:
    """Text as it is compared: lower case, Kazakh letters as their nearest Russian ones, words parted by a space."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(FOLDED)
    return BETWEEN_WORDS.sub(" ", plain if WITHOUT_MARKS.fullmatch(plain) else _unmarked(plain)).strip()


def _unmarked(text: str) -> str:
    letters = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(one for one in letters if one == "\u0306" or not _is_mark(one)))


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) == "Mn"


def search_key(*names: str | None) -> str:
    """What is stored beside names: every different folded word once, each with a space before it."""
    words = dict.fromkeys(word for name in names if name for word in fold(name).split())
    return "".join(f" {word}" for word in words)


def search_words(query: str) -> list[str]:
    """The beginnings of words that a search key must hold for a query, in the spelling of the key."""
    return [f" {word}" for word in fold(query).split()]


SPELLINGS = {"kk": ("kk", "ru", "latin"), "ru": ("ru", "kk", "latin")}
"""In which order the spellings of a name are tried for a language; any other language begins with Latin letters."""


def full_name(parts: Mapping[str, Sequence[str | None]], language: str) -> str:
    """Surname, given name and patronymic in the spelling of a language, else in the next one that is known; or ""."""
    for spelling in SPELLINGS.get(language, ("latin", "kk", "ru")):
        if any(parts[spelling]):
            return " ".join(part for part in parts[spelling] if part)
    return ""
