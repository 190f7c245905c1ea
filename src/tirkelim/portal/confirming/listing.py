"""The lists of the room: to review, with the worker, with the head, confirmed."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case, ItemReview
from tirkelim.cases.states import State
from tirkelim.identity.models import Role
from tirkelim.identity.policy import grants
from tirkelim.portal.choices import language
from tirkelim.portal.confirming.access import Visit, employers, handed_in, room, visit
from tirkelim.portal.confirming.words import STATES
from tirkelim.register.models import PersonFact
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.cpd.gather import claimed, lines_of

PAGE = 25
LISTS: dict[str, tuple[State, str | Promise]] = {
    "review": (State.CONSIDERED, _("To review")),
    "waiting": (State.ASKED, _("Waiting for the worker")),
    "head": (State.AT_HEAD, _("With the head")),
    "done": (State.GRANTED, _("Confirmed")),
}
"""What the page can show, by the word in its address."""


class Line(NamedTuple):
    """A confirmation as listed."""

    id: UUID
    number: str
    name: str
    specialty: str
    since: datetime | None
    reviewed: int
    rows: int
    tag: str | Promise
    colour: str
    is_own: bool


class Filter(NamedTuple):
    """A list with the number of what is in it."""

    key: str
    text: str | Promise
    number: int
    chosen: bool


@room("GET")
def confirmations(request: HttpRequest) -> HttpResponse:
    """What was handed to the reader's organisation, narrowed by ``?show=``."""
    at = visit(request)
    own = employers(at)
    if not own:
        raise Http404
    counts = dict(handed_in(own).order_by("state").values_list("state").annotate(number=Count("id")))
    show = request.GET.get("show", "")
    show = show if show in LISTS else _first(at, counts)
    state = LISTS[show][0]
    found = handed_in(own).filter(state=state)
    page = Paginator(found.order_by("-submitted_at", "id") if show == "done" else found, PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "filters": [Filter(key, text, counts.get(one, 0), key == show) for key, (one, text) in LISTS.items()],
        "show": show,
        "page": page,
        "lines": lines(list(page.object_list), at, at.today),
    }
    return render(request, "portal/confirming/list.html", context)


def _first(at: Visit, counts: dict[str, int]) -> str:
    """Heads begin with what waits for their word, everyone else with what is to be reviewed."""
    roles = {grant.role for grant in grants(at.account, at.today)}
    is_head = Role.HEAD_OF_ORGANISATION in roles and Role.HR_OFFICER not in roles
    return "head" if is_head and (counts.get(State.AT_HEAD) or not counts.get(State.CONSIDERED)) else "review"


def lines(cases: list[Case], at: Visit, today: date) -> list[Line]:
    """The cases of a page, with the workers' names of today."""
    people = PersonFact.objects.current(today).filter(person__in=[case.subject_id for case in cases])
    names = {facts.person_id: facts.name(language()) for facts in people}
    standing = ItemReview.objects.filter(case__in=cases, removed_by__isnull=True)
    reviewed = dict(standing.order_by("case").values_list("case").annotate(number=Count("id")))
    return [
        Line(
            id=case.id,
            number=str(case.number),
            name=names.get(case.subject_id, str(case.number)),
            specialty=specialty_name(claimed(case), language()),
            since=case.submitted_at,
            reviewed=reviewed.get(case.id, 0),
            rows=len(lines_of(case)),
            tag=STATES[case.state][0],
            colour=STATES[case.state][1],
            is_own=case.subject_id == at.account.person,
        )
        for case in cases
    ]
