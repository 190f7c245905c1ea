"""Which levels an assessment is asked for and finds, and when a confirmed sheet goes with the request."""

from __future__ import annotations

from datetime import date

from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.assessed_levels import levels_beside, levels_of, needs_sheet

DAY = date(2026, 3, 2)
NURSING = "secondary.nursing"


def test_levels_that_can_be_asked_for() -> None:
    book = current_book()
    assert levels_of(NURSING, DAY, book) == ("4.0", "4.1", "4.2", "4.3")
    assert levels_of("residency.paediatrics", DAY, book) == ("7.1 (R)", "7.2 (R)", "7.3 (R)", "7.4 (R)", "8")
    assert len(levels_of("special.nursing-in-radiography", DAY, book)) == 21
    assert levels_of("no such", DAY, book) == ()
    assert levels_beside("7.3 (R)", DAY, book) == ("7.1 (R)", "7.2 (R)", "7.3 (R)", "7.4 (R)")
    needing = [level for level in levels_of("residency.paediatrics", DAY, book) if needs_sheet(level, DAY, book)]
    assert needing == ["7.2 (R)", "7.3 (R)", "7.4 (R)"]
    assert not needs_sheet(None, DAY, book)
