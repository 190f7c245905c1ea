"""A report on its way: that it waits or is being counted, what stopped it, and the report once it is made."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.national.models import OrderState, ReportKind, ReportOrder
from tirkelim.national.reports.figures import Filters
from tirkelim.national.reports.orders import UNDER_WAY
from tirkelim.national.reports.words import Names
from tirkelim.portal.reports.access import require_making, room
from tirkelim.portal.reports.saying import crumbs, filter_words, period
from tirkelim.portal.show import Link
from tirkelim.register.models import Organisation

WAITS = timedelta(seconds=20)
"""How long an order may wait before the page says that nobody has begun; a free worker begins within two seconds."""
SILENT = timedelta(minutes=30)
"""No count takes so long."""
NOT_ADDING_UP = gettext_lazy(
    "The figures do not add up to the person, so nothing was stored. The fault is the register's, not yours."
)
BROKEN = gettext_lazy("A fault of the system stopped the counting. Nothing was stored. The fault is not yours.")
FAILURES: dict[str, tuple[str | Promise, str | Promise]] = {
    "unbalanced": (NOT_ADDING_UP, gettext_lazy("Tell its support the day and the hour of this message.")),
    "denied": (
        gettext_lazy("You no longer had the right to make reports when its turn came. Nothing was stored."),
        gettext_lazy("Ask your administrator whether the right is still yours."),
    ),
    "broken": (BROKEN, gettext_lazy("Try once more. If it stops again, tell the support the day and the hour.")),
}
"""What stopped a count, and what to do now, by the code of an order."""


@room("GET")
def order(request: HttpRequest, order: UUID) -> HttpResponse:
    """The page of an order; of one that is done, the report."""
    at = require_making(request)
    found = _found(order)
    if found.report is not None:
        if found.kind == ReportKind.MONTH:
            said = _("The report %(number)s is made and frozen.") % {"number": found.report.number}
        else:
            said = _("The report is kept under the number %(number)s.") % {"number": found.report.number}
        messages.success(request, said)
        return redirect("reports_report", report=found.report.id)
    names = Names(found.closing_on, at.moment)
    filters = Filters.read(found.filters)
    context: dict[str, Any] = {
        "order": found,
        "period": period(found.first_day, found.closing_on),
        "filters": filter_words(filters, names),
        "crumbs": crumbs(None, Link(period(found.first_day, found.closing_on), "")),
        "again": again(found),
    }
    if found.state == OrderState.FAILED:
        context["what"], context["now"] = FAILURES.get(found.failure, FAILURES["broken"])
        return render(request, "portal/reports/stopped.html", context)
    return render(request, "portal/reports/order.html", {**context, **under_way(found, at.moment)})


@room("GET")
def progress(request: HttpRequest, order: UUID) -> HttpResponse:
    """How far it is, for the script of the page: words, nothing of anybody."""
    at = require_making(request)
    found = _found(order)
    return JsonResponse({"over": found.state not in UNDER_WAY, **under_way(found, at.moment)})


def under_way(found: ReportOrder, moment: datetime) -> dict[str, str]:
    """How far an order is, in words; ``stuck`` says that nobody works on it, "" where all is well."""
    waits = found.state == OrderState.WAITS
    return {
        "words": _("It waits for its turn.") if waits else _("It is being counted."),
        "stuck": nobody() if moment - found.touched_at > (WAITS if waits else SILENT) else "",
    }


def nobody() -> str:
    """Nobody works on reports at the moment."""
    return _(
        "Nobody has begun to count yet: a long table is being written, or the service that counts is stopped. What you "
        "asked for is kept, and the work goes on by itself. If nothing happens within half an hour, call the contact "
        "centre."
    )


def again(found: ReportOrder) -> str:
    """Where the same can be asked for once more."""
    if found.kind == ReportKind.MONTH:
        return reverse("reports_make", args=[f"{found.first_day:%Y-%m}"])
    asked = {"first_day": found.first_day.isoformat(), "closing_on": found.closing_on.isoformat(), **found.filters}
    if "organisation" in asked:
        asked["organisation"] = Organisation.objects.values_list("bin", flat=True).get(pk=asked["organisation"])
    return f"{reverse('reports_request')}?{urlencode(asked)}"


def of_months() -> dict[Any, ReportOrder]:
    """By first day the newest order of a month that is not done."""
    found = ReportOrder.objects.filter(kind=ReportKind.MONTH).exclude(state=OrderState.DONE).order_by("asked_at")
    return {one.first_day: one for one in found}


def on_request() -> list[tuple[ReportOrder, str]]:
    """Orders of other reports that are under way, with their days in words."""
    found = ReportOrder.objects.filter(kind=ReportKind.REQUEST, state__in=UNDER_WAY).order_by("-asked_at")
    return [(one, period(one.first_day, one.closing_on)) for one in found]


def _found(order: UUID) -> ReportOrder:
    """Raises Http404."""
    found = ReportOrder.objects.select_related("report").filter(pk=order).first()
    if found is None:
        raise Http404
    return found
