"""The level claimed together with a certificate: its facts from the register, and what the case has beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tirkelim.cases.service import Origin, Source
from tirkelim.gateway.records import DataSet
from tirkelim.law.book import current_book
from tirkelim.law.order_274_certificates import facts as law
from tirkelim.law.order_283_cpd.facts import LevelFacts
from tirkelim.law.order_283_cpd.levels import Education, LevelName
from tirkelim.law.unknown import UNKNOWN
from tirkelim.services.certificate.answers import BasicEducation
from tirkelim.services.certificate.officer import FindingKind, checked_by_officer
from tirkelim.services.common.specialty import is_same_specialty
from tirkelim.services.cpd.experience import Stretch
from tirkelim.services.cpd.held import LEVELS
from tirkelim.services.level.facts import Assessed, Beside, Claimed, Job, Kept, level_facts
from tirkelim.services.level.learnt import Learnt

if TYPE_CHECKING:
    from tirkelim.services.certificate.gather import Sheet

PREFIX = "level."
"""Where the sources of the level's facts stand among those of the certificate's."""
KINDS = {
    BasicEducation.TECHNICAL_VOCATIONAL: Education.TECHNICAL_VOCATIONAL,
    BasicEducation.POST_SECONDARY: Education.POST_SECONDARY,
    BasicEducation.BACHELOR: Education.BACHELOR,
    BasicEducation.HIGHER: Education.INTERNSHIP,
}
"""What a diploma opens of annex 4; basic higher medical education is the one with internship."""
STUDIES = {
    law.StudyKind.INTERNSHIP: Education.INTERNSHIP,
    law.StudyKind.RESIDENCY: Education.RESIDENCY,
    law.StudyKind.ORDINATURA: Education.ORDINATURA,
    law.StudyKind.RETRAINING: Education.RETRAINING,
    law.StudyKind.CERTIFICATION_COURSE: Education.CERTIFICATION_COURSE,
}


def level_claimed(sheet: Sheet, certificate: law.CertificateFacts) -> LevelFacts | None:
    """The facts of the claim to a level; None where none is claimed. Their sources join those of the sheet.

    Raises NotInForce where no held edition of 283/2020 covers the day.
    """
    claim = certificate.claim
    if claim.level is None or claim.level not in LEVELS:
        return None
    claimed = Claimed(sheet.case.subject_id, claim.specialty, LevelName(claim.level))
    beside = Beside(_learnt(sheet, certificate), _jobs(sheet, claim.specialty), _assessed(sheet, claim))
    kept = Kept(sheet.filings, sheet.findings, sheet.case)
    facts, sources = level_facts(claimed, kept, beside, sheet.day, sheet.now, current_book())
    sheet.sources.update({PREFIX + path: source for path, source in sources.items()})
    return facts


def _learnt(sheet: Sheet, certificate: law.CertificateFacts) -> tuple[Learnt, ...]:
    """Diploma and studies as the certificate's facts have them."""
    found, answers, diploma = [], sheet.answers.education, certificate.diploma
    if answers is not None and diploma is not None and diploma.graduated_on is not UNKNOWN:
        specialty = "" if diploma.specialty is UNKNOWN else diploma.specialty
        kind = KINDS[BasicEducation(answers.kind)]
        found.append(Learnt(kind, specialty, diploma.graduated_on, sheet.sources["diploma"]))
    for study in certificate.studies:
        if study.kind in STUDIES and study.completed_on is not UNKNOWN:
            specialty = certificate.claim.specialty if study.in_claimed_specialty is True else ""
            found.append(Learnt(STUDIES[study.kind], specialty, study.completed_on, sheet.sources["studies"]))
    return tuple(found)


def _jobs(sheet: Sheet, code: str) -> tuple[Job, ...]:
    """The labour contracts in the specialty."""
    answer = sheet.systems.get(DataSet.EMPLOYMENT)
    if answer is None:
        return ()
    source = Source(Origin.STATE_SYSTEM, answer.reference, answer.at)
    return tuple(
        Job(Stretch(record.started_on, record.ended_on), source)
        for record in sheet.systems.records(DataSet.EMPLOYMENT)
        if is_same_specialty(record.specialty, code)
    )


def _assessed(sheet: Sheet, claim: law.Claim) -> Assessed:
    """The newest result that the assessment service has for this level, or for none in particular. A service that is
    down leaves it open; one that was not asked has nothing to say."""
    answer = sheet.systems.get(DataSet.ASSESSMENT)
    if answer is None:
        return Assessed(None, None, None)
    source = Source(Origin.STATE_SYSTEM, answer.reference, answer.at)
    check = checked_by_officer(sheet, DataSet.ASSESSMENT)
    if check is not None:
        source = Source(Origin.OFFICER, check.reference, check.change.at)
        held = check.kind != FindingKind.ASSESSMENT_NOT_HELD
        return Assessed(check.kind == FindingKind.ASSESSMENT_PASSED if held else None, None, source)
    if sheet.systems.answered(DataSet.ASSESSMENT) is law.Answered.UNAVAILABLE:
        return Assessed(UNKNOWN, None, source)
    records = [
        record
        for record in sheet.systems.records(DataSet.ASSESSMENT)
        if is_same_specialty(record.specialty, claim.specialty) and record.level in (None, claim.level)
    ]
    if not records:
        return Assessed(None, None, source)
    newest = max(records, key=lambda record: record.assessed_on)
    return Assessed(newest.passed, LevelName(newest.level) if newest.level in LEVELS else None, source)
