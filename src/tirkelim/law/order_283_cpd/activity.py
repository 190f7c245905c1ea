"""One CPD result of a worker, as facts: small and flat, made once and read by every rule."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tirkelim.law.unknown import UNKNOWN, Maybe


class Chapter(enum.StrEnum):
    """The three chapters of 283/2020 annex 1."""

    FURTHER_EDUCATION = "further_education"
    NON_FORMAL = "non_formal"
    COMPETENCIES = "competencies"


class ProgrammeLevel(enum.StrEnum):
    """Levels of qualification-upgrade programmes, lowest first (annex 3 row 3)."""

    BASIC = "basic"
    MIDDLE = "middle"
    HIGH = "high"
    SPECIALISED = "specialised"


class Significance(enum.StrEnum):
    """How far an event, a membership or a patent reaches."""

    REGIONAL = "regional"
    CITY = "city"
    REPUBLICAN_CITY = "republican_city"
    REPUBLICAN = "republican"
    INTERNATIONAL = "international"
    FOREIGN = "foreign"


class Work(enum.StrEnum):
    """Kinds of work under row 6; a manual stands for methodological recommendations too."""

    MONOGRAPH = "monograph"
    MANUAL = "manual"


class Quartile(enum.StrEnum):
    """Quartile of a journal in the database that indexes it (row 10)."""

    Q1 = "Q1"
    Q2 = "Q2"
    Q3 = "Q3"
    Q4 = "Q4"


@dataclass(frozen=True, slots=True)
class Activity:
    """A result claimed under one row of annex 1. ``None``: known not to exist; UNKNOWN: not known.

    ``half_hours`` counts hours in halves, so that units stay whole quarters. ``reference`` is the register's name of
    the result, carried into findings. ``document_language`` None: nothing suggests a foreign document.
    """

    criterion: int
    completed_on: date
    profile_match: Maybe[bool] = UNKNOWN
    evidence_complete: Maybe[bool] = UNKNOWN
    half_hours: Maybe[int | None] = UNKNOWN
    credits: Maybe[int | None] = UNKNOWN
    programme_level: ProgrammeLevel | None = None
    programme_level_match: Maybe[bool] = UNKNOWN
    weeks: Maybe[int] = UNKNOWN
    days: Maybe[int] = UNKNOWN
    days_with_talk: int = 0
    significance: Maybe[Significance] = UNKNOWN
    count: int = 1
    work: Maybe[Work] = UNKNOWN
    author_position: Maybe[int] = UNKNOWN
    authors: Maybe[int] = UNKNOWN
    quartile: Maybe[Quartile | None] = UNKNOWN
    years: Maybe[Decimal] = UNKNOWN
    months: Maybe[int] = UNKNOWN
    membership_months: Maybe[int] = UNKNOWN
    test_questions: Maybe[int] = UNKNOWN
    clinical_scenarios: Maybe[int] = UNKNOWN
    health_authority_took_part: Maybe[bool] = UNKNOWN
    online: bool | None = None
    document_language: str | None = None
    translated_into: str | None = None
    started_on: date | None = None
    reference: str = ""
