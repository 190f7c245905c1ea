"""The education that a first certificate rests on (domestic service): diploma, internship, residency, retraining."""

from __future__ import annotations

from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.order_274_certificates.checks import SPECIALTY_LIST
from tirkelim.law.order_274_certificates.documents import Due
from tirkelim.law.order_274_certificates.education import (
    RetrainingCase,
    internship_due,
    residency_due,
    retraining_due,
)
from tirkelim.law.order_274_certificates.examined import Examined, evidence, examine_document
from tirkelim.law.order_274_certificates.facts import Answered, Diploma, Study, StudyKind
from tirkelim.law.order_274_certificates.findings import mid_level_finding
from tirkelim.law.order_274_certificates.mid_level import MidLevelCase, education_opens, retrained_in_time
from tirkelim.law.order_274_certificates.requirements import DOMESTIC, MID_LEVEL, RESIDENCY, RETRAINING
from tirkelim.law.order_274_certificates.situation import Situation, education_set, trained_recently
from tirkelim.law.order_274_certificates.specialties import DiplomaLevel
from tirkelim.law.order_274_certificates.three_valued import all_of, any_of
from tirkelim.law.requirement import Requirement
from tirkelim.law.unknown import UNKNOWN, Maybe

DOCTORS_TRAINING = (StudyKind.INTERNSHIP, StudyKind.RESIDENCY, StudyKind.ORDINATURA)


def education(situation: Situation, book: LawBook) -> tuple[Examined, ...]:
    """What the diploma has to be followed by: the mid-level table, or the documents of training as a doctor."""
    diploma, mid_level = situation.facts.diploma, situation.facts.claim.mid_level
    if diploma is None:
        return ()
    if mid_level is True:
        return (_mid_level(situation, diploma, book),)
    if mid_level is UNKNOWN:
        return (Examined(MID_LEVEL.unknown(message="certificate.mid_level.unknown"), waits_for=SPECIALTY_LIST),)
    if diploma.level is DiplomaLevel.SECONDARY:
        return (Examined(MID_LEVEL.not_met(False, True, message="certificate.mid_level.secondary_only")),)
    return (
        *_internship(situation, diploma, book),
        *_residency(situation, diploma, book),
        *_retraining(situation, diploma, book),
    )


def confirmed_education(situation: Situation, book: LawBook) -> tuple[Examined, ...]:
    """On confirmation these documents are filed "if any": nothing is demanded."""
    requirements = (("internship", DOMESTIC.internship), ("residency", RESIDENCY), ("retraining", RETRAINING))
    return tuple(
        examined
        for document, requirement in requirements
        for examined in examine_document(
            document, requirement, Due(False, "if_any"), evidence(situation.facts, document, book), DOMESTIC
        )
    )


def _internship(situation: Situation, diploma: Diploma, book: LawBook) -> tuple[Examined, ...]:
    owed = internship_due(diploma.specialty, diploma.year, situation.day, book)
    studies = situation.facts.study(StudyKind.INTERNSHIP)
    return _study("internship", DOMESTIC.internship, owed, studies, situation, diploma, book)


def _residency(situation: Situation, diploma: Diploma, book: LawBook) -> tuple[Examined, ...]:
    owed = residency_due(diploma.year, situation.facts.claim.clinical, situation.day, book)
    studies = situation.facts.study(StudyKind.RESIDENCY)
    return _study("residency", RESIDENCY, owed, studies, situation, diploma, book)


def _retraining(situation: Situation, diploma: Diploma, book: LawBook) -> tuple[Examined, ...]:
    facts, work = situation.facts, situation.facts.work
    matches = any_of(*(s.in_claimed_specialty for s in facts.studies if s.kind in DOCTORS_TRAINING))
    case = RetrainingCase(diploma.year, diploma.specialty, matches, work.started_on, work.uninterrupted, work.working)
    owed = retraining_due(case, situation.day, book)
    studies = tuple(s for s in facts.study(StudyKind.RETRAINING) if _counts(s, situation.day, book) is True)
    return _study("retraining", RETRAINING, owed, studies, situation, diploma, book)


def _counts(study: Study, day: date, book: LawBook) -> Maybe[bool]:
    """Retraining counts in the claimed specialty and before 2021 only."""
    taken: Maybe[date | None] = study.completed_on
    return all_of(study.in_claimed_specialty, retrained_in_time(taken, day, book))


def _study(
    document: str,
    requirement: Requirement,
    owed: Maybe[bool],
    studies: tuple[Study, ...],
    situation: Situation,
    diploma: Diploma,
    book: LawBook,
) -> tuple[Examined, ...]:
    """A document of training: held by a state system, filed, missing, or open while the source has not answered."""
    due, waits_for = Due(owed, "owed" if owed is True else "not_owed"), ""
    if owed is not False and any(study.source is Answered.FOUND for study in studies):
        due = Due(False, "in_system")
    elif owed is True and any(study.source.known is UNKNOWN for study in studies):
        due, waits_for = Due(UNKNOWN, "unknown"), education_set(diploma).value
    shown = evidence(situation.facts, document, book)
    return examine_document(document, requirement, due, shown, DOMESTIC, waits_for)


def _mid_level(situation: Situation, diploma: Diploma, book: LawBook) -> Examined:
    facts, work = situation.facts, situation.facts.work
    case = MidLevelCase(
        claimed_specialty=facts.claim.specialty,
        diploma_level=diploma.level,
        diploma_specialty=diploma.specialty,
        graduated_on=diploma.graduated_on,
        further_education=trained_recently(facts, book),
        retrained_on=_earliest(facts.study(StudyKind.RETRAINING)),
        certification_course_on=_latest(facts.study(StudyKind.CERTIFICATION_COURSE)),
        started_on=work.started_on,
        uninterrupted=work.uninterrupted,
    )
    return Examined(mid_level_finding(MID_LEVEL, education_opens(case, situation.day, book)))


def _completed(studies: tuple[Study, ...]) -> list[date]:
    """The days on which studies in the claimed specialty ended, earliest first."""
    matching = (s.completed_on for s in studies if s.in_claimed_specialty is True)
    return sorted(day for day in matching if isinstance(day, date))


def _earliest(studies: tuple[Study, ...]) -> Maybe[date | None]:
    return next(iter(_completed(studies)), UNKNOWN if _open(studies) else None)


def _latest(studies: tuple[Study, ...]) -> Maybe[date | None]:
    return next(reversed(_completed(studies)), UNKNOWN if _open(studies) else None)


def _open(studies: tuple[Study, ...]) -> bool:
    return any(s.in_claimed_specialty is UNKNOWN or s.completed_on is UNKNOWN for s in studies)
