"""Former titles and current positions side by side (305/2020 annex 2 of the characteristics)."""

from __future__ import annotations

from tirkelim.law.book import LawBook
from tirkelim.law.classifiers.model import Concept, Concordance, Pair
from tirkelim.law.order_305_positions.nomenclature import Position, positions


def former_concept(position: Position) -> Concept | None:
    """The former title as a code of its own; None for a position that is new."""
    if position.former_title is None:
        return None
    return Concept(f"former-{position.code}", position.former_names, {"current": position.code})


def position_concordance(book: LawBook) -> Concordance:
    """All 87 rows, those without a former title too."""
    pairs = tuple(Pair(former_concept(one), _current(one)) for one in positions())
    edition = book.latest("305/2020")
    return Concordance("position-concordance", "305/2020 ann.2", edition, "former-positions", "positions", pairs)


def _current(position: Position) -> Concept:
    return Concept(position.code, {"kk": position.title, "ru": position.names["ru"], "en": position.names["en"]}, {})
