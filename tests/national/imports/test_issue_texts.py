"""Every code that the import can tell has words in three languages, and every text has a code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.utils import translation

import tirkelim.national.imports as room
from tirkelim.law.order_305_positions.nomenclature import by_row
from tirkelim.national.imports.issue_texts import TEXTS, issue_text, shown

FILES = ("rows", "csv_rows", "xlsx_rows", "values", "meant", "agreement", "checking", "plan_person", "plan_job",
         "plan_learning", "planning", "applying", "writes")  # fmt: skip
REASONS = ("length", "control_digit", "date", "century", "kind")
CODE = re.compile(r"[a-z]+(_[a-z]+)*")
IN_CALLS = {"TableError": 0, "wrong": 0, "error": 1, "warning": 1, "tell": 2, "_otherwise": 3, "_position": 1,
            "Read": 1}  # fmt: skip
"""Functions that are given a code, and at which place."""


def codes_of(path: Path) -> set[str]:
    """Codes that a file of the room writes out."""
    found = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            place = IN_CALLS.get(name)
            if place is not None and len(node.args) > place:
                found |= texts_in(node.args[place])
        elif isinstance(node, ast.Tuple) and len(node.elts) == 4 and "Severity" in ast.dump(node.elts[1]):
            found |= texts_in(node.elts[2])
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            names = [ast.unparse(one) for one in (node.targets if isinstance(node, ast.Assign) else [node.target])]
            if names in (["ORDERS"],):
                found |= {ast.literal_eval(one)[2] for one in node.value.elts}  # type: ignore[attr-defined]
            elif names in (["NOT_TABLES"], ["code"], ["MEANWHILE"], ["HINDERED"]):
                found |= texts_in(node.value)
    return {code for code in found if CODE.fullmatch(code)}


def texts_in(node: ast.AST) -> set[str]:
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def every_code() -> set[str]:
    folder = Path(room.__file__).parent
    found: set[str] = set().union(*(codes_of(folder / f"{name}.py") for name in FILES))
    found |= {f"{what}_incomplete" for what in ("education", "certificate", "training")}
    found |= {"iin_length", "iin_control_digit", "iin_date", "iin_century", "iin_zeros", "bin_length", "bin_date"}
    found |= {"bin_control_digit", "bin_kind", "bin_zeros", "same_person_perhaps"}
    return found - {"latin", "is_main", "dead", "abroad"}  # words that the codes are chosen by


def test_every_code_has_words() -> None:
    assert every_code() - TEXTS.keys() == set()


def test_every_text_has_a_code() -> None:
    assert TEXTS.keys() - every_code() == set()


@pytest.mark.parametrize("code", sorted(TEXTS))
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_words_are_translated(code: str, language: str) -> None:
    with translation.override("en"):
        english = issue_text(code, {})
    with translation.override(language):
        said = issue_text(code, {})
    assert said.what
    assert said.now
    assert said.what != english.what
    assert said.now != english.now
    assert "%(" not in said.what + said.now


def test_positions_and_days_are_said_in_words() -> None:
    with translation.override("ru"):
        text = issue_text("position_alike", {"rows": [57, 56]})
        assert "57 «Акушер»; 56 «Фельдшер»" in text.what
        assert issue_text("hired_otherwise", {"known": "2024-02-01", "field": "hired_on"}).what.endswith("01.02.2024.")
        assert shown("sex", "female") == "Женский"
        assert shown("residence_kato", "710000000") == "Город Астана"
        assert shown("specialty", "secondary.nursing") == "Сестринское дело"
        position = by_row(57)
        assert position is not None
        assert shown("position", 57) == f"«{position.names['ru']}»"


@pytest.mark.parametrize(
    ("language", "words"), [("kk", "жынысы; тіркелген жері; 16"), ("ru", "пол; место регистрации; 16")]
)
def test_missing_items_are_called_as_the_law_calls_them(language: str, words: str) -> None:
    with translation.override(language):
        assert words in issue_text("items_missing", {"items": [3, 9, 16]}).what


def test_a_code_without_words_is_a_fault_that_can_be_told() -> None:
    assert "no_such_code" in issue_text("no_such_code", {}).now
