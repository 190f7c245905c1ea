"""How a report is spoken of on the pages: its title, its period, its moment, and the way to it."""

from __future__ import annotations

import calendar
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tirkelim.law.citation import Citation
from tirkelim.law.order_253_register.movement import ACT
from tirkelim.national.models import Report, ReportKind
from tirkelim.national.reports.figures import Filters
from tirkelim.national.reports.words import DIMENSIONS, Names, month_name
from tirkelim.portal.choices import language
from tirkelim.portal.law_pages import law_href
from tirkelim.portal.show import Link
from tirkelim.portal.wording import day_in_words

BASIS = f"{ACT} p.6"


def is_whole_month(first: date, last: date) -> bool:
    """Whether the days are those of one month."""
    return first.day == 1 and last == date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])


def period(first: date, last: date) -> str:
    """The days of a report: a month by its name, otherwise from one day to another."""
    if is_whole_month(first, last):
        return month_name(first)
    lang = language()
    if first == last:
        return day_in_words(first, lang)
    return f"{day_in_words(first, lang)} – {day_in_words(last, lang)}"


def title_of(report: Report) -> str:
    """What the report is called: the report of a month, or one on request."""
    days = period(report.first_day, report.closing_on)
    if report.kind == ReportKind.MONTH:
        return _("Report: %(month)s") % {"month": days}
    return _("Report on request: %(days)s") % {"days": days}


def names_of(report: Report) -> Names:
    """What its keys were called when it was made."""
    return Names(report.closing_on, report.known_at, language())


def filter_words(filters: Filters, names: Names) -> list[tuple[str | Promise, str]]:
    """The part of the register that a report is about, in words; nothing for all of it."""
    return [(DIMENSIONS[name], names.of(name, str(value))) for name, value in filters.stored().items()]


def crumbs(report: Report | None, *here: Link) -> list[Link]:
    """The way from the room's first page."""
    found = [Link(pgettext("navigation", "Reports"), reverse("reports"))]
    if report is not None:
        found.append(Link(title_of(report), reverse("reports_report", args=[report.id])))
    return [*found, *here]


def basis_href() -> str:
    """The paragraph that asks for the report."""
    return law_href(Citation(*BASIS.split(" ", 1)))
