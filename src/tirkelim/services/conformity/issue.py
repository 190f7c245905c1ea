"""Enters what was granted into the register: issue, extension, re-issue, duplicate (503/2016 p.11, p.15-22)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localdate

from tirkelim.cases.command import Refused
from tirkelim.cases.models import Case
from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.cases.service import Problem
from tirkelim.journal.models import Change
from tirkelim.law.finding import Decision, Terms
from tirkelim.law.order_503_conformity.professions import find
from tirkelim.law.standards.services import Action
from tirkelim.register.commands.conformity import (
    ConformityEventTerms,
    ConformityTerms,
    hold_conformity,
    issue_conformity,
    write_conformity_event,
)
from tirkelim.register.conformity_status import term_on
from tirkelim.register.models import ConformityBasis, ConformityCertificate, ConformityEvent, ConformityEventKind
from tirkelim.services.conformity.answers import ConformityAnswers, ContractAnswers, read_answers
from tirkelim.services.conformity.held import held_for, own_certificate

EXTENSION, NEW_EMPLOYER, REPLACEMENT = "503/2016 p.16", "503/2016 p.19", "503/2016 p.22"


def enter_granted(case: Case, stored: StoredDecision, decision: Decision, change: Change) -> str:
    """Enter the result of a decision; returns the public number of the certificate.

    Raises Refused where the certificate was withdrawn or replaced by another decision a moment before.
    """
    terms = decision.verdicts[0].terms
    if terms is None or terms.valid_until is None:
        raise ValueError("a grant of this service has a term")
    hold_conformity(case.subject_id)
    answers, action = read_answers(case.draft.data), Action(case.action)
    if action is Action.ISSUE:
        return _issue(case, stored, answers, terms, change).number
    row = _standing(case, answers, action, stored.decided_on)
    if action is Action.EXTEND:
        _extend(row, stored, answers, terms, change)
        return row.number
    return _replace(row, case, stored, answers, terms, change).number


def _standing(case: Case, answers: ConformityAnswers, action: Action, day: date) -> ConformityCertificate:
    """The certificate held, seen again now that nobody else can change it."""
    row = own_certificate(case.subject_id, answers.held.number) if answers.held else None
    applied_on = localdate(case.submitted_at)
    if row is None or held_for(case, row, action, applied_on, day).last_day < applied_on:
        raise Refused(Problem("certificate_not_standing"))
    return row


def _issue(
    case: Case, stored: StoredDecision, answers: ConformityAnswers, terms: Terms, change: Change
) -> ConformityCertificate:
    asked = answers.request
    if asked is None or asked.profession is None or asked.activity is None:
        raise ValueError("an issue names its profession")
    listed = next(iter(find(asked.profession, asked.activity)), None)
    return issue_conformity(
        change,
        ConformityTerms(
            person=case.subject_id,
            basis=ConformityBasis.ISSUE,
            profession=listed.kk if listed else asked.profession,
            activity=listed.activity if listed else asked.activity,
            framework_level=asked.framework_level,
            identity_document=_document(answers),
            issued_on=terms.valid_from,
            valid_until=_end(terms),
            office=case.territory,
            decision=stored.id,
        ),
    )


def _extend(
    row: ConformityCertificate, stored: StoredDecision, answers: ConformityAnswers, terms: Terms, change: Change
) -> None:
    contract: ContractAnswers | None = answers.contract
    if contract is None:
        raise ValueError("an extension names its contract")
    event = ConformityEventTerms(
        kind=ConformityEventKind.EXTENDED,
        on=terms.valid_from,
        event_on=contract.signed_on,
        until=_end(terms),
        employer=contract.employer,
        employer_number=contract.employer_number,
        ground=NEW_EMPLOYER if contract.new_employer else EXTENSION,
        reference=f"№ {contract.number}, {contract.signed_on:%d.%m.%Y}",
        decision=stored.id,
    )
    write_conformity_event(change, row, event)


def _replace(
    row: ConformityCertificate,
    case: Case,
    stored: StoredDecision,
    answers: ConformityAnswers,
    terms: Terms,
    change: Change,
) -> ConformityCertificate:
    """A new row with a number of its own (reading K19) that runs to the end of the one before."""
    lost = case.action == Action.DUPLICATE
    given = issue_conformity(
        change,
        ConformityTerms(
            person=case.subject_id,
            basis=ConformityBasis.DUPLICATE if lost else ConformityBasis.REISSUE,
            profession=row.profession,
            activity=row.activity,
            framework_level=row.framework_level,
            # A duplicate repeats what was lost; a re-issue carries the changed document.
            identity_document=row.identity_document if lost else _document(answers),
            earlier=row.id,
            issued_on=terms.valid_from,
            valid_until=_end(terms),
            office=case.territory,
            decision=stored.id,
        ),
    )
    event = ConformityEventTerms(
        kind=ConformityEventKind.SUPERSEDED,
        on=terms.valid_from,
        ground=REPLACEMENT,
        reference=str(case.number),
        successor=given.number,
    )
    write_conformity_event(change, row, event)
    return given


def _document(answers: ConformityAnswers) -> str:
    return "" if answers.person is None else answers.person.document_number[:100]


def _end(terms: Terms) -> date:
    if terms.valid_until is None:
        raise ValueError("a certificate of conformity has a term")
    return terms.valid_until


REPLACED_DECISION = "decision_replaced"
"""The ground of events that a second decision causes: the one before was found wrong on a complaint."""


def undo_granted(case: Case, earlier: StoredDecision, stored: StoredDecision, change: Change) -> None:
    """Take back what an earlier decision gave, since ``stored`` stands in its place.

    An extension: the term is again what it was, unless it was extended anew. A certificate, with those that re-issue or
    duplicate it since: superseded by the new one, or withdrawn, and the one that it replaced stands again (a lost one
    stays lost).
    """
    hold_conformity(case.subject_id)
    again, reference = _given_by(stored), f"{case.number}/{stored.seq}"
    event = ConformityEvent.objects.select_related("certificate").filter(decision=earlier.id).first()
    if event is not None:
        if stored.outcome != "granted":
            _shorten(event, stored.decided_on, reference, change)
        return
    row = _given_by(earlier)
    if row is None:
        return
    ended = ConformityEventTerms(
        kind=ConformityEventKind.WITHDRAWN if again is None else ConformityEventKind.SUPERSEDED,
        on=stored.decided_on,
        ground=REPLACED_DECISION,
        reference=reference,
        successor="" if again is None else again.number,
    )
    for one in (row, *_given_since(row)):
        write_conformity_event(change, one, ended)
    if again is None and row.earlier is not None:
        back = ConformityEventTerms(
            kind=ConformityEventKind.RESTORED, on=stored.decided_on, ground=REPLACED_DECISION, reference=reference
        )
        write_conformity_event(change, row.earlier, back)


def _given_since(row: ConformityCertificate) -> Iterator[ConformityCertificate]:
    """The certificates that re-issue or duplicate this one: they rest on it, and fall with it."""
    for later in row.later.all():
        yield later
        yield from _given_since(later)


def _given_by(decision: StoredDecision) -> ConformityCertificate | None:
    return ConformityCertificate.objects.filter(decision=decision.id).first()


def _shorten(event: ConformityEvent, on: date, reference: str, change: Change) -> None:
    """Back to the term before the extension, by an event of its own: what was written stays written. A later extension
    rests on a contract of its own, and gave a term that stays."""
    extensions = event.certificate.events.filter(kind=ConformityEventKind.EXTENDED, id__gt=event.id)
    if extensions.exists():
        return
    before = [one for one in event.certificate.events.order_by("id") if one.id < event.id]
    back = ConformityEventTerms(
        kind=ConformityEventKind.EXTENDED,
        on=on,
        until=term_on(event.certificate, before, on),
        ground=REPLACED_DECISION,
        reference=reference,
    )
    write_conformity_event(change, event.certificate, back)
