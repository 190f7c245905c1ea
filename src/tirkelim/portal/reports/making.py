"""Making the report of a month: what it will say, as known when, and the confirmation upon which it is counted."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.law.period import add_months
from tirkelim.national.models import ReportKind, ReportOrder
from tirkelim.national.reports.counting import count
from tirkelim.national.reports.making import report_due_on, reports_for
from tirkelim.national.reports.orders import UNDER_WAY, order_month
from tirkelim.national.reports.words import Names, month_name
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.reports.access import EVERYWHERE, require_making, room
from tirkelim.portal.reports.reading import Read
from tirkelim.portal.reports.report import content
from tirkelim.portal.reports.saying import BASIS, basis_href, crumbs
from tirkelim.portal.show import Link

FIRST_YEAR = 2000


@room("GET", "POST")
def make(request: HttpRequest, month: str) -> HttpResponse:
    """The look before it is made (GET, with `?look=1` the figures), and making it (POST)."""
    at = require_making(request)
    first = _month(month)
    last = add_months(first, 1).replace(day=1) - date.resolution
    if first < date(FIRST_YEAR, 1, 1) or last >= at.today:
        raise Http404
    if request.method == "POST":
        done = order_month(command(request, at.moment), first)
        return redirect("reports_order", order=UUID(done.result["order"]))
    earlier = reports_for(at.account, at.today).filter(kind=ReportKind.MONTH, first_day=first).order_by("-known_at")
    shown = {}
    if request.GET.get("look"):
        seen = Read(EVERYWHERE, count(first, last, at.moment))
        shown = content(seen, Names(last, at.moment), None)
    context = {
        "title": _("Make the report: %(month)s") % {"month": month_name(first)},
        "month": month_name(first),
        "first": first,
        "last": last,
        "moment": at.moment,
        "due_on": report_due_on(first),
        "late": at.today > report_due_on(first),
        "earlier": earlier.first(),
        "under_way": ReportOrder.objects.filter(first_day=first, kind=ReportKind.MONTH, state__in=UNDER_WAY).first(),
        "hidden": hidden(),
        "basis": BASIS,
        "basis_href": basis_href(),
        "here": reverse("reports_make", args=[month]),
        "crumbs": crumbs(None, Link(month_name(first), "")),
        **shown,
    }
    return render(request, "portal/reports/make.html", context)


def _month(text: str) -> date:
    """The first day of a month written as 2026-10. Raises Http404."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Http404 from None
