"""After sending: where the application stands, what is asked for, taking it back, the result and its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.engine import commands_open_to
from tirkelim.cases.models import Case, Decision, DocumentRequest
from tirkelim.cases.queries import decision_in_force, latest_decision, open_request, standing_filings
from tirkelim.cases.service import Origin
from tirkelim.cases.states import STATE_NAMES, State
from tirkelim.documents.models import EvidenceFile
from tirkelim.identity.territories import office_for
from tirkelim.journal.models import JournalEntry
from tirkelim.law.citation import Citation
from tirkelim.portal.applicant.access import account, allowed, home, own_case, room
from tirkelim.portal.applicant.answers import address
from tirkelim.portal.applicant.clock import why_that_day
from tirkelim.portal.applicant.consenting import source_lines
from tirkelim.portal.applicant.documents import PAPERS
from tirkelim.portal.applicant.giving import give, is_done, take_back, tell
from tirkelim.portal.applicant.level import level_decided, refusal_beside, result_of
from tirkelim.portal.applicant.prefill import profile_of
from tirkelim.portal.applicant.services import wizard_of
from tirkelim.portal.applicant.wizard import Wizard
from tirkelim.portal.choices import language
from tirkelim.portal.complaints.of_case import complaints_of_case
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.grounds import ground_in_words
from tirkelim.portal.saying import clock_of, document_name, href_of
from tirkelim.portal.serving import serve_document
from tirkelim.portal.show import Column, Entry, Link, Row, Table
from tirkelim.register.queries import certificate_by_decision

APPLICANT, DEPARTMENT = gettext_lazy("applicant"), gettext_lazy("department")
COMPLAINTS = gettext_lazy("body that answers complaints")
EVENTS: dict[str, tuple[Any, Any]] = {
    "opened": (gettext_lazy("Application begun"), APPLICANT),
    "submit": (gettext_lazy("Application sent"), APPLICANT),
    "ask_for_documents": (gettext_lazy("Documents asked for"), DEPARTMENT),
    "answer_request": (gettext_lazy("What was asked for is given"), APPLICANT),
    "refresh_sources": (gettext_lazy("State systems asked again"), DEPARTMENT),
    "grant": (gettext_lazy("Granted"), DEPARTMENT),
    "refuse": (gettext_lazy("Refused"), DEPARTMENT),
    "withdraw": (gettext_lazy("Application taken back"), APPLICANT),
    "intend_refusal": (gettext_lazy("Intended refusal shown"), DEPARTMENT),
    "answer_intention": (gettext_lazy("Intended refusal answered"), APPLICANT),
    "complain": (gettext_lazy("Complaint made"), APPLICANT),
    "take_back_complaint": (gettext_lazy("Complaint taken back"), APPLICANT),
    "dismiss_complaint": (gettext_lazy("Complaint dismissed"), COMPLAINTS),
    "uphold_complaint": (gettext_lazy("Complaint upheld: the application is considered again"), COMPLAINTS),
    "urge_decision": (gettext_lazy("Complaint upheld"), COMPLAINTS),
}
"""What an applicant sees of the journal. What an officer notes while considering stands in the decision, not here."""
ORIGINS = {
    Origin.DOCUMENT: gettext_lazy("attached document"),
    Origin.STATE_SYSTEM: gettext_lazy("state system"),
    Origin.REGISTER: gettext_lazy("professional register"),
    Origin.OFFICER: gettext_lazy("officer of the department"),
}
FACTS = {
    "claim": gettext_lazy("Specialty and level claimed"),
    "held": gettext_lazy("Certificate held"),
    "diploma": gettext_lazy("Diploma"),
    "studies": gettext_lazy("Studies beside the diploma"),
    "trainings": gettext_lazy("Further education"),
    "work": gettext_lazy("Work in the specialty"),
    "work.uninterrupted": gettext_lazy("Continuity of work"),
    "civil_status": gettext_lazy("Change of name"),
    "assessment": gettext_lazy("Assessment of professional preparedness"),
    "bans": gettext_lazy("Prohibition of activity"),
    "level.education": gettext_lazy("Education of the level"),
    "level.current_level": gettext_lazy("Level held"),
    "level.uninterrupted": gettext_lazy("Service since the level"),
    "level.category": gettext_lazy("Category of the earlier system"),
    "level.assessment": gettext_lazy("Assessment for the level"),
    "level.labour_functions": gettext_lazy("Labour functions"),
    "level.activities": gettext_lazy("Confirmed results"),
    "citizenship": gettext_lazy("Citizenship"),
    "permanent_resident": gettext_lazy("Permanent residence"),
    "name_changed_in": gettext_lazy("Where the name changed"),
}


def followed(request: HttpRequest, case: Case, moment: datetime) -> dict[str, Any]:
    """What the page of a sent application shows."""
    decision = decision_in_force(case)
    state = State(case.state)
    asked = open_request(case) if state is State.ASKED else None
    sent = case.submitted_at is not None
    context: dict[str, Any] = {
        "case": case,
        "home": home(request, case),
        "words": wizard_of(case).words,
        "head": head_of(case, moment),
        "specialty": wizard_of(case).subject(case),
        "state": STATE_NAMES[state],
        "key": state.value,
        "office": office_for(case.territory, localdate(moment)).name(language()) if sent else "",
        "clock": clock_of(case, localdate(moment), decision) if state is not State.WITHDRAWN else None,
        "why": why_that_day(case) if decision is None and state is not State.WITHDRAWN else [],
        "timeline": list(timeline(case)),
        "asked": PAPERS.asked(case, asked, asked.documents) if asked else None,
        "files": [PAPERS.line(case, filing) for filing in standing_filings(case)],
        "sources": source_lines(case, moment),
        "can": frozenset(commands_open_to(account(request), case, moment)),
        "hidden": hidden(case),
        "complaints": complaints_of_case(request, case, moment),
        "attach": PAPERS.attachable(case, wizard_of(case).kinds) if state is State.HEARING else [],
    }
    return context | (decided(case, decision) if decision else {"decision": None})


def head_of(case: Case, moment: datetime) -> list[Row]:
    """Whom the application is for, where somebody else may be reading it."""
    wizard = wizard_of(case)
    return wizard.head(case, profile_of(case, moment)) if wizard.rights else []


def timeline(
    case: Case, events: Mapping[str, tuple[Any, Any]] = EVENTS, name_of: Callable[[str], str] = document_name
) -> Iterator[Entry]:
    """What happened, the newest first, as far as it is the applicant's to see: the events that a room shows, each with
    its words and who did it."""
    entries = JournalEntry.objects.filter(stream=case.stream, kind__in=events).select_related("change")
    requests = {row.change_id: row for row in DocumentRequest.objects.filter(case=case)}
    for entry in entries.order_by("-seq"):
        title, by = events[entry.kind]
        asked = requests.get(entry.change_id)
        names = ", ".join(name_of(document) for document in asked.documents) if asked else ""
        yield Entry(title, entry.change.at, by, f"{names}. {asked.note}".strip() if asked else "")


def decided(case: Case, decision: Decision) -> dict[str, Any]:
    """The decision, its result, and the reasons line by line."""
    certificate = certificate_by_decision(decision.id)
    grounds = [
        {
            "number": ground["number"],
            "text": ground_in_words(ground["number"], ground["citation"]["act"]),
            "citation": str(Citation(**ground["citation"])),
            "href": href_of(Citation(**ground["citation"])),
            "reference": ground["reference"],
        }
        for ground in decision.verdicts["grounds"]
    ]
    return {
        "decision": decision,
        "certificate": certificate,
        "document": result_of(decision),
        "grounds": grounds,
        **level_decided(decision),
        "facts": facts_table(case, decision),
        "edition": decision.edition,
    }


def facts_table(case: Case, decision: Decision) -> Table:
    """Where each fact of the decision came from."""
    columns = [Column(_("Fact")), Column(_("Source")), Column(_("Reference"))]
    rows = []
    for path, source in decision.sheet.sources.items():
        origin = Origin(source["origin"])
        reference: object = source["reference"] or "–"
        if path.startswith("filed."):
            reference = _file_link(case, source["reference"])
        said = wizard_of(case).words.declared if origin is Origin.DECLARED else ORIGINS[origin]
        rows.append([_fact_name(path, wizard_of(case)), str(said), reference])
    return Table(_("Where the facts came from"), columns, rows, _("Nothing was recorded."))


def _fact_name(path: str, wizard: Wizard) -> str:
    if path.startswith("filed."):
        return _("Attached document")
    if path.startswith(("officer.", "level.officer.")):
        return _("Finding of the officer")
    return str(wizard.facts.get(path) or FACTS.get(path, path))


def _file_link(case: Case, evidence: str) -> object:
    file = EvidenceFile.objects.filter(pk=UUID(evidence), owner_stream=case.stream).first()
    if file is None:
        return "–"
    return Link(f"{document_name(file.kind)}: {file.original_name}", address("application_file", case, file=file.id))


@room("POST")
def answer_request(request: HttpRequest, case: UUID) -> HttpResponse:
    """Say that what was asked for is attached."""
    moment = now()
    found = own_case(request, case, moment, "case.answer")
    outcome = give(request, found, "answer_request", moment)
    if is_done(outcome):
        messages.success(request, _("Thank you. The department continues to consider your application."))
    tell(request, outcome)
    return redirect("application", case=case)


@room("GET", "POST")
def withdraw(request: HttpRequest, case: UUID) -> HttpResponse:
    """Ask whether the application is to be taken back, and take it back."""
    moment = now()
    found = own_case(request, case, moment, "case.withdraw")
    if request.method == "POST":
        return take_back(request, found, moment, home(request, found).href, ("application", "application_withdraw"))
    if "withdraw" not in commands_open_to(account(request), found, moment):
        return redirect("application", case=case)
    context = {"case": found, "specialty": wizard_of(found).subject(found), "hidden": hidden(found)}
    return render(request, "portal/applicant/withdraw.html", context)


@room("GET")
def result(request: HttpRequest, case: UUID) -> HttpResponseBase:
    """The certificate or the reasoned refusal as PDF. The right is checked at this very read."""
    moment = now()
    found = own_case(request, case, moment, "document.read")
    decision = latest_decision(found)
    document = result_of(decision) if decision else None
    return serve_document(document, lambda: allowed(request, found, "document.read", moment))


@room("GET")
def level_refusal(request: HttpRequest, case: UUID) -> HttpResponseBase:
    """The refusal of a level that was claimed with a granted certificate, as PDF."""
    moment = now()
    found = own_case(request, case, moment, "document.read")
    decision = latest_decision(found)
    beside = refusal_beside(decision) if decision else None
    return serve_document(beside, lambda: allowed(request, found, "document.read", moment))
