"""Headings as they stand in real tables find their columns."""

from __future__ import annotations

import pytest

from tirkelim.law.order_253_register.requirements import ITEMS
from tirkelim.national.imports.columns import COLUMNS, LANGUAGES
from tirkelim.national.imports.matching import check_columns, folded, match_columns


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_matches_itself(language: str) -> None:
    found = match_columns([column.headings[language] for column in COLUMNS.values()], {})
    assert list(found.columns.values()) == list(COLUMNS)
    assert not found.offered
    assert not found.alike


def test_all_fifteen_items_have_columns() -> None:
    assert {column.item for column in COLUMNS.values()} - {0} == set(range(1, len(ITEMS) + 1))


@pytest.mark.parametrize(("heading", "key"), [
    ("ИИН", "iin"), ("жсн", "iin"), ("Ф.И.О.", "full_name_ru"), ("Т.А.Ә.", "full_name_kk"), ("Тегі", "surname_kk"),
    ("Фамилия", "surname_ru"), ("Пол", "sex"), ("Дата рождения", "birth_date"), ("Туған күні", "birth_date"),
    ("№ приказа", "order_number"), ("Дата приема на работу", "hired_on"), ("Занимаемая должность", "position"),
    ("Сотовый телефон", "mobile"), ("Прописка", "registration_place"), ("Уволен", "left_on"), ("БСН", "bin"),
    ("Кол-во часов", "training_hours"), ("Hire date", "hired_on"), ("Азаматтығы", "citizenship"),
    ("Азаматтыгы", "citizenship"), ("birth_date", "birth_date"),
])  # fmt: skip
def test_headings_of_real_tables(heading: str, key: str) -> None:
    assert match_columns([heading], {}).columns == {0: key}


def test_a_slip_is_found_and_marked() -> None:
    found = match_columns(["Дата рожденья", "Оклад"], {})
    assert found.columns == {0: "birth_date"}
    assert found.alike == {0}
    assert 1 in found.offered


def test_what_is_ambiguous_is_left_to_the_person() -> None:
    """Two columns that both say they are the position: neither is taken, both are offered."""
    found = match_columns(["Занимаемая должность", "Наименование должности"], {})
    assert found.columns == {}
    assert "position" in found.offered[0]
    assert "position" in found.offered[1]


def test_the_own_heading_wins_over_a_synonym() -> None:
    assert match_columns(["Занимаемая должность", "Должность"], {}).columns == {1: "position"}


def test_what_was_remembered_wins() -> None:
    memory = {folded("Ставка"): "is_main", folded("ФИО"): "", folded("Лауазым"): "position_title"}
    found = match_columns(["Ставка", "ФИО", "Лауазым"], memory)
    assert found.columns == {0: "is_main", 2: "position_title"}
    assert 1 not in found.offered


def test_a_choice_of_columns_is_checked() -> None:
    enough = {0: "iin", 1: "position", 2: "hired_on"}
    assert check_columns(enough, many_organisations=False) == ()
    assert check_columns(enough, many_organisations=True) == (("missing", "bin"),)
    assert check_columns({0: "passport", 1: "position_title"}, many_organisations=False) == (("missing", "hired_on"),)
    assert set(check_columns({0: "sex", 1: "sex", 2: "salary"}, many_organisations=False)) == {
        ("repeated", "sex"), ("unknown", "salary"), ("missing", "iin"), ("missing", "position"),
        ("missing", "hired_on"),
    }  # fmt: skip
