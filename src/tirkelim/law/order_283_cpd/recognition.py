"""Learning at a foreign organisation of the first places of world rankings (283/2020 p.15)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding
from tirkelim.law.order_283_cpd import requirements as req


def recognition_findings(
    ranks: Mapping[str, int | None], original_document: bool, book: LawBook, day: date
) -> tuple[Finding, ...]:
    """Whether the document is valid as it stands. A rank of None: not in that ranking (two suffice: reading C25)."""
    places = book.number("cpd.recognition.first_places", day)
    enough = book.number("cpd.recognition.rankings", day)
    high = sum(1 for rank in ranks.values() if rank is not None and rank <= places)
    absent = any(rank is None for rank in ranks.values())
    params = (("places", places), ("rankings", enough), ("found", high))
    message = "cpd.foreign_recognition.met_absent" if high >= enough and absent else ""
    readings = ("C25",) if absent else ()
    return (
        req.RECOGNITION.decide(high >= enough, high, enough, *params, message=message, readings=readings),
        req.ORIGINAL.decide(original_document, original_document, True),
    )
