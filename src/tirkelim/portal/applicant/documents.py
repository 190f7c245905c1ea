"""Documents: the live checklist, filing and taking back, opening one's own file."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.queries import standing_filings
from tirkelim.cases.standard_table import FILLING
from tirkelim.cases.states import State
from tirkelim.law.finding import Need, NeedStatus
from tirkelim.law.messages import render_need
from tirkelim.portal.applicant.access import allowed, own_case, room
from tirkelim.portal.applicant.answers import address
from tirkelim.portal.applicant.filing import Page, Papers, file_sent, taken_out
from tirkelim.portal.applicant.forms import UploadForm
from tirkelim.portal.applicant.giving import moved_on, tell
from tirkelim.portal.applicant.services import wizard_of
from tirkelim.portal.choices import language
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.saying import FORM_DOCUMENTS, document_name, href_of, needed_documents
from tirkelim.portal.serving import serve_file
from tirkelim.portal.show import Link

PAPERS = Papers("application", "application", document_name, tell)


@room("GET")
def documents(request: HttpRequest, case: UUID) -> HttpResponse:
    """The checklist: what is needed and why, what is there, what is missing."""
    moment = now()
    found = own_case(request, case, moment)
    if found.state != State.DRAFT:
        return redirect("application", case=case)
    wizard = wizard_of(found)
    weighed = wizard.precheck(found, moment)
    filed = {filing.document: filing for filing in standing_filings(found)}
    needs = list(weighed.proposal.documents)
    links = {need.document: PAPERS.links(found, need.document, filed.get(need.document)) for need in needs}
    named = {need.document for need in needs}
    beside = [kind for kind in wizard.kinds if kind not in named]
    context = {
        "case": found,
        "documents": needed_documents(needs, links),
        "files": [PAPERS.line(found, filing) for filing in filed.values()],
        "beside": [Link(document_name(kind), address("application_upload", found, document=kind)) for kind in beside],
        "unfinished": bool(wizard.missing(found, localdate(moment))),
        "lacking": sum(need.status is NeedStatus.MISSING for need in needs if need.document not in FORM_DOCUMENTS),
    }
    return render(request, "portal/applicant/documents.html", context)


@room("GET", "POST")
def upload(request: HttpRequest, case: UUID, document: str) -> HttpResponse:
    """File a document: one file, its language, its translation."""
    moment = now()
    found = own_case(request, case, moment, "evidence.add")
    if document not in wizard_of(found).kinds:
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
    need = next(
        (need for need in wizard_of(case).precheck(case, moment).proposal.documents if need.document == document), None
    )
    context = {
        "case": case,
        "form": form,
        "title": document_name(document),
        "why": _why(need),
        "citation": need.citation if need else None,
        "href": href_of(need.citation) if need else "",
        "back": PAPERS.back(case),
        "replaces": any(filing.document == document for filing in standing_filings(case)),
        "hidden": hidden(case),
    }
    return render(request, "portal/applicant/upload.html", context, status=status)


def _why(need: Need | None) -> str:
    """Why the document is needed, or that it is not; nothing for one that is filed already."""
    return render_need(need, language()) if need and need.status is not NeedStatus.FILED else ""


@room("GET", "POST")
def remove(request: HttpRequest, case: UUID, document: str) -> HttpResponse:
    """Ask whether a filed document is to be taken back, and take it back."""
    moment = now()
    found = own_case(request, case, moment, "evidence.add")
    if State(found.state) not in FILLING:
        return moved_on(request, case)
    return taken_out(request, found, document, moment, PAPERS)


@room("GET")
def open_file(request: HttpRequest, case: UUID, file: UUID) -> HttpResponseBase:
    """One's own file, to be saved and never run in the page. The right is checked at this very read."""
    moment = now()
    found = own_case(request, case, moment, "evidence.read")
    return serve_file(file, found.stream, lambda: allowed(request, found, "evidence.read", moment))
