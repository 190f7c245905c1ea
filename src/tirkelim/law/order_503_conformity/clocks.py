"""The days inside the term: hand-over to the commission by day 2, decision by day 5, result by day 6 (readings K1)."""

from __future__ import annotations

from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.citation import Citation, cite
from tirkelim.law.standards.duties import Duty, due_after_event

HAND_OVER = cite("503/2016 p.7")
DECISION = cite("503/2016 p.11")
RESULT = cite("503/2016 ann.2 row 3")


def hand_over_due(accepted_on: date, book: LawBook) -> date:
    """The last day on which the documents are passed to the commission: two working days after registration."""
    return due_after_event(Duty.CONFORMITY_COMMISSION, accepted_on, book)


def decision_due(accepted_on: date, book: LawBook) -> date:
    """The last day for the decision on an issue: five working days after acceptance (p.11)."""
    return book.calendar.after(accepted_on, book.number("order_503.decision_days", accepted_on))


def stages(accepted_on: date, due_on: date, book: LawBook) -> tuple[tuple[str, date, Citation], ...]:
    """Name, last day and place of the steps of an application for issue, in their order."""
    return (
        ("hand_over", hand_over_due(accepted_on, book), HAND_OVER),
        ("decision", decision_due(accepted_on, book), DECISION),
        ("result", due_on, RESULT),
    )
