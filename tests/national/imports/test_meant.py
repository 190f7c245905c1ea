"""What people said of titles: read so where the register is not certain, and nowhere else."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import pytest

from tirkelim.law.order_305_positions.spelling import loose
from tirkelim.national.imports.meant import LONGEST, Key, Meant, is_answer, suggested, title_key
from tirkelim.national.imports.values import Read, read_position, read_specialty


def read(title: str, answers: Mapping[str, str]) -> Read:
    """A title of a position, with answers by title."""
    said: dict[Key, str] = {("position", loose(one)): value for one, value in answers.items()}
    return Meant(said).reading("position", read_position)(title)


def test_an_answer_is_read_however_the_title_is_typed() -> None:
    for typed in ("медсестра", "Медсестра", " МЕДСЕСТРА "):
        found = read(typed, {"медсестра": "59"})
        assert (found.value, found.code, found.wrong) == (59, "position_as_said", False)
        assert found.more == {"position_title": typed.strip()}


def test_what_is_certain_is_not_read_otherwise() -> None:
    assert read("Фельдшер", {"Фельдшер": "59"}) == read_position("Фельдшер")
    assert read("56", {"56": "59"}) == read_position("56")


def test_a_title_outside_the_nomenclature_is_kept() -> None:
    found = read("водитель", {"водитель": ""})
    assert (found.value, found.code, found.wrong) == (None, "position_kept", False)
    assert found.more == {"position_title": "водитель"}


def test_other_titles_and_other_kinds_are_not_touched() -> None:
    assert read("столяр", {"водитель": ""}).wrong
    assert Meant({("position", "водитель"): ""}).reading("specialty", read_specialty) is read_specialty


@pytest.mark.parametrize("value", ["88", "0", "-1", "x", "591", "residency.paediatrics"])
def test_what_is_no_row_is_no_answer_and_is_not_read(value: str) -> None:
    assert not is_answer("position", value)
    assert read("медсестра", {"медсестра": value}).wrong


def test_a_title_that_is_too_long_or_empty_is_not_asked_about() -> None:
    assert title_key("position", "а" * (LONGEST + 1)) is None
    assert title_key("position", " ") is None


@pytest.mark.parametrize(
    ("kind", "title", "first"),
    [
        ("position", "медсестра", "59"), ("position", "Мейіргер", "59"), ("position", "врач", "8"),
        ("position", "Врач терапевт участковый", "8"), ("position", "Медрегистратор", "70"),
        ("position", "акушерка", "57"), ("specialty", "педиатор", "residency.paediatrics"),
    ],
)  # fmt: skip
def test_what_is_most_likely_stands_first(kind: str, title: str, first: str) -> None:
    assert suggested(kind, title)[0] == first


def test_nothing_is_suggested_where_nothing_is_alike() -> None:
    assert suggested("position", "водитель") == ()


def test_many_rows_with_one_title_cost_little() -> None:
    meant: Any = Meant({("position", loose("медсестра")): "59"}).reading("position", read_position)
    meant("медсестра")
    began = time.perf_counter()
    for _ in range(100_000):
        meant("медсестра")
    assert time.perf_counter() - began < 1
