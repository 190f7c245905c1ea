"""Filing a document that was sent in: the file is kept and the document filed, both or neither; the same in every room
that applications are written in."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.cases.command import Outcome, Stale
from tirkelim.cases.models import Case, DocumentRequest, Filing
from tirkelim.cases.queries import standing_filings
from tirkelim.cases.states import State
from tirkelim.documents.errors import EvidenceError
from tirkelim.documents.evidence import duplicate_warning
from tirkelim.documents.models import EvidenceFile
from tirkelim.journal.change import CommandIdReused, TimeClosed
from tirkelim.portal.applicant.forms import UploadForm
from tirkelim.portal.applicant.giving import CONFLICT, UNPROCESSABLE, give, is_done, version_of
from tirkelim.portal.choices import language
from tirkelim.portal.edge import hidden
from tirkelim.portal.keeping import Sent, keep_once
from tirkelim.portal.show import Link

STATE_LANGUAGES = ("kk", "ru")


class Papers(NamedTuple):
    """The documents of a room: how the names of their pages begin, the name of the page of an application, what a
    document is called, and how a failure is told."""

    pages: str
    home: str
    name_of: Callable[[str], str]
    tell: Callable[[HttpRequest, Outcome], None]

    def links(self, case: Case, document: str, filing: Filing | None, *, writes: bool = True) -> list[Link]:
        """What can be done about a document; who only reads can open it."""
        name = self.name_of(document)
        if filing is None:
            return [Link(_("Attach"), self._upload(case, document), name)] if writes else []
        found = [Link(_("Open"), reverse(f"{self.pages}_file", args=[case.id, filing.evidence]), name)]
        if writes:
            found.append(Link(_("Replace"), self._upload(case, document), name))
            found.append(Link(_("Remove"), reverse(f"{self.pages}_remove", args=[case.id, document]), name))
        return found

    def line(self, case: Case, filing: Filing, *, writes: bool = True) -> dict[str, Any]:
        """A filed document with its file's name."""
        file = EvidenceFile.objects.get(pk=filing.evidence)
        links = self.links(case, filing.document, filing, writes=writes)
        return {"name": self.name_of(filing.document), "file": file.original_name, "links": links, "at": file.at}

    def attachable(self, case: Case, kinds: Iterable[str]) -> list[Link]:
        """Where each kind of document can be attached, or replaced, while the applicant is heard."""
        return [Link(self.name_of(kind), self._upload(case, kind)) for kind in kinds]

    def asked(
        self, case: Case, request: DocumentRequest, kinds: Container[str], *, writes: bool = True
    ) -> dict[str, Any]:
        """The documents that were asked for, each with what can be done about it; only `kinds` can be attached."""
        filed = {filing.document: filing for filing in standing_filings(case)}
        lines = [
            {
                "name": self.name_of(kind),
                "links": self.links(case, kind, filed.get(kind), writes=writes) if kind in kinds else [],
                "status": "filed" if kind in filed else "missing",
            }
            for kind in request.documents
        ]
        return {"note": request.note, "lines": lines, "complete": all(line["status"] == "filed" for line in lines)}

    def back(self, case: Case) -> str:
        """Where documents are looked at: in the draft's checklist, or beside the request for them."""
        return reverse(f"{self.pages}_documents" if case.state == State.DRAFT else self.home, args=[case.id])

    def _upload(self, case: Case, document: str) -> str:
        return reverse(f"{self.pages}_upload", args=[case.id, document])


def taken_out(request: HttpRequest, case: Case, document: str, moment: datetime, papers: Papers) -> HttpResponse:
    """Ask whether a filed document is to be taken back, and take it back; for an application that still takes it."""
    if request.method == "POST":
        outcome = give(request, case, "remove_document", moment, document=document)
        papers.tell(request, outcome)
        if is_done(outcome):
            messages.success(request, _("The document is removed from the application."))
        return redirect(papers.back(case))
    filing = next((one for one in standing_filings(case) if one.document == document), None)
    if filing is None:
        return redirect(papers.back(case))
    context = {"case": case, "line": papers.line(case, filing), "back": papers.back(case), "hidden": hidden(case)}
    return render(request, "portal/applicant/document_remove.html", context)


class Page(NamedTuple):
    """The page on which a document is sent in: how it is shown again with its form, and the documents of its room."""

    show: Callable[[Case, UploadForm, int], HttpResponse]
    papers: Papers


def file_sent(request: HttpRequest, case: Case, document: str, moment: datetime, page: Page) -> HttpResponse:
    """File what the form of the page sent, or show the form again with what is wrong."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return page.show(case, form, UNPROCESSABLE)
    try:
        outcome, file = _file(request, case, document, form, moment)
    except EvidenceError as fault:
        form.add_error("file", fault.text(language()))
        return page.show(case, form, UNPROCESSABLE)
    except (CommandIdReused, TimeClosed):
        outcome, file = Stale(case.id, "form"), None
    if isinstance(outcome, Stale):
        form.add_error("file", _("The application was changed in another window. Choose the file once more and save."))
        return page.show(version_of(case.id), form, CONFLICT)
    page.papers.tell(request, outcome)
    if is_done(outcome) and file is not None:
        messages.success(request, _("The document is attached."))
        if warning := duplicate_warning(file, language()):
            messages.warning(request, warning)
    return redirect(page.papers.back(case))


def _file(
    request: HttpRequest, case: Case, document: str, form: UploadForm, moment: datetime
) -> tuple[Outcome, EvidenceFile | None]:
    """Keep the file and file the document. Raises EvidenceError."""
    sent: UploadedFile = form.cleaned_data["file"]
    content = sent.read()
    body = {"document": document, "language": form.cleaned_data["language"], "translated_into": _translation(form)}
    with transaction.atomic():
        file = keep_once(request, moment, Sent(case.stream, document, sent.name or "", content))
        outcome = give(request, case, "file_document", moment, evidence=str(file.id), **body)
        if not is_done(outcome):
            transaction.set_rollback(True)
            return outcome, None
    return outcome, file


def _translation(form: UploadForm) -> str:
    """The language of the translation; one that is not needed is not kept."""
    into = form.cleaned_data["translated_into"]
    return into if form.cleaned_data["language"] not in STATE_LANGUAGES and into in STATE_LANGUAGES else ""
