"""The room of the instances: the complaints that the reader answers, by the day on which the answer is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case, Complaint
from tirkelim.identity.territories import territories
from tirkelim.portal.choices import language
from tirkelim.portal.complaints.access import my_complaints, room
from tirkelim.portal.complaints.of_case import answer_words, clock_of_complaint
from tirkelim.portal.complaints.words import of_complaint, service_name
from tirkelim.portal.desk.services import organisation_applies
from tirkelim.portal.edge import account_of, now
from tirkelim.portal.show import Clock
from tirkelim.register.queries import facts_of_organisations, facts_of_people

Text = str | Promise
PAGE = 25
FILTERS: dict[str, Text] = {"open": _("To answer"), "overdue": _("Overdue"), "answered": _("Answered")}


class Line(NamedTuple):
    """A complaint in the list."""

    id: UUID
    number: str
    name: str
    to: Text
    service: Text
    about: Text
    territory: str
    clock: Clock | None
    registered_on: date
    outcome: Text
    colour: str
    answered_on: date | None


@room("GET")
def index(request: HttpRequest) -> HttpResponse:
    """The list, narrowed by ``?show=``."""
    moment = now()
    today = localdate(moment)
    mine = my_complaints(account_of(request), moment)
    show = request.GET.get("show", "open")
    show = show if show in FILTERS else "open"
    page = Paginator(_chosen(mine, show, today), PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": [
            {"key": key, "text": text, "chosen": key == show, "number": _count(mine, key, today)}
            for key, text in FILTERS.items()
        ],
        "show": show,
        "page": page,
        "lines": _lines(list(page.object_list), moment),
    }
    return render(request, "portal/complaints/list.html", context)


def _where(show: str, today: date) -> Q:
    if show == "answered":
        return Q(answer__isnull=False)
    return Q(answer__isnull=True) & (Q(due_on__lt=today) if show == "overdue" else Q())


def _chosen(mine: QuerySet[Complaint], show: str, today: date) -> QuerySet[Complaint]:
    rows = mine.filter(_where(show, today))
    if show == "answered":
        return rows.order_by("-answer__change__at")
    return rows.order_by(F("due_on").asc(nulls_last=True), "change__at")


def _count(mine: QuerySet[Complaint], show: str, today: date) -> int | None:
    return None if show == "answered" else mine.filter(_where(show, today)).count()


def _lines(rows: list[Complaint], moment: datetime) -> list[Line]:
    names = names_of([row.case for row in rows], moment)
    places = {one.kato: one.name(language()) for one in territories(localdate(moment))}
    return [_line(row, names, places, moment) for row in rows]


def _line(row: Complaint, names: dict[UUID, str], places: dict[str, str], moment: datetime) -> Line:
    outcome, colour = answer_words(row)
    return Line(
        id=row.id,
        number=row.number,
        name=names.get(row.case_id) or row.number,
        to=of_complaint(row),
        service=service_name(row.case),
        about=about_words(row),
        territory=places.get(row.case.territory, ""),
        clock=clock_of_complaint(row, moment),
        registered_on=row.registered_on,
        outcome=outcome,
        colour=colour,
        answered_on=row.answer.answered_on if hasattr(row, "answer") else None,
    )


ABOUT: dict[str, Text] = {
    "granted": _("about a grant"),
    "refused": _("about a refusal"),
    "declined": _("about an application that was not accepted"),
}


def about_words(complaint: Complaint) -> Text:
    """What a complaint is about."""
    if complaint.decision is None:
        return _("about how the application is considered")
    return ABOUT.get(complaint.decision.outcome, "")


def names_of(cases: Iterable[Case], moment: datetime) -> dict[UUID, str]:
    """Who applies in each case, in the language of the page: the organisation where one does, else the person."""
    holders = {case.id: case.organisation if organisation_applies(case) else case.subject_id for case in cases}
    ids, on = set(filter(None, holders.values())), localdate(moment)
    names = {id: row.name(language()) for id, row in facts_of_people(ids, on, moment).items()}
    names |= {id: row.name(language()) for id, row in facts_of_organisations(ids, on, moment).items()}
    return {case: names[holder] for case, holder in holders.items() if holder in names}
