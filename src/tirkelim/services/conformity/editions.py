"""Which wording of 503/2016 answers on a day, and whether it is the practice edition of the demo."""

from __future__ import annotations

from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.edition import Edition, NotInForce
from tirkelim.law.order_503_conformity.terms import ACT

PRACTICE = "practice"
"""``Edition.by`` of the edition that exists in the demo only, so that the repealed service can be tried by hand."""


def edition_on(book: LawBook, day: date) -> Edition | NotInForce:
    """The edition by which an application made on the day is decided, or why there is none.

    ``book``: the service's own (``registry.service("conformity").book()``), never the current one.
    """
    try:
        return book.edition(ACT, day)
    except NotInForce as out:
        return out


def is_practice(edition: Edition | NotInForce) -> bool:
    """Whether the edition is no law: pages say so wherever it is used."""
    return isinstance(edition, Edition) and edition.by == PRACTICE
