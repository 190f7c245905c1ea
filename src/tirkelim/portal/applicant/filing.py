"""Filing a document that was sent in: the file is kept and the document filed, both or neither; the same in every room
that applications are written in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tirkelim.cases.command import Outcome, Stale
from tirkelim.cases.models import Case
from tirkelim.documents.errors import EvidenceError
from tirkelim.documents.evidence import duplicate_warning
from tirkelim.documents.models import EvidenceFile
from tirkelim.journal.change import CommandIdReused, TimeClosed
from tirkelim.portal.applicant.forms import UploadForm
from tirkelim.portal.applicant.giving import CONFLICT, UNPROCESSABLE, give, is_done
from tirkelim.portal.choices import language
from tirkelim.portal.keeping import Sent, keep_once

STATE_LANGUAGES = ("kk", "ru")


class Page(NamedTuple):
    """The page of a room on which a document is sent in: how it is shown again with its form, how the application is
    read anew, how a failure is told, and the name of the page to go on with."""

    show: Callable[[Case, UploadForm, int], HttpResponse]
    fresh: Callable[[UUID], Case]
    tell: Callable[[HttpRequest, Outcome], None]
    back: Callable[[Case], str]


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
        return page.show(page.fresh(case.id), form, CONFLICT)
    page.tell(request, outcome)
    if is_done(outcome) and file is not None:
        messages.success(request, _("The document is attached."))
        if warning := duplicate_warning(file, language()):
            messages.warning(request, warning)
    return redirect(page.back(case), case=case.id)


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
