"""A licence's page: its holder, what it and its annexes are worth today or on a chosen day, and its whole history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tirkelim.cases.models import Decision
from tirkelim.identity.models import Account
from tirkelim.portal.choices import language
from tirkelim.portal.licence_office.access import Opened, open_licence, room
from tirkelim.portal.licence_office.shortages import staff_views
from tirkelim.portal.licence_office.words import DOING, TURNS, happened
from tirkelim.portal.licence_register.common import ANNEX_MARKS, MARKS, SIGNS, department
from tirkelim.portal.licence_register.forms import DayForm
from tirkelim.portal.licence_register.grounds import ground_words
from tirkelim.portal.show import Column, Link, Row, Table
from tirkelim.portal.statuses import Mark
from tirkelim.portal.wording import day_in_words
from tirkelim.register.commands.licence_events import own_status, turns
from tirkelim.register.licence_queries import AnnexOn, HistoryLine, history_of
from tirkelim.register.licence_status import LicenceStatus, LicenceStatusOn
from tirkelim.services.licence.names import holder_name, holder_number, subtype_line


class AnnexView(NamedTuple):
    """An annex as the page shows it, with what can be done with it."""

    number: str
    mark: Mark
    since: str
    place: str
    name: str
    issued_on: date
    subtypes: list[str]
    links: list[Link]


@room("GET")
def licence_page(request: HttpRequest, licence: UUID) -> HttpResponse:
    """Everything about one licence, as it stands today, or by ``?on=`` on another day."""
    opened = open_licence(request, licence)
    form, day = _day(request, opened)
    shown = opened.now if day == opened.at.today else opened.on(day)
    context = {
        "licence": opened.licence,
        "name": holder_in_words(opened),
        "sign": SIGNS[shown.status.status],
        "mark": MARKS[shown.status.status],
        "since": since_in_words(shown.status),
        "day": day,
        "is_today": day == opened.at.today,
        "form": form,
        "rows": list(rows(opened)),
        "actions": _actions(opened, None),
        "annexes": [_annex(opened, one, day == opened.at.today) for one in shown.annexes],
        "staff": staff_views(shown, day, opened.at),
        "history": _history(opened),
        "crumbs": crumbs(Link(opened.licence.number, "")),
    }
    return render(request, "portal/licence_office/licence.html", context, status=422 if form.errors else 200)


def _day(request: HttpRequest, opened: Opened) -> tuple[DayForm, date]:
    """The day that is asked for; today where none is, or none that can be read."""
    today = opened.at.today
    if not any(name.startswith("on") for name in request.GET):
        return DayForm(initial={"on": today}), today
    try:
        typed = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        form = DayForm(request.GET)
        return form, form.cleaned_data["on"] if form.is_valid() else today
    return DayForm(initial={"on": typed}), typed


def crumbs(*here: Link) -> list[Link]:
    """The way from the room's first page."""
    return [Link(pgettext("navigation", "Licences"), reverse("licence_office")), *here]


def holder_in_words(opened: Opened) -> str:
    """The holder's name in the language of the page; "" where the register knows none."""
    row = opened.licence
    try:
        name = holder_name(row.organisation_id, row.person_id, opened.at.today, opened.at.moment)
    except LookupError:
        return ""
    return name.ru if language() == "ru" else name.kk


def since_in_words(status: LicenceStatusOn) -> str:
    """Since when, and until when where that is known."""
    lang = language()
    since = day_in_words(status.since, lang, "since")
    if status.status is LicenceStatus.NOT_YET:
        return str(_("issued on %(day)s")) % {"day": day_in_words(status.since, lang)}
    if status.until is not None:
        until = day_in_words(status.until, lang, "until")
        return _("since %(since)s, until %(until)s, that day included") % {"since": since, "until": until}
    return pgettext("licence", "since %(day)s") % {"day": since}


