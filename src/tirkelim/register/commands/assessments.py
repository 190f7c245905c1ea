"""Conclusions of accredited assessment organisations (283/2020 p.5, p.12, p.16).

They are written inside the change of the request's own command: the engine has checked the right, the service what may
be concluded. What is here holds for every conclusion whoever writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from tirkelim.journal.chain import append
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import correct, record
from tirkelim.register.commands.writing import Invalid, NotFound, differences, person_stream
from tirkelim.register.models import AssessmentConclusion

LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded:
    """What an organisation found: each stage passed, failed or waived; the result; the level, if one is found."""

    stages: Mapping[str, str]
    passed: bool
    conclusion_level: str | None
    assessed_on: date
    protocol_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was to be assessed: who, by whom, in which specialty, for which level (None: for a certificate only)."""

    case: UUID
    person: UUID
    organisation: UUID
    specialty: str
    level: str | None
    sheet_number: str = ""


def record_conclusion(made: Change, request: Request, found: Concluded) -> AssessmentConclusion:
    """Enter a conclusion and the person's journal entry. Raises Invalid."""
    _check(request.organisation, found, but=None)
    row = AssessmentConclusion(
        person_id=request.person,
        organisation_id=request.organisation,
        specialty=request.specialty,
        level=request.level,
        case=request.case,
        sheet_number=request.sheet_number,
        valid_from=found.assessed_on,
        **_values(found),
    )
    record(row, made)
    body = {"conclusion": row.line, "request": request, "found": found}
    append(person_stream(request.person), made, "assessment_concluded", body)
    return row


def correct_conclusion(made: Change, case: UUID, found: Concluded, reason: str) -> AssessmentConclusion:
    """The conclusion on a request was written down wrongly: a new version, known from now on, with the reason.

    Raises NotFound, Invalid (nothing would change, the number is taken), OutOfOrder.
    """
    old = AssessmentConclusion.objects.current().filter(case=case).first()
    if old is None:
        raise NotFound("AssessmentConclusion")
    _check(old.organisation_id, found, but=case)
    values = _values(found)
    changes = differences(old, values)
    if not changes:
        raise Invalid({"reason": "nothing_changed"})
    row = correct(old, made, **values, valid_from=found.assessed_on)
    body = {"conclusion": row.line, "changes": changes, "reason": reason}
    append(person_stream(row.person_id), made, "assessment_corrected", body)
    return row


def _values(found: Concluded) -> dict[str, object]:
    return {**asdict(found), "stages": dict(found.stages), "protocol_number": found.protocol_number.strip()}


def _check(organisation: UUID, found: Concluded, *, but: UUID | None) -> None:
    number = found.protocol_number.strip()
    if not number:
        raise Invalid({"protocol_number": "missing"})
    if len(number) > LONGEST_NUMBER:
        raise Invalid({"protocol_number": "too_long"})
    hold(f"protocol:{organisation}")
    twins = AssessmentConclusion.objects.current().filter(organisation=organisation)
    numbers = twins.exclude(case=but) if but else twins
    if number.casefold() in {one.casefold() for one in numbers.values_list("protocol_number", flat=True)}:
        raise Invalid({"protocol_number": "taken"})
