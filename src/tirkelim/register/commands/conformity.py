"""Certificates of conformity and what happens to them (503/2016). A certificate is written once; everything later is
an event."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tirkelim.identity.models import Authority
from tirkelim.identity.policy import Scope, require_actor
from tirkelim.identity.territories import region
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.register.commands.writing import Invalid, NotFound, person_stream, today
from tirkelim.register.conformity_status import ConformityStatus, conformity_status
from tirkelim.register.given_numbers import draw_free
from tirkelim.register.models import (
    ConformityBasis,
    ConformityCertificate,
    ConformityEvent,
    ConformityEventKind,
)

NOTICES = frozenset(
    {
        ConformityEventKind.CONTRACT_SIGNED,
        ConformityEventKind.EMPLOYER_CHANGED,
        ConformityEventKind.CONTRACT_ENDED,
        ConformityEventKind.DATA_CHANGED,
    }
)
"""What the holder tells; everything else is decided."""
WITHDRAWABLE = frozenset({ConformityStatus.VALID, ConformityStatus.LOST})
"""A lost one can be withdrawn as well: its holder still works on it, and may ask for a duplicate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConformityTerms:
    """What a certificate says. ``profession`` is its Kazakh name in the list, ``activity`` the code of its kind of
    activity; ``valid_until`` the last day; ``office`` any KATO code in the local body's region; ``number`` only for one
    that was issued before this register."""

    person: UUID
    basis: ConformityBasis
    profession: str
    activity: str
    issued_on: date
    valid_until: date
    office: str
    framework_level: int | None = None
    identity_document: str = ""
    earlier: UUID | None = None
    decision: UUID | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConformityEventTerms:
    """What happens to a certificate: see ``ConformityEvent`` for each."""

    kind: ConformityEventKind
    on: date
    event_on: date | None = None
    until: date | None = None
    employer: str = ""
    employer_number: str = ""
    ground: str = ""
    reference: str = ""
    successor: str = ""
    decision: UUID | None = None


def hold_conformity(person: UUID) -> None:
    """Be the only one who changes the certificates of conformity of a person, to the end of the transaction."""
    hold(f"conformity:{person}")


def issue_conformity(made: Change, terms: ConformityTerms) -> ConformityCertificate:
    """Write a certificate inside the transaction of a decision: draws its number, adds the journal entry.

    The caller has checked the right to decide. Raises IntegrityError where the decision has one already.
    """
    row = ConformityCertificate.objects.create(
        id=uuid.uuid4(),
        number=terms.number or draw_free(),
        person_id=terms.person,
        basis=terms.basis,
        earlier_id=terms.earlier,
        profession=terms.profession,
        activity=terms.activity,
        framework_level=terms.framework_level,
        identity_document=terms.identity_document,
        issued_on=terms.issued_on,
        valid_until=terms.valid_until,
        office=region(terms.office),
        decision=terms.decision,
        change=made,
    )
    body = {"certificate": row.id, "number": row.number, "terms": terms}
    append(person_stream(terms.person), made, "conformity_issued", body)
    return row


def write_conformity_event(
    made: Change, certificate: ConformityCertificate, event: ConformityEventTerms
) -> ConformityEvent:
    """Write an event inside another transaction, such as the decision that extends a certificate."""
    row = ConformityEvent.objects.create(
        certificate=certificate,
        kind=event.kind,
        on=event.on,
        event_on=event.event_on,
        until=event.until,
        employer=event.employer,
        employer_number=event.employer_number,
        ground=event.ground,
        reference=event.reference,
        successor=event.successor,
        decision=event.decision,
        change=made,
    )
    body = {"number": certificate.number, "event": event}
    append(person_stream(certificate.person_id), made, f"conformity_{event.kind.value}", body)
    return row


