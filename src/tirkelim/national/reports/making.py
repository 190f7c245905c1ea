"""Making reports: numbered, frozen, each as known at a moment that is closed (253/2020 p.6)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import models

from tirkelim.identity.models import Account
from tirkelim.journal.change import Command, Done
from tirkelim.national.models import Report
from tirkelim.national.reports.figures import Figures, Filters


def make_month(command: Command, month: date) -> Done:
    """Make the report of the month in which the day `month` lies; result {"report": id, "number": text}.

    A month that was reported before is reported anew under the next number; both stay. Raises Denied, Invalid
    ("month": "not_over" where the month has not ended).
    """
    raise NotImplementedError


def make_request(command: Command, first_day: date, closing_on: date, filters: Filters) -> Done:
    """Make a report on request for any days that are over and any part of the register; result as `make_month`.

    Raises Denied, Invalid ("closing_on": "before_first_day" or "not_over").
    """
    raise NotImplementedError


def figures_of(report: Report) -> Figures:
    """The numbers of a report as they were frozen."""
    raise NotImplementedError


def figures_for(account: Account, report: Report, on: date) -> Figures | None:
    """The numbers of a report that an account may see: all, its region's, or its organisation's; None: none of it."""
    raise NotImplementedError


def recount(report: Report) -> Figures:
    """The numbers counted again from the register as known at the moment of the report: they are the same."""
    raise NotImplementedError


def report_due_on(month: date) -> date:
    """The working day by which the report of a month is due (reading G5)."""
    raise NotImplementedError


def timely(report: Report) -> bool | None:
    """Whether the first report of its month was made by its due day; None for a report on request."""
    raise NotImplementedError


def reports_for(account: Account, on: date) -> models.QuerySet[Report]:
    """The reports of which an account may see something, the newest first."""
    raise NotImplementedError


def due_months(today: date, now: datetime) -> tuple[date, ...]:
    """First days of the months that are over, not reported yet, and no longer ago than a year; the newest first."""
    raise NotImplementedError


def report_stream(report: UUID) -> str:
    """Name of the journal stream of a report."""
    return f"report:{report}"
