"""What each command does to a case, the same for every service; what differs is asked of the service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tirkelim.cases import outbox
from tirkelim.cases.clock import start_clock
from tirkelim.cases.command import CaseCommand, Refused
from tirkelim.cases.complaints import (
    complain,
    dismiss_complaint,
    take_back_complaint,
    uphold_complaint,
    urge_decision,
)
from tirkelim.cases.decisions import decide_grant, decide_refusal, decline_acceptance
from tirkelim.cases.hearing import answer_intention, intend_refusal, require_hearing
from tirkelim.cases.models import Case, DocumentRequest, Filing, OfficerFinding
from tirkelim.cases.numbers import new_case_number
from tirkelim.cases.service import Problem, Service, StepFunction
from tirkelim.cases.signed_content import application_content, bin_of
from tirkelim.documents.models import EvidenceFile
from tirkelim.identity.models import Account
from tirkelim.journal.models import Change
from tirkelim.signatures.purposes import Purpose
from tirkelim.signatures.requiring import require_signature


class Step:
    """Everything a step needs: the case (changed in place, saved by the engine), who, when, and what for."""

    def __init__(self, case: Case, service: Service, wanted: CaseCommand, actor: Account, made: Change) -> None:
        self.case = case
        self.service = service
        self.wanted = wanted
        self.actor = actor
        self.change = made
        self.record: Mapping[str, Any] = {}

    @property
    def now(self) -> datetime:
        """The moment of the command, as read once at the edge."""
        return self.wanted.command.now

    @property
    def body(self) -> Mapping[str, Any]:
        """What the command says."""
        return self.wanted.body


def save_draft(step: Step) -> dict[str, str]:
    """Keep what was typed on one page, right or wrong."""
    draft = step.case.draft
    draft.data = {**draft.data, **step.body["data"]}
    draft.saved_at = step.now
    draft.save()
    return {}


def file_document(step: Step) -> dict[str, str]:
    """File a document; one of the same kind that stood before is replaced."""
    body = step.body
    # Only a file that was sent in for this very case: an id from elsewhere must not open somebody else's document.
    if not EvidenceFile.objects.filter(pk=body["evidence"], owner_stream=step.case.stream).exists():
        raise Refused(Problem("no_such_file", "evidence"))
    _remove_filings(step, body["document"])
    filing = Filing.objects.create(
        case=step.case,
        document=body["document"],
        evidence=body["evidence"],
        language=body["language"],
        translated_into=body.get("translated_into", ""),
        change=step.change,
    )
    step.record = {"document": body["document"], "evidence": str(body["evidence"]), "language": body["language"]}
    return {"filing": str(filing.id)}


def remove_document(step: Step) -> dict[str, str]:
    """Take a filed document back."""
    if not _remove_filings(step, step.body["document"]):
        raise Refused(Problem("no_such_document", "document"))
    step.record = {"document": step.body["document"]}
    return {}


def _remove_filings(step: Step, document: str) -> int:
    standing = Filing.objects.filter(case=step.case, document=document, removed_by__isnull=True)
    return standing.update(removed_by=step.change)


def submit(step: Step) -> dict[str, str]:
    """Send the application: number, office, clock. What its last page says (``data``) is kept with it."""
    case, service = step.case, step.service
    if "data" in step.body:
        save_draft(step)
    problems = service.problems_before_submission(case, step.now)
    if problems:
        raise Refused(*problems)
    routing, applying = service.routing(case, step.now), case.organisation
    case.territory, case.action, case.organisation = routing
    _sign(step, applying)
    case.submitted_at = step.now
    start_clock(step)
    case.number = new_case_number()
    step.record = {
        "number": case.number,
        "accepted_on": case.accepted_on,
        "due_on": case.due_on,
        "territory": case.territory,
        "organisation": case.organisation,
        "form": case.draft.data,
    }
    outbox.tell_applicant(case, "accepted", step.change)
    return {"number": case.number}


def _sign(step: Step, applying: UUID | None) -> None:
    """The application is signed by whoever applies: a person, or an organisation by whom it lets sign."""
    content = application_content(step.case, applying, step.now)
    purpose = Purpose.APPLICATION if applying is None else Purpose.ORGANISATION_APPLICATION
    require_signature(step.wanted.command, step.change, purpose, content, bin=bin_of(applying))


def ask_for_documents(step: Step) -> dict[str, str]:
    """Ask the applicant for what is missing. The clock runs on (our reading)."""
    documents = list(step.body["documents"])
    if not documents:
        raise Refused(Problem("no_document_named", "documents"))
    DocumentRequest.objects.create(
        case=step.case, documents=documents, note=step.body.get("note", ""), change=step.change
    )
    step.record = {"documents": documents, "note": step.body.get("note", "")}
    outbox.tell_applicant(step.case, "asked", step.change)
    return {}


def answer_request(step: Step) -> dict[str, str]:
    """The applicant says that what was asked for is filed."""
    DocumentRequest.objects.filter(case=step.case, answered_by__isnull=True).update(answered_by=step.change)
    return {}


def record_finding(step: Step) -> dict[str, str]:
    """Record what the officer established, with its reference."""
    body = step.body
    if not str(body.get("reference", "")).strip():
        raise Refused(Problem("reference_missing", "reference"))
    try:
        ground = step.service.ground_of(body["kind"])
    except ValueError:
        raise Refused(Problem("no_such_kind", "kind")) from None
    finding = OfficerFinding.objects.create(
        case=step.case,
        kind=body["kind"],
        ground=ground,
        reference=body["reference"],
        note=body.get("note", ""),
        change=step.change,
    )
    step.record = {"kind": finding.kind, "ground": finding.ground, "reference": finding.reference, "note": finding.note}
    return {"finding": str(finding.id)}


def remove_finding(step: Step) -> dict[str, str]:
    """Take back a finding recorded by mistake; it stays in the journal."""
    standing = OfficerFinding.objects.filter(case=step.case, id=step.body["finding"], removed_by__isnull=True)
    if standing.update(removed_by=step.change) != 1:
        raise Refused(Problem("no_such_finding", "finding"))
    step.record = {"finding": str(step.body["finding"])}
    return {}


def refresh_sources(step: Step) -> dict[str, str]:
    """Note that state systems were asked again; the answers themselves are kept by the gateway."""
    step.record = {"answers": dict(step.body.get("answers", {}))}
    return {}


def grant(step: Step) -> dict[str, str]:
    """Grant what is claimed. Impossible against an unmet requirement. A claim refused beside it is heard as a refusal
    is."""
    if step.body.get("without"):
        require_hearing(step)
    stored, number = decide_grant(step)
    outbox.make_document(stored, step.change)
    outbox.tell_applicant(step.case, "granted", step.change)
    return {"decision": str(stored.id), "number": number}


def refuse(step: Step) -> dict[str, str]:
    """Refuse with every numbered ground that applies. Impossible without a ground, and before the applicant was
    heard where this office hears them."""
    require_hearing(step)
    stored = decide_refusal(step)
    outbox.make_document(stored, step.change)
    outbox.tell_applicant(step.case, "refused", step.change)
    return {"decision": str(stored.id)}


def decline(step: Step) -> dict[str, str]:
    """Not accept an application that is incomplete or no longer valid: an outcome without a ground (reading K5)."""
    stored = decline_acceptance(step)
    outbox.make_document(stored, step.change)
    outbox.tell_applicant(step.case, "declined", step.change)
    return {"decision": str(stored.id)}


def withdraw(step: Step) -> dict[str, str]:
    """The applicant takes the application back. Not where it was granted once: that stands in the register, and only
    the second decision says what becomes of it."""
    if step.case.decisions.filter(outcome="granted").exists():
        raise Refused(Problem("granted_before"))
    return {}


STEPS: dict[str, StepFunction] = {
    work.__name__: work
    for work in (
        save_draft,
        file_document,
        remove_document,
        submit,
        ask_for_documents,
        answer_request,
        record_finding,
        remove_finding,
        refresh_sources,
        grant,
        refuse,
        decline,
        withdraw,
        intend_refusal,
        answer_intention,
        complain,
        take_back_complaint,
        dismiss_complaint,
        uphold_complaint,
        urge_decision,
    )
}
"""The step of each command, by its name in the table of transitions."""
