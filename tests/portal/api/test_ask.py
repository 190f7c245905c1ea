"""The questions over HTTP: the same answers as the kernel's, documented errors, nothing stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.ask.registry import questions
from tirkelim.law.messages import LANGUAGES
from tirkelim.portal.api import ask, limits

CASES = [
    json.loads(line)
    for path in sorted((Path(__file__).parents[2] / "law" / "cases").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(autouse=True)
def _no_limit(settings: Any) -> None:
    settings.ASK_PER_MINUTE = 0


def post(question: str, body: object, **more: Any) -> Any:
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return Client(enforce_csrf_checks=True).post(f"/api/v1/ask/{question}", text, "application/json", **more)


def errors(response: Any, status: int) -> list[dict[str, Any]]:
    """The errors of a refused request; all of the documented form."""
    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    listed: list[dict[str, Any]] = response.json()["errors"]
    assert listed
    for error in listed:
        assert set(error) == {"field", "message", "code", "messages"}
        assert set(error["messages"]) == set(LANGUAGES)
    return listed


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}-{case['question']}")
def test_every_worked_case_answers_over_http(case: dict[str, Any]) -> None:
    response = post(case["question"], case["facts"])

    assert response.status_code == 200
    answer = response.json()["answer"]
    unordered = {name: sorted(map(str, value)) if isinstance(value, list) else value for name, value in answer.items()}
    expected = {
        name: sorted(map(str, value)) if isinstance(value, list) else value for name, value in case["expect"].items()
    }
    assert {name: unordered[name] for name in expected} == expected


def test_an_answer_carries_findings_and_the_edition() -> None:
    response = post("level.initial", {"education": "residency"})

    assert list(response.json()) == ["answer", "findings", "edition"]
    finding = response.json()["findings"][0]
    assert finding["citation"].startswith("283/2020")
    assert set(finding["message"]) == set(LANGUAGES)
    assert response.json()["edition"] == "283/2020 ed. 66/2025"


def test_letters_stand_as_they_are() -> None:
    response = post("position.find", {"row": 7})

    assert "group_kk" in response.content.decode()
    assert "\\u04" not in response.content.decode()


def test_nothing_is_stored_and_no_cookie_is_set() -> None:
    """No database access at all: this test is not allowed any."""
    response = post("level.initial", {"education": "residency"})

    assert response.status_code == 200
    assert not response.cookies


def test_facts_that_do_not_fit_are_all_named() -> None:
    found = errors(post("level.initial", {"education": "school", "extra": 1}), 422)

    assert {error["field"] for error in found} == {"education", "extra"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{", "not_json"),
        ("", "not_json"),
        ("[1]", "not_an_object"),
        ('{"education": NaN}', "not_json"),
        ('{"education": "phd", "education": "phd"}', "field_repeated"),
        ("[" * 20_000, "not_json"),
        (b"\xff\xfe", "not_utf8"),
        ('{"\\ud800": 1, "education": "phd"}', "field_not_known"),
    ],
)
def test_what_is_not_an_object_of_facts_is_refused_clearly(body: str | bytes, code: str) -> None:
    assert errors(post("level.initial", body), 422)[0]["code"] == code


def test_a_day_outside_the_edition_names_its_field() -> None:
    found = errors(post("cpd.units", {
        "criterion": 1, "confirmed_on": "2020-01-01",
        "activity": {"completed_on": "2019-05-01", "profile_match": True, "evidence_complete": True},
    }), 422)  # fmt: skip

    assert found[0]["field"] == "confirmed_on"
    assert "NotInForce" in found[0]["message"]


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_an_unknown_question_is_not_found(method: str) -> None:
    assert errors(post("cpd.wishes", {}), 404)[0]["field"] == "question"
    assert errors(getattr(Client(), method)("/api/v1/ask/cpd.wishes"), 404)[0]["field"] == "question"


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_only_post_asks(method: str) -> None:
    response = getattr(Client(), method)("/api/v1/ask/cpd.units")

    assert errors(response, 405)
    assert response["Allow"] == "POST"


def test_a_request_too_large_is_refused() -> None:
    response = post("level.initial", " " * (limits.LARGEST_BODY + 1))

    assert errors(response, 413)[0]["code"] == "body_too_large"


def test_a_body_is_never_read_beyond_the_limit(rf: Any) -> None:
    """Even when the caller understates its length."""
    request = rf.post("/", b"x" * 100, "application/json")
    request.META["CONTENT_LENGTH"] = "not a number"

    with pytest.raises(limits.BodyTooLarge):
        limits.read_body(request, limit=10)


def test_the_largest_portfolio_fits() -> None:
    activity = {"criterion": 3, "completed_on": "2025-01-15", "hours": 12, "started_on": "2025-01-10", "online": False}
    facts = {"confirmed_on": "2025-10-15", "claimed_level": "4.1", "activities": [activity] * 1000}

    assert post("cpd.portfolio", facts).status_code == 200


def test_too_many_requests_from_one_address_wait(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ASK_PER_MINUTE = 2
    monkeypatch.setattr(ask, "counted", limits.Counted())
    statuses = [post("level.initial", {"education": "phd"}).status_code for _ in range(2)]
    refused = post("level.initial", {"education": "phd"})

    assert statuses == [200, 200]
    assert errors(refused, 429)[0]["code"] == "too_many_requests"
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert post("level.initial", {"education": "phd"}, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_the_count_begins_anew_each_minute() -> None:
    counted = limits.Counted()

    assert counted.seconds_to_wait("a", 1, now=59.0) == 0
    assert counted.seconds_to_wait("a", 1, now=59.5) == 1
    assert counted.seconds_to_wait("a", 1, now=60.0) == 0


def test_the_list_names_every_question() -> None:
    listed = Client().get("/api/v1/questions").json()["questions"]

    assert [one["question"] for one in listed] == list(questions())
    assert all(one["citations"] and one["meaning"] and one["facts"]["type"] == "object" for one in listed)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@given(question=st.sampled_from(list(questions())), body=json_values)
def test_no_json_at_all_makes_it_fail(question: str, body: object) -> None:
    assert post(question, body).status_code in {200, 422}


@given(question=st.sampled_from(list(questions())), body=st.binary(max_size=60))
def test_no_bytes_at_all_make_it_fail(question: str, body: bytes) -> None:
    assert post(question, body).status_code in {200, 422}
