"""The first page: the months, what was reported and what is due, the line of twelve months, reports on request."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tirkelim.national.models import OrderState, Report, ReportKind, ReportOrder
from tirkelim.national.reports.figures import Dimension, Filters, Measure
from tirkelim.national.reports.making import due_months, report_due_on, reports_for, timely
from tirkelim.national.reports.months import MONTHS, headlines, newest_of_months, points
from tirkelim.national.reports.picturing import months_of_list
from tirkelim.national.reports.words import Names, change, digits, month_name
from tirkelim.portal.reports.access import Place, Visit, come_in, may_make, places_of, room
from tirkelim.portal.reports.ordering import of_months, on_request
from tirkelim.portal.reports.saying import BASIS, basis_href, filter_words, period
from tirkelim.portal.reports.terms import headline, left_of
from tirkelim.portal.show import Link
from tirkelim.portal.statuses import Mark

ON_REQUEST = 20
IN_TIME = Mark(gettext_lazy("Made in time"), "green")
LATE = Mark(gettext_lazy("Made late"), "orange")
DUE = Mark(gettext_lazy("To be made"), "yellow")
OVERDUE = Mark(gettext_lazy("Overdue"), "red")
COUNTED = Mark(gettext_lazy("Being counted"), "blue")
STOPPED = Mark(gettext_lazy("Not made: the counting stopped"), "red")
REPLACED = Mark(gettext_lazy("Replaced by a later one"), "grey")


class Line(NamedTuple):
    """A month of the list: a report that was made, or one that is due."""

    month: date
    name: str
    mark: Mark
    report: Report | None
    due_on: date | None = None
    days_left: int = 0
    numbers: tuple[tuple[Any, str], ...] = ()
    by: str = ""
    order: ReportOrder | None = None
    """What was asked for and is not there yet."""


@room("GET")
def reports(request: HttpRequest) -> HttpResponse:
    """All months, the newest first."""
    at, place = come_in(request)
    made = list(reports_for(at.account, at.today).filter(kind=ReportKind.MONTH).order_by("-first_day", "-known_at"))
    numbers = headlines(made, place)
    newest = newest_of_months(made)
    asked = reports_for(at.account, at.today).filter(kind=ReportKind.REQUEST).order_by("-known_at")
    names = Names(at.today, at.moment)
    page = Paginator(_lines(at, made, newest, numbers), 2 * MONTHS).get_page(request.GET.get("page"))
    latest = next(reversed(newest.values())) if newest else None
    context = {
        "latest": latest,
        "latest_name": month_name(latest.first_day) if latest else "",
        "headline": headline(numbers.get(latest.id, {})) if latest else [],
        "page": page,
        "months": months_of_list(points(newest, numbers)),
        "asked": [(one, period(one.first_day, one.closing_on), filter_words(Filters.read(one.filters), names))
                  for one in asked[:ON_REQUEST]],
        "may_make": may_make(at),
        "ordered": on_request() if may_make(at) else [],
        "place_name": "" if place.is_all else names.of(place.dimension, place.key),
        "places": _others(at, place, names),
        "basis": BASIS,
        "basis_href": basis_href(),
        "running": Line(at.today, month_name(at.today), DUE, None, report_due_on(at.today.replace(day=1))),
        "passport": place.key if place.dimension == Dimension.ORGANISATION else "",
    }  # fmt: skip
    return render(request, "portal/reports/reports.html", context)


def _others(at: Visit, place: Place, names: Names) -> list[Link]:
    """The reader's other organisations or regions."""
    found = [one for one in places_of(at) if one != place]
    return [Link(names.of(one.dimension, one.key), f"?place={one.key}") for one in found]


def _lines(at: Visit, made: list[Report], newest: dict[date, Report], numbers: dict[Any, dict[str, int]]
           ) -> list[Line]:  # fmt: skip
    """Every report that was made and every month that waits for one, the newest first."""
    orders = of_months() if may_make(at) else {}
    found = [_due(month, at.today, orders.get(month)) for month in due_months(at.today)] if may_make(at) else []
    for one in made:
        row = numbers.get(one.id, {})
        by = row.get(Measure.CLOSING, 0) - row.get(Measure.OPENING, 0)
        texts = (
            (_("Headcount"), digits(row.get(Measure.CLOSING, 0))),
            (_("Began to work"), digits(_began(row))),
            (pgettext("headline", "Left"), digits(left_of(row))),
        )
        mark = _mark(one) if newest.get(one.first_day) == one else REPLACED
        found.append(Line(one.first_day, month_name(one.first_day), mark, one, numbers=texts, by=change(by)))
    return sorted(found, key=lambda line: line.month, reverse=True)


def _began(row: dict[str, int]) -> int:
    return sum(row.get(measure, 0) for measure in (Measure.HIRED, Measure.RETURNED, Measure.ARRIVED))


def _mark(report: Report) -> Mark:
    """Whether the month was reported by its day; a report that took another's place is not late by that."""
    return LATE if timely(report) is False else IN_TIME


def _due(month: date, today: date, order: ReportOrder | None) -> Line:
    due_on = report_due_on(month)
    mark = OVERDUE if today > due_on else DUE
    if order is not None:
        mark = STOPPED if order.state == OrderState.FAILED else COUNTED
    return Line(month, month_name(month), mark, None, due_on, (due_on - today) // timedelta(days=1), order=order)
