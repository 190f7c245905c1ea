"""The clock of a case, as read on a day."""

from __future__ import annotations

from datetime import date

import pytest

from tirkelim.cases.clock import Urgency, read_clock
from tirkelim.cases.models import Case
from tirkelim.law.book import current_book

# Sent on Saturday, accepted on Monday 23 November 2026, due five working days later.
READINGS = [
    (date(2026, 11, 21), 5, Urgency.ON_TIME),
    (date(2026, 11, 23), 5, Urgency.ON_TIME),
    (date(2026, 11, 27), 1, Urgency.ON_TIME),
    (date(2026, 11, 28), 1, Urgency.ON_TIME),
    (date(2026, 11, 30), 0, Urgency.DUE_TODAY),
    (date(2026, 12, 1), -1, Urgency.OVERDUE),
]


@pytest.mark.parametrize(("today", "left", "urgency"), READINGS)
def test_days_left(today: date, left: int, urgency: Urgency) -> None:
    """Never more than the whole term, also before the day of acceptance."""
    case = Case(state="considered", accepted_on=date(2026, 11, 23), due_on=date(2026, 11, 30))
    read = read_clock(case, today, current_book())
    assert read is not None
    assert (read.days_left, read.urgency) == (left, urgency)


def test_a_draft_has_no_clock() -> None:
    assert read_clock(Case(state="draft"), date(2026, 11, 21), current_book()) is None