def withdraw_conformity(made: Change, command: Command, certificate: UUID, event: ConformityEventTerms) -> int:
    """Withdraw a certificate inside a change, after asking for the officer's right (p.21); returns the event's number.

    Raises NotFound; Denied; Invalid for a day before the issue or in the future, for one that is not in force on the
    day or is withdrawn already, and without the act that establishes the reason.
    """
    row = _held(certificate)
    require_actor(command.actor, "conformity.withdraw", conformity_scope(row), on=today(command))
    wrong = _wrong_withdrawal(row, event, today(command))
    if wrong:
        raise Invalid(wrong)
    return write_conformity_event(made, row, event).id


def note_conformity(
    made: Change, command: Command, certificate: UUID, event: ConformityEventTerms, representative: UUID | None = None
) -> ConformityEvent:
    """Record what the holder tells, inside a change, after asking for the right (p.17, p.18, p.20, p.22).

    ``representative``: a person who acts for the holder. Raises NotFound; Denied; Invalid for an event in the future or
    before the first issue, for a certificate that was in force neither on that day nor on this one or was replaced, and
    for the same notice given twice.
    """
    if event.kind not in NOTICES:
        raise ValueError(f"not for the holder to tell: {event.kind}")
    row = _held(certificate)
    require_actor(command.actor, "conformity.notice", conformity_scope(row, representative), on=today(command))
    wrong = _wrong_notice(row, event, today(command))
    if wrong:
        raise Invalid(wrong)
    return write_conformity_event(made, row, event)


def _held(certificate: UUID) -> ConformityCertificate:
    """The certificate, with all of its person's held against other changes. Raises NotFound."""
    person = ConformityCertificate.objects.filter(pk=certificate).values_list("person_id", flat=True).first()
    if person is None:
        raise NotFound("ConformityCertificate")
    hold_conformity(person)
    return ConformityCertificate.objects.get(pk=certificate)


def _wrong_withdrawal(row: ConformityCertificate, event: ConformityEventTerms, day: date) -> dict[str, str]:
    """What cannot be so, by field."""
    if not event.reference.strip():
        return {"reference": "missing"}
    if event.on < row.issued_on:
        return {"on": "before_issue"}
    if event.on > day:
        return {"on": "in_the_future"}
    events = list(row.events.order_by("id"))
    if any(one.kind == ConformityEventKind.WITHDRAWN for one in events):
        return {"on": "withdrawn_already"}
    # Of what was told and decided since, nothing is undone: a replaced certificate is withdrawn by its successor.
    standing = {conformity_status(row, events, on).status for on in (event.on, day)}
    return {} if standing <= WITHDRAWABLE else {"on": "not_in_force"}


def _wrong_notice(row: ConformityCertificate, event: ConformityEventTerms, day: date) -> dict[str, str]:
    """What cannot be so, by field."""
    if event.event_on is None:
        return {"event_on": "missing"}
    if event.event_on > day:
        return {"event_on": "in_the_future"}
    if event.event_on < _first_issue(row):
        return {"event_on": "before_issue"}
    events = list(row.events.order_by("id"))
    now = conformity_status(row, events, day).status
    # A contract often ends together with the certificate that was extended for it: that is told afterwards.
    then = conformity_status(row, events, max(event.event_on, row.issued_on)).status
    if ConformityStatus.VALID not in (now, then) or now is ConformityStatus.SUPERSEDED:
        return {"event_on": "not_in_force"}
    if any(one.kind == event.kind and one.event_on == event.event_on for one in events):
        return {"event_on": "told_already"}
    return {}


def _first_issue(row: ConformityCertificate) -> date:
    """The day of issue of the certificate, or of the one that it re-issues or duplicates in the end."""
    while row.earlier is not None:
        row = row.earlier
    return row.issued_on


def conformity_scope(certificate: ConformityCertificate, representative: UUID | None = None) -> Scope:
    """A certificate belongs to its person, to whoever acts for them, and to the local body that issued it."""
    return Scope(
        person=certificate.person_id,
        representative=representative,
        territories=frozenset({region(certificate.office)}),
        authority=Authority.EMPLOYMENT.value,
    )
