"""The clock of a case: started once at submission, read by everyone. What is late follows from the dates."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tirkelim.cases.models import Case
from tirkelim.cases.states import OPEN_STATES, State
from tirkelim.law.book import LawBook
from tirkelim.law.standards.deadlines import Clock, clock
from tirkelim.law.standards.services import Action
from tirkelim.law.standards.services import Service as StandardService


def start_clock(service: str, action: str, submitted_at: datetime, zone: ZoneInfo, book: LawBook) -> Clock:
    """Acceptance and due day by the standard in force on the day of submission."""
    return clock(StandardService(service), Action(action), submitted_at, book, zone)


class Urgency(enum.StrEnum):
    """How a due date looks from today."""

    ON_TIME = "on_time"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    STOPPED = "stopped"


class Reading(NamedTuple):
    """The clock as read on a day: working days left (negative: days late)."""

    accepted_on: date
    due_on: date
    days_left: int
    urgency: Urgency


def read_clock(case: Case, today: date, book: LawBook) -> Reading | None:
    """The clock of a submitted case on a day; None for a draft."""
    if case.accepted_on is None or case.due_on is None:
        return None
    # Before the day of acceptance the whole term is left, not more.
    left = book.calendar.count(max(today, case.accepted_on), case.due_on)
    return Reading(case.accepted_on, case.due_on, left, _urgency(case, today))


def _urgency(case: Case, today: date) -> Urgency:
    if State(case.state) not in OPEN_STATES or case.due_on is None:
        return Urgency.STOPPED
    if today > case.due_on:
        return Urgency.OVERDUE
    return Urgency.DUE_TODAY if today == case.due_on else Urgency.ON_TIME
