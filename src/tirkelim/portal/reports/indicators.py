"""Indicators of the health workforce that the register can give, each with its definition and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tirkelim.national.reports.figures import Dimension
from tirkelim.national.reports.indicators import Indicator, Share, indicators
from tirkelim.national.reports.words import Names, digits
from tirkelim.portal.as_of import asked
from tirkelim.portal.choices import language
from tirkelim.portal.reports.access import come_in, room
from tirkelim.portal.reports.indicator_words import DEFINITIONS, NAMES, REASONS
from tirkelim.portal.reports.saying import crumbs
from tirkelim.portal.show import Link

MOST_ROWS = 24


class Line(NamedTuple):
    """A row of an indicator: the share in words and the two numbers that it is made of."""

    name: str
    said: str
    part: str
    whole: str
    width: int


class View(NamedTuple):
    """An indicator in words."""

    code: str
    name: str | Promise
    definition: str | Promise
    reason: str | Promise
    lines: list[Line]
    more: int
    not_known: str


@room("GET")
def page(request: HttpRequest) -> HttpResponse:
    """The twelve months up to the day that is asked for, as known on the day that is asked for."""
    at, place = come_in(request)
    if not place.is_all:
        raise Http404
    panel = asked(request, at.moment)
    last = min(panel.as_of.valid, at.today)
    first = _year_before(last)
    names = Names(last, panel.as_of.known, language())
    found = indicators(first, last, panel.as_of.known)
    context = {
        "as_of": panel,
        "first": first,
        "last": last,
        "views": [_view(one, names) for one in found if one.rows],
        "missing": [_view(one, names) for one in found if not one.rows],
        "crumbs": crumbs(None, Link(_("Indicators"), "")),
    }
    return render(request, "portal/reports/indicators.html", context)


def _year_before(day: date) -> date:
    """The first of the twelve months that end on a day."""
    try:
        before = day.replace(year=day.year - 1)
    except ValueError:
        before = day.replace(year=day.year - 1, day=28)
    return before + date.resolution


def _view(one: Indicator, names: Names) -> View:
    by_age = one.dimension == Dimension.AGE  # ages in their order, all else the most first
    rows = sorted(one.rows, key=lambda row: (0 if by_age else -row.part, row.key))
    lines = [_line(row, one, names) for row in rows[:MOST_ROWS]]
    return View(
        one.code, _said(NAMES, one.code), _said(DEFINITIONS, one.code), _said(REASONS, one.reason or ""),
        lines, len(rows) - len(lines), digits(one.not_known) if one.not_known else "",
    )  # fmt: skip


def _said(words: Mapping[str, str | Promise], code: str) -> str | Promise:
    return words.get(code, code)


def _line(row: Share, one: Indicator, names: Names) -> Line:
    times = 10_000 if one.per == "density" else 100
    tenths = (20 * times * row.part + row.whole) // (2 * row.whole) if row.whole else 0
    point = "." if language() == "en" else ","
    said = f"{digits(tenths // 10)}{point}{tenths % 10}" + ("" if one.per == "density" else "\u00a0%")
    width = min(100, round(100 * row.part / row.whole)) if row.whole and one.per != "density" else 0
    return Line(names.of(one.dimension, row.key), said, digits(row.part), digits(row.whole), width)
