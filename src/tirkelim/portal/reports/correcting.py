"""What later knowledge changes in a report: counted again as it was, then as it would be now, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.national.reports.differences import Cause, Difference, differences, people_behind
from tirkelim.national.reports.figures import FLOWS, LEFT, Dimension, Figure, Measure
from tirkelim.national.reports.making import recount
from tirkelim.national.reports.words import DIMENSIONS, MEASURES, Names, change, digits
from tirkelim.portal.as_of import asked
from tirkelim.portal.choices import language
from tirkelim.portal.reports.access import Place, Visit, open_report, room
from tirkelim.portal.reports.reading import touches
from tirkelim.portal.reports.saying import crumbs, names_of, title_of
from tirkelim.portal.reports.tables import PAGE
from tirkelim.portal.show import Link
from tirkelim.register.queries import facts_of_people, log_access
from tirkelim.register.scopes import person_scope

MOST_PEOPLE = 100
PURPOSE = "report.read"
CAUSES: dict[Cause, str | Promise] = {
    Cause.LATE_HIRE: gettext_lazy("A hiring was entered afterwards"),
    Cause.LATE_LEAVING: gettext_lazy("The end of a job was entered afterwards"),
    Cause.LEAVING_CANCELLED: gettext_lazy("The end of a job was taken back"),
    Cause.CORRECTED_HIRING: gettext_lazy("The day of a hiring was corrected"),
    Cause.CORRECTED_JOB: gettext_lazy("Position, specialty or main place of a job was corrected"),
    Cause.CORRECTED_PERSON: gettext_lazy("Sex or date of birth of a person was corrected"),
    Cause.DEPARTURE: gettext_lazy("A death, a move abroad or a return was entered or corrected"),
    Cause.LEVEL: gettext_lazy("A level or category was entered or corrected"),
    Cause.ORGANISATION: gettext_lazy("Region, sector, ownership or kind of an organisation was corrected"),
    Cause.MERGED: gettext_lazy("Two entries turned out to be one person, or were parted again"),
    Cause.WITHDRAWN: gettext_lazy("A job turned out not to have been"),
}
FIRST = (Dimension.ALL, Dimension.REGION, Dimension.ORGANISATION)
SHOWN_IN_ALL = frozenset({Measure.OPENING, Measure.CLOSING, Measure.REGISTERED, Measure.LATE_ENTRIES, *LEFT})


class Line(NamedTuple):
    """A figure that is otherwise now."""

    words: str
    then: str
    now: str
    by: str
    tone: str
    href: str


class Group(NamedTuple):
    """The figures of one dimension that are otherwise now; `more` are not shown."""

    title: str | Promise
    lines: tuple[Line, ...]
    more: int


@room("GET")
def corrections(request: HttpRequest, report: UUID) -> HttpResponse:
    """Figure then, figure now, difference, and the kinds of causes; `?known=` up to an earlier day than today."""
    at, place, found = open_report(request, report)
    panel = asked(request, at.moment)
    known = max(panel.as_of.known, found.known_at)
    seen = differences(found, known)
    names = names_of(found)
    mine = [one for one in seen.figures if _visible(one.figure, place)]
    context = {
        "report": found,
        "title": _("Corrections since the report"),
        "period": title_of(found),
        "known": known,
        "as_of": panel,
        "groups": list(_groups(mine, names, found.id, known.date().isoformat())),
        "count": len(mine),
        "causes": [(CAUSES[cause], digits(number)) for cause, number in seen.causes.items() if number]
        if place.is_all else [],
        "crumbs": crumbs(found, Link(_("Corrections"), "")),
    }  # fmt: skip
    return render(request, "portal/reports/corrections.html", context)


@room("GET", "POST")
def count_again(request: HttpRequest, report: UUID) -> HttpResponse:
    """Count a report again from the register as known when it was made, and lay the digests beside each other."""
    at, place, found = open_report(request, report)
    if not place.is_all:
        raise Http404
    counted = recount(found) if request.method == "POST" else None
    context = {
        "report": found,
        "title": _("Count again"),
        "period": title_of(found),
        "digest": counted.digest() if counted is not None else "",
        "number": digits(len(counted.values)) if counted is not None else "",
        "moment": at.moment,
        "crumbs": crumbs(found, Link(_("Count again"), "")),
    }
    return render(request, "portal/reports/again.html", context)


def _visible(figure: Figure, place: Place) -> bool:
    """Whether a figure is about the reader's place."""
    if place.is_all:
        return True
    return (figure.dimension, figure.key) == place or touches(figure.dimension, figure.key, place)


