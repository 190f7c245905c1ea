"""Texts made ready for the page: no control characters, long words breakable, both languages side by side."""

from __future__ import annotations

from tirkelim.documents.payload import Bilingual

#: A word longer than this gets places where it may be broken, so that it cannot run off the page.
_LONGEST_WORD = 30
_PIECE = 10


def both(text: Bilingual) -> dict[str, str]:
    """A text in both languages, as the templates take it."""
    return {"kk": breakable(text.kk), "ru": breakable(text.ru)}


def maybe(text: Bilingual | None) -> dict[str, str] | None:
    """As ``both``, where there is one."""
    return None if text is None else both(text)


def capital(words: dict[str, str]) -> dict[str, str]:
    """Names of the list, which begin small, at the head of a line."""
    return {language: text[:1].upper() + text[1:] for language, text in words.items()}


def breakable(text: str, longest: int = _LONGEST_WORD) -> str:
    """The text with control characters gone and zero-width spaces inside words no line could hold."""
    clean = "".join(char if char.isprintable() else " " for char in text)
    # A number sign stays on the line of its number.
    return " ".join(_break_word(word, longest) for word in clean.split()).replace("№ ", "№\u00a0")


def _break_word(word: str, longest: int) -> str:
    if len(word) <= longest:
        return word
    return "\u200b".join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))
