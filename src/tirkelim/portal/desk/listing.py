"""The desk itself: the applications of the reader's territories, those due first at the top."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.queries import DeskCounts, decided, desk, desk_counts
from tirkelim.cases.states import STATE_NAMES, State
from tirkelim.identity.territories import territories
from tirkelim.journal.kept import kept
from tirkelim.law.book import current_book
from tirkelim.portal.desk.access import room, sees_everywhere, territories_of
from tirkelim.portal.desk.services import DESK_SERVICES
from tirkelim.portal.desk.target import target_from
from tirkelim.portal.desk.words import STATE_COLOURS, language
from tirkelim.portal.edge import account_of, now
from tirkelim.portal.show import Clock
from tirkelim.portal.templatetags.look import clock, tag
from tirkelim.portal.wording import day_in_words
from tirkelim.register.names import full_name
from tirkelim.services.common.pages import CLAIMED_LEVEL, CLAIMED_SPECIALTY
from tirkelim.services.common.specialty import specialty_name

PAGE = 25
NAMES = (
    "surname_kk", "given_kk", "patronymic_kk", "surname_ru", "given_ru", "patronymic_ru", "surname_latin",
    "given_latin",
)  # fmt: skip
"""The columns of a person's names, in the order of ``full_name``."""

FILTERS: dict[str, str | Promise] = {
    "open": _("All open"),
    "overdue": _("Overdue"),
    "today": _("Due today"),
    "decided": _("Decided"),
}
"""What the desk can be narrowed to, by the word in its address."""


class Line(NamedTuple):
    """A case as the desk lists it. ``state`` and ``due`` are ready as HTML: many lines share them."""

    id: UUID
    number: str
    name: str
    specialty: str
    level: str
    service: str | Promise
    route: str
    state: SafeString
    due: SafeString
    territory: str


class Filter(NamedTuple):
    """A way to narrow the list, with how many it would show (None: not counted)."""

    key: str
    text: str | Promise
    number: int | None
    chosen: bool


@room("GET")
def desk_page(request: HttpRequest) -> HttpResponse:
    """The list, narrowed by ``?show=``, ``?service=`` and, for who sees all territories, ``?territory=``."""
    moment = now()
    account, today = account_of(request), localdate(moment)
    mine = territories_of(account, today)
    everywhere = sees_everywhere(account, today)
    one = request.GET.get("territory", "")
    chosen = frozenset({one}) & mine or mine
    show = request.GET.get("show", "open")
    show = show if show in FILTERS else "open"
    service = request.GET.get("service", "")
    services = (service,) if service in DESK_SERVICES else tuple(DESK_SERVICES)
    counts = desk_counts(chosen, services, today)
    page = _page(_cases(show, chosen, services, today), _count(show, counts), request.GET.get("page"))
    places = {row.kato: row.name(language()) for row in territories(today)} if everywhere else {}
    context = {
        "filters": list(_filters(show, counts)),
        "show": show,
        "page": page,
        "lines": _lines(page.object_list, moment, places),
        "territories": sorted(places.items(), key=lambda place: place[1]),
        "territory": one if one in mine else "",
        "services": [(name, desk.title) for name, desk in DESK_SERVICES.items()],
        "service": service if service in DESK_SERVICES else "",
        "read_only": everywhere,
    }
    return render(request, "portal/desk/list.html", context)


def _cases(show: str, chosen: frozenset[str], services: tuple[str, ...], today: date) -> QuerySet[Any] | _Slices:
    """The cases to list, read only as far as they are shown."""
    if show == "decided":
        return _rows(decided(chosen, services).annotate(decided_on=F("decisions__decided_on")), today, "decided_on")
    places = tuple(sorted(chosen))
    return _Slices(lambda first, last: LISTS[show](places, services, today, first, last))


class _Slices:
    """A list that is read in slices, by kept queries."""

    def __init__(self, read: Callable[[int, int], list[Any]]) -> None:
        self._read = read

    def __getitem__(self, part: slice) -> list[Any]:
        return self._read(part.start, part.stop)


@kept
def _open(territories: tuple[str, ...], services: tuple[str, ...], today: date, first: int, last: int) -> QuerySet[Any]:
    return _rows(desk(territories, services), today)[first:last]


