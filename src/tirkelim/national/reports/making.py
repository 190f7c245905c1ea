"""Making reports: numbered, frozen, each as known at a moment that is closed (253/2020 p.6)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.utils.timezone import localdate

from tirkelim.identity.policy import require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.journal.seal import SealedLater, closed_until, seal
from tirkelim.law.book import current_book
from tirkelim.law.period import add_months
from tirkelim.law.standards.duties import report_due
from tirkelim.national.models import Report, ReportFigure, ReportKind
from tirkelim.national.reports.counting import count
from tirkelim.national.reports.figures import Figures, Filters
from tirkelim.national.reports.sight import figures_for, figures_of, reports_for
from tirkelim.register.commands.writing import Invalid, today

__all__ = [
    "MAKE",
    "Unbalanced",
    "check_days",
    "close_now",
    "due_months",
    "figures_for",
    "figures_of",
    "make_month",
    "make_request",
    "month_days",
    "recount",
    "report_due_on",
    "report_stream",
    "reports_for",
    "timely",
]

A_DAY = timedelta(days=1)
MAKE = "report.make"
AT_ONCE = 2_000
"""Figures that are stored in one statement."""
MONTHS_LOOKED_BACK = 12


class Unbalanced(RuntimeError):
    """Opening and movement did not make closing: nothing is stored. Tells dimension, key and difference of each."""


class _Counted(NamedTuple):
    """Figures, and the closed moment as of which they were counted."""

    known_at: datetime
    figures: Figures


def make_month(command: Command, month: date) -> Done:
    """Make the report of the month in which the day `month` lies; result {"report": id, "number": text}.

    A month that was reported before is reported anew under the next number; both stay. Raises Denied, Invalid
    ("month": "not_over" where the month has not ended), Unbalanced.
    """
    first_day, closing_on = month_days(command, month)
    return _make(command, ReportKind.MONTH, first_day, closing_on, Filters())


def make_request(command: Command, first_day: date, closing_on: date, filters: Filters) -> Done:
    """Make a report on request for any days that are over and any part of the register; result as `make_month`.

    Raises Denied, Invalid ("closing_on": "before_first_day" or "not_over"), Unbalanced.
    """
    check_days(command, first_day, closing_on)
    return _make(command, ReportKind.REQUEST, first_day, closing_on, filters)


def month_days(command: Command, month: date) -> tuple[date, date]:
    """First and last day of a month that is over. Raises Invalid."""
    first_day = month.replace(day=1)
    closing_on = add_months(first_day, 1) - A_DAY
    if closing_on >= today(command):
        raise Invalid({"month": "not_over"})
    return first_day, closing_on


def check_days(command: Command, first_day: date, closing_on: date) -> None:
    """Whether a report on request can be about these days. Raises Invalid."""
    if closing_on < first_day:
        raise Invalid({"closing_on": "before_first_day"})
    if closing_on >= today(command):
        raise Invalid({"closing_on": "not_over"})


def recount(report: Report) -> Figures:
    """The numbers counted again from the register as known at the moment of the report: they are the same."""
    return count(report.first_day, report.closing_on, report.known_at, Filters.read(report.filters))


def report_due_on(month: date) -> date:
    """The working day by which the report of a month is due (reading G5)."""
    return report_due(month, current_book())


def timely(report: Report) -> bool | None:
    """Whether the first report of its month was made by its due day; None for a report on request."""
    if report.kind != ReportKind.MONTH:
        return None
    of_month = Report.objects.filter(kind=ReportKind.MONTH, first_day=report.first_day)
    made = of_month.order_by("change__at").values_list("change__at", flat=True)[0]
    return localdate(made) <= report_due_on(report.first_day)


def due_months(today: date) -> tuple[date, ...]:
    """First days of the months that are over and not reported yet, the newest first; none before the register began,
    and none longer ago than a year."""
    began = Change.objects.order_by("at").values_list("at", flat=True).first()
    if began is None:
        return ()
    this = today.replace(day=1)
    months = [add_months(this, -back) for back in range(1, MONTHS_LOOKED_BACK + 1)]
    made = Report.objects.filter(kind=ReportKind.MONTH, first_day__in=months)
    reported = {*made.values_list("first_day", flat=True)}
    return tuple(month for month in months if month not in reported and month >= localdate(began).replace(day=1))


def report_stream(report: UUID) -> str:
    """Name of the journal stream of a report."""
    return f"report:{report}"


def close_now(now: datetime) -> datetime:
    """Seal the journal, and tell up to which moment nothing more can become known (journal.seal)."""
    try:
        return seal(now).closed_until
    except SealedLater:
        # Someone sealed with a later clock: what is closed since then is closed for us as well.
        found = closed_until()
        return now if found is None else min(found, now)


def _make(command: Command, kind: ReportKind, first_day: date, closing_on: date, filters: Filters) -> Done:
    """Count, then store: the counting may take long and holds nobody up."""
    require_actor(command.actor, MAKE, None, on=today(command))
    counted = None
    if not Change.objects.filter(command_id=command.id).exists():
        known_at = close_now(command.now)
        counted = _Counted(known_at, _balanced(count(first_day, closing_on, known_at, filters)))
    content = {"kind": kind, "first_day": first_day, "closing_on": closing_on, "filters": filters.stored()}
    return once(command, f"report.make_{kind.value}", content, _storing(counted, kind, first_day, closing_on, filters))


def _storing(
    counted: _Counted | None, kind: ReportKind, first_day: date, closing_on: date, filters: Filters
) -> Callable[[Change], Result]:
    def work(made: Change) -> Result:
        if counted is None:
            raise LookupError("the command was carried out before, and is gone")
        prefix = f"{first_day:%Y-%m}" if kind is ReportKind.MONTH else f"{localdate(made.at):%Y}-R"
        hold(f"report:{prefix}")
        before = Report.objects.filter(number__startswith=f"{prefix}/")
        newest = before.filter(superseded_by__isnull=True).first() if kind is ReportKind.MONTH else None
        report = Report.objects.create(
            id=uuid.uuid4(),
            number=f"{prefix}/{before.count() + 1}",
            kind=kind,
            first_day=first_day,
            closing_on=closing_on,
            known_at=counted.known_at,
            filters=filters.stored(),
            digest=counted.figures.digest(),
            supersedes=newest,
            change=made,
        )
        _store(report, counted.figures)
        append(report_stream(report.id), made, "report_made", _entry(report))
        return {"report": str(report.id), "number": report.number}

    return work


def _store(report: Report, figures: Figures) -> None:
    rows = (ReportFigure(report=report, value=value, **place._asdict()) for place, value in figures)
    ReportFigure.objects.bulk_create(rows, batch_size=AT_ONCE)


def _entry(report: Report) -> dict[str, object]:
    return {
        "number": report.number,
        "first_day": report.first_day,
        "closing_on": report.closing_on,
        "known_at": report.known_at,
        "filters": report.filters,
        "digest": report.digest,
        "supersedes": report.supersedes_id,
    }


def _balanced(figures: Figures) -> Figures:
    """The figures, if their arithmetic holds to the person. Raises Unbalanced."""
    wrong = figures.unbalanced()
    if wrong:
        raise Unbalanced(f"{len(wrong)} sums do not hold, the first: {wrong[0]}")
    return figures
