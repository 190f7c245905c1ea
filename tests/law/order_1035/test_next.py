"""``position.interior_next``: from a position and a category or level to a step, and the step that comes after it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.ask.registry import ask
from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.levels import Category, LevelName
from tirkelim.law.order_305_positions.nomenclature import positions
from tirkelim.law.order_1035_interior.bridge import category_after, category_of, level_after
from tirkelim.law.order_1035_interior.nomenclature_rows import counterparts, counterparts_of, read_counterparts

BOOK = current_book()


def asked(**facts: Any) -> dict[str, Any]:
    found: dict[str, Any] = ask("position.interior_next", facts).as_json()
    return found


def place(**facts: Any) -> tuple[str | None, ...]:
    answer = asked(**facts)["answer"]
    return (answer["link"], answer["step"], answer["next_step"])


def finding(requirement: str, **facts: Any) -> dict[str, Any]:
    (found,) = (one for one in asked(**facts)["findings"] if one["requirement"] == f"position.interior.{requirement}")
    return found


@pytest.mark.parametrize(
    ("level", "category", "after"),
    [
        ("4.0", "none", "4.1"),
        ("4.3", "highest", None),
        ("5.1", "second", "5.2"),
        ("6.2", "first", "6.3"),
        ("7.0 (I)", "none", "7.1 (I)"),
        ("7.1 (I)", "second", "7.2 (I)"),
        ("7.1 (R)", "none", "7.2 (R)"),
        ("7.4 (R)", "highest", None),
        ("8", None, None),
    ],
)
def test_the_category_beside_a_level(level: str, category: str | None, after: str | None) -> None:
    assert category_of(LevelName(level), BOOK) == category
    assert level_after(LevelName(level), BOOK) == after


def test_categories_rise_to_the_highest() -> None:
    rising = [Category.NONE]
    while (following := category_after(rising[-1], BOOK)) is not None:
        rising.append(following)

    assert rising == ["none", "second", "first", "highest"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"row": 8, "category": "none"}, ("B2", "4", "3")),
        ({"row": 8, "level": "7.2 (R)"}, ("B2", "3", "2")),
        ({"row": 8, "level": "7.1 (R)"}, ("B2", "4", "3")),
        ({"row": 8, "level": "7.1 (I)"}, ("B2", "3", "2")),
        ({"row": 8, "level": "7.4 (R)"}, ("B2", "1", None)),
        ({"row": 8, "level": "8"}, ("B2", None, None)),
        ({"row": 8, "level": "8", "category": "first"}, ("B2", None, None)),
        ({"row": 8}, ("B2", None, None)),
        ({"row": 8, "level": "7.1 (R)", "category": "none"}, ("B2", "4", "3")),
        ({"row": 8, "level": "7.1 (R)", "category": "first"}, ("B2", None, None)),
        ({"row": 59, "level": "4.1"}, ("B4", "3", "2")),
        ({"row": 18, "level": "6.1"}, ("B3", "3", "2")),
        ({"row": 55, "level": "5.1"}, (None, None, None)),
        ({"row": 55, "level": "5.1", "band": "middle"}, ("B4", "3", "2")),
        ({"row": 70}, ("D", None, None)),
        ({"row": 1, "institution": "republican"}, ("A1", "1", None)),
        ({"row": 1, "institution": "oblast", "level": "8"}, ("A1", "2", None)),
        ({"row": 2, "institution": "oblast"}, ("A1", None, None)),
        ({"row": 24, "level": "6.0"}, (None, None, None)),
        ({"row": 16, "category": "first"}, (None, None, None)),
        ({"row": 88}, (None, None, None)),
        ({}, (None, None, None)),
        ({"position": "статистик", "sphere": "health", "category": "none"}, ("B3", "4", "4")),
        ({"position": "доцент"}, ("B1", "2", None)),
        ({"position": "инженер", "sphere": "other", "band": "high", "category": "second"}, ("B2", "3", "2")),
        ({"position": "бухгалтер", "band": "high", "category": "first"}, ("C2", None, None)),
        ({"position": "астронавт", "category": "first"}, (None, None, None)),
    ],
)
def test_step_now_and_next(facts: dict[str, Any], expected: tuple[str | None, ...]) -> None:
    assert place(**facts) == expected


@given(
    row=st.sampled_from([one.row for one in counterparts() if one.sphere and one.band]),
    level=st.sampled_from(list(LevelName)),
)
def test_a_level_says_what_its_category_says_and_the_next_step_is_the_step_of_the_next(row: int, level: str) -> None:
    category = category_of(LevelName(level), BOOK)
    if len(counterparts_of(row)) != 1 or category is None:
        return
    by_level, by_category = asked(row=row, level=level)["answer"], asked(row=row, category=category)["answer"]

    assert by_level | {"next_level": None} == by_category
    following = by_level["next_level"]
    assert by_level["next_step"] == (following and asked(row=row, level=following)["answer"]["step"])


@given(facts=st.fixed_dictionaries({"row": st.integers(1, 87), "category": st.sampled_from([None, *Category])}))
def test_it_answers_place_as_position_interior_does(facts: dict[str, Any]) -> None:
    pairs = counterparts_of(facts["row"])
    if len(pairs) != 1:
        return
    (pair,) = pairs
    plain = {"position": pair.wording, "sphere": pair.sphere, "band": pair.band, "category": facts["category"]}
    answer = asked(**facts)["answer"]

    assert ask("position.interior", plain).as_json()["answer"] == {
        key: answer[key] for key in ("block", "link", "step")
    }


def test_the_readings_are_named() -> None:
    assert finding("category", row=8, level="7.2 (R)")["readings"] == ["P11"]
    assert finding("counterpart", row=8, level="7.2 (R)")["readings"] == ["P12"]
    assert finding("next", row=8, level="7.2 (R)")["readings"] == ["P11"]
    assert finding("next", row=8, category="second")["readings"] == []
    assert finding("next", position="статистик", sphere="health", category="none")["readings"] == ["P9"]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"row": 8, "level": "7.2 (R)"}, "The next level is 7.3 (R) (first category): it brings step 2."),
        ({"row": 8, "category": "second"}, "brings step 2"),
        ({"row": 8, "category": "highest"}, "highest category"),
        ({"row": 1, "institution": "oblast"}, "not on the category"),
        ({"row": 70}, "no steps"),
        ({"row": 8}, "must be known first"),
    ],
)
def test_what_comes_next_is_said(facts: dict[str, Any], words: str) -> None:
    assert words in finding("next", **facts)["message"]["en"]


def test_a_position_that_cannot_be_told_says_so() -> None:
    assert "cannot be told" in finding("counterpart", row=24)["message"]["en"]
    assert "статистик" in finding("counterpart", row=16)["message"]["en"]


def test_counterparts_are_of_listed_positions() -> None:
    rows = {position.row for position in positions()}

    assert {one.row for one in counterparts()} <= rows
    assert counterparts_of(24) == ()
    assert [one.basis for one in counterparts_of(16)] == ["part", "former"]


GOOD = {"row": "56", "position_kk": "фельдшер (-зертханашы)", "sphere": "health", "band": "middle", "basis": "name"}


@pytest.mark.parametrize(
    "wrong", [{"row": "88"}, {"basis": "guess"}, {"position_kk": "астронавт"}, {"sphere": "other"}]
)
def test_counterparts_that_do_not_fit_are_refused(wrong: dict[str, str]) -> None:
    assert read_counterparts([GOOD])
    with pytest.raises(ValueError, match="counterpart"):
        read_counterparts([GOOD | wrong])


def test_a_counterpart_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        read_counterparts([GOOD, GOOD])


@pytest.mark.parametrize(
    ("level", "link", "step", "after"),
    [("4.1", "B4", "3", "2"), ("6.1", "B3", "3", "2"), ("7.0 (I)", "B3", "4", "3"), ("5.1", None, None, None)],
)
def test_the_education_of_a_level_tells_the_band_where_it_is_needed(
    level: str, link: str | None, step: str | None, after: str | None
) -> None:
    assert place(position="мейіргер", level=level) == (link, step, after)
    assert finding("band", position="мейіргер", level=level)["readings"] == ["P13"]


def test_a_band_that_is_given_is_kept_and_one_that_is_not_needed_is_not_asked() -> None:
    assert place(position="мейіргер", level="4.1", band="high")[0] == "B3"
    names = {one["requirement"] for one in asked(position="дәрігер", level="7.2 (R)")["findings"]}
    assert "position.interior.band" not in names


def test_levels_belong_to_health_workers() -> None:
    assert place(position="зертханашы", level="4.1") == ("B4", "3", "2")
