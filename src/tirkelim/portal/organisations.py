"""Organisations by what a reader writes of them: their BIN, its beginning, or words of their names in any spelling."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from tirkelim.register.models import OrganisationFact
from tirkelim.register.names import search_words


def called(rows: QuerySet[OrganisationFact], text: str) -> QuerySet[OrganisationFact]:
    """Those of the rows that are called so; none where the text has neither a word nor a digit."""
    words = search_words(text)
    if not words:
        return rows.none()
    named = Q()
    for word in words:
        named &= Q(search_key__contains=word)
    digits = "".join(text.split())
    if digits.isascii() and digits.isdigit():
        named |= Q(organisation__bin__startswith=digits)
    return rows.filter(named)
