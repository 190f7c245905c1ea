"""What an instance reads of the case behind a complaint: the whole of it, and nothing to be done with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.complaints import complaints_of
from tirkelim.cases.models import Complaint, Decision, Filing
from tirkelim.cases.queries import standing_filings
from tirkelim.cases.states import OPEN_STATES, STATE_NAMES, State
from tirkelim.documents.models import EvidenceFile
from tirkelim.identity.territories import body_names
from tirkelim.portal.choices import language
from tirkelim.portal.complaints.access import answers_for, instance_complaint, room
from tirkelim.portal.complaints.listing import about_words, names_of
from tirkelim.portal.complaints.of_case import answer_words, clock_of_complaint
from tirkelim.portal.complaints.paper import document_of
from tirkelim.portal.complaints.words import instance_name, of_complaint, service_name
from tirkelim.portal.desk.earlier import OUTCOMES as DECISIONS
from tirkelim.portal.desk.facts import File
from tirkelim.portal.desk.history import timeline, who_decided
from tirkelim.portal.desk.reading import (
    facts_of,
    stored_claims,
    stored_editions,
    stored_facts,
    stored_ground,
)
from tirkelim.portal.desk.results import document_of_case, results_of
from tirkelim.portal.desk.services import DESK_SERVICES
from tirkelim.portal.desk.words import STATE_COLOURS
from tirkelim.portal.edge import account_of, now
from tirkelim.portal.saying import clock_of, document_name, stored_findings
from tirkelim.portal.serving import looked_at, serve_document, serve_file
from tirkelim.portal.show import Link


def case_of(complaint: Complaint, moment: datetime) -> dict[str, Any]:
    """The case: who, what, how it stands, what happened, what was filed, every decision with its reasons."""
    case, state = complaint.case, State(complaint.case.state)
    decision = complaint.decision
    standing = case.decisions.select_related("sheet", "change").order_by("-seq").first()
    shown = standing if state not in OPEN_STATES else None
    return {
        "case": case,
        "service": service_name(case),
        "name": names_of([case], moment).get(case.id) or case.number,
        "state": STATE_NAMES[state],
        "colour": STATE_COLOURS[state],
        "case_clock": clock_of(case, localdate(moment), shown),
        "office": (body_names(case.territory, localdate(moment), case.authority) or {}).get(language(), "")
        if case.territory
        else "",
        "timeline": timeline(case),
        "files": [_filed(complaint, filing) for filing in standing_filings(case)],
        "decision": _decision(complaint, decision) if decision else None,
        "others": [
            _decision(complaint, one)
            for one in case.decisions.select_related("sheet", "change").order_by("seq")
            if one != decision
        ],
    }


def _decision(complaint: Complaint, decision: Decision) -> dict[str, Any]:
    outcome, colour = DECISIONS.get(decision.outcome, (decision.outcome, "grey"))
    at_desk = complaint.case.service in DESK_SERVICES
    return {
        "seq": decision.seq,
        "outcome": outcome,
        "colour": colour,
        "at": decision.change.at,
        "officer": who_decided(decision.officer),
        "grounds": [stored_ground(ground, decision) for ground in decision.verdicts["grounds"]],
        "refused_beside": [
            stored_ground(ground, decision)
            for found in decision.verdicts.get("refused", {}).values()
            for ground in found
        ],
        "claims": stored_claims(decision) if at_desk else [{"findings": stored_findings(decision.findings)}],
        "facts": stored_facts(decision, facts_of(decision), {}) if at_desk else [],
        "documents": [
            Link(one.number, reverse("complaint_document", args=[complaint.id, one.id])) for one in results_of(decision)
        ],
        "editions": stored_editions(decision),
    }


def _filed(complaint: Complaint, filing: Filing) -> File:
    file = EvidenceFile.objects.get(pk=filing.evidence)
    return File(
        title=document_name(filing.document),
        name=file.original_name,
        href=reverse("complaint_file", args=[complaint.id, file.id]),
        language=filing.language,
        at=file.at,
    )


def shown(complaint: Complaint, moment: datetime) -> dict[str, Any]:
    """The complaint itself, with the others of the case."""
    outcome, colour = answer_words(complaint)
    answer = getattr(complaint, "answer", None)
    return {
        "complaint": complaint,
        "to": of_complaint(complaint),
        "about": about_words(complaint),
        "clock": clock_of_complaint(complaint, moment),
        "answer": answer,
        "answer_document": document_of(complaint),
        "answered_by": who_decided(answer.officer) if answer is not None and answer.officer else "",
        "outcome": outcome,
        "outcome_colour": colour,
        "others_made": [_other(one) for one in complaints_of(complaint.case) if one.pk != complaint.pk],
    }


def _other(complaint: Complaint) -> dict[str, Any]:
    outcome, colour = answer_words(complaint)
    return {
        "number": complaint.number,
        "to": instance_name(complaint.instance, complaint.case.authority),
        "registered_on": complaint.registered_on,
        "text": complaint.text,
        "outcome": outcome or _("Being considered"),
        "colour": colour or "teal",
        "reason": complaint.answer.reason if hasattr(complaint, "answer") else "",
    }


@room("GET")
def file_page(request: HttpRequest, complaint: UUID, file: UUID) -> HttpResponse:
    """A file of the case behind a complaint."""
    moment = now()
    found = instance_complaint(request, complaint, moment)
    return serve_file(file, found.case.stream, lambda: answers_for(account_of(request), found, moment), looked_at)


@room("GET")
def document_page(request: HttpRequest, complaint: UUID, document: UUID) -> HttpResponse:
    """The document of a decision of the case behind a complaint."""
    moment = now()
    found = instance_complaint(request, complaint, moment)
    result = document_of_case(found.case, document)
    return serve_document(result, lambda: answers_for(account_of(request), found, moment), looked_at)


@room("GET")
def answer_document_page(request: HttpRequest, complaint: UUID) -> HttpResponse:
    """The answer to a complaint as a PDF."""
    moment = now()
    found = instance_complaint(request, complaint, moment)
    return serve_document(document_of(found), lambda: answers_for(account_of(request), found, moment), looked_at)
