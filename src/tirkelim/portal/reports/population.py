"""How many people live in the regions: what is known of each day, its source and its corrections, and entering it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.identity.models import Account
from tirkelim.journal.models import Change
from tirkelim.national.population import ACTION, believed_before, days_entered, enter_population, numbers_of
from tirkelim.national.population_models import Population
from tirkelim.national.reports.words import digits, region_names
from tirkelim.portal.as_of import EARLIEST, asked
from tirkelim.portal.choices import language
from tirkelim.portal.edge import allow, command, hidden
from tirkelim.portal.reports.access import Visit, come_in_for_all, room, visit
from tirkelim.portal.reports.population_forms import TELLING, PopulationDayForm, PopulationForm, filled
from tirkelim.portal.reports.saying import crumbs
from tirkelim.portal.show import Link
from tirkelim.portal.writing import is_written

FILL = "fill"


class Line(NamedTuple):
    """The number of a region, and the source that stands beside it."""

    region: str
    people: str


class Origin(NamedTuple):
    """A source of numbers, and who entered them when."""

    title: str
    dated: date
    address: str
    by: str
    at: datetime


class Before(NamedTuple):
    """A number that was believed until somebody knew better."""

    region: str
    people: str
    source: str
    by: str
    at: datetime
    why: str


@room("GET")
def page(request: HttpRequest) -> HttpResponse:
    """The numbers of the newest day, or of `?day=`, as known on the day that is asked for."""
    at = come_in_for_all(request)
    panel = asked(request, at.moment)
    known = panel.as_of.known
    days = [day for day in days_entered(known) if day <= panel.as_of.valid]
    chosen = _day(request)
    day = chosen if chosen in days else next(iter(days), None)
    rows = numbers_of(day, known) if day else []
    earlier = believed_before(day, known) if day else []
    who = _names_of([*rows, *earlier])
    names = region_names(day or at.today, language())
    context = {
        "as_of": panel,
        "day": day,
        "lines": [Line(names.get(row.region, row.region), digits(row.people)) for row in rows],
        "total": digits(sum(row.people for row in rows)),
        "origins": list(dict.fromkeys(_origin(row, who) for row in rows)),
        "earlier": [_before(row, names, who) for row in earlier],
        "others": [(one, "?" + urlencode({"day": one.isoformat()}) + panel.more) for one in days if one != day],
        "may_enter": at.may(ACTION, None) and not panel.past,
        "crumbs": _crumbs(),
    }
    return render(request, "portal/reports/population.html", context)


@room("GET", "POST")
def enter(request: HttpRequest) -> HttpResponse:
    """First the day, then the numbers of that day: new ones, or those that are known, to be put right."""
    at = visit(request)
    allow(request, ACTION, None, at.moment)
    of_day = PopulationDayForm(request.GET if "day" in request.GET else None, today=at.today)
    if not of_day.is_valid():
        if request.method == "POST":
            raise BadRequest("day")
        context = {"form": of_day, "crumbs": _crumbs(Link(_("Enter"), ""))}
        status = 422 if of_day.is_bound else 200
        return render(request, "portal/reports/population_day.html", context, status=status)
    day: date = of_day.cleaned_data["day"]
    known = numbers_of(day, at.moment)
    if request.method == "POST":
        return _posted(request, at, day, known)
    return _show(request, PopulationForm(day=day, known=known))


def _posted(request: HttpRequest, at: Visit, day: date, known: list[Population]) -> HttpResponse:
    """Fill the boxes from what was pasted, so that it can be looked at; else write what they say."""
    data, problems = filled(request.POST, request.FILES, day)
    brought = bool(request.POST.get("pasted", "").strip() or request.FILES)
    if brought or request.POST.get("do") == FILL:
        form = PopulationForm(data, day=day, known=known)
        form.is_valid()
        form.errors.clear()
        for words in problems:
            form.add_error("pasted", ValidationError(words, code="unread"))
        return _show(request, form, looked=not problems)
    form = PopulationForm(request.POST, day=day, known=known)

    def write() -> Any:
        given = command(request, at.moment, form.cleaned_data.get("reason", "").strip())
        return enter_population(given, day, form.people(), form.source())

    if not is_written(form, write, TELLING):
        return _show(request, form)
    messages.success(request, _("Saved. The indicators count with these numbers from now on."))
    return redirect(f"{reverse('reports_population')}?{urlencode({'day': day.isoformat()})}")


def _show(request: HttpRequest, form: PopulationForm, *, looked: bool = False) -> HttpResponse:
    context = {
        "form": form,
        "day": form.day,
        "correcting": bool(form.known),
        "looked": looked,
        "fill": FILL,
        "hidden": hidden(),
        "crumbs": _crumbs(Link(_("Enter"), "")),
    }
    status = 422 if form.is_bound and not looked else 200
    return render(request, "portal/reports/population_enter.html", context, status=status)


def _day(request: HttpRequest) -> date | None:
    """The day that the address asks for; None where it names none."""
    try:
        found = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None
    return found if found >= EARLIEST else None


def _crumbs(*here: Link) -> list[Link]:
    title = _("Population of the regions")
    return crumbs(None, Link(title, reverse("reports_population") if here else ""), *here)


def _names_of(rows: list[Population]) -> dict[UUID, str]:
    """Names of the accounts that entered or corrected."""
    changes = [change for row in rows for change in (row.change, row.closed_by) if change is not None]
    return dict(Account.objects.filter(pk__in={one.actor for one in changes if one.actor}).values_list("pk", "name"))


def _origin(row: Population, who: dict[UUID, str]) -> Origin:
    return Origin(row.source_title, row.source_date, row.source_address, _by(row.change, who), row.change.at)


def _before(row: Population, names: dict[str, str], who: dict[UUID, str]) -> Before:
    better = row.closed_by or row.change
    return Before(
        names.get(row.region, row.region), digits(row.people), row.source_title, _by(better, who), better.at, better.why
    )


def _by(change: Change, who: dict[UUID, str]) -> str:
    return who.get(change.actor, "") if change.actor else _("The system")
