"""Documents of an application: the live list by action, filing and taking back, opening one's own file."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirkelim.cases.decisions import Weighed
from tirkelim.cases.models import Case, Filing
from tirkelim.cases.queries import standing_filings
from tirkelim.cases.standard_table import FILLING
from tirkelim.cases.states import State
from tirkelim.law.citation import Citation, cite
from tirkelim.law.finding import Need, NeedStatus
from tirkelim.law.messages import render_need
from tirkelim.portal.applicant.filing import Page, Papers, file_sent, taken_out
from tirkelim.portal.applicant.forms import UploadForm
from tirkelim.portal.choices import language
from tirkelim.portal.conformity.access import may_still, own_case, room
from tirkelim.portal.conformity.giving import moved_on, warn
from tirkelim.portal.conformity.pages import action_of
from tirkelim.portal.conformity.weighing import document_title, weighed_or_none
from tirkelim.portal.desk.conformity_papers import why_not
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.saying import href_of
from tirkelim.portal.serving import serve_file
from tirkelim.portal.show import DocumentView
from tirkelim.services.conformity.papers import IN_REGISTER, POWER_OF_ATTORNEY, THE_FORM, to_file

REPRESENTATIVE = cite("503/2016 p.3")
PAPERS = Papers("conformity", "conformity_case", document_title, warn)
ORDER = ("missing", "unknown", "filed", "held_by_system", "not_required")


def kinds_of(case: Case) -> tuple[str, ...]:
    """The documents that are filed for what the application asks."""
    return to_file(action_of(case), represented=case.representative is not None)


@room("GET")
def documents(request: HttpRequest, case: UUID) -> HttpResponse:
    """The checklist: what is needed and why, what is there, what is missing."""
    moment = now()
    found = own_case(request, case, moment)
    if found.state != State.DRAFT:
        return redirect("conformity_case", case=case)
    lines = checklist(found, weighed_or_none(found, moment))
    context = {
        "case": found,
        "documents": lines,
        "files": [PAPERS.line(found, filing) for filing in standing_filings(found)],
        "lacking": sum(line.status == "missing" for line in lines),
    }
    return render(request, "portal/conformity/documents.html", context)


def checklist(case: Case, weighed: Weighed | None) -> list[DocumentView]:
    """What is missing first, then the rest in the order of the standard; the form itself is no document to file."""
    filed = {filing.document: filing for filing in standing_filings(case)}
    needs = {need.document: need for need in weighed.proposal.documents} if weighed else {}
    lines = [_line(case, kind, needs.get(kind), filed.get(kind), weighed) for kind in kinds_of(case)]
    held = [need for need in needs.values() if need.document in IN_REGISTER]
    lines += [_view(need, "held_by_system" if need.status is NeedStatus.FILED else str(need.status)) for need in held]
    return sorted(lines, key=lambda line: ORDER.index(line.status))


def _line(case: Case, kind: str, need: Need | None, filing: Filing | None, weighed: Weighed | None) -> DocumentView:
    links = PAPERS.links(case, kind, filing)
    if need is not None:
        view = _view(need, str(need.status))._replace(links=links)
        # One that is there and does not count: the applicant reads why, as the officer does.
        if filing is not None and weighed is not None and need.status is NeedStatus.MISSING:
            return view._replace(why=why_not(filing, weighed))
        return view
    place: Citation | str = REPRESENTATIVE if kind == POWER_OF_ATTORNEY else ""
    why = _("You apply for another person, who has authorised you.") if kind == POWER_OF_ATTORNEY else ""
    href = href_of(REPRESENTATIVE) if place else ""
    return DocumentView(document_title(kind), "filed" if filing else "missing", why, str(place), href, links)


def _view(need: Need, status: str) -> DocumentView:
    why = render_need(need, language())
    return DocumentView(document_title(need.document), status, why, str(need.citation), href_of(need.citation))


@room("GET", "POST")
def upload(request: HttpRequest, case: UUID, document: str) -> HttpResponse:
    """File a document: one file, its language, its translation."""
    moment = now()
    found = own_case(request, case, moment, "conformity.write")
    if document not in kinds_of(found) or document in THE_FORM:
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
    line = next((one for one in checklist(case, weighed_or_none(case, moment)) if one.title == title), None)
    context = {
        "case": case,
        "form": form,
        "title": title,
        "why": line.why if line and line.status != "filed" else "",
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
    found = own_case(request, case, moment, "conformity.write")
    if State(found.state) not in FILLING:
        return moved_on(request, case)
    return taken_out(request, found, document, moment, PAPERS)


@room("GET")
def open_file(request: HttpRequest, case: UUID, file: UUID) -> HttpResponseBase:
    """One's own file, to be saved and never run in the page. The right is checked at this very read."""
    moment = now()
    found = own_case(request, case, moment)
    return serve_file(file, found.stream, lambda: may_still(request, found, moment))
