"""Enters a granted certificate into the register: the new one, and that it takes the place of the one before."""

from __future__ import annotations

from datetime import date

from tirkelim.cases.models import Case
from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.law.finding import Decision, Terms
from tirkelim.register.commands.certificates import (
    CertificateTerms,
    issue_certificate,
    write_certificate_event,
)
from tirkelim.register.models import Certificate, CertificateEvent
from tirkelim.register.status import NOT_STANDING, CertificateStatus, EventKind, status_on
from tirkelim.services.level.entering import enter_level, undo_level

REPLACED = (CertificateStatus.VALID, CertificateStatus.TRAINING_LAPSED, CertificateStatus.TERM_MISSING)


def enter_granted(case: Case, stored: StoredDecision, decision: Decision, ground: str, change: Change) -> str:
    """Enter the certificate, and the level where one is granted with it. Returns the certificate's public number."""
    terms = decision.verdicts[0].terms
    if terms is None:
        raise ValueError("a grant has terms")
    number = enter_certificate(case, stored, terms, ground, change)
    for verdict in decision.verdicts[1:]:
        if verdict.terms is not None:
            enter_level(case.subject_id, stored, verdict.terms, number, change)
    return number


def enter_certificate(case: Case, stored: StoredDecision, terms: Terms, ground: str, change: Change) -> str:
    """The certificate of a decision; one of the same specialty that still stands is superseded on ``ground``.

    Returns its public number.
    """
    hold(f"certificates:{case.subject_id}")
    before = _replaced(case, terms.specialty, terms.valid_from)
    row = issue_certificate(
        change,
        CertificateTerms(
            person=case.subject_id,
            specialty=terms.specialty,
            level=terms.level,
            issued_on=terms.valid_from,
            valid_until=terms.valid_until,
            office=case.territory,
            decision=stored.id,
        ),
    )
    for certificate in before:
        write_certificate_event(
            change,
            certificate,
            EventKind.SUPERSEDED,
            terms.valid_from,
            ground,
            reference=str(case.number),
            superseded_by=row.number,
        )
    return row.number


def _replaced(case: Case, specialty: str, on: date) -> list[Certificate]:
    """The certificates that the new one replaces: valid ones, and those without a term whatever they are worth on the
    day, since later further education would bring them back beside it.

    They are held until the end of the transaction, so that no withdrawal comes between.
    """
    rows = Certificate.objects.select_for_update().filter(person_id=case.subject_id, specialty=specialty)
    rows = rows.order_by("issued_on", "number")
    return [row for row in rows if status_on(row, row.events.order_by("id"), on).status in REPLACED]


REPLACED_DECISION = "decision_replaced"
"""The ground of events that a second decision causes: the one before was found wrong on a complaint."""


def undo_granted(case: Case, earlier: StoredDecision, stored: StoredDecision, change: Change) -> None:
    """Take back the certificate and the level of an earlier decision, since ``stored`` stands in its place.

    A certificate that the new decision superseded stays so. Otherwise it is withdrawn, and what it had superseded is
    again what it was.
    """
    undo_level(earlier, change)
    hold(f"certificates:{case.subject_id}")
    row = Certificate.objects.select_for_update().filter(decision=earlier.id).first()
    on, reference = stored.decided_on, f"{case.number}/{stored.seq}"
    if row is None or status_on(row, row.events.order_by("id"), on).status in NOT_STANDING:
        return
    write_certificate_event(change, row, EventKind.WITHDRAWN, on, REPLACED_DECISION, reference=reference)
    superseded = CertificateEvent.objects.filter(superseded_by=row.number).values("certificate")
    for before in Certificate.objects.select_for_update().filter(pk__in=superseded):
        if status_on(before, before.events.order_by("id"), on).superseded_by == row.number:
            write_certificate_event(change, before, EventKind.RESTORED, on, REPLACED_DECISION, reference=reference)
