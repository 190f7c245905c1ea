"""The desk itself: the applications of the reader's territories, those due first at the top."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, FilteredRelation, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce
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
from tirkelim.journal.kept import Kept, kept
from tirkelim.law.book import current_book
from tirkelim.portal.desk.access import Reach, reach_of, room, sees_everywhere
from tirkelim.portal.desk.milestones import STEPS, clock_until
from tirkelim.portal.desk.services import DESK_SERVICES, NextStep
from tirkelim.portal.desk.target import target_from
from tirkelim.portal.desk.words import STATE_COLOURS, language
from tirkelim.portal.edge import account_of, now
from tirkelim.portal.templatetags.look import clock, tag
from tirkelim.portal.wording import day_in_words
from tirkelim.register.names import full_name
from tirkelim.register.queries import facts_of_organisations
from tirkelim.services.common.pages import CLAIMED_LEVEL, answer_in_query

PAGE = 25
NO_ROUTE = "–"
"""What a service with one way through it calls that."""
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
    """A case as the desk lists it. ``subject`` with the level; ``kind``: service and way, as far as they tell lines
    apart. ``state`` and ``due`` are ready as HTML: many lines share them."""

    id: UUID
    number: str
    name: str
    subject: str
    kind: str
    state: SafeString
    due: SafeString
    step: tuple[str | Promise, SafeString] | None
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
    reach = reach_of(account, today)
    everywhere = sees_everywhere(account, today)
    services = [name for one in reach for name in one.services]
    service, territory = request.GET.get("service", ""), request.GET.get("territory", "")
    chosen = narrowed(reach, service, territory)
    show = request.GET.get("show", "open")
    show = show if show in FILTERS else "open"
    counts = _counts(chosen, today)
    page = _page(_cases(show, chosen, today), _count(show, counts), request.GET.get("page"))
    places = {row.kato: row.name(language()) for row in territories(today)} if everywhere else {}
    context = {
        "filters": list(_filters(show, counts)),
        "show": show,
        "page": page,
        "lines": _lines(page.object_list, moment, places, several=len(services) > 1),
        "subject_title": _subject_title(services),
        "territories": sorted(places.items(), key=lambda place: place[1]),
        "territory": territory if territory in places else "",
        "services": [(name, DESK_SERVICES[name].title) for name in services],
        "service": service if service in services else "",
        "read_only": everywhere,
        "by_result": show in PRESSING and show != "open" and any(DESK_SERVICES[name].next_steps for name in services),
    }
    return render(request, "portal/desk/list.html", context)


def narrowed(reach: tuple[Reach, ...], service: str, territory: str) -> tuple[Reach, ...]:
    """The reader's reach, narrowed to a service and a territory of it; what is not within it narrows nothing."""
    if any(service in one.services for one in reach):
        reach = tuple(one._replace(services=(service,)) for one in reach if service in one.services)
    if any(territory in one.territories for one in reach):
        reach = tuple(one._replace(territories=frozenset({territory})) for one in reach if territory in one.territories)
    return reach


def _subject_title(services: Iterable[str]) -> str:
    """What the claims of these services are about: a specialty, a profession, or either."""
    return " / ".join(dict.fromkeys(str(DESK_SERVICES[name].subject_title) for name in services))


def _counts(reach: tuple[Reach, ...], today: date) -> DeskCounts:
    each = [desk_counts(one.territories, one.services, today) for one in reach]
    return DeskCounts(*map(sum, zip(*each, strict=True)))


def _cases(show: str, reach: tuple[Reach, ...], today: date) -> QuerySet[Any] | _Slices:
    """The cases to list, read only as far as they are shown."""
    if show == "decided":
        cases = _together(decided(*one) for one in reach)
        return _rows(cases, today, "decided_on")
    if len(reach) > 1:  # who serves two authorities
        first, *rest = (desk(*one) for one in reach)
        return _rows(
            functools.reduce(lambda left, right: left | right, rest, first).filter(PRESSING[show](today)), today
        )
    (one,) = reach
    places = tuple(sorted(one.territories))
    lists = _lists(tuple(DESK_SERVICES))
    return _Slices(lambda first, last: lists[show](places, one.services, today, first, last))


def _together(cases: Iterable[QuerySet[Any]]) -> QuerySet[Any]:
    return functools.reduce(operator.or_, cases)


PRESSING: dict[str, Callable[[date], Q]] = {
    "open": lambda today: Q(),
    "overdue": lambda today: Q(due_on__lt=today),
    "today": lambda today: Q(due_on=today),
}
"""What the open cases are narrowed to."""


class _Slices:
    """A list that is read in slices, by kept queries."""

    def __init__(self, read: Callable[[int, int], list[Any]]) -> None:
        self._read = read

    def __getitem__(self, part: slice) -> list[Any]:
        return self._read(part.start, part.stop)


@functools.cache
def _lists(known: tuple[str, ...]) -> dict[str, Kept[..., Any]]:
    """The kept queries of the open lists: made anew where the desk knows other services, whose subjects they name."""
    return {show: kept(_open_list(pressing)) for show, pressing in PRESSING.items()}


def _open_list(pressing: Callable[[date], Q]) -> Callable[..., QuerySet[Any]]:
    def cases(
        territories: tuple[str, ...], services: tuple[str, ...], today: date, first: int, last: int
    ) -> QuerySet[Any]:
        return _rows(desk(territories, services).filter(pressing(today)), today)[first:last]

    return cases


