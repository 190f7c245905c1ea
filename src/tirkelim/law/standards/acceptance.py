"""On which working day an application is accepted (row 7 of every standard; readings G2, G3, G4, K8).

The portal takes applications round the clock. What arrives on a working day up to and including closing time is
accepted that day: before opening and in the lunch break as well. Anything later, at weekends and on holidays, is
accepted on the next working day. Hours are those of the office's time zone, taken from the tz database.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tirkelim.law.book import LawBook
from tirkelim.law.calendar import WorkingCalendar

ALMATY = ZoneInfo("Asia/Almaty")
"""The zone of offices whose own zone is not given."""


def closing_time(service: str, day: date, book: LawBook) -> time:
    """The last moment of acceptance on a working day, by the service's name.

    Raises ParameterNotSet outside the act's edition, KeyError for a service whose standard the book does not hold.
    """
    return time.fromisoformat(str(book.parameter(f"standard.{service}.closing_time", day)))


def accepted_on(submitted_at: datetime, closes: time, calendar: WorkingCalendar, zone: ZoneInfo = ALMATY) -> date:
    """The day of acceptance. ``submitted_at`` carries its offset; raises CalendarNotKnown outside the calendar."""
    local = submitted_at.astimezone(zone)
    day = local.date()
    late = local.time() > closes
    return calendar.on_or_after(day + timedelta(days=1) if late else day)


def local_day(submitted_at: datetime, zone: ZoneInfo = ALMATY) -> date:
    """The day on the office's clock: the edition in force on it answers."""
    return submitted_at.astimezone(zone).date()
