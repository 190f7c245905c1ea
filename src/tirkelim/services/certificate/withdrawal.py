"""Withdrawal and restoration of a certificate by the department: one command, and the holder is told."""

from __future__ import annotations

import enum
from datetime import date
from typing import NamedTuple
from uuid import UUID

from tirkelim.cases.outbox import tell
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.register.commands.certificates import EventTerms, change_certificate
from tirkelim.register.commands.writing import Invalid, today
from tirkelim.register.models import Certificate
from tirkelim.register.status import EventKind

LONGEST_REFERENCE = 200
"""Characters of a reference in the register."""


class Ground(enum.StrEnum):
    """Why a certificate is withdrawn, as the event keeps it."""

    COURT_BAN = "court_ban"
    COURT_SENTENCE = "court_sentence"
    UNTRUE_DOCUMENTS = "untrue_documents"
    OWN_REQUEST = "own_request"
    DEPARTMENT_MISTAKE = "department_mistake"


COURT_GROUNDS = frozenset({Ground.COURT_BAN, Ground.COURT_SENTENCE})
ANNULLED = "withdrawal_annulled"
"""The ground of a restoration."""


class Reference(NamedTuple):
    """The act that a withdrawal rests on: who issued it, its number and its date."""

    body: str = ""
    number: str = ""
    day: date | None = None

    def missing(self) -> dict[str, str]:
        """The parts that are not given."""
        parts = {"body": self.body.strip(), "number": self.number.strip(), "day": self.day}
        return {name: "missing" for name, value in parts.items() if not value}

    def __str__(self) -> str:
        """As the register keeps it, in every language the same."""
        number = f"№ {self.number.strip()}" if self.number.strip() else ""
        day = f"{self.day:%d.%m.%Y}" if self.day else ""
        return ", ".join(filter(None, (self.body.strip(), number, day)))


def withdraw(command: Command, certificate: UUID, ground: Ground, on: date, reference: Reference) -> Done:
    """Withdraw a certificate from a day on; result {"event": number}. A court's act is named whole.

    Raises NotFound, Denied, Invalid (see ``change_certificate``).
    """
    wrong = reference.missing() if ground in COURT_GROUNDS else {}
    event = EventTerms(EventKind.WITHDRAWN, on, ground.value, str(reference))
    return _happens(command, certificate, event, reference, wrong)


def restore(command: Command, certificate: UUID, on: date, reference: Reference) -> Done:
    """Take a withdrawal back from a day on, since it was annulled by the act named; result {"event": number}.

    Raises as ``withdraw``.
    """
    event = EventTerms(EventKind.RESTORED, on, ANNULLED, str(reference))
    return _happens(command, certificate, event, reference, reference.missing())


def _happens(
    command: Command, certificate: UUID, event: EventTerms, reference: Reference, wrong: dict[str, str]
) -> Done:
    if len(event.reference) > LONGEST_REFERENCE:
        wrong = {**wrong, "body": "too_long"}
    if reference.day is not None and reference.day > today(command):
        wrong = {**wrong, "day": "in_the_future"}

    def work(made: Change) -> Result:
        if wrong:
            raise Invalid(wrong)
        row = change_certificate(made, command, certificate, event)
        person = Certificate.objects.values_list("person_id", flat=True).get(pk=certificate)
        tell(person, f"certificate_{event.kind.value}", {}, f"certificate:{certificate}:{row.id}", made)
        return {"event": row.id}

    return once(command, f"certificate.{event.kind.value}", {"certificate": certificate, "event": event}, work)
