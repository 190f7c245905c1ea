"""What the holder of a certificate tells the local executive body (503/2016 p.17, p.18, p.20, p.22).

A notice is written on the day it is given and names the day of the event; late is seen and refuses nothing (K12).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tirkelim.identity.models import Account
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.register.commands.conformity import NOTICES, ConformityEventTerms, note_conformity
from tirkelim.register.commands.writing import Invalid, NotFound, today
from tirkelim.register.identifiers import BadIdentifier, parse_bin, parse_iin
from tirkelim.register.models import ConformityCertificate, ConformityEventKind
from tirkelim.services.conformity.access import representative_for

PLACE = {
    ConformityEventKind.CONTRACT_SIGNED: "503/2016 p.17",
    ConformityEventKind.EMPLOYER_CHANGED: "503/2016 p.18",
    ConformityEventKind.CONTRACT_ENDED: "503/2016 p.20",
    ConformityEventKind.DATA_CHANGED: "503/2016 p.22",
}
"""The provision of each notice."""
WITH_EMPLOYER = frozenset({ConformityEventKind.CONTRACT_SIGNED, ConformityEventKind.EMPLOYER_CHANGED})
"""Notices that name the employer and the contract."""
LONGEST = {"employer": 500, "reference": 300}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice. ``event_on``: the day of the contract, of its end or of the change; ``reference``: number of the
    contract, or what changed; ``until``: the contract's last day, None for an open-ended one."""

    kind: ConformityEventKind
    event_on: date
    employer: str = ""
    employer_number: str = ""
    reference: str = ""
    until: date | None = None


def give_notice(command: Command, certificate: UUID, told: Notice) -> Done:
    """Record a notice; result {"event": number}. Raises NotFound, Denied, Invalid (see ``note_conformity``)."""
    if told.kind not in NOTICES:
        raise ValueError(f"not for the holder to tell: {told.kind}")
    event = ConformityEventTerms(
        kind=told.kind,
        on=today(command),
        event_on=told.event_on,
        until=told.until,
        employer=told.employer.strip(),
        employer_number="".join(told.employer_number.split()),
        ground=PLACE[told.kind],
        reference=told.reference.strip(),
    )

    def work(made: Change) -> Result:
        wrong = _wrong(event)
        if wrong:
            raise Invalid(wrong)
        acting = _representative(command, certificate)
        return {"event": note_conformity(made, command, certificate, event, acting).id}

    return once(command, "conformity.notice", {"certificate": certificate, "event": event}, work)


def _wrong(event: ConformityEventTerms) -> dict[str, str]:
    """What is missing or cannot be so, by field."""
    wrong = {name: "too_long" for name, most in LONGEST.items() if len(getattr(event, name)) > most}
    if event.kind not in WITH_EMPLOYER:
        return wrong
    if not event.employer:
        wrong["employer"] = "missing"
    if not is_employer_number(event.employer_number):
        wrong["employer_number"] = "wrong" if event.employer_number else "missing"
    if event.until is not None and event.event_on is not None and event.until < event.event_on:
        wrong["until"] = "before_start"
    return wrong


def is_employer_number(number: str) -> bool:
    """Whether the digits are a BIN, or the IIN of an entrepreneur."""
    for read in (parse_bin, parse_iin):
        try:
            return bool(read(number))
        except BadIdentifier:
            continue
    return False


def _representative(command: Command, certificate: UUID) -> UUID | None:
    row = ConformityCertificate.objects.filter(pk=certificate).first()
    if row is None:
        raise NotFound("ConformityCertificate")
    acting = None if command.actor is None else Account.objects.filter(pk=command.actor).first()
    return None if acting is None else representative_for(row, acting.person)
