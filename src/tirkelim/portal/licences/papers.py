"""The documents of an application (ann.1 row 8): what is owed and why, what state systems have, attaching, removing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirkelim.cases.decisions import Weighed
from tirkelim.cases.models import Case
from tirkelim.cases.queries import standing_filings
from tirkelim.cases.standard_table import FILLING
from tirkelim.cases.states import State
from tirkelim.law.finding import Need
from tirkelim.law.messages import render_need
from tirkelim.law.order_59_licence.documents import ISSUE
from tirkelim.portal.applicant.filing import Page, Papers, file_sent, taken_out
from tirkelim.portal.applicant.forms import UploadForm
from tirkelim.portal.applicant.giving import give, is_done, part_of, version_of
from tirkelim.portal.choices import language
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.law_pages import readings
from tirkelim.portal.licences.access import may_still, may_write, own_case, room
from tirkelim.portal.licences.giving import moved_on, warn
from tirkelim.portal.licences.pages import DECLARATION, action_of
from tirkelim.portal.licences.weighing import document_title, weighed_or_none
from tirkelim.portal.saying import href_of
from tirkelim.portal.serving import serve_file
from tirkelim.portal.show import DocumentView, Link
from tirkelim.services.common.pages import page_entry
from tirkelim.services.licence.answers import read_answers
from tirkelim.services.licence.papers import THE_FORM, to_file
from tirkelim.services.licence.sources import ask_registers

PAPERS = Papers("licences", "licences_case", document_title, warn)
ORDER = ("missing", "unknown", "filed", "held_by_system", "not_required")
SYSTEM_READING = "L3"


def kinds_of(case: Case) -> tuple[str, ...]:
    """The documents that can be filed for what the application asks."""
    return tuple(kind.value for kind in to_file(action_of(case), legal_entity=case.organisation is not None))


@room("GET")
def documents(request: HttpRequest, case: UUID) -> HttpResponse:
    """The checklist: what is needed and why, what state systems have, what is missing."""
    moment = now()
    found = own_case(request, case, moment)
    if found.state != State.DRAFT:
        return redirect("licences_case", case=case)
    writes = may_write(request, found, moment)
    lines = checklist(found, weighed_or_none(found, moment), writes=writes)
    context = {
        "case": found,
        "documents": lines,
        "files": [PAPERS.line(found, filing, writes=writes) for filing in standing_filings(found)],
        "lacking": sum(line.status == "missing" for line in lines),
        "open": [line for line in lines if line.status == "unknown"],
        "asks": writes and action_of(found) in ISSUE,
        "asked": _consented(found),
        "ready": bool(read_answers(found.draft.data).claimed_bases()),
        "reading": readings(language()).get(SYSTEM_READING, ""),
        "hidden": hidden(found),
    }
    return render(request, "portal/licences/documents.html", context)


def _consented(case: Case) -> bool:
    said = read_answers(case.draft.data).declaration
    return said is not None and said.consent


@room("POST")
def ask(request: HttpRequest, case: UUID) -> HttpResponse:
    """With the applicant's consent ask the state systems now: what they hold need not be attached."""
    moment = now()
    found = own_case(request, case, moment, "licence.write")
    if found.state != State.DRAFT:
        return moved_on(request, case)
    if not request.POST.get("consent"):
        messages.warning(request, _("Agree first: without consent no state system is asked."))
        return redirect("licences_documents", case=case)
    said = page_entry({"consent": "on"}, {"consent": True, "true": False})
    outcome = give(request, found, "save_draft", moment, data={DECLARATION: said})
    warn(request, outcome)
    if is_done(outcome):
        ask_registers(version_of(case), part_of(request, moment, "registers"))
        messages.success(request, _("The state systems were asked: see below what they answered."))
    return redirect("licences_documents", case=case)


def checklist(case: Case, weighed: Weighed | None, *, writes: bool) -> list[DocumentView]:
    """What is missing first, then what is open, then the rest in the order of the standard."""
    filed = {filing.document: filing for filing in standing_filings(case)}
    kinds = kinds_of(case)
    needs = [need for need in (weighed.proposal.documents if weighed else ()) if need.document not in THE_FORM]
    lines = [
        _view(need, PAPERS.links(case, need.document, filed.get(need.document), writes=writes)
              if need.document in kinds else [])
        for need in needs
    ]  # fmt: skip
    return sorted(lines, key=lambda line: ORDER.index(line.status))


def _view(need: Need, links: list[Link]) -> DocumentView:
    why = render_need(need, language())
    title = document_title(need.document)
    return DocumentView(title, str(need.status), why, str(need.citation), href_of(need.citation), links)


@room("GET", "POST")
def upload(request: HttpRequest, case: UUID, document: str) -> HttpResponse:
    """File a document: one file, its language, its translation."""
    moment = now()
    found = own_case(request, case, moment, "licence.write")
    if document not in kinds_of(found):
        raise Http404
    if State(found.state) not in FILLING:
        return moved_on(request, case)
    if request.method != "POST":
        return _show(request, found, document, UploadForm(), moment)
    page = Page(lambda shown, form, status: _show(request, shown, document, form, moment, status), PAPERS)
    return file_sent(request, found, document, moment, page)


def _show(
    request: HttpRequest, case: Case, document: str, form: UploadForm, moment: datetime, status: int = 200
) -> HttpResponse:
    title = document_title(document)
    lines = checklist(case, weighed_or_none(case, moment), writes=True)
    line = next((one for one in lines if one.title == title and one.status != "filed"), None)
    context = {
        "case": case,
        "form": form,
        "title": title,
        "why": line.why if line else "",
        "citation": line.citation if line else "",
        "href": line.href if line else "",
        "back": PAPERS.back(case),
        "replaces": any(filing.document == document for filing in standing_filings(case)),
        "hidden": hidden(case),
    }
    return render(request, "portal/applicant/upload.html", context, status=status)


@room("GET", "POST")
def remove(request: HttpRequest, case: UUID, document: str) -> HttpResponse:
    """Ask whether a filed document is to be taken back, and take it back."""
    moment = now()
    found = own_case(request, case, moment, "licence.write")
    if State(found.state) not in FILLING:
        return moved_on(request, case)
    return taken_out(request, found, document, moment, PAPERS)


@room("GET")
def open_file(request: HttpRequest, case: UUID, file: UUID) -> HttpResponseBase:
    """A file of one's own application, never run in the page. The right is checked at this very read."""
    moment = now()
    found = own_case(request, case, moment)
    return serve_file(file, found.stream, lambda: may_still(request, found, moment))
