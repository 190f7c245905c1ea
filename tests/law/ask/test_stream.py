"""The stream of questions: whatever a line holds, it is answered or says what is wrong, and the stream goes on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tirkelim.law.ask.stream import answer_lines

GOOD = {"id": "a", "question": "level.initial", "facts": {"education": "bachelor"}}


def answered(*lines: str) -> list[dict[str, Any]]:
    return [json.loads(line.encode()) for line in answer_lines(lines)]


def test_blank_lines_are_no_questions() -> None:
    assert [line["id"] for line in answered("", json.dumps(GOOD), "  \n", json.dumps(GOOD | {"id": "b"}))] == ["a", "b"]


@pytest.mark.parametrize("line", ["x", "[", "[" * 100_000, '{"id": 1', '{"id": "a", "facts": NaN}', "\udcff", '"a'])
def test_what_is_not_json_has_no_id(line: str) -> None:
    (answer,) = answered(line)
    assert (answer["id"], answer["question"], answer["errors"][0]["code"]) == (None, None, "not_json")


@pytest.mark.parametrize("line", ["[]", '"text"', "1", "null"])
def test_json_that_is_no_object_has_no_id(line: str) -> None:
    (answer,) = answered(line)
    assert (answer["id"], answer["errors"][0]["code"]) == (None, "not_an_object")


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"question": "no.such"}, "question", "question_not_known"),
        ({"question": 5}, "question", "question_not_known"),
        ({"question": None}, "question", "question_not_known"),
        ({"facts": None}, "", "not_an_object"),
        ({"facts": []}, "", "not_an_object"),
        ({"more": 1}, "more", "field_not_known"),
        ({"facts": {"education": "bachelor", "x": 1}}, "x", "field_not_known"),
        ({"facts": {"education": {"a": 1}}}, "education", "not_in_list"),
        ({"facts": {"education": "\ud800"}}, "education", "not_in_list"),
    ],
)
def test_a_bad_line_keeps_id_and_question(changes: dict[str, Any], field: str, code: str) -> None:
    answer, after = answered(json.dumps(GOOD | changes), json.dumps(GOOD))
    assert (answer["id"], answer["question"]) == ("a", (GOOD | changes)["question"])
    assert (answer["errors"][0]["field"], answer["errors"][0]["code"]) == (field, code)
    assert after["answer"] == {"level": "6.0"}


def test_a_field_named_twice_keeps_the_id() -> None:
    (answer,) = answered('{"id": "a", "question": "level.initial", "facts": {"education": "phd", "education": "phd"}}')
    assert (answer["id"], answer["errors"][0]["field"]) == ("a", "education")


@pytest.mark.parametrize("number", ["1e400", "-1e400", "9" * 5_000, "9" * 100, "1e-400", "0.1"])
def test_absurd_numbers_are_errors_of_their_field(number: str) -> None:
    facts = f'{{"graduation_year": {number}, "clinical_specialty": true}}'
    (answer,) = answered(f'{{"id": "a", "question": "certificate.residency", "facts": {facts}}}')
    assert (answer["id"], answer["errors"][0]["field"]) == ("a", "graduation_year")


@pytest.mark.parametrize("id", [None, 7, 1.5, "\ud800", [1], {"a": 1}])
def test_any_id_comes_back(id: Any) -> None:
    (answer,) = answered(json.dumps(GOOD | {"id": id}))
    assert answer["id"] == id


def test_an_id_that_json_cannot_say_again_is_dropped() -> None:
    (answer,) = answered('{"id": 1e400, "question": "level.initial", "facts": {"education": "bachelor"}}')
    assert (answer["id"], answer["answer"]) == (None, {"level": "6.0"})


def test_a_byte_order_mark_is_no_fault() -> None:
    (answer,) = answered("\ufeff" + json.dumps(GOOD))
    assert answer["answer"] == {"level": "6.0"}


@pytest.mark.parametrize(("years", "hours"), [(3.0027397260273974, 240), (3.0, None), (2.9999999999999996, None)])
def test_years_may_have_any_decimal_part(years: float, hours: int | None) -> None:
    """A thousand and ninety-six days divided by 365 exceed three years."""
    facts = {
        "applicant": "foreign",
        "route": "initial",
        "applied_on": "2025-12-10",
        "valid_until": None,
        "training": [],
    }
    line = {"id": 1, "question": "certificate.training_hours", "facts": facts | {"service_break_years": years}}
    (answer,) = answered(json.dumps(line))
    assert answer["answer"]["required_hours"] == hours
