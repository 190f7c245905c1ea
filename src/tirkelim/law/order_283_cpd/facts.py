"""The facts of one level claim, frozen; what the decision and the public questions give to the rules."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tirkelim.law.order_283_cpd.activity import Activity
from tirkelim.law.order_283_cpd.levels import Category, Education, LevelName
from tirkelim.law.period import Length
from tirkelim.law.unknown import UNKNOWN, Maybe


class Subject(enum.StrEnum):
    """What an officer may have to find out: the kernel never decides these alone."""

    MANAGEMENT_EXPERIENCE = "management_experience"
    EXPERT_COMMISSION = "expert_commission"
    HEAD_ALONE = "head_alone"
    MAIN_SPECIALTY = "main_specialty"
    DOCUMENT = "document"


class OfficerFinding(NamedTuple):
    """What an officer found, with the reference it rests on. ``holds`` False: it does not stand."""

    subject: Subject
    holds: bool
    reference: str


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """The facts of one claim. ``None``: known not to exist; UNKNOWN: not known yet.

    ``assessment`` None: the organisation holds no result. ``service_length`` None: service was not added up, it runs
    from ``obtained_on``, and ``uninterrupted`` says whether without a gap (by labour law: reading C26).
    ``assessed_level`` None: the conclusion names none. ``activities`` are the results of the confirmation sheet.
    ``specialisation``: the claimed specialty is one; then ``main_specialty_held`` says whether a level or certificate
    is held in its main specialty, and ``main_specialty`` which that is (p.18). ``applied_on``: the day whose wording
    applies and up to which service counts; None: the day of the decision, as for a claim that is only thought of.
    """

    claimed_level: LevelName
    specialty: str = ""
    education: Maybe[Education] = UNKNOWN
    diploma_specialty: str = ""
    current_level: Maybe[LevelName | None] = UNKNOWN
    obtained_on: Maybe[date | None] = UNKNOWN
    uninterrupted: Maybe[bool] = UNKNOWN
    service_length: Maybe[Length | None] = None
    assessment: Maybe[bool | None] = UNKNOWN
    assessed_level: LevelName | None = None
    labour_functions: Maybe[bool] = UNKNOWN
    activities: tuple[Activity, ...] = ()
    confirmed_by_hr_on: Maybe[date | None] = UNKNOWN
    confirmed_by_head_on: Maybe[date | None] = UNKNOWN
    same_signatory: bool = False
    without_hr_service: bool = False
    expert_commission_on: tuple[date, ...] = ()
    category: Category | None = None
    category_valid_until: Maybe[date | None] = UNKNOWN
    category_indefinite: bool = False
    consent: bool = True
    specialisation: Maybe[bool] = False
    main_specialty_held: Maybe[bool] = UNKNOWN
    main_specialty: str = ""
    officer: tuple[OfficerFinding, ...] = ()
    applied_on: Maybe[date | None] = None

    def officer_says(self, subject: Subject) -> bool | None:
        """What the latest finding on a subject says; None when there is none."""
        said = [finding.holds for finding in self.officer if finding.subject is subject]
        return said[-1] if said else None
