"""Permit control: the notice of the visit and whether a visit is needed (59/2020 p.10(3), p.14; readings L7, L9)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tirkelim.law.book import LawBook
from tirkelim.law.standards.acceptance import closing_time, local_day
from tirkelim.law.standards.services import Action
from tirkelim.law.unknown import Maybe

A_DAY = timedelta(days=1)


def notice_hours(visit_at: datetime, book: LawBook) -> int:
    """How many hours before the visit the applicant is told. Raises ParameterNotSet outside the edition."""
    return book.number("order_59.visit_notice_hours", local_day(visit_at))


def notice_in_time(notified_at: datetime, visit_at: datetime, hours: int) -> bool:
    """Whether so many full hours of the clock lie between notice and visit; weekends count (reading L7)."""
    return visit_at - notified_at >= timedelta(hours=hours)


def may_begin(notified_at: datetime, hours: int) -> datetime:
    """The first moment at which a visit may begin after its notice."""
    return notified_at + timedelta(hours=hours)


def office_hours(day: date, book: LawBook) -> tuple[time, time]:
    """When the department opens and closes on a working day (row 7). Raises ParameterNotSet outside the edition."""
    opens = time.fromisoformat(str(book.parameter("order_59.opening_time", day)))
    return opens, closing_time("licence", day, book)


def in_office_hours(begins: datetime, minutes: int, book: LawBook, zone: ZoneInfo) -> bool:
    """Whether a visit of so many minutes begins and ends within the working hours of one working day of the office.

    Raises CalendarNotKnown outside the calendar, ParameterNotSet outside the edition.
    """
    local = begins.astimezone(zone)
    ends = local + timedelta(minutes=minutes)
    opens, closes = office_hours(local.date(), book)
    same_day = ends.date() == local.date()
    return book.calendar.is_working(local.date()) and same_day and opens <= local.time() and ends.time() <= closes


def next_in_office_hours(earliest: datetime, minutes: int, book: LawBook, zone: ZoneInfo) -> datetime:
    """The first moment from ``earliest`` on at which such a visit can begin: for a page that says what is possible.

    Raises as ``in_office_hours``.
    """
    local = earliest.astimezone(zone)
    while not in_office_hours(local, minutes, book, zone):
        opens, _closes = office_hours(local.date(), book)
        early = local.time() < opens and book.calendar.is_working(local.date())
        day = local.date() if early else local.date() + A_DAY
        local = datetime.combine(day, office_hours(day, book)[0], zone)
    return local


def visit_needed(action: Action, base_changes: Maybe[bool]) -> Maybe[bool]:
    """Whether the bases are visited: for a licence or annex being issued; on re-issue only if the base changes."""
    if action in (Action.ISSUE, Action.ISSUE_ANNEX):
        return True
    if action in (Action.REISSUE, Action.REISSUE_ANNEX):
        return base_changes
    return False
