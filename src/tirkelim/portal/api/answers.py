"""What each question answers, as JSON Schema: the fields of ``answer``. Facts describe themselves (law/ask/facts.py).

A test compares these with the answers to all worked cases and to random facts.
"""

from __future__ import annotations

from typing import Any

from tirkelim.law.order_274_certificates.route import Route
from tirkelim.law.order_283_cpd.activity import Chapter
from tirkelim.law.order_283_cpd.levels import Category, LevelName

Schema = dict[str, Any]

BOOLEAN: Schema = {"type": "boolean"}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
TEXT: Schema = {"type": "string"}
DATE: Schema = {"type": "string", "format": "date"}
UNITS: Schema = {"type": "number", "description": "credit units"}
TEXTS: Schema = {"type": "array", "items": TEXT}
THREE_LANGUAGES: Schema = {
    "type": "object",
    "properties": {"kk": TEXT, "ru": TEXT, "en": TEXT},
    "required": ["kk", "ru", "en"],
    "additionalProperties": False,
}


def one_of(*values: str) -> Schema:
    """One of these words."""
    return {"type": "string", "enum": [str(value) for value in values]}


def or_null(schema: Schema) -> Schema:
    """The schema, or null: the answer is not known, or there is none."""
    return {"anyOf": [schema, {"type": "null"}]}


LEVEL = one_of(*LevelName)
VOLUME = ("cpd_total", "cpd_further_education", "cpd_non_formal_and_competencies")
ELIGIBILITY = ("education", "sequence", "service", "assessment", "labour_functions", "cpd_confirmation", *VOLUME)
ROW: Schema = {"description": "a row of the standard"}
ROWS = ("provider", "channel", "term", "form", "result", "fee", "hours", "documents", "refusal_grounds", "other")


def failed(*names: str) -> Schema:
    """Names of the requirements that are not met, in any order."""
    return {"type": "array", "items": one_of(*names)}


ANSWERS: dict[str, dict[str, Schema]] = {
    "act.in_force": {
        "in_force_from": DATE,
        "in_force_until": or_null(DATE),
        "assumed": BOOLEAN,
        "in_force": BOOLEAN,
    },
    "calendar.acceptance": {"accepted_on": DATE},
    "service.deadline": {"accepted_on": DATE, "due_on": DATE},
    "service.fee": {"mci": NUMBER, "tenge": or_null(NUMBER)},
    "service.requirements": dict.fromkeys(ROWS, ROW),
    "duty.deadline": {"due_on": or_null(DATE), "timely": or_null(BOOLEAN)},
    "register.completeness": {"complete": or_null(BOOLEAN), "missing": or_null({"type": "array", "items": INTEGER})},
    "cpd.units": {"accepted": or_null(BOOLEAN), "units": or_null(UNITS), "chapter": one_of(*Chapter)},
    "cpd.portfolio": {
        "further_education": or_null(UNITS),
        "non_formal_and_competencies": or_null(UNITS),
        "total": or_null(UNITS),
        "volume_met": or_null(BOOLEAN),
        "failed": or_null(failed(*VOLUME)),
    },
    "cpd.foreign_recognition": {"valid": BOOLEAN},
    "level.initial": {"level": LEVEL},
    "level.eligibility": {"eligible": or_null(BOOLEAN), "failed": or_null(failed(*ELIGIBILITY))},
    "level.service_requirement": {"met": or_null(BOOLEAN), "required_years": or_null(INTEGER)},
    "level.from_category": {
        "level": or_null(LEVEL),
        "knowledge_test_waived": or_null(BOOLEAN),
        "assessment_required": or_null(BOOLEAN),
    },
    "level.nursing_transfer": {"allowed": or_null(BOOLEAN), "level": or_null(LEVEL)},
    "certificate.route": {"route": or_null(one_of(*Route)), "assessment_required": or_null(BOOLEAN)},
    "certificate.training_hours": {
        "applies": or_null(BOOLEAN),
        "required_hours": or_null(INTEGER),
        "met": or_null(BOOLEAN),
    },
    "certificate.document": {"required": or_null(BOOLEAN), "acceptable": BOOLEAN},
    "certificate.internship": {"required": or_null(BOOLEAN)},
    "certificate.residency": {"required": or_null(BOOLEAN)},
    "certificate.retraining": {"required": or_null(BOOLEAN)},
    "certificate.mid_level": {"sufficient": or_null(BOOLEAN)},
    "certificate.indefinite": {"still_valid": or_null(BOOLEAN)},
    "licence.document": {"required": or_null(BOOLEAN)},
    "licence.visit_notice": {"valid": or_null(BOOLEAN)},
    "licence.staffing": {"covered": BOOLEAN},
    "conformity.points": {"points": or_null(INTEGER)},
    "conformity.validity": {"within_maximum": or_null(BOOLEAN)},
    "conformity.extension": {"extend_until": or_null(DATE)},
    "conformity.duplicate": {"valid_until": or_null(DATE), "original_invalid_from": or_null(DATE)},
    "conformity.profession": {"in_list": or_null(BOOLEAN)},
    "position.find": {
        "row": or_null(INTEGER),
        "title": or_null(TEXT),
        "former_title": or_null(TEXT),
        "group_kk": or_null(TEXT),
    },
    "position.interior": {"block": or_null(TEXT), "link": or_null(TEXT), "step": or_null(TEXT)},
    "position.interior_next": {
        "block": or_null(TEXT),
        "link": or_null(TEXT),
        "step": or_null(TEXT),
        "category": or_null(one_of(*Category)),
        "next_category": or_null(one_of(*Category)),
        "next_level": or_null(LEVEL),
        "next_step": or_null(TEXT),
    },
}
"""The fields of each answer by question."""

OPTIONAL: dict[str, frozenset[str]] = {
    "act.in_force": frozenset({"in_force"}),
    "service.fee": frozenset({"tenge"}),
    "duty.deadline": frozenset({"timely"}),
    "certificate.document": frozenset({"acceptable"}),
}
"""Fields that an answer has only when the facts ask for them."""


def answer_schema(question: str) -> Schema:
    """The schema of the answer to a question."""
    fields = ANSWERS[question]
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": fields,
        "required": [name for name in fields if name not in OPTIONAL.get(question, frozenset())],
    }
