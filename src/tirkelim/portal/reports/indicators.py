"""Indicators of the health workforce that the register can give, each with its definition and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tirkelim.national.population import population_on
from tirkelim.national.population_models import Population
from tirkelim.national.reports.figures import Dimension
from tirkelim.national.reports.indicators import DENSITY, Indicator, Share, indicators
from tirkelim.national.reports.words import Names, digits
from tirkelim.portal.as_of import asked
from tirkelim.portal.choices import language
from tirkelim.portal.reports.access import come_in_for_all, room
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


class Origin(NamedTuple):
    """Where numbers of people are from."""

    day: date
    title: str
    dated: date
    address: str


class View(NamedTuple):
    """An indicator in words."""

    code: str
    name: str | Promise
    definition: str | Promise
    reason: str | Promise
    lines: list[Line]
    more: int
    not_known: str
    per_people: bool


@room("GET")
def page(request: HttpRequest) -> HttpResponse:
    """The twelve months up to the day that is asked for, as known on the day that is asked for."""
    at = come_in_for_all(request)
    panel = asked(request, at.moment)
    last = min(panel.as_of.valid, at.today)
    first = _year_before(last)
    names = Names(last, panel.as_of.known, language())
    people = population_on(last, panel.as_of.known)
    found = indicators(first, last, panel.as_of.known, {region: row.people for region, row in people.items()})
    context = {
        "as_of": panel,
        "first": first,
        "last": last,
        "views": [_view(one, names) for one in found if one.rows],
        "missing": [_view(one, names) for one in found if not one.rows],
        "sources": sources(people.values()),
        "crumbs": crumbs(None, Link(_("Indicators"), "")),
    }
    return render(request, "portal/reports/indicators.html", context)


def sources(rows: Iterable[Population]) -> list[Origin]:
    """The publications that the population is from, the newest first."""
    found = {Origin(row.valid_from, row.source_title, row.source_date, row.source_address) for row in rows}
    return sorted(found, reverse=True)


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
        one.per == DENSITY,
    )  # fmt: skip


def _said(words: Mapping[str, str | Promise], code: str) -> str | Promise:
    return words.get(code, code)


def _line(row: Share, one: Indicator, names: Names) -> Line:
    said = _said_to(row, 10_000, 100) if one.per == DENSITY else _said_to(row, 100, 10) + "\u00a0%"
    width = min(100, round(100 * row.part / row.whole)) if row.whole and one.per != DENSITY else 0
    return Line(names.of(one.dimension, row.key), said, digits(row.part), digits(row.whole), width)


def _said_to(row: Share, times: int, steps: int) -> str:
    """So many of `times`, rounded half up to tenths (`steps` 10) or hundredths (100)."""
    counted = (2 * steps * times * row.part + row.whole) // (2 * row.whole) if row.whole else 0
    point = "." if language() == "en" else ","
    return f"{digits(counted // steps)}{point}{counted % steps:0{len(str(steps)) - 1}}"
