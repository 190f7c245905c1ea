"""One value of a dimension: a region, a position, a level, with its own arithmetic and its own reasons."""

from __future__ import annotations

from dataclasses import fields
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.national.reports import pictures
from tirkelim.national.reports.figures import ALL_KEY, BALANCED, Dimension, Filters, Measure
from tirkelim.national.reports.making import reports_for
from tirkelim.national.reports.months import MONTHS, headlines, newest_of_months
from tirkelim.national.reports.words import DIMENSIONS, digits
from tirkelim.portal.reports.access import Place, open_report, places_of, room
from tirkelim.portal.reports.reading import read
from tirkelim.portal.reports.report import request_address
from tirkelim.portal.reports.saying import crumbs, names_of, title_of
from tirkelim.portal.reports.terms import balance, headline
from tirkelim.portal.show import Link

FILTERED = frozenset(item.name for item in fields(Filters))
MOST_FLOWS = 10


@room("GET")
def value(request: HttpRequest, report: UUID, dimension: str) -> HttpResponse:
    """The balance of the value that `?key=` names. Raises Http404 where the report has no such value."""
    at, place, found = open_report(request, report)
    key = request.GET.get("key", ALL_KEY if dimension == Dimension.ALL else "")[:250]
    seen = read(at, place, found)
    if dimension not in BALANCED or key not in seen.rows(dimension):
        raise Http404
    row, names = seen.rows(dimension)[key], names_of(found)
    name = names.of(dimension, key)
    known = reports_for(at.account, at.today).filter(kind=found.kind, first_day__lte=found.first_day, filters={})
    months = newest_of_months(list(known.order_by("-first_day", "-known_at")[: 2 * MONTHS]))
    numbers = headlines(months.values(), Place(dimension, key)) if seen.place.is_all else {}
    points = [(day, numbers[one.id].get(Measure.CLOSING, 0)) for day, one in months.items() if one.id in numbers]
    first, last = found.first_day.isoformat(), found.closing_on.isoformat()
    links = []
    if dimension in FILTERED and key and places_of(at):
        links.append(Link(_("What it is made of: count this value by all the others"),
                          request_address(dimension, key, first, last)))  # fmt: skip
    if dimension == Dimension.ORGANISATION and key:
        query = f"?on={last}"
        links.append(Link(_("Passport of the organisation"), reverse("reports_passport", args=[key]) + query))
    table = Link(DIMENSIONS[dimension], reverse("reports_table", args=[found.id, dimension]))
    context = {
        "report": found,
        "title": name,
        "dimension": DIMENSIONS[dimension],
        "period": title_of(found),
        "headline": headline(row)[:1] + headline(row)[2:5],
        "balance": balance(row),
        "reasons": pictures.reasons(row, _("Why people left")),
        "months": pictures.months(points[-MONTHS:], found.first_day, _("Headcount by month")),
        "flows": [
            (names.of(Dimension.REGION_FLOW, pair), digits(counts.get(Measure.MOVED, 0)))
            for pair, counts in _flows(seen.rows(Dimension.REGION_FLOW), key)
        ] if dimension == Dimension.REGION else [],
        "links": links,
        "crumbs": crumbs(found, *([table] if dimension not in (Dimension.ALL, Dimension.PYRAMID) else []),
                         Link(name, "")),
    }  # fmt: skip
    return render(request, "portal/reports/value.html", context)


def _flows(rows: object, key: str) -> list[tuple[str, dict[str, int]]]:
    """The flows that begin or end at a value, the largest first."""
    found = [(pair, counts) for pair, counts in dict(rows).items() if key in pair.split(">")]  # type: ignore[call-overload]
    return sorted(found, key=lambda item: (-item[1].get(Measure.MOVED, 0), item[0]))[:MOST_FLOWS]
