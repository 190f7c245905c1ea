"""The clock of a case: started at submission, and again when a complaint reopens it; read by everyone.

What is late follows from the dates.
"""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.registry import service
from tirkelim.cases.states import OPEN_STATES, State
from tirkelim.identity.territories import zone
from tirkelim.law.book import LawBook
from tirkelim.law.standards.deadlines import Clock

if TYPE_CHECKING:
    from tirkelim.cases.steps import Step


def start_clock(step: Step) -> None:
    """Acceptance and due day of the case, by its service's standard; nothing where no standard sets a term."""
    case = step.case
    clock = clock_from(case, step.now)
    if clock is not None:
        case.accepted_on, case.due_on = clock.accepted_on, clock.due_on
        case.calendar_version = step.service.book().calendar.version


def clock_from(case: Case, at: datetime) -> Clock | None:
    """The clock of a case as it would start at a moment; None where no standard sets a term."""
    if not case.territory:
        return None
    return service(case.service).clock(case.action, at, zone(case.territory, localdate(at)))


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
