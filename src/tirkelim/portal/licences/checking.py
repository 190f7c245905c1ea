"""Check and send: all answers, what the rules would say as it stands, the fee, the visit, consent and statement."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.command import Outcome, Stale
from tirkelim.cases.models import Case
from tirkelim.cases.queries import standing_filings
from tirkelim.cases.states import State
from tirkelim.law.order_59_licence.documents import ISSUE
from tirkelim.portal.applicant.answers import answers_of
from tirkelim.portal.applicant.forms import Around
from tirkelim.portal.applicant.giving import CONFLICT, UNPROCESSABLE, give, is_done, part_of, version_of
from tirkelim.portal.choices import language
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.licences.access import own_case, room
from tirkelim.portal.licences.bases import rows_of
from tirkelim.portal.licences.basing import card_of
from tirkelim.portal.licences.forms import SendForm
from tirkelim.portal.licences.giving import sentences
from tirkelim.portal.licences.heads import head_of, old_name
from tirkelim.portal.licences.information import all_parts, line_key, typed_lines
from tirkelim.portal.licences.informing import title_of
from tirkelim.portal.licences.links import payment_link
from tirkelim.portal.licences.pages import (
    BASES,
    DECLARATION,
    INFORMATION,
    NAMES,
    PAGES,
    action_of,
    entry_at,
    missing,
    parts_of,
    typed_at,
)
from tirkelim.portal.licences.papers import PAPERS, checklist
from tirkelim.portal.licences.weighing import fee_view, is_visited, proposal, weighed_or_none
from tirkelim.portal.licences.words import TITLES
from tirkelim.portal.show import Link, Row
from tirkelim.services.common.pages import page_entry
from tirkelim.services.licence.answers import read_answers
from tirkelim.services.licence.payments import counted_payment
from tirkelim.services.licence.sources import ask_registers


@room("GET", "POST")
def check(request: HttpRequest, case: UUID) -> HttpResponse:
    """Everything on one page, and the button that sends it."""
    moment = now()
    found = own_case(request, case, moment, "licence.write")
    if found.state != State.DRAFT or missing(found):
        return redirect("licences_case", case=case)
    if request.method != "POST":
        return _show(request, found, SendForm(), moment)
    form = SendForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, moment, UNPROCESSABLE)
    outcome = _send(request, found, moment)
    if is_done(outcome):
        return redirect("licences_sent", case=case)
    for words in sentences(outcome):
        form.add_error(None, words)
    return _show(request, version_of(case), form, moment, CONFLICT if isinstance(outcome, Stale) else UNPROCESSABLE)


def _send(request: HttpRequest, case: Case, moment: datetime) -> Outcome:
    """Sign the statement and send; then the state systems are asked that have not answered yet."""
    said = page_entry({"consent": "on", "true": "on"}, {"consent": True, "true": True})
    outcome = give(request, case, "submit", moment, data={DECLARATION: said})
    if is_done(outcome) and action_of(case) in ISSUE:
        ask_registers(version_of(case.id), part_of(request, moment, "registers"))
    return outcome


def _show(request: HttpRequest, case: Case, form: SendForm, moment: datetime, status: int = 200) -> HttpResponse:
    weighed = weighed_or_none(case, moment)
    lines = checklist(case, weighed, writes=True)
    context = {
        "case": case,
        "form": form,
        "title": TITLES[action_of(case)],
        "head": head_of(case, moment),
        "old_name": old_name(case, moment),
        "unmet": _unmet(case),
        "proposal": proposal(weighed) if weighed else None,
        "lacking": [line.title for line in lines if line.status == "missing"],
        "open": [line.title for line in lines if line.status == "unknown"],
        "fee": fee_view(case, moment),
        "paid": counted_payment(case),
        "payment_href": payment_link(case),
        "visited": is_visited(case),
        "today": localdate(moment),
        "sections": sections(case, moment, change=True),
        "files": [PAPERS.line(case, filing, writes=True) for filing in standing_filings(case)],
        "demo": settings.DEMO,
        "hidden": hidden(case),
    }
    return render(request, "portal/licences/check.html", context, status=status)


def _unmet(case: Case) -> int:
    """To how many lines of the information form the applicant says themselves that they are not met."""
    said = read_answers(case.draft.data).information
    return 0 if said is None else sum(not line.meets for line in said.lines)


def sections(case: Case, moment: datetime, *, change: bool) -> list[dict[str, Any]]:
    """All answers, part by part; with links to change them while the application is a draft."""
    return [_section(case, key, moment, change) for key in parts_of(case)]


def _section(case: Case, key: str, moment: datetime, change: bool) -> dict[str, Any]:
    if key == BASES:
        cards = [card_of(case, row, moment, change=change) for row in rows_of(entry_at(case, BASES))]
        return {"title": NAMES[key], "cards": [{"title": one.title, "rows": one.rows} for one in cards]}
    if key == INFORMATION:
        return {"title": NAMES[key], "cards": _lines(case, moment, change)}
    part, typed = PAGES[key], typed_at(case, key)
    rows: list[Row] = []
    for step in part.open_steps(typed):
        form = step.form(typed, around=Around(localdate(moment), typed))
        form.full_clean()
        rows += answers_of(form, reverse("licences_step", args=[case.id, key, step.slug]) if change else "")
    return {"title": part.title, "cards": [{"rows": rows}]}


def _lines(case: Case, moment: datetime, change: bool) -> list[dict[str, Any]]:
    """The information form, a card for each subtype of each base. Of a sent one the lines of the day of sending."""
    typed = typed_lines(entry_at(case, INFORMATION))
    cards = []
    for part in all_parts(case, case.submitted_at or moment):
        rows = [Row(line.texts[language()], _answer(typed.get(line_key(part.row, line), {}))) for line in part.lines]
        href = reverse("licences_information_part", args=[case.id, part.row.id, part.name])
        title = f"{part.row.typed.get('address', '')}: {title_of(part)}"
        cards.append({"title": title, "rows": rows, "links": [Link(_("Change"), href, title)] if change else []})
    return cards


def _answer(said: dict[str, str]) -> str:
    words = {"yes": _("Yes"), "no": _("No")}.get(said.get("meets", ""), _("Not answered correctly yet"))
    note = said.get("note", "").strip()
    return f"{words}. {note}" if note else words
