"""The department's day: what is due when, at what pace is decided, and what will not be managed at that pace."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.forecast import DayAhead, Forecast, Pace, forecast, last_working_days, places_of_breaches
from tirkelim.cases.queries import decided_between, desk, open_by_day
from tirkelim.cases.states import STATE_NAMES, State
from tirkelim.identity.territories import territories
from tirkelim.law.book import current_book
from tirkelim.law.calendar import CalendarNotKnown, WorkingCalendar
from tirkelim.law.standards.services import Action
from tirkelim.portal.choices import language
from tirkelim.portal.desk.access import Reach, reach_of, room, sees_everywhere
from tirkelim.portal.desk.listing import narrowed
from tirkelim.portal.desk.services import DESK_SERVICES
from tirkelim.portal.edge import account_of, now
from tirkelim.portal.show import Link
from tirkelim.portal.wording import day_in_words, number_in_digits
from tirkelim.services.licence.models import Visit

BACK = 20
"""Working days from which the pace is taken."""
WEEK = 5
"""Working days of a week."""
LISTED = 10
"""Cases that are named; of the others the page says how many."""
OUTSIDE = (State.ASKED, State.HEARING, State.AT_COMMISSION)
"""States in which the officer waits for somebody else while the term runs."""
VISITED = (Action.ISSUE.value, Action.ISSUE_ANNEX.value)
VISIT_BEFORE = 2
"""Working days: a visit told of today is made tomorrow at the earliest (24 hours), and the decision comes after it."""


class Bar(NamedTuple):
    """A day of the table; ``needed`` and ``possible`` are the widths of its bars, in hundredths of the longest."""

    ahead: DayAhead
    today: bool
    needed: int
    possible: int


class Named(NamedTuple):
    """A case that presses: its number with the link, its service, its due day, and why it stands here."""

    href: str
    number: str
    service: str | Promise
    due_on: date
    why: str


class Section(NamedTuple):
    """The forecast of one authority's desk."""

    services: str
    found: Forecast
    due_today: int
    due_this_week: int
    bars: list[Bar]
    pace: str
    paces: list[tuple[str | Promise, int, str]]
    first_breach: date | None
    breaching: list[Named]
    more: int
    waiting: list[Named]


@room("GET")
def forecast_page(request: HttpRequest) -> HttpResponse:
    """The forecast of the reader's desk, narrowed by ``?service=`` and, for who sees everything, ``?territory=``."""
    moment = now()
    account, today = account_of(request), localdate(moment)
    everywhere = sees_everywhere(account, today)
    reach = reach_of(account, today)
    service, territory = request.GET.get("service", ""), request.GET.get("territory", "")
    calendar = current_book().calendar
    places = {row.kato: row.name(language()) for row in territories(today)} if everywhere else {}
    services = [name for one in reach for name in one.services]
    context = {
        "sections": [section(one, calendar, today) for one in narrowed(reach, service, territory)],
        "services": [(name, DESK_SERVICES[name].title) for name in services],
        "service": service if service in services else "",
        "territories": sorted(places.items(), key=lambda place: place[1]),
        "territory": territory if territory in places else "",
        "back": BACK,
        "today": today,
        "crumbs": [Link(_("Desk"), reverse("desk")), Link(_("What is due, and what will not be managed"), "")],
    }
    return render(request, "portal/desk/forecast.html", context)


def section(reach: Reach, calendar: WorkingCalendar, today: date) -> Section:
    """The forecast of one reach. Five queries, however many cases there are."""
    first = last_working_days(calendar, today, BACK)
    decided = decided_between(*reach, first, today - timedelta(days=1))
    found = forecast(open_by_day(*reach), Pace(sum(decided.values()), BACK), calendar, today)
    breaching = _breaching(reach, found)
    return Section(
        ", ".join(str(DESK_SERVICES[name].title) for name in reach.services),
        found,
        sum(day.due for day in found.days if day.day == today),
        sum(day.due for day in found.days[:WEEK]),
        _bars(found, today),
        per_day(sum(decided.values())),
        [(DESK_SERVICES[name].title, decided.get(name, 0), per_day(decided.get(name, 0))) for name in reach.services],
        next((day.day for day in found.days if day.breaches), None),
        breaching,
        found.breaches - len(breaching),
        _waiting(reach, calendar, today),
    )


def per_day(decided: int) -> str:
    """Decisions a working day, with one digit after the point."""
    return number_in_digits(round(float(Fraction(decided, BACK)), 1), language())


def _bars(found: Forecast, today: date) -> list[Bar]:
    """Days with something due; empty ones would only make the table long."""
    shown = [day for day in found.days if day.due]
    longest = max((max(day.needed_by_then, day.possible_by_then) for day in shown), default=0) or 1
    return [
        Bar(day, day.day == today, 100 * day.needed_by_then // longest, 100 * day.possible_by_then // longest)
        for day in shown
    ]


COLUMNS = ("id", "number", "service", "state", "due_on")


def _breaching(reach: Reach, found: Forecast) -> list[Named]:
    """The first cases that would become late, in the order of the desk."""
    places = list(islice(places_of_breaches(found), LISTED))
    if not places:
        return []
    first = places[0]
    cases = desk(*reach).filter(due_on__isnull=False).values_list(*COLUMNS, named=True)
    rows = list(cases[first : places[-1] + 1])
    # A case decided meanwhile moves the others up: what is no longer there is not named.
    return [_named(rows[place - first]) for place in places if place - first < len(rows)]


def _waiting(reach: Reach, calendar: WorkingCalendar, today: date) -> list[Named]:
    """Cases due soon in which the office waits for somebody else, or in which a visit has to be planned now."""
    try:
        until = calendar.after(today, WEEK)
    except CalendarNotKnown:
        return []
    standing = Visit.objects.filter(case=OuterRef("pk"), cancelled_by__isnull=True)
    unvisited = Q(service="licence", action__in=VISITED) & ~Q(Exists(standing))
    cases = desk(*reach).filter(Q(state__in=OUTSIDE) | unvisited, due_on__lte=until)
    rows = cases.values_list(*COLUMNS, named=True)[:LISTED]
    return [_named(row, _why(row, calendar, today)) for row in rows]


def _why(row: Any, calendar: WorkingCalendar, today: date) -> str:
    if State(row.state) in OUTSIDE:
        return str(STATE_NAMES[State(row.state)])
    last = row.due_on
    for _step in range(VISIT_BEFORE):
        last = calendar.on_or_before(last - timedelta(days=1))
    if last < today:
        return _("No visit is planned, and it is too late for one before the due day")
    return _("No visit is planned: plan it by %(day)s at the latest") % {"day": day_in_words(last, language())}


def _named(row: Any, why: str = "") -> Named:
    state = State(row.state)
    words = why or (str(STATE_NAMES[state]) if state in OUTSIDE else "")
    return Named(reverse("desk_case", args=[row.id]), row.number, DESK_SERVICES[row.service].title, row.due_on, words)
