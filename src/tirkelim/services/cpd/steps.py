"""What the commands of a confirmation do: rows reviewed, words given and taken away, the sheet made out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from tirkelim.cases import outbox
from tirkelim.cases import steps as standard
from tirkelim.cases.command import FactsChanged, Refused
from tirkelim.cases.decisions import Weighed, grant_weighed, weigh
from tirkelim.cases.models import ItemReview, OfficerFinding, SignOff
from tirkelim.cases.service import Problem
from tirkelim.cases.signed_content import bin_of
from tirkelim.cases.steps import Step
from tirkelim.identity.policy import may
from tirkelim.law.finding import Status
from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.refusals import RefusedReason
from tirkelim.services.cpd.gather import (
    HEAD,
    HR,
    HandedIn,
    lines_of,
    read_case,
    seen_digest,
    without_hr_service,
    words_digest,
)
from tirkelim.services.cpd.signed_content import confirmation_content
from tirkelim.services.cpd.telling import tell_head, tell_personnel
from tirkelim.signatures.purposes import Purpose
from tirkelim.signatures.requiring import require_signature

PURPOSES = {HR: Purpose.CPD_HR, HEAD: Purpose.CPD_HEAD}
SENT_BACK = "sent_back"
"""The kind of finding that holds the head's reason for sending a confirmation back to HR."""


def submit(step: Step) -> dict[str, str]:
    """The worker hands the results in."""
    result = standard.submit(step)
    tell_personnel(step)
    return result


def answer_request(step: Step) -> dict[str, str]:
    """The worker has mended what was asked for."""
    result = standard.answer_request(step)
    tell_personnel(step)
    return result


def review_row(step: Step) -> dict[str, str]:
    """Accept or refuse one row, in the version that the reviewer saw."""
    _must_review(step)
    row, body = _row_as_seen(step), step.body
    accepted, reason, note = bool(body["accepted"]), str(body.get("reason", "")), str(body.get("note", "")).strip()
    if accepted:
        reason = ""
    else:
        _check_reason(reason, note)
    _remove_review(step, row.result.line)
    ItemReview.objects.create(
        case=step.case,
        item=row.result.line,
        version=row.result.id,
        accepted=accepted,
        reason=reason,
        note=note,
        change=step.change,
    )
    step.record = {"item": row.line, "accepted": accepted, "reason": reason, "note": note}
    return {}


def take_back_review(step: Step) -> dict[str, str]:
    """Take the review of a row back; it stays in the journal."""
    _must_review(step)
    line = _uuid(step.body.get("item"))
    if line is None or not _remove_review(step, line):
        raise Refused(Problem("no_such_review"))
    step.record = {"item": str(line)}
    return {}


def ask_for_documents(step: Step) -> dict[str, str]:
    """Send the results back to the worker: which rows have to be mended, and why."""
    _must_review(step)
    chosen = {str(line) for line in lines_of(step.case)}
    documents = list(step.body["documents"])
    if not documents or set(documents) - chosen:
        raise Refused(Problem("no_row_named", "documents"))
    if not str(step.body.get("note", "")).strip():
        raise Refused(Problem("note_missing", "note"))
    return standard.ask_for_documents(step)


def confirm_hr(step: Step) -> dict[str, str]:
    """HR's word on every row (p.8): then the results are with the head."""
    weighed = _as_seen(step)
    _must_be_ready(step, weighed)
    _sign(step, HR, weighed)
    OfficerFinding.objects.filter(case=step.case, kind=SENT_BACK, removed_by__isnull=True).update(
        removed_by=step.change
    )
    tell_head(step)
    return {}


def send_back(step: Step) -> dict[str, str]:
    """The head does not confirm yet: HR's word is taken away, and HR reads why."""
    note = str(step.body.get("note", "")).strip()
    if not note:
        raise Refused(Problem("note_missing", "note"))
    SignOff.objects.filter(case=step.case, capacity=HR, removed_by__isnull=True).update(removed_by=step.change)
    OfficerFinding.objects.create(
        case=step.case, kind=SENT_BACK, reference=step.actor.name, note=note, change=step.change
    )
    step.record = {"note": note}
    tell_personnel(step, "results_sent_back")
    return {}


