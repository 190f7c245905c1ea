"""The requirements of 283/2020. Those of a row of annex 1 are named after it: ``cpd.row.5`` its units,
``cpd.row.5.significance`` a condition of the row.

The numbers of refusal grounds are ours, the rules number none: 1 to 4 are the subparagraphs of p.12, 5 is the order of
levels and service (p.19), 6 a document that an officer found not to meet its requirement (p.11).
"""

from __future__ import annotations

from tirkelim.law.order_283_cpd.criteria import criteria
from tirkelim.law.requirement import Requirement, define

EDUCATION_GROUND, ASSESSMENT_GROUND, FUNCTIONS_GROUND, CPD_GROUND, ORDER_GROUND, DOCUMENT_GROUND = range(1, 7)

COMPLETED = define("cpd.completed", "283/2020 p.6", reads=("completed_on", "confirmed_on"))
WINDOW = define("cpd.window", "283/2020 p.6", reads=("completed_on", "confirmed_on"))
RECENT_WINDOW = define("cpd.row.18.window", "283/2020 ann.1 row 18", reads=("completed_on", "confirmed_on"))
EVIDENCE = define("cpd.evidence", "283/2020 p.11", reads=("evidence_complete",))
TRANSLATION = define("cpd.translation", "283/2020 p.7", reads=("document_language", "translated_into"))

CHECK_READS = {
    "profile": ("profile_match",),
    "hours_stated": ("hours", "credits"),
    "programme_level": ("programme_level_match",),
    "in_person": ("online",),
    "significance": ("significance",),
    "talk_days": ("days", "days_with_talk"),
    "first_authors": ("author_position", "authors"),
    "quartile": ("quartile",),
    "health_authority": ("health_authority_took_part",),
    "membership": ("membership_months",),
}
"""The facts that each condition of a row reads."""


def _row_requirements() -> tuple[dict[int, Requirement], dict[tuple[int, str], Requirement]]:
    rows: dict[int, Requirement] = {}
    checks: dict[tuple[int, str], Requirement] = {}
    for criterion in criteria("66/2025"):
        id, citation = f"cpd.row.{criterion.row}", str(criterion.citation)
        reads = tuple(field for group in criterion.needs for field in group)
        rows[criterion.row] = define(id, citation, reads=(*reads, *criterion.may))
        for check in criterion.checks:
            checks[criterion.row, check] = define(f"{id}.{check}", citation, reads=CHECK_READS[check])
    return rows, checks


ROW, ROW_CHECK = _row_requirements()
"""The units of each row; the conditions of each row."""

TOTAL = define("cpd.total", "283/2020 ann.3 row 2", reads=("activities",), ground=CPD_GROUND)
FURTHER_EDUCATION = define("cpd.further_education", "283/2020 ann.3 row 3", reads=("activities",), ground=CPD_GROUND)
REST = define("cpd.non_formal_and_competencies", "283/2020 ann.3 row 3", reads=("activities",), ground=CPD_GROUND)
COMMISSION = define("cpd.expert_commission", "283/2020 ann.3 row 2", reads=("expert_commission_on",))
SHEET_MAIN_WORKPLACE = define("cpd.sheet.main_workplace", "283/2020 p.7", reads=("main_workplace",))
SHEET_HR = define("cpd.sheet.hr", "283/2020 p.8", reads=("confirmed_by_hr_on",))
SHEET_HEAD = define("cpd.sheet.head", "283/2020 p.6", reads=("confirmed_by_head_on",))
SHEET_TWO_PEOPLE = define("cpd.sheet.two_people", "283/2020 p.2", reads=("same_signatory", "without_hr_service"))
SHEET_ROW = define("cpd.sheet.row", "283/2020 p.11", reads=("hr_accepts", "reason"))
SHEET_TOTAL = define("cpd.sheet.total", "283/2020 p.9", reads=("rows",))
RECOGNITION = define("cpd.foreign_recognition", "283/2020 p.15", reads=("ranks",))
ORIGINAL = define("cpd.foreign_recognition.original", "283/2020 p.15", reads=("original_document",))

INITIAL = define("level.initial", "283/2020 p.17", reads=("education",))
EDUCATION = define("level.education", "283/2020 p.12(1)", reads=("education", "claimed_level"), ground=EDUCATION_GROUND)
ASSESSMENT = define("level.assessment", "283/2020 p.12(2)", reads=("assessment",), ground=ASSESSMENT_GROUND)
LABOUR_FUNCTIONS = define(
    "level.labour_functions", "283/2020 p.12(3)", reads=("labour_functions_confirmed",), ground=FUNCTIONS_GROUND
)
CPD_CONFIRMATION = define("level.cpd_confirmation", "283/2020 p.12(4)", reads=("cpd_confirmed",), ground=CPD_GROUND)
SEQUENCE = define("level.sequence", "283/2020 p.19", reads=("current_level", "claimed_level"), ground=ORDER_GROUND)
SERVICE = define(
    "level.service", "283/2020 ann.5", reads=("service", "obtained_on", "claimed_level"), ground=ORDER_GROUND
)
FROM_CATEGORY = define("level.from_category", "283/2020 p.12", reads=("category", "education"))
CATEGORY_ASSESSMENT = define(
    "level.from_category.assessment", "283/2020 p.12", reads=("category", "valid_until", "indefinite")
)
INDEFINITE = define("level.from_category.indefinite", "283/2020 p.19", reads=("category", "indefinite"))
NURSING_SPECIALTY = define(
    "level.nursing_transfer.specialty", "283/2020 p.19", reads=("specialty", "new_diploma_specialty")
)
NURSING_LEVEL = define("level.nursing_transfer.level", "283/2020 p.19", reads=("current_level", "new_education"))
MAIN_SPECIALTY = define(
    "level.specialisation", "283/2020 p.18", reads=("specialisation", "main_specialty_held"), ground=ORDER_GROUND
)
OFFICER = define("level.officer", "283/2020 p.11", reads=("officer",), ground=DOCUMENT_GROUND)

LEVEL_REQUIREMENTS = (
    EDUCATION,
    SEQUENCE,
    SERVICE,
    ASSESSMENT,
    LABOUR_FUNCTIONS,
    CPD_CONFIRMATION,
    TOTAL,
    FURTHER_EDUCATION,
    REST,
    MAIN_SPECIALTY,
    OFFICER,
)
"""The requirements whose failure is a ground of refusal."""

FAILED_NAMES = {
    EDUCATION.id: "education",
    SEQUENCE.id: "sequence",
    SERVICE.id: "service",
    ASSESSMENT.id: "assessment",
    LABOUR_FUNCTIONS.id: "labour_functions",
    CPD_CONFIRMATION.id: "cpd_confirmation",
    TOTAL.id: "cpd_total",
    FURTHER_EDUCATION.id: "cpd_further_education",
    REST.id: "cpd_non_formal_and_competencies",
}
"""How the public questions name the requirements in their lists of what failed."""