def _rows(cases: QuerySet[Any], today: date, *more: str) -> QuerySet[Any]:
    """What a line needs and nothing else: of the applicant only the names of today."""
    held = Q(subject__facts__known_to__isnull=True, subject__facts__valid_from__lte=today)
    still = Q(subject__facts__valid_to__isnull=True) | Q(subject__facts__valid_to__gt=today)
    person = FilteredRelation("subject__facts", condition=held & still)
    named = cases.annotate(person=person, claimed=_claimed(), claimed_level=CLAIMED_LEVEL)
    names = [f"person__{column}" for column in NAMES]
    columns = (*names, "id", "number", "service", "action", "state", "due_on", "submitted_at", "accepted_on",
               "territory", "organisation", "claimed", "claimed_level", *more)  # fmt: skip
    return named.values_list(*columns, named=True)


def _claimed() -> Case:
    """What the claim of each case is about, where its service keeps it."""
    branches = []
    for name, service in DESK_SERVICES.items():
        answers = [answer_in_query(*place) for place in service.subject]
        branches.append(When(service=name, then=Coalesce(*answers) if len(answers) > 1 else answers[0]))
    return Case(*branches, default=Value(None), output_field=TextField())


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


def _lines(rows: Iterable[Any], moment: datetime, places: dict[str, str], *, several: bool) -> list[Line]:
    """``several``: whether the desk is that of several services."""
    rows, lang, due = list(rows), language(), _Due(localdate(moment))
    organisations = _organisations(rows, moment, lang)
    # Many lines share the few kinds and states.
    kinds = {key: _kind(*key, several=several) for key in {(row.service, row.action) for row in rows}}
    states = {state: _state(state) for state in {row.state for row in rows}}
    steps = _next_steps(rows)
    return [
        Line(
            id=row.id,
            number=row.number,
            name=organisations.get(row.id) or _name(row[: len(NAMES)], lang) or row.number,
            subject=_subject(row, lang),
            kind=kinds[row.service, row.action],
            state=states[row.state],
            due=due(row, getattr(row, "decided_on", None)),
            step=_step(steps[row.id], row, due) if row.id in steps else None,
            territory=places.get(row.territory, row.territory),
        )
        for row in rows
    ]


def _subject(row: Any, lang: str) -> str:
    """What is claimed: a specialty, with its level where it has one."""
    name = DESK_SERVICES[row.service].subject_name(row.claimed or "", lang)
    return f"{name}, {row.claimed_level}" if row.claimed_level else name


def _kind(service: str, action: str, *, several: bool) -> str:
    """The service, where the desk has several, and the way through it, where it has several."""
    route = DESK_SERVICES[service].route(action)
    if not several:
        return route
    title = str(DESK_SERVICES[service].title)
    return title if route == NO_ROUTE else f"{title} · {route}"


def _step(step: NextStep, row: Any, due: _Due) -> tuple[str | Promise, SafeString]:
    return STEPS[step.name], due.of_step(step.due_on, row.accepted_on)


def _next_steps(rows: Sequence[Any]) -> dict[UUID, NextStep]:
    """The steps due next in the cases of services that have steps."""
    found: dict[UUID, NextStep] = {}
    for name in {row.service for row in rows}:
        read = DESK_SERVICES[name].next_steps
        if read is not None:
            found |= read([row for row in rows if row.service == name])
    return found


def _organisations(rows: Sequence[Any], moment: datetime, lang: str) -> dict[UUID, str]:
    """The names of the organisations that apply themselves, by case. One query where there are any."""
    apply = {row.id: row.organisation for row in rows if row.organisation and DESK_SERVICES[row.service].applicant}
    if not apply:
        return {}
    facts = facts_of_organisations(apply.values(), localdate(moment), moment)
    return {case: facts[one].name(lang) for case, one in apply.items() if one in facts}


def _name(names: Sequence[str | None], lang: str) -> str:
    """The applicant's name in the language of the page, from the columns of ``NAMES``."""
    return full_name({"kk": names[:3], "ru": names[3:6], "latin": names[6:]}, lang)


def _state(state: str) -> SafeString:
    return tag(STATE_NAMES[State(state)], STATE_COLOURS[State(state)])


class _Due:
    """Writes the due days of a list, each different one once."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.written: dict[tuple[date, date | None], SafeString] = {}

    def __call__(self, row: Any, decided_on: date | None) -> SafeString:
        if decided_on is not None:
            return conditional_escape(day_in_words(decided_on, language()))
        if row.due_on is None:
            return self._target(target_from(localdate(row.submitted_at)))
        return self.of_step(row.due_on, row.accepted_on)

    def of_step(self, due_on: date, accepted_on: date | None) -> SafeString:
        """A day by which something has to be done in a case, with how long that is."""
        # All that was accepted by today is written alike.
        later = accepted_on if accepted_on is not None and accepted_on > self.today else None
        if (due_on, later) not in self.written:
            calendar = current_book().calendar
            self.written[due_on, later] = clock(clock_until(due_on, self.today, calendar, later), small=True)
        return self.written[due_on, later]

    def _target(self, day: date) -> SafeString:
        """The service target where no term is set; it is nothing that could run out by law."""
        words = _("Target: %(day)s") if day >= self.today else _("The target of %(day)s has passed")
        return conditional_escape(str(words) % {"day": day_in_words(day, language())})
