"""Qualification levels by decision, and levels and categories that were given before this register (283/2020)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tirkelim.identity.policy import require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import record, withdraw
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_283_cpd.levels import Category, LevelName
from tirkelim.register.commands.writing import Invalid, person_stream, require_person, today
from tirkelim.register.models import Qualification
from tirkelim.register.scopes import person_scope

DECISION = "decision"
IMPORTED = "document"
LONGEST_NUMBER = 60
CATEGORIES = frozenset({Category.HIGHEST, Category.FIRST, Category.SECOND})


@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationTerms:
    """A level, or a category of the earlier system, in a specialty. `valid_until` (last day) and `indefinite` are a
    category's: one of the two is known."""

    person: UUID
    specialty: str
    obtained_on: date
    level: str | None = None
    category: str | None = None
    valid_until: date | None = None
    indefinite: bool = False
    document_number: str | None = None


def record_qualification(made: Change, terms: QualificationTerms, decision: UUID) -> Qualification:
    """Write a level inside the transaction of the decision that gave it. The caller has checked the right to decide.

    A confirmation of the level held is a row of its own; the level counts from the first of them.
    """
    return _write(made, terms, decision, DECISION)


def withdraw_qualification(made: Change, row: Qualification) -> None:
    """Stop believing in a level, inside the transaction of the decision that replaces the one that gave it."""
    withdraw(row, made)
    body: dict[str, Any] = {"qualification": row.line, "decision": row.decision}
    append(person_stream(row.person_id), made, "qualification_withdrawn", body)


def import_qualification(command: Command, terms: QualificationTerms, qualification: UUID | None = None) -> Done:
    """Record a level or category given before this register; result {"qualification": id}.

    Raises Invalid, NotFound, Denied.
    """
    errors = _errors(terms, today(command))
    if errors:
        raise Invalid(errors)

    def work(made: Change) -> Result:
        require_person(terms.person)
        scope = person_scope(terms.person, today(command))
        require_actor(command.actor, "qualification.import", scope, on=today(command))
        row = _write(made, terms, None, IMPORTED, qualification)
        return {"qualification": str(row.line)}

    return once(command, "register.import_qualification", terms, work)


def _write(
    made: Change, terms: QualificationTerms, decision: UUID | None, source: str, line: UUID | None = None
) -> Qualification:
    row = Qualification(
        line=line or uuid.uuid4(),
        person_id=terms.person,
        specialty=terms.specialty,
        level=terms.level,
        category=terms.category,
        obtained_on=terms.obtained_on,
        valid_from=terms.obtained_on,
        valid_until=terms.valid_until,
        indefinite=terms.indefinite,
        decision=decision,
        document_number=terms.document_number,
        source=source,
    )
    record(row, made)
    body: dict[str, Any] = {"qualification": row.line, "terms": terms, "decision": decision}
    append(person_stream(terms.person), made, "qualification_recorded", body)
    return row


def _errors(terms: QualificationTerms, on: date) -> dict[str, str]:
    """What cannot be so, by field."""
    errors = {}
    if terms.specialty not in specialties():
        errors["specialty"] = "unknown_value"
    if (terms.level is None) == (terms.category is None):
        errors["level"] = "one_of_two"
    if terms.level is not None and terms.level not in set(LevelName):
        errors["level"] = "unknown_value"
    if terms.category is not None and terms.category not in CATEGORIES:
        errors["category"] = "unknown_value"
    if terms.obtained_on > on:
        errors["obtained_on"] = "in_the_future"
    if len(terms.document_number or "") > LONGEST_NUMBER:
        errors["document_number"] = "too_long"
    return errors | _errors_of_term(terms)


def _errors_of_term(terms: QualificationTerms) -> dict[str, str]:
    if terms.category is None:
        return {"valid_until": "unexpected"} if terms.valid_until is not None or terms.indefinite else {}
    if terms.indefinite == (terms.valid_until is not None):
        return {"valid_until": "one_of_two"}
    if terms.valid_until is not None and terms.valid_until < terms.obtained_on:
        return {"valid_until": "before_issue"}
    return {}
