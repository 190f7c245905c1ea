"""Names as people write them: a folded key under which two spellings of one title meet.

Labour contracts, imports and the orders' own PDF texts differ in case, asterisks, hyphens, brackets and spacing, and
mix Latin letters into Kazakh words ("Tic технигі"). Folding removes these differences and nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LATIN_TWINS = str.maketrans("aceopxyikmthb", "асеорхуікмтһв")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_BRACKETED = re.compile(r"\([^()]*\)")


def fold(text: str) -> str:
    """The key of a title: letters and digits only, lower case, Latin letters replaced by their Cyrillic twins."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LATIN_TWINS)
    return _NOT_A_LETTER.sub("", plain)


def words(text: str) -> tuple[str, ...]:
    """The folded words of a title, in order; hyphens part words, brackets only vanish."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LATIN_TWINS)
    return tuple(_NOT_A_LETTER.sub(" ", plain).split())


def without_brackets(text: str) -> str:
    """The text without what stands in brackets, nested ones included."""
    before = ""
    while before != text:
        before, text = text, _BRACKETED.sub(" ", text)
    return " ".join(text.split())


def nearest(text: str, names: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Up to ``limit`` names spelt most like the text, best first; none that is not clearly alike."""
    import difflib  # deferred: only a failed look-up needs it

    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(fold(name), name)
    return tuple(by_key[key] for key in difflib.get_close_matches(fold(text), by_key, n=limit, cutoff=0.7))
