"""May residents be trained at this base, and may this resident be placed there (304/2020 p.3, 4, 6(2), 7, 15(1))?"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from tirkelim.law.finding import Finding, Term
from tirkelim.law.order_304_residency.requirements import (
    ACCREDITATION,
    AGREEMENT,
    RECOMMENDATION,
    STATUS,
    TRAINING_CONTRACT,
    WORKPLACE,
)
from tirkelim.law.requirement import Requirement
from tirkelim.law.unknown import UNKNOWN, Maybe


class BaseStatus(enum.StrEnum):
    """The statuses that let an organisation be a residency base (p.15(1))."""

    EDUCATION_CLINIC = "education_clinic"
    UNIVERSITY_HOSPITAL = "university_hospital"
    SCIENTIFIC_CLINIC = "scientific_clinic"


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """The base's status (None: none of the three) and accreditation on the day, and the papers of the placement."""

    status: Maybe[BaseStatus | None]
    accredited: Maybe[bool]
    recommended_by_school: Maybe[bool]
    agreed_by_authority: Maybe[bool]
    base_contract: Maybe[bool]
    training_contract: Maybe[bool]


def base_findings(facts: PlacementFacts) -> tuple[Finding, Finding]:
    """The two tests of a base: its status (p.15(1)) and its accreditation (p.3)."""
    return (_status(facts.status), _yes(ACCREDITATION, facts.accredited))


def placement_findings(facts: PlacementFacts) -> tuple[Finding, ...]:
    """Everything that a placement needs: the base's two tests, recommendation, agreement, contracts."""
    return (
        *base_findings(facts),
        _yes(RECOMMENDATION, facts.recommended_by_school),
        _yes(AGREEMENT, facts.agreed_by_authority),
        _training_contract(facts),
        _yes(WORKPLACE, facts.base_contract),
    )


def _status(status: Maybe[BaseStatus | None]) -> Finding:
    if status is UNKNOWN:
        return STATUS.unknown()
    found = None if status is None else Term(f"base_status.{status}")
    return STATUS.decide(status is not None, found)


def _training_contract(facts: PlacementFacts) -> Finding:
    if facts.status is UNKNOWN:
        return TRAINING_CONTRACT.unknown()
    if facts.status is not BaseStatus.SCIENTIFIC_CLINIC:
        return TRAINING_CONTRACT.not_applicable()
    return _yes(TRAINING_CONTRACT, facts.training_contract)


def _yes(requirement: Requirement, fact: Maybe[bool]) -> Finding:
    return requirement.unknown() if fact is UNKNOWN else requirement.decide(fact, fact, True)
