"""Check and send: all answers, what the rules would say as it stands, the statement of truth; then what comes next."""

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
from tirkelim.cases.decisions import Weighed
from tirkelim.cases.models import Case
from tirkelim.cases.queries import standing_filings
from tirkelim.cases.states import State
from tirkelim.law.finding import Outcome as Proposed
from tirkelim.law.finding import Status
from tirkelim.law.messages import catalogue, term
from tirkelim.portal.applicant.access import own_case, room
from tirkelim.portal.applicant.answering import CONFLICT, UNPROCESSABLE
from tirkelim.portal.applicant.answers import answers_of
from tirkelim.portal.applicant.clock import why_that_day
from tirkelim.portal.applicant.consenting import source_lines
from tirkelim.portal.applicant.documents import file_line
from tirkelim.portal.applicant.draft import PAGES, typed_of
from tirkelim.portal.applicant.forms import Around, TruthForm
from tirkelim.portal.applicant.giving import give, is_done, version_of, what_went_wrong
from tirkelim.portal.applicant.listing import name_of
from tirkelim.portal.applicant.prefill import profile_of
from tirkelim.portal.applicant.rows import ROW_PAGES, form_of, rows_of
from tirkelim.portal.applicant.tasks import ORDER, missing
from tirkelim.portal.choices import language
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.grounds import ground_in_words
from tirkelim.portal.saying import clock_of, found_findings, href_of
from tirkelim.portal.show import Link, Row
from tirkelim.register.models import Scheme
from tirkelim.services.certificate.answers import page_entry
from tirkelim.services.certificate.precheck import precheck


@room("GET", "POST")
def check(request: HttpRequest, case: UUID) -> HttpResponse:
    """Everything on one page, and the button that sends it."""
    moment = now()
    found = own_case(request, case, moment, "case.submit")
    if found.state != State.DRAFT:
        return redirect("application_sent" if found.submitted_at else "application", case=case)
    if missing(found):
        return redirect("application", case=case)
    if request.method != "POST":
        return _show(request, found, TruthForm(), moment)
    form = TruthForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, moment, UNPROCESSABLE)
    outcome = _send(request, found, moment)
    if is_done(outcome):
        return redirect("application_sent", case=case)
    for words in what_went_wrong(outcome):
        form.add_error(None, words)
    return _show(request, version_of(found.id), form, moment, CONFLICT if isinstance(outcome, Stale) else UNPROCESSABLE)


def _send(request: HttpRequest, case: Case, moment: datetime) -> Outcome:
    """Sign the statement and send, both or neither."""
    declaration = {"declaration": page_entry({"true": "on"}, {"true": True})}
    return give(request, case, "submit", moment, data=declaration)


def _show(request: HttpRequest, case: Case, form: TruthForm, moment: datetime, status: int = 200) -> HttpResponse:
    weighed = precheck(case, moment)
    context = {
        "case": case,
        "form": form,
        "sections": [_person_section(case, moment), *sections(case, moment, change=True)],
        "files": [file_line(case, filing) for filing in standing_filings(case)],
        "sources": source_lines(case, moment),
        "proposal": proposal(weighed),
        "findings": found_findings(weighed.proposal.findings),
        "edition": weighed.proposal.edition,
        "demo": settings.DEMO,
        "hidden": hidden(case),
    }
    return render(request, "portal/applicant/check.html", context, status=status)


def _person_section(case: Case, moment: datetime) -> dict[str, Any]:
    """Who applies, as the register has it."""
    profile = profile_of(case, moment)
    name = profile.facts.name(language()) if profile.facts else "–"
    iin = profile.identifier(Scheme.IIN)
    rows = [Row(_("Full name"), name), *([Row(_("Individual identification number (IIN)"), iin)] if iin else [])]
    return {"title": _("Applicant, by the register"), "cards": [{"rows": rows}]}


def sections(case: Case, moment: datetime, *, change: bool) -> list[dict[str, Any]]:
    """All answers, part by part; with links to change them while the application is a draft."""
    return [
        _page_section(case, key, moment, change) if key in PAGES else _rows_section(case, key, moment, change)
        for key in ORDER
    ]


def _page_section(case: Case, key: str, moment: datetime, change: bool) -> dict[str, Any]:
    page, typed = PAGES[key], typed_of(key, case.draft.data.get(key))
    rows: list[Row] = []
    for step in page.open_steps(typed):
        there = {"case": case.id, "page": key, "step": step.slug}
        form = step.form(typed, around=Around(localdate(moment), typed))
        form.full_clean()
        rows += answers_of(form, reverse("application_step", kwargs=there) if change else "")
    return {"title": page.title, "cards": [{"rows": rows}]}


def _rows_section(case: Case, key: str, moment: datetime, change: bool) -> dict[str, Any]:
    page = ROW_PAGES[key]
    cards = []
    for row in rows_of(case.draft.data.get(key)):
        form = form_of(page, row, localdate(moment))
        form.full_clean()
        links = []
        if change:
            there = {"case": case.id, "page": key, "row": row.id}
            links = [Link(_("Change"), reverse("application_row", kwargs=there), name_of(row.typed))]
        cards.append({"title": name_of(row.typed), "rows": answers_of(form), "links": links})
    href = reverse("application_rows", kwargs={"case": case.id, "page": key}) if change else ""
    return {"title": page.title, "cards": cards, "empty": _("None"), "href": href}


def proposal(weighed: Weighed) -> dict[str, Any]:
    """What would be decided on the facts as they stand, in plain words."""
    verdict = weighed.proposal.verdicts[0]
    lang = language()
    open_findings = [f for f in weighed.proposal.findings if f.status in (Status.NOT_MET, Status.UNKNOWN)]
    return {
        "outcome": verdict.outcome.value,
        "until": verdict.terms.valid_until if verdict.terms else None,
        "grounds": [
            {
                "number": ground.number,
                "text": ground_in_words(ground.number),
                "citation": str(ground.citation),
                "href": href_of(ground.citation),
            }
            for ground in (verdict.grounds if verdict.outcome is Proposed.REFUSE else ())
        ],
        "open": found_findings(open_findings),
        "waiting": [data_set_in_words(name, lang) for name in verdict.waiting_for],
    }


def data_set_in_words(name: str, lang: str) -> str:
    """Whom or what a case waits for."""
    key = f"certificate.data_set.{name}"
    return term(key, lang) if f"term.{key}" in catalogue() else name


@room("GET")
def sent(request: HttpRequest, case: UUID) -> HttpResponse:
    """The application is sent: its number, when the answer is due and why then, and what happens next."""
    moment = now()
    found = own_case(request, case, moment)
    if found.submitted_at is None:
        return redirect("application", case=case)
    context = {
        "case": found,
        "clock": clock_of(found, localdate(moment), None),
        "why": why_that_day(found),
        "demo": settings.DEMO,
    }
    return render(request, "portal/applicant/sent.html", context)
