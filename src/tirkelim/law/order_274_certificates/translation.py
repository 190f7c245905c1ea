"""A document in a foreign language comes with a notarised translation (specification N-3; row 8 of both annexes)."""

from __future__ import annotations

from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.language import language_code


def acceptable(language: str, translated_into: str | None, day: date, book: LawBook) -> bool:
    """Whether a document may be filed: in Kazakh or Russian, or translated into one of them (None: no translation)."""
    accepted = book.texts("certificate.document_languages", day)
    written_in = (language, translated_into or "")
    return any(language_code(one) in accepted for one in written_in)
