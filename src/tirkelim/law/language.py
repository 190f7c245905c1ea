"""The language of a document, as people write it: a code of two or three letters, with a region, or a name."""

from __future__ import annotations

_CODES = {
    "kaz": "kk",
    "kz": "kk",
    "rus": "ru",
    "eng": "en",
    "deu": "de",
    "ger": "de",
    "қазақ": "kk",
    "қазақша": "kk",
    "қазақ тілі": "kk",
    "казахский": "kk",
    "kazakh": "kk",
    "орыс": "ru",
    "орысша": "ru",
    "орыс тілі": "ru",
    "русский": "ru",
    "russian": "ru",
}


def language_code(name: str) -> str:
    """The language as its two-letter code: ``RU``, ``ru-RU``, ``rus``, ``русский`` all mean ``ru``."""
    code = name.strip().casefold().replace("_", "-").split("-")[0].strip()
    return _CODES.get(code, code)
