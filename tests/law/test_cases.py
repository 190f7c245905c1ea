"""Every worked case of the contract: question, facts, expected answer, and the place in the law that says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tirkelim.law.ask.registry import ask

CASES = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "cases").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}-{case['question']}")
def test_case_answers_as_the_law_says(case: dict[str, Any]) -> None:
    answer = ask(case["question"], case["facts"]).as_json()["answer"]

    expected = {name: _unordered(value) for name, value in case["expect"].items()}
    assert {name: _unordered(answer[name]) for name in expected} == expected, case["citation"]


def _unordered(value: Any) -> Any:
    return sorted(map(str, value)) if isinstance(value, list) else value
