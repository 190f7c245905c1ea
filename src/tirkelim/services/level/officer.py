"""What officers establish about a level, and what it means as facts (283/2020; readings C3, C4, C20, C26)."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from tirkelim.cases.models import OfficerFinding
from tirkelim.cases.service import Origin, Source
from tirkelim.law.order_283_cpd import facts as law
from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.facts import Subject
from tirkelim.law.unknown import UNKNOWN, Maybe


class LevelFinding(enum.StrEnum):
    """What an officer can establish about a level; those about service are shared with the certificate."""

    MANAGEMENT = "management_experience"
    NO_MANAGEMENT = "no_management_experience"
    COMMISSIONS = "commissions_confirmed"
    NO_COMMISSIONS = "commissions_rejected"
    HEAD_ALONE = "head_alone_confirmed"
    NOT_HEAD_ALONE = "head_alone_rejected"
    MAIN_SPECIALTY = "main_specialty_held"
    NO_MAIN_SPECIALTY = "main_specialty_not_held"
    UNFIT_DOCUMENT = "unfit_document"
    FUNCTIONS = "labour_functions_proven"
    NO_FUNCTIONS = "labour_functions_not_proven"
    UNINTERRUPTED = "uninterrupted"
    INTERRUPTED = "interrupted"


SUBJECTS: dict[LevelFinding, tuple[Subject, bool]] = {
    LevelFinding.MANAGEMENT: (Subject.MANAGEMENT_EXPERIENCE, True),
    LevelFinding.NO_MANAGEMENT: (Subject.MANAGEMENT_EXPERIENCE, False),
    LevelFinding.COMMISSIONS: (Subject.EXPERT_COMMISSION, True),
    LevelFinding.NO_COMMISSIONS: (Subject.EXPERT_COMMISSION, False),
    LevelFinding.HEAD_ALONE: (Subject.HEAD_ALONE, True),
    LevelFinding.NOT_HEAD_ALONE: (Subject.HEAD_ALONE, False),
    LevelFinding.MAIN_SPECIALTY: (Subject.MAIN_SPECIALTY, True),
    LevelFinding.NO_MAIN_SPECIALTY: (Subject.MAIN_SPECIALTY, False),
    LevelFinding.UNFIT_DOCUMENT: (Subject.DOCUMENT, False),
}
"""The findings that the law weighs itself: their subject, and whether it holds. The others settle a fact."""

GROUND_OF: dict[LevelFinding, int | None] = {
    **dict.fromkeys(LevelFinding),
    LevelFinding.NO_MANAGEMENT: req.EDUCATION_GROUND,
    LevelFinding.NO_MAIN_SPECIALTY: req.MAIN_SPECIALTY.ground,
    LevelFinding.NO_FUNCTIONS: req.FUNCTIONS_GROUND,
    LevelFinding.INTERRUPTED: req.ORDER_GROUND,
    LevelFinding.UNFIT_DOCUMENT: req.DOCUMENT_GROUND,
}
"""The ground for refusing a level that a finding may lead to; None: it settles a question instead."""


def officer_findings(findings: Iterable[OfficerFinding], sources: dict[str, Source]) -> tuple[law.OfficerFinding, ...]:
    """The findings of a case that the law weighs, each with its source."""
    found: list[law.OfficerFinding] = []
    for finding in findings:
        subject = SUBJECTS.get(LevelFinding(finding.kind)) if finding.kind in set(LevelFinding) else None
        if subject is not None:
            sources[f"officer.{len(found)}"] = _source(finding)
            found.append(law.OfficerFinding(*subject, finding.reference))
    return tuple(found)


def settled(
    findings: Iterable[OfficerFinding], yes: LevelFinding, no: LevelFinding, sources: dict[str, Source], path: str
) -> Maybe[bool]:
    """What the latest finding of the two says; UNKNOWN where there is none."""
    said = [finding for finding in findings if finding.kind in (yes, no)]
    if not said:
        return UNKNOWN
    sources[path] = _source(said[-1])
    return said[-1].kind == yes


def _source(finding: OfficerFinding) -> Source:
    return Source(Origin.OFFICER, finding.reference, finding.change.at)
