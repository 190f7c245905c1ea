"""The questions ``certificate.internship``, ``.residency``, ``.retraining`` and ``.mid_level``.

They name no day: the newest edition held answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tirkelim.law.ask.answer import Answer
from tirkelim.law.ask.kinds import ShortText, Year
from tirkelim.law.ask.registry import question
from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding
from tirkelim.law.order_274_certificates.education import (
    RetrainingCase,
    internship_due,
    residency_due,
    retraining_due,
)
from tirkelim.law.order_274_certificates.findings import mid_level_finding, owed_finding
from tirkelim.law.order_274_certificates.mid_level import MidLevelCase, education_opens
from tirkelim.law.order_274_certificates.requirements import ACT, DOMESTIC, MID_LEVEL, RESIDENCY, RETRAINING
from tirkelim.law.order_274_certificates.specialties import DiplomaLevel
from tirkelim.law.order_274_certificates.three_valued import or_null
from tirkelim.law.requirement import Requirement
from tirkelim.law.unknown import UNKNOWN, Maybe


@dataclass(frozen=True, slots=True)
class InternshipFacts:
    """The specialty of the higher-education diploma, in any of its spellings, and the year of graduation."""

    diploma_specialty: Maybe[ShortText] = UNKNOWN
    graduation_year: Maybe[Year] = UNKNOWN


@question("certificate.internship", InternshipFacts, "274/2020 ann.2 row 8")
def internship(facts: InternshipFacts, book: LawBook) -> Answer:
    """Whether the internship document is mandatory for a first certificate."""
    edition = book.latest(ACT)
    owed = internship_due(facts.diploma_specialty, facts.graduation_year, edition.start, book)
    finding = _due(DOMESTIC.internship, "internship", owed, ("G5",))
    return Answer({"required": or_null(owed)}, (finding,), edition)


@dataclass(frozen=True, slots=True)
class ResidencyFacts:
    """The year of graduation, and whether the claimed specialty is a clinical one of the list."""

    graduation_year: Maybe[Year] = UNKNOWN
    clinical_specialty: Maybe[bool] = UNKNOWN


@question("certificate.residency", ResidencyFacts, "274/2020 ann.2 row 8")
def residency(facts: ResidencyFacts, book: LawBook) -> Answer:
    """Whether the residency document is mandatory for a first certificate."""
    edition = book.latest(ACT)
    owed = residency_due(facts.graduation_year, facts.clinical_specialty, edition.start, book)
    finding = _due(RESIDENCY, "residency", owed, ("G5",))
    return Answer({"required": or_null(owed)}, (finding,), edition)


@dataclass(frozen=True, slots=True)
class RetrainingFacts:
    """The diploma, whether the training as a doctor was in the claimed specialty, and the service in it.

    ``started_on`` and ``uninterrupted`` null: no such service is shown.
    """

    graduation_year: Maybe[Year] = UNKNOWN
    diploma_specialty: Maybe[ShortText] = UNKNOWN
    training_matches_claim: Maybe[bool] = UNKNOWN
    started_on: Maybe[date | None] = UNKNOWN
    uninterrupted: Maybe[bool | None] = UNKNOWN
    working: Maybe[bool] = UNKNOWN


@question("certificate.retraining", RetrainingFacts, "274/2020 ann.2 row 8")
def retraining(facts: RetrainingFacts, book: LawBook) -> Answer:
    """Whether a retraining document with its hours is owed."""
    edition = book.latest(ACT)
    case = RetrainingCase(
        facts.graduation_year,
        facts.diploma_specialty,
        facts.training_matches_claim,
        facts.started_on,
        facts.uninterrupted,
        facts.working,
    )
    owed = retraining_due(case, edition.start, book)
    finding = _due(RETRAINING, "retraining", owed, ("G5", "C26"))
    return Answer({"required": or_null(owed)}, (finding,), edition)


def _due(requirement: Requirement, name: str, owed: Maybe[bool], readings: tuple[str, ...]) -> Finding:
    reason = "unknown" if owed is UNKNOWN else "owed" if owed else "not_owed"
    return owed_finding(requirement, owed, f"certificate.{name}.{reason}", readings)


@dataclass(frozen=True, slots=True)
class MidLevelFacts:
    """The claimed mid-level specialty, the diploma, and what was learnt and done since in the claimed specialty."""

    claimed_specialty: Maybe[ShortText] = UNKNOWN
    diploma_level: Maybe[DiplomaLevel] = UNKNOWN
    diploma_specialty: Maybe[ShortText] = UNKNOWN
    graduated_on: Maybe[date] = UNKNOWN
    further_education_last_5_years: Maybe[bool] = UNKNOWN
    retrained_on: date | None = None
    certification_course_on: date | None = None
    started_on: date | None = None
    uninterrupted: bool | None = None


@question("certificate.mid_level", MidLevelFacts, "274/2020 ann.2 row 8")
def mid_level(facts: MidLevelFacts, book: LawBook) -> Answer:
    """Whether the diploma, with what was added to it, opens the claimed mid-level specialty.

    No day is asked: a certification course is outside the five years if it was so on the edition's first day.
    """
    edition = book.latest(ACT)
    case = MidLevelCase(
        facts.claimed_specialty,
        facts.diploma_level,
        facts.diploma_specialty,
        facts.graduated_on,
        facts.further_education_last_5_years,
        facts.retrained_on,
        facts.certification_course_on,
        facts.started_on,
        facts.uninterrupted,
    )
    opening = education_opens(case, edition.start, book)
    finding = mid_level_finding(MID_LEVEL, opening)
    return Answer({"sufficient": or_null(opening.sufficient)}, (finding,), edition)
