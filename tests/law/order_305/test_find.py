"""``position.find``: every row by its number, its title and its former title, however they are typed."""

from __future__ import annotations

from typing import Any

import pytest

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.registry import ask
from tirkelim.law.order_305_positions.nomenclature import positions

ALL = pytest.mark.parametrize("position", positions(), ids=lambda position: str(position.row))
FORMER = [position for position in positions() if position.former_title]
NOTHING = {"row": None, "title": None, "former_title": None, "group_kk": None}


def find(**facts: Any) -> dict[str, Any]:
    return ask("position.find", facts).as_json()["answer"]


def untidy(title: str) -> str:
    """The title as people type it: capitals, no asterisk, hyphens and brackets gone or spaced."""
    return "  ".join(title.upper().replace("-", " - ").replace("(", " ").replace(")", " ").replace("*", "").split())


@ALL
def test_by_row(position) -> None:
    assert find(row=position.row) == {
        "row": position.row,
        "title": position.title,
        "former_title": position.former_title,
        "group_kk": position.group.heading["kk"],
    }


@ALL
def test_by_title(position) -> None:
    assert find(title=position.title)["row"] == position.row
    assert find(title=untidy(position.title))["row"] == position.row


@pytest.mark.parametrize("position", FORMER, ids=lambda position: str(position.row))
def test_by_former_title(position) -> None:
    assert find(former_title=position.former_title)["row"] == position.row
    assert find(former_title=untidy(position.former_title))["row"] == position.row


@pytest.mark.parametrize("lang", ["ru", "en"])
@ALL
def test_by_name_in_other_languages(position, lang: str) -> None:
    assert find(title=position.names[lang])["row"] == position.row


def test_the_same_words_before_and_now_are_told_apart() -> None:
    assert find(title="Фармацевт")["row"] == 80
    assert find(title="Фармацевт (провизор)")["row"] == 23
    assert find(former_title="Провизор (Фармацевт)")["row"] == 23
    assert find(former_title="Фармацевт (провизор) ассистенті")["row"] == 80
    assert find(former_title="Зертханашы")["title"] == "Медициналық зертханашы"


@pytest.mark.parametrize(
    "facts",
    [
        {"row": 88},
        {"former_title": "Жоқ"},
        {"former_title": "Радиофармацевт"},  # a new position: it had no former title
        {"title": "Астронавт"},
        {"title": ""},
        {"row": 1, "title": "Фельдшер"},  # row and title name two positions
        {},
        {"title": None},
    ],
)
def test_nothing_found_is_null(facts: dict[str, Any]) -> None:
    assert find(**facts) == NOTHING


def test_a_misspelt_title_is_not_an_answer_but_a_suggestion() -> None:
    answer = ask("position.find", {"title": "Медициналық масажист"}).as_json()

    assert answer["answer"] == NOTHING
    assert "Медициналық массажист" in answer["findings"][0]["message"]["kk"]


def test_a_title_without_its_brackets_is_suggested() -> None:
    answer = ask("position.find", {"former_title": "Санитариялық фельдшер"}).as_json()

    assert answer["answer"] == NOTHING
    assert "Санитариялық фельдшер (гигиенист" in answer["findings"][0]["message"]["kk"]


def test_without_facts_the_finding_is_unknown() -> None:
    (finding,) = ask("position.find", {}).findings

    assert finding.status == "unknown"


def test_new_positions_say_that_they_had_no_name() -> None:
    first = ask("position.find", {"row": 12}).as_json()["findings"][0]

    assert "had no name before" in first["message"]["en"]


@pytest.mark.parametrize(
    "facts", [{"row": "7"}, {"row": 0}, {"row": 1.5}, {"title": 7}, {"titel": "x"}, {"title": "x" * 3000}]
)
def test_facts_that_do_not_fit(facts: dict[str, Any]) -> None:
    with pytest.raises(FactErrors):
        ask("position.find", facts)


def message(**facts: Any) -> str:
    return ask("position.find", facts).as_json()["findings"][0]["message"]["en"]


def test_facts_that_name_different_positions_are_said_to_disagree() -> None:
    assert find(row=3, title="Фельдшер") == NOTHING
    assert "one and the same position" in message(row=3, title="Фельдшер")


def test_a_former_title_given_as_a_current_one_suggests_the_current_one() -> None:
    assert find(title="Тіс дәрігері (дантист)") == NOTHING
    assert message(title="Тіс дәрігері (дантист)").endswith(": Дантист.")
