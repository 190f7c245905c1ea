"""Which charts a report has, and drawing them all before anybody looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from tirkelim.national.models import Report, ReportKind
from tirkelim.national.reports import pictures
from tirkelim.national.reports.drawing import Drawing
from tirkelim.national.reports.figures import ALL_KEY, Dimension
from tirkelim.national.reports.months import headlines, newest_of_months, points, points_until
from tirkelim.national.reports.pictures import Rows
from tirkelim.national.reports.sight import figures_of
from tirkelim.national.reports.words import Names

RowsOf = Callable[[str], Rows]
"""Gives for every key of a dimension its figures by measure."""
BY_KEY = frozenset({Dimension.AGE, Dimension.GROUP, Dimension.TRACK})
"""Dimensions whose keys have an order of their own."""
WHY_LEFT = gettext_lazy("Why people left")
EVERYWHERE = (str(Dimension.ALL), ALL_KEY)


def drawings(dimension: str, rows_of: RowsOf, names: Names) -> tuple[Drawing, ...]:
    """The charts of one dimension, in the language of the page."""
    draw = DRAWN.get(dimension)
    return tuple(one for one in (draw(rows_of, names) if draw else ()) if one is not None)


def draw_all(report: Report) -> None:
    """Draw every chart that a reader of the whole report, and of the list of reports, will see, in every language."""
    figures = figures_of(report)
    kept = {dimension: figures.rows(dimension) for dimension in (*DRAWN, Dimension.PYRAMID, Dimension.ALL)}
    whole = kept[Dimension.ALL].get(ALL_KEY, {})
    until = points_until(report, Report.objects.all(), EVERYWHERE)
    months = newest_of_months(Report.objects.filter(kind=ReportKind.MONTH))
    every = points(months, headlines(months.values(), EVERYWHERE))
    for language, _name in settings.LANGUAGES:
        with override(language):
            names = Names(report.closing_on, report.known_at, language)
            for dimension in DRAWN:
                drawings(dimension, kept.__getitem__, names)
            pictures.reasons(whole, str(WHY_LEFT))
            months_of_report(until, report)
            months_of_list(every)


def months_of_report(found: Sequence[tuple[date, int]], report: Report) -> Drawing | None:
    """The line of the months up to that of a report."""
    return pictures.months(found, report.first_day, _("Headcount by month"))


def months_of_list(found: Sequence[tuple[date, int]]) -> Drawing | None:
    """The line of all months."""
    return pictures.months(found, None, _("Headcount at the end of each month"))


Drawn = Sequence[Drawing | None]


def _regions(rows_of: RowsOf, names: Names) -> Drawn:
    rows = rows_of(Dimension.REGION)
    if len(rows) < 2:
        return ()
    return (
        pictures.country_map(rows, names, _("Headcount by region on the map")),
        pictures.ranked(rows, Dimension.REGION, names, _("Regions by headcount, with the change in the period")),
    )


def _ages(rows_of: RowsOf, names: Names) -> Drawn:
    return (pictures.pyramid(rows_of(Dimension.PYRAMID), _("Women and men by age")),)


def _flows(rows_of: RowsOf, names: Names) -> Drawn:
    rows = rows_of(Dimension.REGION_FLOW)
    return (
        pictures.top_flows(rows, names, _("Between which regions most people moved")),
        pictures.flows(rows, names, _("From which region to which")),
    )


def _by(dimension: Dimension, title: str | Promise) -> Callable[[RowsOf, Names], Drawn]:
    def draw(rows_of: RowsOf, names: Names) -> Drawn:
        rows = rows_of(dimension)
        if dimension in BY_KEY:
            return (pictures.shares(rows, dimension, names, sorted(rows), str(title)),)
        return (pictures.ranked(rows, dimension, names, str(title)),)

    return draw


DRAWN: dict[str, Callable[[RowsOf, Names], Drawn]] = {
    Dimension.REGION: _regions,
    Dimension.AGE: _ages,
    Dimension.REGION_FLOW: _flows,
    Dimension.GROUP: _by(Dimension.GROUP, gettext_lazy("Headcount by position group")),
    Dimension.SECTOR: _by(Dimension.SECTOR, gettext_lazy("Headcount by sector")),
}
