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
from tirkelim.portal.applicant.access import home, own_case, room
from tirkelim.portal.applicant.answers import answers_of
from tirkelim.portal.applicant.clock import why_that_day
from tirkelim.portal.applicant.consenting import source_lines
from tirkelim.portal.applicant.documents import PAPERS
from tirkelim.portal.applicant.draft import Page, typed_of
from tirkelim.portal.applicant.forms import Around, TruthForm
from tirkelim.portal.applicant.giving import CONFLICT, UNPROCESSABLE, give, is_done, version_of, what_went_wrong
from tirkelim.portal.applicant.level import level_proposal
from tirkelim.portal.applicant.prefill import profile_of
from tirkelim.portal.applicant.rows import RowPage, form_of, rows_of
from tirkelim.portal.applicant.services import wizard_of
from tirkelim.portal.applicant.wizard import Words
from tirkelim.portal.choices import language
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.grounds import ground_in_words
from tirkelim.portal.saying import clock_of, found_findings, href_of
from tirkelim.portal.show import Link, Row
from tirkelim.portal.wording import day_in_words
from tirkelim.services.common.pages import page_entry


@room("GET", "POST")
def check(request: HttpRequest, case: UUID) -> HttpResponse:
    """Everything on one page, and the button that sends it."""
    moment = now()
    found = own_case(request, case, moment, "case.submit")
    if found.state != State.DRAFT:
        return redirect("application_sent" if found.submitted_at else "application", case=case)
    wizard = wizard_of(found)
    if wizard.missing(found, localdate(moment)):
        return redirect("application", case=case)
    if request.method != "POST":
        return _show(request, found, TruthForm(words=wizard.words.truth), moment)
    form = TruthForm(request.POST, words=wizard.words.truth)
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
    weighed = wizard_of(case).precheck(case, moment)
    context = {
        "case": case,
        "form": form,
        "sections": [_head_section(case, moment), *sections(case, moment, change=True)],
        "files": [PAPERS.line(case, filing) for filing in standing_filings(case)],
        "sources": source_lines(case, moment),
        "proposal": proposal(weighed, wizard_of(case).words),
        "asks": wizard_of(case).consents is not None,
        "findings": found_findings(weighed.proposal.findings_of(weighed.proposal.verdicts[0])),
        "level": level_proposal(weighed),
        "edition": weighed.proposal.edition,
        "demo": settings.DEMO,
        "hidden": hidden(case),
    }
    return render(request, "portal/applicant/check.html", context, status=status)


def _head_section(case: Case, moment: datetime) -> dict[str, Any]:
    """Who applies, as the register has it, and what else the site knows already."""
    return {
        "title": _("Applicant, by the register"),
        "cards": [{"rows": wizard_of(case).head(case, profile_of(case, moment))}],
    }


def sections(case: Case, moment: datetime, *, change: bool) -> list[dict[str, Any]]:
    """All answers, part by part; with links to change them while the application is a draft."""
    wizard = wizard_of(case)
    spared = wizard.spared(case, localdate(moment))
    found: list[dict[str, Any]] = []
    for key in wizard.order:
        if key in spared:
            found.append({"title": wizard.title_of(key), "cards": [], "empty": spared[key], "href": ""})
        elif key in wizard.pages:
            found.append(_page_section(case, wizard.pages[key], moment, change))
        else:
            found.append(_rows_section(case, wizard.lists[key], moment, change))
    return found


def _page_section(case: Case, page: Page, moment: datetime, change: bool) -> dict[str, Any]:
    typed = typed_of(page, case.draft.data.get(page.key))
    rows: list[Row] = []
    for step in page.open_steps(typed):
        there = {"case": case.id, "page": page.key, "step": step.slug}
        form = step.form(typed, around=Around(localdate(moment), typed))
        form.full_clean()
        rows += answers_of(form, reverse("application_step", kwargs=there) if change else "")
    return {"title": page.title, "cards": [{"rows": rows}]}


def _rows_section(case: Case, page: RowPage, moment: datetime, change: bool) -> dict[str, Any]:
    cards = []
    for row in rows_of(case.draft.data.get(page.key)):
        form = form_of(page, row, localdate(moment))
        form.full_clean()
        links = []
        if change:
            there = {"case": case.id, "page": page.key, "row": row.id}
            links = [Link(_("Change"), reverse("application_row", kwargs=there), page.name(row.typed))]
        cards.append({"title": page.name(row.typed), "rows": answers_of(form), "links": links})
    href = reverse("application_rows", kwargs={"case": case.id, "page": page.key}) if change else ""
    return {"title": page.title, "cards": cards, "empty": _("None"), "href": href}


def proposal(weighed: Weighed, words: Words) -> dict[str, Any]:
    """What would be decided on the facts as they stand, in plain words."""
    verdict = weighed.proposal.verdicts[0]
    until = verdict.terms.valid_until if verdict.terms else None
    lang = language()
    own = weighed.proposal.findings_of(verdict)
    open_findings = [f for f in own if f.status in (Status.NOT_MET, Status.UNKNOWN)]
    return {
        "outcome": verdict.outcome.value,
        "holds": words.would_hold % {"day": day_in_words(until, lang)} if until else _("Every requirement is met."),
        "grounds": [
            {
                "number": ground.number,
                "text": ground_in_words(ground.number, ground.citation.act),
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
        "words": wizard_of(found).words,
        "home": home(request, found),
        "demo": settings.DEMO,
    }
    return render(request, "portal/applicant/sent.html", context)
