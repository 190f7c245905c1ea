"""The OpenAPI description of the questions: each its own path, with its facts, its answer and its errors."""

from __future__ import annotations

from typing import Any

from tirkelim.law.ask.facts import schema
from tirkelim.law.ask.registry import Question
from tirkelim.law.finding import Status
from tirkelim.portal.api.answers import TEXT, TEXTS, THREE_LANGUAGES, answer_schema, one_of
from tirkelim.portal.api.ask import meaning, meaning_of_facts, one_line

JSON = "application/json"
REF = "#/components/schemas/"

ANY_VALUE: dict[str, Any] = {"description": "a number, text, date, true, false, null, object or list of these"}
SHARED: dict[str, Any] = {
    "Texts": {**THREE_LANGUAGES, "description": "the same sentence in Kazakh, Russian and English"},
    "Finding": {
        "type": "object",
        "description": "One requirement examined.",
        "additionalProperties": False,
        "properties": {
            "requirement": {**TEXT, "description": "stable id"},
            "citation": {**TEXT, "description": "the place of law, such as 283/2020 ann.3 row 2"},
            "status": one_of(*Status),
            "found": ANY_VALUE,
            "required": ANY_VALUE,
            "message": {"$ref": f"{REF}Texts"},
            "readings": {**TEXTS, "description": "ids of the readings that the finding rests on"},
        },
        "required": ["requirement", "citation", "status", "found", "required", "message", "readings"],
    },
    "FieldError": {
        "type": "object",
        "description": "One thing wrong with one field.",
        "additionalProperties": False,
        "properties": {
            "field": {**TEXT, "description": "path such as activity.hours; empty: the request as a whole"},
            "message": {**TEXT, "description": "in English"},
            "code": {**TEXT, "description": "stable code of the error"},
            "messages": {"$ref": f"{REF}Texts"},
        },
        "required": ["field", "message", "code", "messages"],
    },
    "Errors": {
        "type": "object",
        "additionalProperties": False,
        "properties": {"errors": {"type": "array", "minItems": 1, "items": {"$ref": f"{REF}FieldError"}}},
        "required": ["errors"],
    },
    "ListedQuestion": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "question": TEXT,
            "meaning": TEXT,
            "citations": TEXTS,
            "href": TEXT,
            "facts": {"type": "object", "description": "JSON Schema of the facts"},
        },
        "required": ["question", "meaning", "citations", "href", "facts"],
    },
}
ERRORS = {
    404: "There is no such question.",
    405: "The method is not POST.",
    413: "The request is too large.",
    422: "The facts do not fit: every field at fault with its message.",
    429: "Too many requests from one address in this minute; see Retry-After.",
}
"""The errors of a question by HTTP status. 404 concerns unknown questions only and is not listed for each."""


def described(question: Question) -> dict[str, Any]:
    """What OpenAPI says of one question beside its name: request, responses, citations."""
    facts = schema(question.facts)
    return {
        "description": f"{meaning(question)}\n\nRests on: {'; '.join(map(str, question.citations))}.",
        "requestBody": {
            "required": True,
            "description": meaning_of_facts(question),
            "content": {JSON: {"schema": facts}},
        },
        "responses": {
            200: {"description": "The answer with its reasons.", "content": {JSON: {"schema": _answered(question)}}},
            **{status: _error(text) for status, text in ERRORS.items() if status != 404},
        },
        "x-citations": list(map(str, question.citations)),
    }


def summary(question: Question) -> str:
    """The first sentence of what the question answers."""
    return one_line(meaning(question))


def described_list() -> dict[str, Any]:
    """What OpenAPI says of the list of questions."""
    listed = {"type": "array", "items": {"$ref": f"{REF}ListedQuestion"}}
    whole = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"questions": listed},
        "required": ["questions"],
    }
    return {"responses": {200: {"description": "All questions.", "content": {JSON: {"schema": whole}}}}}


def _answered(question: Question) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "answer": answer_schema(question.name),
            "findings": {"type": "array", "items": {"$ref": f"{REF}Finding"}},
            "edition": {**TEXT, "description": "the edition that answered, such as 283/2020 ed. 66/2025"},
        },
        "required": ["answer", "findings", "edition"],
    }


def _error(text: str) -> dict[str, Any]:
    return {"description": text, "content": {JSON: {"schema": {"$ref": f"{REF}Errors"}}}}
