"""When the result of a service is due (row 3 of every standard): working days after acceptance (reading G1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tirkelim.law.book import LawBook
from tirkelim.law.standards.acceptance import ALMATY, accepted_on, closing_time, local_day


class Clock(NamedTuple):
    """The clock of one application: accepted, the term in working days, due."""

    accepted_on: date
    working_days: int
    due_on: date


def term(service: str, action: str, day: date, book: LawBook) -> int:
    """The term of an action in working days. Raises KeyError for a service or an action that the book does not know."""
    return book.number(f"standard.{service}.term.{action}", day)


def clock(service: str, action: str, submitted_at: datetime, book: LawBook, zone: ZoneInfo = ALMATY) -> Clock:
    """Acceptance and due day of an application submitted at that moment.

    The wording in force on the day of submission applies to the end. Raises ParameterNotSet outside its edition,
    CalendarNotKnown outside the calendar and KeyError as ``term``.
    """
    day = local_day(submitted_at, zone)
    accepted = accepted_on(submitted_at, closing_time(service, day, book), book.calendar, zone)
    days = term(service, action, day, book)
    return Clock(accepted, days, book.calendar.after(accepted, days))
