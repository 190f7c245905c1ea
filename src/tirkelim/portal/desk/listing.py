"""The desk itself: the applications of the reader's territories, those due first at the top."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.cases.queries import DeskCounts, decided, desk, desk_counts
from tirkelim.cases.states import STATE_NAMES, State
from tirkelim.identity.territories import territories
from tirkelim.law.book import current_book
from tirkelim.portal.desk.access import room, sees_everywhere, territories_of
from tirkelim.portal.desk.words import STATE_COLOURS, language, route_name
from tirkelim.portal.edge import account_of, now
from tirkelim.portal.show import Clock
from tirkelim.register.models import PersonFact
from tirkelim.services.certificate.answers import CLAIMED_SPECIALTY
from tirkelim.services.certificate.specialty import specialty_name

PAGE = 50

FILTERS: dict[str, str | Promise] = {
    "open": _("All open"),
    "overdue": _("Overdue"),
    "today": _("Due today"),
    "decided": _("Decided"),
}
"""What the desk can be narrowed to, by the word in its address."""


class Line(NamedTuple):
    """A case as the desk lists it."""

    id: UUID
    number: str
    name: str
    specialty: str
    route: str
    state: str | Promise
    colour: str
    clock: Clock
    territory: str


class Filter(NamedTuple):
    """A way to narrow the list, with how many it would show (None: not counted)."""

    key: str
    text: str | Promise
    number: int | None
    chosen: bool


@room("GET")
def desk_page(request: HttpRequest) -> HttpResponse:
    """The list, narrowed by ``?show=`` and, for who sees all territories, ``?territory=``."""
    moment = now()
    account, today = account_of(request), localdate(moment)
    mine = territories_of(account, today)
    everywhere = sees_everywhere(account, today)
    one = request.GET.get("territory", "")
    chosen = frozenset({one}) & mine or mine
    show = request.GET.get("show", "open")
    show = show if show in FILTERS else "open"
    counts = desk_counts(chosen, today)
    page = _page(_cases(show, chosen, today), _count(show, counts), request.GET.get("page"))
    places = {row.kato: row.name(language()) for row in territories(today)} if everywhere else {}
    context = {
        "filters": list(_filters(show, counts)),
        "show": show,
        "page": page,
        "lines": _lines(page.object_list, moment, places),
        "territories": sorted(places.items(), key=lambda place: place[1]),
        "territory": one if one in mine else "",
        "read_only": everywhere,
    }
    return render(request, "portal/desk/list.html", context)


def _cases(show: str, chosen: frozenset[str], today: date) -> QuerySet[Any]:
    if show == "decided":
        return decided(chosen).annotate(decided_on=F("decisions__decided_on"), specialty=CLAIMED_SPECIALTY)
    narrower = {"overdue": {"due_on__lt": today}, "today": {"due_on": today}}.get(show, {})
    return desk(chosen).filter(**narrower).annotate(specialty=CLAIMED_SPECIALTY)


def _count(show: str, counts: DeskCounts) -> int | None:
    return {"open": counts.open, "overdue": counts.overdue, "today": counts.due_today}.get(show)


def _page(cases: QuerySet[Any], count: int | None, wanted: str | None) -> Page[Any]:
    paginator = Paginator(cases, PAGE)
    if count is not None:  # known already: the list is not counted a second time
        paginator.__dict__["count"] = count
    return paginator.get_page(wanted)


def _filters(show: str, counts: DeskCounts) -> Iterable[Filter]:
    for key, text in FILTERS.items():
        yield Filter(key, text, _count(key, counts), key == show)


def _lines(cases: Iterable[Case], moment: datetime, places: dict[str, str]) -> list[Line]:
    rows = list(cases)
    names = _names({row.subject_id for row in rows}, localdate(moment))
    return [_line(row, names.get(row.subject_id, ""), localdate(moment), places) for row in rows]


def _names(people: set[UUID], today: date) -> dict[UUID, str]:
    lang = language()
    facts = PersonFact.objects.current(today).filter(person__in=people) if people else ()
    return {row.person_id: row.name(lang) for row in facts}


def _line(case: Any, name: str, today: date, places: dict[str, str]) -> Line:
    state = State(case.state)
    return Line(
        id=case.id,
        number=case.number,
        name=name,
        specialty=specialty_name(case.specialty or "", language()),
        route=route_name(case.action),
        state=STATE_NAMES[state],
        colour=STATE_COLOURS[state],
        clock=_clock(case, today),
        territory=places.get(case.territory, case.territory),
    )


def _clock(case: Any, today: date) -> Clock:
    left = current_book().calendar.count(today, case.due_on)
    return Clock(case.due_on, left, 0, case.accepted_on, getattr(case, "decided_on", None))
