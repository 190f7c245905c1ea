"""Enters a granted level into the register."""

from __future__ import annotations

from uuid import UUID

from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.journal.models import Change
from tirkelim.law.finding import Terms
from tirkelim.register.commands.qualifications import (
    QualificationTerms,
    record_qualification,
    withdraw_qualification,
)
from tirkelim.register.models import Qualification


def enter_level(person: UUID, stored: StoredDecision, terms: Terms, number: str, change: Change) -> Qualification:
    """Write a granted level into the register. ``number``: that of the document that states it."""
    given = QualificationTerms(
        person=person,
        specialty=terms.specialty,
        obtained_on=terms.valid_from,
        level=terms.level,
        document_number=number,
    )
    return record_qualification(change, given, stored.id)


def undo_level(earlier: StoredDecision, change: Change) -> None:
    """The register stops believing in the levels that an earlier decision gave: on a complaint it was found wrong."""
    for row in Qualification.objects.current().filter(decision=earlier.id):
        withdraw_qualification(change, row)