@kept
def _overdue(
    territories: tuple[str, ...], services: tuple[str, ...], today: date, first: int, last: int
) -> QuerySet[Any]:
    return _rows(desk(territories, services).filter(due_on__lt=today), today)[first:last]


@kept
def _due_today(
    territories: tuple[str, ...], services: tuple[str, ...], today: date, first: int, last: int
) -> QuerySet[Any]:
    return _rows(desk(territories, services).filter(due_on=today), today)[first:last]


LISTS = {"open": _open, "overdue": _overdue, "today": _due_today}


def _rows(cases: QuerySet[Any], today: date, *more: str) -> QuerySet[Any]:
    """What a line needs and nothing else: of the applicant only the names of today."""
    held = Q(subject__facts__known_to__isnull=True, subject__facts__valid_from__lte=today)
    still = Q(subject__facts__valid_to__isnull=True) | Q(subject__facts__valid_to__gt=today)
    person = FilteredRelation("subject__facts", condition=held & still)
    named = cases.annotate(person=person, claimed=CLAIMED_SPECIALTY, claimed_level=CLAIMED_LEVEL)
    names = [f"person__{column}" for column in NAMES]
    columns = (*names, "id", "number", "service", "action", "state", "due_on", "submitted_at", "territory", "claimed",
               "claimed_level", *more)  # fmt: skip
    return named.values_list(*columns, named=True)


def _count(show: str, counts: DeskCounts) -> int | None:
    return {"open": counts.open, "overdue": counts.overdue, "today": counts.due_today}.get(show)


def _page(cases: QuerySet[Any] | _Slices, count: int | None, wanted: str | None) -> Page[Any]:
    paginator: Paginator[Any] = Paginator(cases, PAGE)  # type: ignore[arg-type]
    if count is not None:  # known already: the list is not counted a second time
        paginator.__dict__["count"] = count
    return paginator.get_page(wanted)


def _filters(show: str, counts: DeskCounts) -> Iterable[Filter]:
    for key, text in FILTERS.items():
        yield Filter(key, text, _count(key, counts), key == show)


def _lines(rows: Iterable[Any], moment: datetime, places: dict[str, str]) -> list[Line]:
    rows, lang, due = list(rows), language(), _Due(localdate(moment))
    # Many lines share the few routes and states.
    routes = {key: DESK_SERVICES[key[0]].route(key[1]) for key in {(row.service, row.action) for row in rows}}
    states = {state: _state(state) for state in {row.state for row in rows}}
    return [
        Line(
            id=row.id,
            number=row.number,
            name=_name(row[: len(NAMES)], lang) or row.number,
            specialty=specialty_name(row.claimed or "", lang),
            level=row.claimed_level or "",
            service=DESK_SERVICES[row.service].title,
            route=routes[row.service, row.action],
            state=states[row.state],
            due=due(row.due_on, row.submitted_at, getattr(row, "decided_on", None)),
            territory=places.get(row.territory, row.territory),
        )
        for row in rows
    ]


def _name(names: Sequence[str | None], lang: str) -> str:
    """The applicant's name in the language of the page, from the columns of ``NAMES``."""
    return full_name({"kk": names[:3], "ru": names[3:6], "latin": names[6:]}, lang)


def _state(state: str) -> SafeString:
    return tag(STATE_NAMES[State(state)], STATE_COLOURS[State(state)])


class _Due:
    """Writes the due days of a list, each different one once."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.written: dict[date, SafeString] = {}

    def __call__(self, due_on: date | None, sent_at: datetime, decided_on: date | None) -> SafeString:
        if decided_on is not None:
            return conditional_escape(day_in_words(decided_on, language()))
        if due_on is None:
            return self._target(target_from(localdate(sent_at)))
        if due_on not in self.written:
            left = current_book().calendar.count(self.today, due_on)
            self.written[due_on] = clock(Clock(due_on, left, 0), small=True)
        return self.written[due_on]

    def _target(self, day: date) -> SafeString:
        """The service target where no term is set; it is nothing that could run out by law."""
        words = _("Target: %(day)s") if day >= self.today else _("The target of %(day)s has passed")
        return conditional_escape(str(words) % {"day": day_in_words(day, language())})
