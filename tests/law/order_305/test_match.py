"""Whole lists of old titles: what is certain, what needs a person's look, what is not found or cannot be read."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.order_305_positions.match import Found, match
from tirkelim.law.order_305_positions.nomenclature import positions
from tirkelim.law.order_305_positions.table import COLUMNS, MOST_LINES, TooManyLines, match_table, written
from tirkelim.law.spreadsheet import MARK, TableError, harmless


@pytest.mark.parametrize("position", positions(), ids=lambda position: position.code)
def test_titles_of_the_order_are_certain(position) -> None:
    assert match(position.title)[1:] == (Found.CURRENT, position)
    if position.former_title:
        found = match(position.former_title)
        assert found.position == position
        assert found.certain


@pytest.mark.parametrize(
    ("title", "found", "row"),
    [
        ("Тіс дәрігері (дантист)", Found.FORMER, 63),
        ("Тис даригери (дантист)", Found.FORMER, 63),
        ("Зубной врач (дантист)", Found.FORMER, 63),
        ("Зертханашы", Found.FORMER, 66),
        ("Фармацевт", Found.CURRENT, 80),
        ("провизор ФАРМАЦЕВТ", Found.FORMER, 23),
        ("зубной врач", Found.ALIKE, 63),
        ("Медициналық масажист", Found.ALIKE, 76),
        ("Астронавт", Found.NOT_FOUND, None),
        ("55", Found.NOT_FOUND, None),
        ("  ", Found.EMPTY, None),
        ("а" * 2_001, Found.TOO_LONG, None),
    ],
)
def test_how_a_title_is_found(title: str, found: Found, row: int | None) -> None:
    answer = match(title)

    assert (answer.found, answer.position and answer.position.row) == (found, row)
    assert answer.title == title


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Фельдшер\nАкушер\n", [(1, "Фельдшер"), (2, "Акушер")]),
        (f"{MARK}Лауазым\r\nФельдшер\r\n\r\nАкушер", [(2, "Фельдшер"), (4, "Акушер")]),
        ("ID;Должность;Ставка\n7;Фельдшер;1\n8;;0,5\n9", [(2, "Фельдшер"), (3, ""), (4, "")]),
        ("Акушер;1\nФельдшер;2", [(1, "Акушер"), (2, "Фельдшер")]),
        ("Акушер,1\nФельдшер,2", [(1, "Акушер"), (2, "Фельдшер")]),
        ("id,title\n1,Акушер", [(2, "Акушер")]),
        ("id\tTITLE\n1\tАкушер", [(2, "Акушер")]),
        # a title holds commas: it is not parted
        ("Биолог, зоолог\nФельдшер", [(1, "Биолог, зоолог"), (2, "Фельдшер")]),
        ('"Биолог, зоолог"\nФельдшер', [(1, "Биолог, зоолог"), (2, "Фельдшер")]),
        ('Мейіргер "аға\nФельдшер', [(1, 'Мейіргер "аға'), (2, "Фельдшер")]),
        ("", []),
        (" \n\n", []),
    ],
)
def test_columns_are_read_as_people_send_them(text: str, titles: list[tuple[int, str]]) -> None:
    assert [(line.line, line.match.title) for line in match_table(text)] == titles


def test_a_table_that_cannot_be_read_names_its_line() -> None:
    with pytest.raises(TableError) as bad:
        match_table('title;n\nФельдшер;1\n"Акушер;2\n')

    assert bad.value.line == 3


def test_a_table_has_its_limit() -> None:
    assert len(match_table("Фельдшер\n" * MOST_LINES)) == MOST_LINES
    with pytest.raises(TooManyLines):
        match_table("Фельдшер\n" * (MOST_LINES + 1))


def test_the_result_is_a_table_with_what_was_given() -> None:
    result = written(match_table("title\nЗертханашы\nАстронавт"))

    assert result.startswith(MARK)
    first, second = csv.DictReader(io.StringIO(result.removeprefix(MARK)))
    assert (first["line"], first["title"], first["found"], first["code"]) == ("2", "Зертханашы", "former", "305-66")
    assert (second["found"], second["code"], second["row"]) == ("not_found", "", "")
    assert tuple(first) == COLUMNS


@pytest.mark.parametrize("text", ["=1+1", "+7", "-2", "@SUM(A1)", "\t=1", "\r=1", " =cmd|'/c calc'!A1", "\uff1d1"])
def test_no_cell_begins_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    (row,) = list(csv.reader(io.StringIO(written(match_table(f'title\n"{text}"'), mark=False))))[1:]
    assert row[1].startswith("'")


@given(st.text(st.characters(codec="utf-8", exclude_characters='"'), max_size=200))
def test_any_text_is_read_and_nothing_written_is_a_formula(text: str) -> None:
    lines = match_table(text)

    for row in list(csv.reader(io.StringIO(written(lines, mark=False), newline="")))[1:]:
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
