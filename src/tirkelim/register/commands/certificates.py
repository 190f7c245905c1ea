"""Certificates and what happens to them. A certificate is written once; everything later is an event."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tirkelim.identity.policy import Scope, require_actor
from tirkelim.identity.territories import region
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.register.commands.writing import Invalid, NotFound, person_stream, today
from tirkelim.register.given_numbers import draw_free, is_given
from tirkelim.register.models import Certificate, CertificateEvent
from tirkelim.register.status import CertificateStatus, EventKind, status_on


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateTerms:
    """What a certificate says. `valid_until` is its last day, null without limit; `office` any KATO code in the
    department's region; `number` only for one that was issued before this register."""

    person: UUID
    specialty: str
    issued_on: date
    valid_until: date | None
    level: str | None = None
    office: str | None = None
    decision: UUID | None = None
    number: str | None = None


def issue_certificate(made: Change, terms: CertificateTerms, certificate: UUID | None = None) -> Certificate:
    """Write a certificate inside the transaction of a decision: draws its number, adds the journal entry.

    The caller has checked the right to decide. Raises IntegrityError where the decision has one already.
    """
    row = Certificate.objects.create(
        id=certificate or uuid.uuid4(),
        number=terms.number or draw_free(),
        person_id=terms.person,
        specialty=terms.specialty,
        level=terms.level,
        issued_on=terms.issued_on,
        valid_until=terms.valid_until,
        office=None if terms.office is None else region(terms.office),
        decision=terms.decision,
        change=made,
    )
    append(
        person_stream(terms.person),
        made,
        "certificate_recorded",
        {"certificate": row.id, "number": row.number, "terms": terms},
    )
    return row


def record_certificate(command: Command, terms: CertificateTerms) -> Done:
    """Record a certificate as a command of its own; result {"certificate": id, "number": text}.

    With a decision, the department officer's right is asked for; without, the certificate was issued before this
    register and is imported. Raises Invalid, Denied.
    """
    if terms.decision is None and terms.number is None:
        raise Invalid({"number": "missing"})
    if terms.valid_until is not None and terms.valid_until < terms.issued_on:
        raise Invalid({"valid_until": "before_issue"})

    def work(made: Change) -> Result:
        action = "certificate.import" if terms.decision is None else "certificate.record"
        require_actor(command.actor, action, _scope(terms.person, terms.office, today(command)), on=today(command))
        if terms.number is not None and is_given(terms.number):
            raise Invalid({"number": "taken"})
        row = issue_certificate(made, terms)
        return {"certificate": str(row.id), "number": row.number}

    return once(command, "register.record_certificate", terms, work)


def write_certificate_event(
    made: Change,
    certificate: Certificate,
    kind: EventKind,
    on: date,
    ground: str,
    *,
    reference: str = "",
    superseded_by: str = "",
) -> CertificateEvent:
    """Write an event inside another transaction, such as the decision that supersedes a certificate."""
    row = CertificateEvent.objects.create(
        certificate=certificate,
        kind=kind.value,
        on=on,
        ground=ground,
        reference=reference,
        superseded_by=superseded_by,
        change=made,
    )
    append(
        person_stream(certificate.person_id),
        made,
        f"certificate_{kind.value}",
        {
            "number": certificate.number,
            "on": on,
            "ground": ground,
            "reference": reference,
            "superseded_by": superseded_by,
        },
    )
    return row


def record_certificate_event(
    command: Command,
    certificate: UUID,
    kind: EventKind | str,
    on: date,
    ground: str,
    *,
    reference: str = "",
    superseded_by: str = "",
) -> Done:
    """Record withdrawal, supersession or restoration as a command of its own; result {"event": number}.

    Raises NotFound, Invalid, Denied as ``change_certificate``.
    """
    event = EventTerms(EventKind(kind), on, ground, reference, superseded_by)

    def work(made: Change) -> Result:
        return {"event": change_certificate(made, command, certificate, event).id}

    return once(command, "register.record_certificate_event", {"certificate": certificate, "event": event}, work)


@dataclass(frozen=True, slots=True)
class EventTerms:
    """What happens to a certificate: from which day, on what ground, by which act, and what took its place."""

    kind: EventKind
    on: date
    ground: str
    reference: str = ""
    superseded_by: str = ""


def change_certificate(made: Change, command: Command, certificate: UUID, event: EventTerms) -> CertificateEvent:
    """Record an event inside a change, after asking for the actor's right.

    Raises NotFound; Denied; Invalid for a day before the issue, in the future or before the event that stands, for a
    successor of anything but supersession, for withdrawing twice and for restoring what was not withdrawn.
    """
    # Held until the end of the transaction, so that two officers do not both find it standing.
    row = Certificate.objects.select_for_update().filter(pk=certificate).first()
    if row is None:
        raise NotFound("Certificate")
    require_actor(command.actor, "certificate.event", certificate_scope(row, today(command)), on=today(command))
    wrong = _wrong(row, event, today(command))
    if wrong:
        raise Invalid(wrong)
    return write_certificate_event(
        made, row, event.kind, event.on, event.ground, reference=event.reference, superseded_by=event.superseded_by
    )


def _wrong(row: Certificate, event: EventTerms, on: date) -> dict[str, str]:
    """What cannot be so, by field."""
    events = list(row.events.order_by("id"))
    last = max((one.on for one in events), default=row.issued_on)
    withdrawn = status_on(row, events, max(last, row.issued_on)).status is CertificateStatus.WITHDRAWN
    if event.superseded_by and event.kind != EventKind.SUPERSEDED:
        return {"superseded_by": "unexpected"}
    if event.on < row.issued_on:
        return {"on": "before_issue"}
    if event.on > on:
        return {"on": "in_the_future"}
    if event.on < last:
        return {"on": "before_last_event"}
    if event.kind is EventKind.WITHDRAWN and withdrawn:
        return {"kind": "withdrawn_already"}
    if event.kind is EventKind.RESTORED and not withdrawn:
        return {"kind": "not_withdrawn"}
    return {}


def certificate_scope(certificate: Certificate, on: date) -> Scope:
    """A certificate belongs to its person, to the department that issued it, and to the person's employers."""
    return _scope(certificate.person_id, certificate.office, on)


def _scope(person: UUID, office: str | None, on: date) -> Scope:
    from tirkelim.register.scopes import person_scope

    wide = person_scope(person, on)
    offices = frozenset() if office is None else frozenset({region(office)})
    return Scope(person=person, organisations=wide.organisations, territories=offices or wide.territories)