def confirm_head(step: Step) -> dict[str, str]:
    """The head's word beside HR's (p.6, p.8): another person, on the same facts. The sheet is made out."""
    weighed = _as_seen(step)
    hr = weighed.gathered.read.words.get(HR)
    if hr is None:
        raise Refused(Problem("no_word_of_hr"))
    if hr.account == step.actor.id:
        raise Refused(Problem("same_person"))
    if hr.facts_digest != words_digest(weighed.gathered.facts):
        raise Refused(Problem("changed_since_hr"))
    _must_be_ready(step, weighed)
    return _make_out(step, weighed)


def confirm_alone(step: Step) -> dict[str, str]:
    """The head's word where there is no HR service (reading C3): the sheet says so, and a person looks at it."""
    if not without_hr_service(step.case, localdate(step.now)):
        raise Refused(Problem("hr_reviews"))
    weighed = _as_seen(step)
    _must_be_ready(step, weighed)
    return _make_out(step, weighed)


def _make_out(step: Step, weighed: Weighed) -> dict[str, str]:
    _sign(step, HEAD, weighed)
    stored, number = grant_weighed(step, weigh(step.case, step.now))
    outbox.make_document(stored, step.change)
    outbox.tell_applicant(step.case, "granted", step.change)
    return {"decision": str(stored.id), "number": number}


def _sign(step: Step, capacity: str, weighed: Weighed) -> None:
    digest = words_digest(weighed.gathered.facts)
    SignOff.objects.create(
        case=step.case,
        capacity=capacity,
        account=step.actor.id,
        name=step.actor.name,
        facts_digest=digest,
        change=step.change,
    )
    content = confirmation_content(
        step.case, capacity, weighed.gathered.facts, digest, step.service.book(), weighed.day, step.now
    )
    own = bin_of(step.case.organisation)
    require_signature(step.wanted.command, step.change, PURPOSES[capacity], content, bin=own)
    step.record = {"capacity": capacity, "facts": digest}


def _as_seen(step: Step) -> Weighed:
    """The facts as they stand, if they are those on the page. Raises FactsChanged."""
    weighed = weigh(step.case, step.now)
    seen = seen_digest(weighed.gathered.facts, weighed.gathered.read, weighed.day)
    if step.wanted.facts_digest != seen:
        raise FactsChanged
    return weighed


def _must_be_ready(step: Step, weighed: Weighed) -> None:
    problem = why_not_ready(weighed)
    if problem:
        raise Refused(Problem(problem))


def why_not_ready(weighed: Weighed) -> str:
    """The code of what stands between the rows and a word; "" where nothing does."""
    read, facts = weighed.gathered.read, weighed.gathered.facts
    if facts.main_workplace is not True:
        return "not_main_workplace"
    if read.open_rows:
        return "rows_open"
    if not any(row.review.accepted for row in read.rows):
        return "nothing_accepted"
    of_rows = [f for f in weighed.proposal.findings if f.requirement is not req.SHEET_TOTAL]
    return "units_open" if any(f.status is Status.UNKNOWN for f in of_rows) else ""


def _must_review(step: Step) -> None:
    """HR reviews; the head only where there is no HR service."""
    is_hr = may(step.actor, "cpd.confirm_hr", step.case, on=localdate(step.now))
    if not is_hr and not without_hr_service(step.case, localdate(step.now)):
        raise Refused(Problem("hr_reviews"))


def _row_as_seen(step: Step) -> HandedIn:
    row = read_case(step.case, step.now).row(str(step.body.get("item", "")))
    if row is None:
        raise Refused(Problem("no_such_row"))
    if str(row.result.id) != str(step.body.get("seen")):
        raise Refused(Problem("row_changed"))
    return row


def _check_reason(reason: str, note: str) -> None:
    if reason not in set(RefusedReason):
        raise Refused(Problem("reason_missing", "reason"))
    if reason == RefusedReason.OTHER and not note:
        raise Refused(Problem("note_missing", "note"))


def _remove_review(step: Step, line: UUID) -> int:
    standing = ItemReview.objects.filter(case=step.case, item=line, removed_by__isnull=True)
    return standing.update(removed_by=step.change)


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


STEPS = {
    work.__name__: work
    for work in (
        submit,
        answer_request,
        review_row,
        take_back_review,
        ask_for_documents,
        confirm_hr,
        send_back,
        confirm_head,
        confirm_alone,
    )
}
"""The service's own commands; the others are those of all services."""
