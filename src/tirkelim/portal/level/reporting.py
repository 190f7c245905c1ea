"""The report on labour functions: attaching it, opening it, taking it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.command import Outcome, Stale
from tirkelim.cases.models import Case
from tirkelim.cases.queries import standing_filings
from tirkelim.cases.standard_table import FILLING
from tirkelim.cases.states import State
from tirkelim.documents.errors import EvidenceError
from tirkelim.documents.models import EvidenceFile
from tirkelim.identity.policy import may
from tirkelim.journal.change import CommandIdReused, TimeClosed
from tirkelim.portal.applicant.giving import give, is_done, what_went_wrong
from tirkelim.portal.choices import language
from tirkelim.portal.edge import account_of, hidden, now
from tirkelim.portal.keeping import Sent, keep_once
from tirkelim.portal.level.access import own_claim, room
from tirkelim.portal.level.claiming import CONFLICT, UNPROCESSABLE, needs_report
from tirkelim.portal.level.forms import ReportForm
from tirkelim.portal.serving import serve_file
from tirkelim.services.level.answers import read_answers
from tirkelim.services.level.facts import REPORT


@room("GET", "POST")
def report_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Attach the report; a new one takes the place of an old one."""
    moment = now()
    found = own_claim(request, case, moment, "evidence.add")
    claim = read_answers(found.draft.data).claim
    if State(found.state) not in FILLING or claim is None:
        return redirect("level_claim", case=case)
    if request.method != "POST":
        return _show(request, found, ReportForm(), moment)
    form = ReportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, found, form, moment, UNPROCESSABLE)
    try:
        outcome = _file(request, found, form, moment)
    except EvidenceError as fault:
        form.add_error("file", fault.text(language()))
        return _show(request, found, form, moment, UNPROCESSABLE)
    except (CommandIdReused, TimeClosed):
        outcome = Stale(found.id, "form")
    if is_done(outcome):
        messages.success(request, _("The report is attached."))
        return redirect("level_check" if found.state == State.DRAFT else "level_claim", case=case)
    form.add_error("file", _("The claim was changed in another window. Choose the file once more and save."))
    return _show(request, Case.objects.select_related("draft").get(pk=case), form, moment, CONFLICT)


def _file(request: HttpRequest, case: Case, form: ReportForm, moment: datetime) -> Outcome:
    """Keep the file and file the report, both or neither. Raises EvidenceError."""
    sent: UploadedFile = form.cleaned_data["file"]
    content = sent.read()
    with transaction.atomic():
        file = keep_once(request, moment, Sent(case.stream, REPORT, sent.name or "", content))
        body = {"document": REPORT, "evidence": str(file.id), "language": "kk", "translated_into": ""}
        outcome = give(request, case, "file_document", moment, **body)
        if not is_done(outcome):
            transaction.set_rollback(True)
    return outcome


def _show(request: HttpRequest, case: Case, form: ReportForm, moment: datetime, status: int = 200) -> HttpResponse:
    claim = read_answers(case.draft.data).claim
    draft = case.state == State.DRAFT
    context = {
        "case": case,
        "form": form,
        "level": claim.level.value if claim else "",
        "needed": claim is not None and needs_report(claim, moment),
        "filed": report_line(case),
        "draft": draft,
        "back": reverse("level_level" if draft else "level_claim", args=[case.id]),
        "hidden": hidden(case),
    }
    return render(request, "portal/level/report.html", context, status=status)


def report_line(case: Case) -> dict[str, Any] | None:
    """The report that is filed, with the address that opens it."""
    filing = next((one for one in standing_filings(case) if one.document == REPORT), None)
    if filing is None:
        return None
    file = EvidenceFile.objects.get(pk=filing.evidence)
    return {"name": file.original_name, "at": file.at, "href": reverse("level_file", args=[case.id, file.id])}


@room("POST")
def remove_report(request: HttpRequest, case: UUID) -> HttpResponse:
    """Take the report back."""
    moment = now()
    found = own_claim(request, case, moment, "evidence.add")
    outcome = give(request, found, "remove_document", moment, document=REPORT)
    for words in what_went_wrong(outcome):
        messages.warning(request, words)
    if is_done(outcome):
        messages.success(request, _("The report is taken back."))
    return redirect("level_report" if found.state == State.DRAFT else "level_claim", case=case)


@room("GET")
def file_page(request: HttpRequest, case: UUID, file: UUID) -> HttpResponseBase:
    """One's own file. The right is checked at this very read."""
    moment = now()
    found = own_claim(request, case, moment, "evidence.read")
    on = localdate(moment)
    return serve_file(file, found.stream, lambda: may(account_of(request), "evidence.read", found, on=on))
