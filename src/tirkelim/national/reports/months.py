"""Reports of months beside each other: the newest of each, and one number of them month by month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tirkelim.national.models import Report, ReportFigure, ReportKind
from tirkelim.national.reports.figures import Measure

MONTHS = 12
"""How many months a line shows."""
Place = tuple[str, str]
"""Dimension and key of what the numbers are about."""


def headlines(reports: Iterable[Report], place: Place) -> dict[Any, dict[str, int]]:
    """By report the figures of one place, in one question: for lists."""
    dimension, key = place
    rows = ReportFigure.objects.filter(report__in=[report.id for report in reports], dimension=dimension, key=key)
    found: dict[Any, dict[str, int]] = {}
    for report, measure, value in rows.values_list("report", "measure", "value"):
        found.setdefault(report, {})[measure] = value
    return found


def newest_of_months(reports: Iterable[Report]) -> dict[date, Report]:
    """The latest report of each month, by its first day, without those that another took the place of."""
    found: dict[date, Report] = {}
    for report in sorted(reports, key=lambda one: one.known_at):
        if report.kind == ReportKind.MONTH:
            found[report.first_day] = report
    return dict(sorted(found.items()))


def points_until(report: Report, among: QuerySet[Report], place: Place) -> list[tuple[date, int]]:
    """Headcount at the end of the months up to that of a report, at most twelve; none for a report on request."""
    if report.kind != ReportKind.MONTH:
        return []
    known = among.filter(kind=ReportKind.MONTH, first_day__lte=report.first_day)
    months = newest_of_months(known.order_by("-first_day", "-known_at")[: 2 * MONTHS])
    months[report.first_day] = report
    return points(months, headlines(months.values(), place))


def points(months: dict[date, Report], numbers: dict[Any, dict[str, int]]) -> list[tuple[date, int]]:
    """Headcount at the end of each month, of the last twelve."""
    found = [(day, numbers.get(one.id, {}).get(Measure.CLOSING, 0)) for day, one in sorted(months.items())]
    return found[-MONTHS:]
