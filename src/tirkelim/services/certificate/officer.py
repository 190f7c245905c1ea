"""What officers record of their own, and what it means as facts (274/2020 annex 2 row 9; specification X-1, D-5)."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from tirkelim.cases.models import OfficerFinding
from tirkelim.cases.service import Origin
from tirkelim.gateway.records import BanRecord, DataSet
from tirkelim.law.order_274_certificates import facts as law
from tirkelim.law.unknown import UNKNOWN, Maybe
from tirkelim.services.common.specialty import is_same_specialty
from tirkelim.services.level.officer import LevelFinding

if TYPE_CHECKING:
    from tirkelim.services.certificate.gather import Sheet


class FindingKind(enum.StrEnum):
    """What an officer can establish."""

    UNTRUE = "untrue"
    NEGATIVE_ANSWER = "negative_answer"
    COURT_BAN = "court_ban"
    SPECIAL_RIGHT = "special_right"
    NO_BAN = "no_ban"
    UNINTERRUPTED = "uninterrupted"
    INTERRUPTED = "interrupted"
    # What the owner of a silent state system answered by letter or telephone, recorded with its reference.
    EDUCATION_HELD = "education_held"
    EDUCATION_NOT_HELD = "education_not_held"
    ASSESSMENT_PASSED = "assessment_passed"
    ASSESSMENT_FAILED = "assessment_failed"
    ASSESSMENT_NOT_HELD = "assessment_not_held"
    WORK_HELD = "work_held"
    WORK_NOT_HELD = "work_not_held"
    CERTIFICATE_HELD = "certificate_held"
    CERTIFICATE_NOT_HELD = "certificate_not_held"
    NAME_CHANGE_HELD = "name_change_held"


GROUND_OF: dict[FindingKind, int | None] = {
    **dict.fromkeys(FindingKind),
    FindingKind.UNTRUE: 1,
    FindingKind.NEGATIVE_ANSWER: 3,
    FindingKind.COURT_BAN: 4,
    FindingKind.SPECIAL_RIGHT: 5,
}
"""The refusal ground that a finding establishes; None: it settles a question instead."""


_EDUCATION = {
    FindingKind.EDUCATION_HELD: law.Answered.FOUND,
    FindingKind.EDUCATION_NOT_HELD: law.Answered.NOT_FOUND,
}
CHECKS: dict[DataSet, dict[FindingKind, law.Answered]] = {
    DataSet.EDUCATION_HIGHER: _EDUCATION,
    DataSet.EDUCATION_SECONDARY: _EDUCATION,
    DataSet.CERTIFICATES: {
        FindingKind.CERTIFICATE_HELD: law.Answered.FOUND,
        FindingKind.CERTIFICATE_NOT_HELD: law.Answered.NOT_FOUND,
    },
    DataSet.NAME_CHANGE: {FindingKind.NAME_CHANGE_HELD: law.Answered.FOUND},
    DataSet.ASSESSMENT: {
        FindingKind.ASSESSMENT_PASSED: law.Answered.FOUND,
        FindingKind.ASSESSMENT_FAILED: law.Answered.FOUND,
        FindingKind.ASSESSMENT_NOT_HELD: law.Answered.NOT_FOUND,
    },
    DataSet.EMPLOYMENT: {
        FindingKind.WORK_HELD: law.Answered.FOUND,
        FindingKind.WORK_NOT_HELD: law.Answered.NOT_FOUND,
    },
}
"""What an officer can establish while a state system is silent, and what it stands for; of bans see ``bans_of``."""


def ground_of(kind: str) -> int | None:
    """The ground of row 9 that an officer's finding of this kind establishes; what is found of the level beside the
    certificate establishes none of them. Raises ValueError."""
    if kind in set(FindingKind):
        return GROUND_OF[FindingKind(kind)]
    LevelFinding(kind)
    return None


def officer_findings_of(sheet: Sheet, code: str) -> tuple[law.OfficerFinding, ...]:
    """The findings that establish a ground, and a lost special right that the legal statistics report."""
    recorded = [finding for finding in sheet.findings if finding.ground is not None]
    for number, finding in enumerate(recorded):
        sheet.by(f"officer.{number}", Origin.OFFICER, finding.reference, finding.change.at)
    lost = [_act(ban) for ban in _bans_in_force(sheet, code) if ban.kind == "special_right"]
    return (
        *(law.OfficerFinding(finding.ground or 0, finding.reference, finding.note) for finding in recorded),
        *(law.OfficerFinding(5, reference) for reference in lost),
    )


def bans_of(sheet: Sheet, code: str) -> law.Bans:
    """Prohibitions of activity: the source's answer, or the officer's own check where the source is silent."""
    answered = sheet.systems.answered(DataSet.BANS)
    bans = [ban for ban in _bans_in_force(sheet, code) if ban.kind != "special_right"]
    if bans:
        sheet.by_system("bans", sheet.systems.get(DataSet.BANS))
        return law.Bans(law.Answered.FOUND, "; ".join(map(_act, bans)))
    if answered in (law.Answered.FOUND, law.Answered.NOT_FOUND):
        sheet.by_system("bans", sheet.systems.get(DataSet.BANS))
        return law.Bans(law.Answered.NOT_FOUND, getattr(sheet.systems.get(DataSet.BANS), "reference", ""))
    check = _last(sheet, FindingKind.NO_BAN)
    if check is not None:
        sheet.by("bans", Origin.OFFICER, check.reference, check.change.at)
        return law.Bans(law.Answered.NOT_FOUND, check.reference)
    return law.Bans(answered)


def checked_by_officer(sheet: Sheet, data_set: DataSet) -> OfficerFinding | None:
    """The newest check that stands in for a system that was asked and did not answer; None where there is none, and
    where the system itself has answered: then that counts."""
    if sheet.systems.answered(data_set) is not law.Answered.UNAVAILABLE:
        return None
    return _last(sheet, *CHECKS[data_set])


def answered_or_checked(sheet: Sheet, path: str, data_set: DataSet) -> law.Answered:
    """What the system answered, else what the officer's own check stands for; the fact's source is then the officer."""
    check = checked_by_officer(sheet, data_set)
    if check is None:
        return sheet.systems.answered(data_set)
    sheet.by(path, Origin.OFFICER, check.reference, check.change.at)
    return CHECKS[data_set][FindingKind(check.kind)]


def uninterrupted_by_officer(sheet: Sheet) -> Maybe[bool]:
    """Whether service was uninterrupted, as an officer established it (C26); UNKNOWN where none did."""
    found = _last(sheet, FindingKind.UNINTERRUPTED, FindingKind.INTERRUPTED)
    if found is None:
        return UNKNOWN
    sheet.by("work.uninterrupted", Origin.OFFICER, found.reference, found.change.at)
    return found.kind == FindingKind.UNINTERRUPTED


def _last(sheet: Sheet, *kinds: FindingKind) -> OfficerFinding | None:
    return next((finding for finding in reversed(sheet.findings) if finding.kind in kinds), None)


def _bans_in_force(sheet: Sheet, code: str) -> list[BanRecord]:
    return [
        ban
        for ban in sheet.systems.records(DataSet.BANS)
        if ban.in_force_on <= sheet.day
        and (ban.until is None or ban.until >= sheet.day)
        and (ban.specialty is None or is_same_specialty(ban.specialty, code))
    ]


def _act(ban: BanRecord) -> str:
    return f"{ban.court}, {ban.act_number}, {ban.in_force_on.isoformat()}"
