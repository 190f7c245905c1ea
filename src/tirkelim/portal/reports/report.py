"""A report on one page: its headline, the arithmetic, and what it says by region, age, reason and kind of work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tirkelim.identity.models import Account
from tirkelim.national.reports import pictures
from tirkelim.national.reports.drawing import Drawing
from tirkelim.national.reports.figures import Dimension, Filters, Measure
from tirkelim.national.reports.making import reports_for, timely
from tirkelim.national.reports.months import points_until
from tirkelim.national.reports.picturing import BY_KEY, WHY_LEFT, drawings, months_of_report
from tirkelim.national.reports.words import DIMENSIONS, Names
from tirkelim.portal.reports.access import open_report, room
from tirkelim.portal.reports.reading import Read, read
from tirkelim.portal.reports.saying import crumbs, filter_words, names_of, title_of
from tirkelim.portal.reports.tables import SHOWN, WORDS, Line, columns_of, lines, ordered
from tirkelim.portal.reports.terms import balance, headline
from tirkelim.portal.show import Link

MOST_LINES = 12
LEFT = "left"
"""The part about reasons, which are measures and no dimension."""
HEADINGS: dict[str, str | Promise] = {
    Dimension.REGION: gettext_lazy("By region"),
    Dimension.AGE: gettext_lazy("By age and sex"),
    Dimension.REGION_FLOW: gettext_lazy("Moves between regions"),
    LEFT: WHY_LEFT,
    Dimension.GROUP: gettext_lazy("By position group"),
    Dimension.POSITION: gettext_lazy("By position"),
    Dimension.SPECIALTY: gettext_lazy("By specialty"),
    Dimension.TRACK: gettext_lazy("By track of levels"),
    Dimension.LEVEL: gettext_lazy("By level or category"),
    Dimension.SECTOR: gettext_lazy("By sector"),
    Dimension.OWNERSHIP: gettext_lazy("By ownership"),
    Dimension.KIND: gettext_lazy("By kind of organisation"),
    Dimension.ORGANISATION: gettext_lazy("By organisation"),
    Dimension.SECTOR_FLOW: gettext_lazy("Moves between sectors"),
    Dimension.COUNTRY: gettext_lazy("To and from abroad"),
}
ORDER = (
    Dimension.REGION, Dimension.AGE, Dimension.REGION_FLOW, LEFT, Dimension.GROUP, Dimension.POSITION,
    Dimension.SPECIALTY, Dimension.TRACK, Dimension.LEVEL, Dimension.SECTOR, Dimension.OWNERSHIP, Dimension.KIND,
    Dimension.ORGANISATION, Dimension.SECTOR_FLOW, Dimension.COUNTRY,
)  # fmt: skip


class Section(NamedTuple):
    """A part of the page: charts, and the table with the same numbers. `more`: how many lines the table leaves out."""

    anchor: str
    title: str | Promise
    drawings: tuple[Drawing, ...]
    heads: tuple[str | Promise, ...] = ()
    lines: tuple[Line, ...] = ()
    more: int = 0
    href: str = ""
    wide: bool = False


@room("GET")
def report_page(request: HttpRequest, report: UUID) -> HttpResponse:
    """A report as it was frozen."""
    at, place, found = open_report(request, report)
    seen = read(at, place, found)
    names = names_of(found)
    earlier = points_until(found, reports_for(at.account, at.today), place)
    context = {
        "report": found,
        "title": title_of(found),
        "in_time": timely(found),
        "maker": Account.objects.filter(pk__in=[found.change.actor]).values_list("name", flat=True).first() or "",
        "place_name": "" if seen.place.is_all else names.of(seen.place.dimension, seen.place.key),
        "filters": filter_words(Filters.read(found.filters), names),
        "later": getattr(found, "superseded_by", None),
        "months": months_of_report(earlier, found),
        "crumbs": crumbs(None, Link(title_of(found), "")),
        **content(seen, names, found.id),
    }
    return render(request, "portal/reports/report.html", context)


def content(seen: Read, names: Names, report: UUID | None) -> dict[str, Any]:
    """What a page about figures shows, whether they are stored (`report`) or were counted just now (None)."""
    found = [one for one in sections(seen, names, report) if one.anchor != LEFT]
    return {
        "headline": headline(seen.whole),
        "balance": balance(seen.whole),
        "reasons": pictures.reasons(seen.whole, str(HEADINGS[LEFT])),
        "sections": [one for one in found if one.drawings],
        "small": [one for one in found if not one.drawings],
        "tables": [
            Link(DIMENSIONS[one], reverse("reports_table", args=[report, one]))
            for one in SHOWN if report is not None and one in seen.filled
        ],
    }  # fmt: skip


def sections(seen: Read, names: Names, report: UUID | None) -> Iterator[Section]:
    """The parts of the page for which there are figures."""
    for one in ORDER:
        if one == LEFT:
            drawing = pictures.reasons(seen.whole, str(HEADINGS[LEFT]))
            if drawing:
                yield Section(LEFT, HEADINGS[LEFT], (drawing,))
        elif one in seen.filled and seen.rows(one):
            yield _section(seen, names, str(one), report)


def _section(seen: Read, names: Names, dimension: str, report: UUID | None) -> Section:
    """Charts and table of one dimension; long tables show their beginning and lead to the whole."""
    measures = columns_of(dimension, short=True)
    first = "key" if dimension in BY_KEY else str(measures[0] if len(measures) < 3 else Measure.CLOSING)
    keys = ordered(seen, names, dimension, first, falling=first != "key")
    most = len(keys) if dimension == Dimension.REGION else MOST_LINES
    shown = keys[:most]
    if dimension in (Dimension.ORGANISATION, Dimension.ORGANISATION_FLOW):
        names.load(shown)
    return Section(
        anchor=dimension.replace("_", "-"),
        title=HEADINGS[dimension],
        drawings=drawings(dimension, seen.rows, names),
        heads=(DIMENSIONS[dimension], *(WORDS[one] for one in measures)),
        lines=tuple(lines(seen, names, dimension, shown, measures, report)),
        more=len(keys) - len(shown),
        href="" if report is None else reverse("reports_table", args=[report, dimension]),
        wide=dimension == Dimension.REGION_FLOW,
    )


def request_address(dimension: str, key: str, first: str, last: str) -> str:
    """A report on request with this value as its filter: what the value is made of."""
    pairs = {"first_day": first, "closing_on": last, dimension: key}
    return f"{reverse('reports_request')}?{urlencode(pairs)}"