def _groups(found: list[Difference], names: Names, report: UUID, known: str) -> Iterator[Group]:
    by_dimension: dict[str, list[Difference]] = {}
    for one in found:
        by_dimension.setdefault(one.figure.dimension, []).append(one)
    order = sorted(by_dimension, key=lambda one: (one not in FIRST, list(DIMENSIONS).index(one)))
    for dimension in order:
        rows = sorted(by_dimension[dimension], key=lambda one: (-abs(one.by), one.figure))
        if dimension in (Dimension.ORGANISATION, Dimension.ORGANISATION_FLOW):
            names.load(one.figure.key for one in rows[:PAGE])
        shown = tuple(_line(one, names, report, known) for one in rows[:PAGE])
        yield Group(DIMENSIONS[dimension], shown, len(rows) - len(shown))


def _line(one: Difference, names: Names, report: UUID, known: str) -> Line:
    figure = one.figure
    measure = str(MEASURES.get(figure.measure, figure.measure))
    whole = figure.dimension == Dimension.ALL
    words = measure if whole else f"{names.of(figure.dimension, figure.key)}: {measure}"
    href = ""
    if figure.dimension not in FLOWS or figure.measure == Measure.MOVED:
        pairs = {"dimension": figure.dimension, "key": figure.key, "measure": figure.measure, "known": known}
        href = f"{reverse('reports_people', args=[report])}?{urlencode(pairs)}"
    return Line(words, digits(one.then), digits(one.now), change(one.by), "up" if one.by > 0 else "down", href)


@room("GET")
def people(request: HttpRequest, report: UUID) -> HttpResponse:
    """Who is behind a difference: by name for those who may read the record, each look logged; others are counted."""
    at, place, found = open_report(request, report)
    figure = Figure(*(request.GET.get(part, "")[:250] for part in Figure._fields))
    if figure.dimension not in DIMENSIONS or figure.measure not in MEASURES or not _visible(figure, place):
        raise Http404
    known = max(asked(request, at.moment).as_of.known, found.known_at)
    behind = people_behind(found, known, figure, MOST_PEOPLE + 1)
    shown, hidden_ones = _named(at, behind[:MOST_PEOPLE])
    names = names_of(found)
    where = "" if figure.dimension == Dimension.ALL else f"{names.of(figure.dimension, figure.key)}: "
    context = {
        "report": found,
        "title": _("Who is behind the difference"),
        "what": f"{where}{MEASURES[figure.measure]}",
        "period": title_of(found),
        "people": shown,
        "hidden_ones": hidden_ones,
        "more": len(behind) > MOST_PEOPLE,
        "most": MOST_PEOPLE,
        "crumbs": crumbs(
            found, Link(_("Corrections"), reverse("reports_corrections", args=[found.id])), Link(_("People"), "")
        ),
    }
    return render(request, "portal/reports/people.html", context)


def _named(at: Visit, ids: tuple[UUID, ...]) -> tuple[list[Link], int]:
    """Those whose records the reader may read, as links, each look logged; and how many others there are."""
    allowed = [id for id in ids if at.may("person.read", person_scope(id, at.today))]
    facts = facts_of_people(allowed, at.today, at.moment)
    found = []
    for id in allowed:
        log_access(at.account.id, id, PURPOSE, at.moment)
        fact = facts.get(id)
        found.append(Link(fact.name(language()) if fact else _("Name not known"), reverse("staff_worker", args=[id])))
    return found, len(ids) - len(allowed)
