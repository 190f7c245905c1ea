"""Search in the nomenclature: names find themselves, one slip is forgiven, Kazakh may be typed with Russian letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.order_305_positions.nomenclature import positions
from tirkelim.law.order_305_positions.search import How, search

TITLES = [
    (position.row, name)
    for position in positions()
    for name in (position.title, *position.names.values(), *position.former_names.values())
]
ORDERS_OWN = [(p.row, title) for p in positions() for title in (p.title, p.former_title) if title]
SHORT = [(row, name) for row, name in TITLES if len(name) <= 70]
RUSSIAN_KEYBOARD = str.maketrans("әқүұіңғөһӘҚҮҰІҢҒӨҺ", "акууингохАКУУИНГОХ")


def rows(query: str, limit: int = 3) -> list[int]:
    return [hit.position.row for hit in search(query, limit)]


@pytest.mark.parametrize(("row", "title"), ORDERS_OWN, ids=lambda value: str(value)[:40])
def test_every_title_of_the_order_finds_its_own_row_first(row: int, title: str) -> None:
    assert rows(title, 1) == [row]
    assert rows(title.upper(), 1) == [row]
    assert rows(title.translate(RUSSIAN_KEYBOARD), 1) == [row]
    assert rows(" ".join(title.replace("-", " ").replace("(", " ").replace(")", " ").split()), 1) == [row]


@given(named=st.sampled_from(TITLES))
def test_every_name_finds_its_row_among_the_first(named: tuple[int, str]) -> None:
    row, name = named

    assert row in rows(name)
    assert row in rows(name.replace("ё", "е"))


@given(named=st.sampled_from(SHORT), at=st.integers(0, 69), slip=st.sampled_from(["dropped", "doubled", "swapped"]))
def test_one_slip_still_finds_it_in_the_first_three(named: tuple[int, str], at: int, slip: str) -> None:
    row, name = named
    letters = [place for place, letter in enumerate(name) if letter.isalpha()]
    place = letters[at % len(letters)]
    before, letter, after = name[:place], name[place], name[place + 1 :]
    if slip == "dropped":
        typed = before + after
    elif slip == "doubled":
        typed = before + letter + letter + after
    else:
        typed = before + after[:1] + letter + after[1:] if after[:1].isalpha() else name

    assert row in rows(typed), typed


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("зубной врачь", 63),
        ("Тіс дәрігері", 63),
        ("стомотологический гигиенист", 62),
        ("медсестра расширенной практики", 55),
        ("старшая медсестра", 18),
        ("бас мейиргер", 6),
        ("рентген лаборант", 67),
        ("инжинер дозиметрист", 36),
        ("санитарный фельдшер", 71),
        ("ассистент провизора", 80),
        ("врач-терапевт", 8),
        ("хирург дәрігер", 8),
        ("305-55", 55),
        ("55", 55),
    ],
)
def test_what_people_type(query: str, row: int) -> None:
    assert rows(query, 1) == [row]


@pytest.mark.parametrize("query", ["", "  ", "***", "астронавт", "88"])
def test_nothing_is_made_up(query: str) -> None:
    assert rows(query) == []


def test_a_name_itself_stands_before_names_that_begin_so_and_these_before_the_rest() -> None:
    hits = search("Фармацевт", 87)

    assert [hit.position.row for hit in hits][:2] == [80, 23]
    assert [hit.how for hit in hits] == sorted(hit.how for hit in hits)
    assert hits[0].how is How.SAME


def test_a_position_is_offered_once_and_says_which_name_was_meant() -> None:
    hits = search("лаборант", 87)

    assert len({hit.position.row for hit in hits}) == len(hits)
    assert (hits[0].position.row, hits[0].former) == (66, True)


@given(st.text(max_size=80))
def test_any_text_is_answered(query: str) -> None:
    assert len(search(query, 5)) <= 5


@pytest.mark.parametrize("query", ["терапевт", "хирург", "кардиолог", "анестезиолог"])
def test_who_works_in_a_clinical_specialty_is_a_physician_of_a_profile(query: str) -> None:
    assert [hit.position.row for hit in search(query)] == [8]


@pytest.mark.parametrize(("query", "row"), [("resident doctor", 13), ("диетсестра", 61), ("водитель", None)])
def test_words_of_daily_speech(query: str, row: int | None) -> None:
    assert next((hit.position.row for hit in search(query)), None) == row
