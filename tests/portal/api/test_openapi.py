"""The OpenAPI document: complete, true to the answers, and the committed copy current."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.registry import ask, questions
from tirkelim.portal.api.site import openapi_page

DOCUMENT: dict[str, Any] = json.loads(openapi_page())
CASES = [
    json.loads(line)
    for path in sorted((Path(__file__).parents[2] / "law" / "cases").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


def operation(question: str) -> dict[str, Any]:
    found: dict[str, Any] = DOCUMENT["paths"][f"/api/v1/ask/{question}"]["post"]
    return found


def test_it_is_served_as_committed() -> None:
    served = Client().get("/api/v1/openapi.json").json()

    assert served == DOCUMENT
    assert served["openapi"].startswith("3.1")


def test_every_question_has_its_own_path() -> None:
    asked = {path.removeprefix("/api/v1/ask/") for path in DOCUMENT["paths"] if "/ask/" in path}

    assert asked == set(questions())
    ids = [operation(name)["operationId"] for name in questions()]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", list(questions()))
def test_a_question_is_described_whole(name: str) -> None:
    described = operation(name)

    assert described["requestBody"]["content"]["application/json"]["schema"]["additionalProperties"] is False
    assert set(described["responses"]) == {"200", "405", "413", "422", "429"}
    assert described["x-citations"]
    assert described["summary"]


def test_every_reference_leads_somewhere() -> None:
    def references(node: Any) -> list[str]:
        if isinstance(node, dict):
            own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
            return own + [ref for value in node.values() for ref in references(value)]
        return [ref for value in node for ref in references(value)] if isinstance(node, list) else []

    for reference in set(references(DOCUMENT)):
        assert reference.removeprefix("#/components/schemas/") in DOCUMENT["components"]["schemas"]


# --- do the answers keep to it? --------------------------------------------------------------------------------------

KINDS: dict[str, Callable[[Any], bool]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether a value keeps to a schema: the few keywords that the document uses."""
    if "$ref" in schema:
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        return any(fits(value, option) for option in schema["anyOf"])
    if "type" in schema and not KINDS[schema["type"]](value):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, dict) and "properties" in schema:
        known = schema["properties"]
        return (
            set(schema.get("required", ())) <= set(value)
            and (schema.get("additionalProperties") is not False or set(value) <= set(known))
            and all(fits(inner, known[name]) for name, inner in value.items() if name in known)
        )
    return not isinstance(value, list) or all(fits(item, schema.get("items", {})) for item in value)


def response_schema(question: str, status: int = 200) -> dict[str, Any]:
    found: dict[str, Any] = operation(question)["responses"][str(status)]["content"]["application/json"]["schema"]
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}-{case['question']}")
def test_worked_cases_keep_to_the_document(case: dict[str, Any]) -> None:
    request = operation(case["question"])["requestBody"]["content"]["application/json"]["schema"]
    answered = json.loads(json.dumps(ask(case["question"], case["facts"]).as_json()))

    assert fits(case["facts"], request)
    assert fits(answered, response_schema(case["question"]))


@cache
def facts_for(question: str) -> st.SearchStrategy[Any]:
    return from_schema(operation(question)["requestBody"]["content"]["application/json"]["schema"])


def from_schema(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Facts that keep to the document: what a careful caller would send."""
    if "anyOf" in schema:
        return st.one_of(*map(from_schema, schema["anyOf"]))
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema.get("format") == "date":
        return st.sampled_from(DAYS)
    if schema.get("format") == "date-time":
        return st.sampled_from(DAYS).map(lambda day: f"{day}T10:00:00+05:00")
    if schema["type"] in ("integer", "number"):
        whole = st.integers(schema["minimum"], min(schema["maximum"], schema["minimum"] + 400))
        return whole
    if schema["type"] == "array":
        return st.lists(from_schema(schema["items"]), max_size=3)
    if schema["type"] == "object":
        fields = {name: from_schema(inner) for name, inner in schema["properties"].items()}
        required = {name: field for name, field in fields.items() if name in schema["required"]}
        return st.fixed_dictionaries(required, optional={n: f for n, f in fields.items() if n not in required})
    return {"boolean": st.booleans(), "null": st.none(), "string": st.sampled_from(["", "KZ", "kk", "Педиатрия"])}[
        schema["type"]
    ]


DAYS = ["2019-03-01", "2022-05-10", "2023-12-31", "2025-08-01", "2025-12-10", "2026-03-23", "2026-12-16", "2099-01-01"]


@pytest.mark.parametrize("name", list(questions()))
def test_answers_to_any_facts_keep_to_the_document(name: str) -> None:
    @given(facts=facts_for(name))
    def check(facts: Any) -> None:
        try:
            answered = ask(name, facts).as_json()
        except FactErrors:
            return
        assert fits(json.loads(json.dumps(answered)), response_schema(name))

    check()
