"""The tables of a report by dimension: sorted, paged, and taken away as CSV or XLSX."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from tirkelim.national.reports.figures import BALANCED, FLOWS, LEFT, Dimension, Measure
from tirkelim.national.reports.words import DIMENSIONS, MEASURES, OF_ORGANISATIONS, Names, change, digits, key_heading
from tirkelim.portal.choices import alphabetical
from tirkelim.portal.exporting import Column, Listing, export, format_of
from tirkelim.portal.reports.access import Visit, open_report, room
from tirkelim.portal.reports.reading import Read, Row, read
from tirkelim.portal.reports.saying import crumbs, names_of, title_of
from tirkelim.portal.reports.terms import added, left_of, taken
from tirkelim.portal.show import Link

PAGE = 50
SHOWN = (*(one for one in BALANCED if one not in (Dimension.ALL, Dimension.PYRAMID)), *FLOWS, Dimension.COUNTRY)
"""The dimensions that have a table of their own."""
CHANGE = "change"


class Head(NamedTuple):
    """A column: its measure, its words, and the way to have the table sorted by it."""

    measure: str
    words: str | Promise
    numeric: bool = True
    href: str = ""
    sorted: str = ""


class Line(NamedTuple):
    """A row of a table. `share` of the largest closing, per cent, is the length of its bar."""

    key: str
    name: str
    href: str
    cells: tuple[tuple[str, str, str], ...]
    """By column: its words, the number as text, and its tone."""
    share: int


SHORT = (Measure.OPENING, "added", "taken", Measure.CLOSING, CHANGE)
"""The columns of a table within the page of the report."""
LONG = (
    Measure.OPENING, Measure.HIRED, Measure.RETURNED, Measure.ARRIVED, Measure.MOVED_IN, Measure.CHANGED_IN,
    Measure.MOVED_OUT, Measure.CHANGED_OUT, "left", Measure.CLOSING, CHANGE,
)  # fmt: skip
OF_FLOWS = (Measure.MOVED,)
OF_COUNTRIES = (Measure.ARRIVED, "left")
WORDS: Mapping[str, str | Promise] = {
    **MEASURES,
    "added": pgettext_lazy("report", "Came"),
    "taken": pgettext_lazy("report", "Went"),
    "left": pgettext_lazy("report", "Left"),
    CHANGE: pgettext_lazy("report", "Change"),
}


def value_of(row: Row, measure: str) -> int:
    """A number of a row, or one that is made of several."""
    if measure == CHANGE:
        return row.get(Measure.CLOSING, 0) - row.get(Measure.OPENING, 0)
    made = {"added": added, "taken": taken, "left": left_of}.get(measure)
    return made(row) if made else row.get(measure, 0)


def columns_of(dimension: str, *, short: bool = False) -> tuple[str, ...]:
    """The measures that a table of the dimension shows."""
    if dimension in FLOWS:
        return OF_FLOWS
    if dimension == Dimension.COUNTRY:
        return OF_COUNTRIES
    return SHORT if short else LONG


def lines(read_: Read, names: Names, dimension: str, keys: Sequence[str], measures: Sequence[str], report: UUID | None
          ) -> list[Line]:  # fmt: skip
    """The rows of these keys, ready to print. Without a `report` they lead nowhere."""
    rows = read_.rows(dimension)
    measure = Measure.MOVED if dimension in FLOWS else Measure.CLOSING
    largest = max([1, *(row.get(measure, 0) for row in rows.values())])
    return [
        Line(
            key, names.of(dimension, key), _value_href(report, dimension, key),
            tuple(_cell(rows[key], one) for one in measures), round(100 * rows[key].get(measure, 0) / largest),
        )
        for key in keys
    ]  # fmt: skip


def _cell(row: Row, measure: str) -> tuple[str, str, str]:
    value = value_of(row, measure)
    if measure == CHANGE:
        return str(WORDS[measure]), change(value), "up" if value > 0 else "down" if value < 0 else ""
    return str(WORDS[measure]), digits(value) if value else "–", ""


def _value_href(report: UUID | None, dimension: str, key: str) -> str:
    if report is None or dimension not in BALANCED:
        return ""
    return f"{reverse('reports_value', args=[report, dimension])}?{urlencode({'key': key})}"


def ordered(read_: Read, names: Names, dimension: str, by: str, *, falling: bool) -> list[str]:
    """The keys of a dimension in the order that is asked for: by name, by key, or by a number."""
    rows = read_.rows(dimension)
    if by == "name":
        if dimension == Dimension.ORGANISATION:
            names.load(rows)
        return sorted(rows, key=lambda key: alphabetical(names.of(dimension, key)), reverse=falling)
    if by == "key":
        return sorted(rows, key=lambda key: (not key, int(key) if key.isdigit() else 0, key))
    sign = -1 if falling else 1
    return sorted(rows, key=lambda key: (sign * value_of(rows[key], by), key))


@room("GET")
def table(request: HttpRequest, report: UUID, dimension: str) -> HttpResponseBase:
    """All values of one dimension. `?sort=`: a measure or name, `-` for the greatest first; `?format=`: a file."""
    at, place, found = open_report(request, report)
    seen = read(at, place, found)
    if dimension not in SHOWN or dimension not in seen.filled:
        raise Http404
    names = names_of(found)
    measures = columns_of(dimension)
    asked = request.GET.get("sort", f"-{measures[0] if len(measures) < 3 else Measure.CLOSING}")
    by, falling = asked.lstrip("-"), asked.startswith("-")
    if by != "name" and by not in measures:
        by, falling = measures[-1], True
    keys = ordered(seen, names, dimension, by, falling=falling)
    if file := _file(request, seen, names, dimension, keys, at):
        return file
    page = Paginator(keys, PAGE).get_page(request.GET.get("page"))
    names.load(page.object_list if dimension in OF_ORGANISATIONS else ())
    words = str(DIMENSIONS[dimension])
    context = {
        "report": found,
        "title": words,
        "period": title_of(found),
        "heads": _heads(measures, by, falling=falling, dimension=dimension),
        "lines": lines(seen, names, dimension, list(page.object_list), measures, found.id),
        "page": page,
        "files": _files(request),
        "crumbs": crumbs(found, Link(words, "")),
    }
    return render(request, "portal/reports/table.html", context)


def _heads(measures: Sequence[str], by: str, *, falling: bool, dimension: str) -> list[Head]:
    """The headings with their links; numbers begin with the greatest, names with the first."""
    heads = []
    for measure in ("name", *measures):
        words = DIMENSIONS[dimension] if measure == "name" else WORDS[measure]
        here = measure == by
        turned = f"-{measure}" if (here and not falling) or (not here and measure != "name") else measure
        state = ("descending" if falling else "ascending") if here else ""
        heads.append(Head(measure, words, measure != "name", f"?sort={turned}", state))
    return heads


def _files(request: HttpRequest) -> list[Link]:
    asked = request.GET.copy()
    asked.pop("page", None)
    found = []
    for kind in ("csv", "xlsx"):
        asked["format"] = kind
        found.append(Link(kind.upper(), f"?{asked.urlencode()}", _("download this table")))
    return found


def _file(request: HttpRequest, seen: Read, names: Names, dimension: str, keys: Sequence[str], at: Visit
          ) -> HttpResponseBase | None:  # fmt: skip
    """The whole table as a file, keys beside names so that it can be joined with others. None: no file is asked for."""
    wanted = format_of(request)
    if wanted is None:
        return None
    measures = [one for one in columns_of(dimension) if one not in ("left", CHANGE)]
    if dimension not in FLOWS:
        measures += list(LEFT)
    heads = [
        Column(key_heading(dimension), 30 if dimension == Dimension.ORGANISATION_FLOW else 12),
        Column(DIMENSIONS[dimension], 40),
        *(Column(WORDS[one], 14) for one in measures),
    ]
    if dimension in OF_ORGANISATIONS:
        names.load(keys)
    rows = seen.rows(dimension)
    cells = [
        [names.code(dimension, key), names.of(dimension, key), *(value_of(rows[key], one) for one in measures)]
        for key in keys
    ]
    return export(request, Listing(f"report-{dimension}".replace("_", "-"), heads, cells), wanted, at.moment)
