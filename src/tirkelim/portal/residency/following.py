"""A recommendation of the school's own: the check before sending, what became of it, files, answering, taking back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.command import Outcome
from tirkelim.cases.models import Case
from tirkelim.cases.standard_table import FILLING
from tirkelim.cases.states import OPEN_STATES, State
from tirkelim.documents.errors import EvidenceError
from tirkelim.identity.policy import may
from tirkelim.journal.change import CommandIdReused, TimeClosed
from tirkelim.portal.applicant.giving import give, is_done
from tirkelim.portal.choices import language
from tirkelim.portal.complaints.of_case import complaints_of_case
from tirkelim.portal.desk.results import document_of_case
from tirkelim.portal.edge import account_of, hidden, now
from tirkelim.portal.keeping import Sent, keep_once
from tirkelim.portal.residency.access import placement_case, room
from tirkelim.portal.residency.forms import AttachForm
from tirkelim.portal.residency.showing import (
    asked_for,
    decided,
    events_of,
    files_of,
    heading,
    still_missing,
    weighed,
)
from tirkelim.portal.residency.words import FORM_CHANGED, document_words, problems_of
from tirkelim.portal.serving import serve_document, serve_file
from tirkelim.portal.show import Link
from tirkelim.services.placement.request import DOCUMENTS, read_request

UNPROCESSABLE = 422
BEFORE_SENDING = ("recommendation", "training_contract")


@room("GET", "POST")
def check_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Everything on one page, with what the law says of it, and sending."""
    moment = now()
    found = placement_case(request, case, moment, "placement.write")
    if found.state != State.DRAFT:
        return redirect("residency_placement", case=case)
    missing = read_request(found.draft.data).missing
    if missing:
        return redirect("residency_step", case=case, step=missing[0])
    if request.method == "POST":
        outcome = give(request, found, "submit", moment)
        if is_done(outcome):
            messages.success(request, _("The recommendation is with the ministry."))
            return redirect("residency_placement", case=case)
        _tell(request, outcome)
        found = Case.objects.select_related("draft").get(pk=case)
    changes = [
        Link(_("Change the training"), reverse("residency_step", args=[case, "training"])),
        Link(_("Change the base"), reverse("residency_step", args=[case, "base"])),
        Link(_("Change the papers"), reverse("residency_step", args=[case, "papers"])),
    ]
    context = {
        **heading(found, moment, localdate(moment)),
        **weighed(found, moment),
        "changes": changes,
        "files": files_of(found),
        "attach": [Link(document_words(one), reverse("residency_attach", args=[case, one])) for one in BEFORE_SENDING],
        "hidden": hidden(found),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "portal/residency/check.html", context, status=status)


@room("GET")
def placement_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """What became of a recommendation: for the school, and for the resident."""
    moment = now()
    found = placement_case(request, case, moment, "placement.read")
    today = localdate(moment)
    may_write = may(account_of(request), "placement.write", found, on=today)
    if found.state == State.DRAFT and may_write:
        missing = read_request(found.draft.data).missing
        if missing:
            return redirect("residency_step", case=case, step=missing[0])
        return redirect("residency_check", case=case)
    if found.submitted_at is None:
        raise Http404
    state = State(found.state)
    open_now = weighed(found, moment) if state in OPEN_STATES else {}
    context: dict[str, Any] = {
        **heading(found, moment, today),
        **open_now,
        **decided(found),
        "is_open": state in OPEN_STATES,
        "may_write": may_write,
        "may_withdraw": may_write and state in OPEN_STATES,
        "asked": asked_for(found),
        "files": files_of(found) if may_write else [],
        "events": events_of(found),
        "complaints": complaints_of_case(request, found, moment) if may_write else None,
        "hidden": hidden(found),
    }
    return render(request, "portal/residency/placement.html", context)


@room("GET", "POST")
def attach_page(request: HttpRequest, case: UUID, document: str) -> HttpResponse:
    """Attach a document."""
    moment = now()
    found = placement_case(request, case, moment, "placement.write")
    if document not in DOCUMENTS or State(found.state) not in FILLING:
        raise Http404
    form = AttachForm(request.POST, request.FILES) if request.method == "POST" else AttachForm()
    if request.method == "POST" and form.is_valid():
        try:
            outcome = _file(request, found, document, form, moment)
        except EvidenceError as fault:
            form.add_error("file", fault.text(language()))
        except (CommandIdReused, TimeClosed):
            form.add_error("file", str(FORM_CHANGED))
        else:
            _tell(request, outcome, _("The document is attached."))
            return redirect("residency_placement", case=case)
    context = {
        "form": form, "title": document_words(document), "caption": found.number or "",
        "back_href": reverse("residency_placement", args=[case]), "hidden": hidden(Case.objects.get(pk=case)),
    }  # fmt: skip
    return render(request, "portal/residency/form.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _file(request: HttpRequest, case: Case, document: str, form: AttachForm, moment: datetime) -> Outcome:
    """Keep the file and file the document, both or neither. Raises EvidenceError."""
    sent = form.cleaned_data["file"]
    with transaction.atomic():
        file = keep_once(request, moment, Sent(case.stream, document, sent.name or "", sent.read()))
        said = {"document": document, "evidence": str(file.id), "language": form.cleaned_data["language"]}
        outcome = give(request, case, "file_document", moment, **said)
        if not is_done(outcome):
            transaction.set_rollback(True)
    return outcome


@room("GET")
def file_page(request: HttpRequest, case: UUID, file: UUID) -> HttpResponseBase:
    """A file of the case, for the school and for the ministry; the right is checked at this very read."""
    moment = now()
    found = placement_case(request, case, moment, "placement.read")
    account, today = account_of(request), localdate(moment)

    def allowed() -> bool:
        return may(account, "placement.write", found, on=today) or may(account, "evidence.read", found, on=today)

    return serve_file(file, found.stream, allowed)


@room("GET")
def document_page(request: HttpRequest, case: UUID, document: UUID) -> HttpResponseBase:
    """The refusal as a PDF."""
    moment = now()
    found = placement_case(request, case, moment, "placement.read")
    on = localdate(moment)
    return serve_document(
        document_of_case(found, document), lambda: may(account_of(request), "placement.read", found, on=on)
    )


@room("POST")
def answer_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """What was asked for is given."""
    moment = now()
    found = placement_case(request, case, moment, "placement.write")
    missing = still_missing(found)
    if missing:
        words = _("Attach what the ministry asks for first: %(documents)s.")
        messages.warning(request, words % {"documents": ", ".join(document_words(one) for one in missing)})
    else:
        _tell(request, give(request, found, "answer_request", moment), _("The ministry has your answer."))
    return redirect("residency_placement", case=case)


@room("GET", "POST")
def withdraw_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Ask whether the recommendation is to be taken back, and take it back."""
    moment = now()
    found = placement_case(request, case, moment, "placement.write")
    if request.method == "POST":
        outcome = give(request, found, "withdraw", moment)
        _tell(request, outcome, _("The recommendation is taken back."))
        return redirect("residency_school")
    if found.state not in {State.DRAFT, *OPEN_STATES}:
        return redirect("residency_placement", case=case)
    context = {**heading(found, moment, localdate(moment)), "hidden": hidden(found)}
    return render(request, "portal/residency/withdraw.html", context)


def _tell(request: HttpRequest, outcome: Outcome, done: str = "") -> None:
    for words in problems_of(outcome):
        messages.warning(request, words)
    if done and is_done(outcome):
        messages.success(request, done)