def rows(opened: Opened) -> Iterator[Row]:
    """What the licence says, and where it comes from."""
    row, lang = opened.licence, language()
    public = Link(_("Public page"), reverse("licence_register_licence", args=[row.id]))
    yield Row(_("Number"), row.number, [public])
    yield Row(pgettext("licence", "Holder"), holder_in_words(opened))
    number = holder_number(row.organisation_id, row.person_id)
    if number:
        yield Row(_("BIN") if row.organisation_id else _("IIN"), number)
    yield Row(_("Issued on"), day_in_words(row.issued_on, lang))
    yield Row(_("Kept by"), department(row.office, opened.at.today))
    yield Row(_("Basis"), _("Given before this register") if row.decision is None else _("Decision on an application"),
              _decision(opened, row.decision))  # fmt: skip
    if row.on_paper:
        yield Row(_("Original"), _("On paper"))


def _decision(opened: Opened, id: UUID | None) -> list[Link]:
    """The way to a decision, for those who find it on their desk."""
    decision = Decision.objects.filter(pk=id).select_related("case").first() if id else None
    at = opened.at
    if decision is None or not (at.may("case.desk", decision.case.scope()) or at.may("case.read", None)):
        return []
    return [Link(_("Open"), reverse("desk_case", args=[decision.case_id]), _("the decision"))]


def _actions(opened: Opened, annex: AnnexOn | None) -> list[Link]:
    """What the reader can do with the licence, or with one of its annexes, today."""
    if not opened.may("licence.event") or opened.now.is_ended:
        return []
    id = None if annex is None else annex.annex.id
    status = own_status(opened.now, id, opened.at.today).status
    slugs = {kind: slug for slug, kind in TURNS.items()}
    links = []
    for kind in turns(status):
        args = [opened.licence.id, slugs[kind]] if id is None else [opened.licence.id, id, slugs[kind]]
        address = reverse("licence_office_turn" if id is None else "licence_office_turn_annex", args=args)
        about = "" if annex is None else _("annex %(number)s") % {"number": annex.annex.number}
        links.append(Link(DOING[kind], address, about))
    return links


def _annex(opened: Opened, one: AnnexOn, is_today: bool) -> AnnexView:
    lang = language()
    return AnnexView(
        number=one.annex.number,
        mark=ANNEX_MARKS[one.status.status],
        since=since_in_words(one.status),
        place=one.fact.address,
        name=one.fact.name,
        issued_on=one.annex.issued_on,
        subtypes=[subtype_line(row.code, row.specialty, lang) for row in one.subtypes],
        links=_actions(opened, one) if is_today else [],
    )


# --- history ---


def _history(opened: Opened) -> Table:
    """Everything that was written, the latest first: what, from which day, on which ground, by whom."""
    columns = [Column(_("From")), Column(_("What")), Column(_("Ground")), Column(_("Recorded"))]
    lines = history_of(opened.licence)
    names = dict(Account.objects.filter(pk__in={line.actor for line in lines}).values_list("id", "name"))
    ways = _ways(opened, lines)
    cells: list[list[Any]] = [
        [day_in_words(line.on, language()), happened(line), _ground(line), _recorded(line, names, ways)]
        for line in lines
    ]
    return Table(_("History"), columns, cells)


def _ground(line: HistoryLine) -> str:
    event = line.event
    if event is None:
        return "–"
    until = "" if event.until is None else _("Last day: %(day)s") % {"day": day_in_words(event.until, language())}
    ground = ground_words(event.ground) or event.ground
    return "; ".join(filter(None, (ground, event.reference, until, event.note)))


def _ways(opened: Opened, lines: tuple[HistoryLine, ...]) -> dict[UUID, str]:
    """By decision, where it and its documents can be read, for those who find it on their desk."""
    ids = {line.decision for line in lines if line.decision is not None}
    found = Decision.objects.filter(pk__in=ids).select_related("case")
    at = opened.at
    seen = [row for row in found if at.may("case.desk", row.case.scope()) or at.may("case.read", None)]
    return {row.id: reverse("desk_case", args=[row.case_id]) for row in seen}


def _recorded(line: HistoryLine, names: dict[UUID, str], ways: dict[UUID, str]) -> str:
    """When, by whom, and the way to the decision with its documents."""
    day = day_in_words(localdate(line.at), language())
    who = "" if line.actor is None else names.get(line.actor, "")
    said = ", ".join(filter(None, (day, who)))
    way = None if line.decision is None else ways.get(line.decision)
    if way is None:
        return said
    words = _("Decision and documents")
    return format_html('{}<br><a class="govuk-link" href="{}">{}</a>', said, way, words)
