"""Check and send: all answers, what the rules would say as it stands, consent and statement; then what comes next."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.command import Outcome, Stale
from tirkelim.cases.models import Case
from tirkelim.cases.queries import standing_filings
from tirkelim.cases.states import State
from tirkelim.law.finding import Outcome as Proposed
from tirkelim.law.standards.services import Action
from tirkelim.portal.applicant.answers import answers_of
from tirkelim.portal.applicant.draft import typed_of
from tirkelim.portal.applicant.forms import Around
from tirkelim.portal.applicant.giving import CONFLICT, UNPROCESSABLE, give, is_done, version_of
from tirkelim.portal.choices import language
from tirkelim.portal.conformity.access import own_case, room
from tirkelim.portal.conformity.giving import sentences
from tirkelim.portal.conformity.law_today import law_on
from tirkelim.portal.conformity.pages import (
    AUTHORITY,
    OPTIONAL_LEVEL,
    PAGES,
    REQUEST,
    TITLES,
    action_of,
    asked_in,
    entry_at,
    missing,
    parts_of,
    title_of,
)
from tirkelim.portal.conformity.papers import PAPERS, kinds_of
from tirkelim.portal.conformity.professions import entry_of, offer_of
from tirkelim.portal.conformity.weighing import document_title, proposal, weighed_or_none
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.show import Link, Row
from tirkelim.services.common.pages import page_entry


class SendForm(PortalForm):
    """Consent (annex 1) and the statement of truth, with which the application is signed."""

    consent = forms.BooleanField(
        label=gettext_lazy("I agree that personal data needed for the certificate are collected and processed"),
        error_messages={"required": gettext_lazy("Agree to the processing: without it nobody can consider this")},
    )
    true = forms.BooleanField(
        label=gettext_lazy("I confirm that the data and documents given are true"),
        error_messages={"required": gettext_lazy("Confirm that the data are true")},
    )


@room("GET", "POST")
def check(request: HttpRequest, case: UUID) -> HttpResponse:
    """Everything on one page, and the button that sends it."""
    moment = now()
    found = own_case(request, case, moment, "conformity.write")
    if found.state != State.DRAFT or missing(found):
        return redirect("conformity_case", case=case)
    if request.method != "POST":
        return _show(request, found, SendForm(), moment)
    form = SendForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, moment, UNPROCESSABLE)
    outcome = _send(request, found, moment)
    if is_done(outcome):
        return redirect("conformity_sent", case=case)
    for words in sentences(outcome):
        form.add_error(None, words)
    return _show(request, version_of(case), form, moment, CONFLICT if isinstance(outcome, Stale) else UNPROCESSABLE)


def _send(request: HttpRequest, case: Case, moment: datetime) -> Outcome:
    """Sign the statement and send, both or neither."""
    said: dict[str, Any] = {"consent": True, "true": True}
    if case.representative:
        power = (entry_at(case, AUTHORITY) or {})["clean"]
        said |= {"authority_number": power["number"], "authority_on": power["on"]}
    return give(request, case, "submit", moment, data={"declaration": page_entry({"true": "on"}, said)})


def _show(request: HttpRequest, case: Case, form: SendForm, moment: datetime, status: int = 200) -> HttpResponse:
    weighed = weighed_or_none(case, moment)
    filings = standing_filings(case)
    filed = {filing.document for filing in filings}
    said = proposal(weighed) if weighed else None
    action = action_of(case)
    context = {
        "case": case,
        "form": form,
        "title": TITLES[action],
        "is_issue": action is Action.ISSUE,
        "is_duplicate": action is Action.DUPLICATE,
        "proposal": said,
        "not_accepted": said is not None and said.outcome == Proposed.REFUSE_ACCEPTANCE,
        "law": None if weighed else law_on(localdate(moment)),
        "lacking": [document_title(kind) for kind in kinds_of(case) if kind not in filed],
        "sections": sections(case, moment, change=True),
        "files": [PAPERS.line(case, filing) for filing in filings],
        "demo": settings.DEMO,
        "hidden": hidden(case),
    }
    return render(request, "portal/conformity/check.html", context, status=status)


def sections(case: Case, moment: datetime, *, change: bool) -> list[dict[str, Any]]:
    """All answers, part by part; with links to change them while the application is a draft."""
    return [_section(case, key, moment, change) for key in parts_of(case)]


def _section(case: Case, key: str, moment: datetime, change: bool) -> dict[str, Any]:
    if key == REQUEST:
        return {"title": title_of(key), "cards": [{"rows": request_rows(case, change=change)}]}
    part = PAGES[key]
    typed_there = typed_of(part, entry_at(case, key))
    rows: list[Row] = []
    for step in part.open_steps(typed_there):
        form = step.form(typed_there, around=Around(localdate(moment), typed_there))
        form.full_clean()
        href = reverse("conformity_step", args=[case.id, key, step.slug]) if change else ""
        rows += answers_of(form, href)
    return {"title": part.title, "cards": [{"rows": rows}]}


def request_rows(case: Case, *, change: bool = False) -> list[Row]:
    """The profession that is asked for, with sector, activity and level; nothing while none is chosen."""
    said = asked_in(case)
    entry = entry_of(str(said.get("choice", "")))
    if entry is None:
        return []
    offer = offer_of(entry, language())

    def link(page: str, about: str) -> list[Link]:
        return [Link(_("Change"), reverse(page, args=[case.id]), about)] if change else []

    rows = [
        Row(_("Profession"), offer.name, link("conformity_profession", _("Profession"))),
        Row(_("Sector"), offer.sector),
        Row(_("Kind of activity"), offer.activity),
    ]
    if offer.levels:
        level = str(said.get(OPTIONAL_LEVEL, ""))
        name = _("Level of the qualification framework")
        rows.append(Row(name, level if level.isdigit() else _("None named"), link("conformity_level", name)))
    return rows
