"""The first page of the room: the visits of a day or a week, and the bases that wait for one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.registry import service
from tirkelim.identity.models import Account
from tirkelim.identity.territories import TerritoryNotKnown, zone
from tirkelim.law.calendar import CalendarNotKnown
from tirkelim.law.standards.acceptance import ALMATY
from tirkelim.portal.inspections.access import SERVICE, Request, asked, inspectors, is_inspector, own_territories, room
from tirkelim.portal.inspections.showing import VisitView, claimed, place, told_of, visit_view
from tirkelim.services.licence.models import Visit
from tirkelim.services.licence.visits.waiting import Waiting, waiting_bases

PAGE = 20
DAYS = {"day": 1, "week": 7}
WEEKDAYS: tuple[str | Promise, ...] = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
)  # fmt: skip


class Day(NamedTuple):
    """A day of the calendar with its visits."""

    day: date
    weekday: str | Promise
    visits: list[VisitView]
    is_today: bool
    is_working: bool


class WaitingView(NamedTuple):
    """A base that waits for a visit."""

    waiting: Waiting
    place: str
    subtypes: list[str]
    is_late: bool


class Span(NamedTuple):
    """What the calendar shows: a day or a week, from its first day."""

    kind: str
    first: date

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first + timedelta(days=DAYS[self.kind] - 1)

    @property
    def before(self) -> date:
        """The first day of the one before."""
        return self.first - timedelta(days=DAYS[self.kind])

    @property
    def after(self) -> date:
        """The first day of the next one."""
        return self.first + timedelta(days=DAYS[self.kind])


@room("GET")
def index(request: HttpRequest) -> HttpResponse:
    """``?span=`` day or week, ``?on=`` a day in it, ``?inspector=`` whose visits (for officers), ``?page=`` of what
    waits."""
    at = asked(request)
    territories = own_territories(at)
    who = inspectors(at, territories)
    chosen = _chosen(at, who)
    where = _zone(territories[0], at.today)
    span = _span(request, at.moment.astimezone(where).date())
    waiting = Paginator(waiting_bases(territories), PAGE).get_page(request.GET.get("page"))
    context = {
        "span": span,
        "today": at.moment.astimezone(where).date(),
        "days": _days(at, span, territories, chosen, who, where),
        "inspectors": who,
        "chosen": chosen,
        "everyone": request.GET.get("inspector") == "all" or not is_inspector(at),
        "is_inspector": is_inspector(at),
        "waiting": [_waiting(one, at.today) for one in waiting],
        "page": waiting,
        "zone": where,
    }
    return render(request, "portal/inspections/calendar.html", context)


def _chosen(at: Request, who: list[Account]) -> Account | None:
    """Whose visits: the inspector in the address, oneself, or None for everyone's."""
    wanted = at.request.GET.get("inspector", "")
    if not wanted and is_inspector(at):
        return at.account
    return next((one for one in who if str(one.id) == wanted), None)


def _span(request: HttpRequest, today: date) -> Span:
    kind = request.GET.get("span", "week")
    kind = kind if kind in DAYS else "week"
    try:
        on = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        on = today
    on = min(max(on, date(2000, 1, 1)), date(2100, 1, 1))
    return Span(kind, on - timedelta(days=on.weekday()) if kind == "week" else on)


def _days(
    at: Request, span: Span, territories: list[str], chosen: Account | None, who: list[Account], where: ZoneInfo
) -> list[Day]:
    first, after = (datetime.combine(day, time(), where) for day in (span.first, span.after))
    rows = Visit.objects.filter(case__territory__in=territories, planned_at__gte=first, planned_at__lt=after)
    # One of an application that is over stays in sight, marked so: nobody goes there for nothing.
    rows = rows.filter(cancelled_by__isnull=True).select_related("case__draft", "act")
    if chosen is not None:
        rows = rows.filter(inspector=chosen.id)
    visits = list(rows.order_by("planned_at"))
    told = told_of(visits)
    names = {one.id: one.name for one in Account.objects.filter(pk__in={one.inspector for one in visits})}
    by_day: dict[date, list[VisitView]] = {}
    for one in visits:
        local = one.planned_at.astimezone(where).date()
        by_day.setdefault(local, []).append(visit_view(one, names, one.id in told, at.moment))
    today = at.moment.astimezone(where).date()
    days = [span.first + timedelta(days=number) for number in range(DAYS[span.kind])]
    return [Day(day, WEEKDAYS[day.weekday()], by_day.get(day, []), day == today, _is_working(day)) for day in days]


def _is_working(day: date) -> bool:
    try:
        return service(SERVICE).book().calendar.is_working(day)
    except CalendarNotKnown:
        return True


def _waiting(one: Waiting, today: date) -> WaitingView:
    late = one.last_day is not None and today > one.last_day
    return WaitingView(one, place(one.base), claimed(one.base), late)


def _zone(territory: str, on: date) -> ZoneInfo:
    try:
        return zone(territory, on)
    except TerritoryNotKnown:
        return ALMATY
