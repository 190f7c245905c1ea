"""Withdrawal of a certificate whose holder works in another profession (503/2016 p.21, p.24): one command of the
officer, and the holder is told."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tirkelim.cases.outbox import tell
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.register.commands.conformity import ConformityEventTerms, withdraw_conformity
from tirkelim.register.commands.writing import Invalid
from tirkelim.register.models import ConformityCertificate, ConformityEventKind

GROUND = "503/2016 p.21"
LONGEST_REFERENCE = 300
"""Characters of a reference in the register."""


def withdraw(command: Command, certificate: UUID, on: date, reference: str) -> Done:
    """Withdraw a certificate from a day on; result {"event": number}. ``reference``: number and day of the act that
    establishes the work outside the profession.

    Raises NotFound, Denied, Invalid (see ``withdraw_conformity``).
    """
    kind = ConformityEventKind.WITHDRAWN
    event = ConformityEventTerms(kind=kind, on=on, ground=GROUND, reference=reference.strip())

    def work(made: Change) -> Result:
        if len(event.reference) > LONGEST_REFERENCE:
            raise Invalid({"reference": "too_long"})
        number = withdraw_conformity(made, command, certificate, event)
        person = ConformityCertificate.objects.values_list("person_id", flat=True).get(pk=certificate)
        tell(person, "conformity_withdrawn", {}, f"conformity:{certificate}:{number}", made)
        return {"event": number}

    return once(command, "conformity.withdraw", {"certificate": certificate, "event": event}, work)
