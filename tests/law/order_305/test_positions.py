"""The nomenclature of positions: nothing lost from the seed's two tables, nothing left of the PDF's damage."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tirkelim.law.order_305_positions.nomenclature import characteristics, groups, positions

WITH_ASTERISK = {4, 8, 16, 17, 20, 21, 25, 30, 31, 35, 71, 72, 87}
WITHOUT_FORMER_TITLE = {12, 14, 15, 19, 20, 21, 22, 24, *range(26, 30), *range(33, 55), 72, 77, 78, 79, *range(82, 88)}


def test_rows_run_from_1_to_87() -> None:
    assert [position.row for position in positions()] == list(range(1, 88))


def test_nine_groups_have_their_number_of_rows() -> None:
    counted = Counter(position.group.number for position in positions())

    assert counted == {1: 6, 2: 16, 3: 7, 4: 25, 5: 1, 6: 24, 7: 1, 8: 1, 9: 6}
    assert set(groups()) == set(counted)


def test_paragraphs_count_up_inside_each_group() -> None:
    for number in groups():
        inside = [position.paragraph for position in positions() if position.group.number == number]
        assert inside == list(range(1, len(inside) + 1))


def test_pages_never_go_back() -> None:
    pages = [position.page for position in positions()]

    assert pages == sorted(pages)
    assert (pages[0], pages[-1]) == (16, 152)


def test_thirteen_titles_carry_the_asterisk_directly_after_the_title() -> None:
    assert {position.row for position in positions() if position.asterisk} == WITH_ASTERISK
    assert {position.row for position in positions() if re.search(r"\S\*$", position.title)} == WITH_ASTERISK


def test_titles_without_a_predecessor() -> None:
    assert {position.row for position in positions() if position.former_title is None} == WITHOUT_FORMER_TITLE


@pytest.mark.parametrize("position", positions(), ids=lambda position: str(position.row))
def test_titles_are_clean(position) -> None:
    for title in filter(None, (position.title, position.former_title, *position.names.values())):
        assert title == " ".join(title.split()), "spaces"
        assert not re.search(r"\b\w \w \w\b", title), "a wide-spaced word"
        assert not re.search(r" [,.)*]|\( |\w- ", title), "space on the wrong side"
        assert title.count("(") == title.count(")"), "brackets"
        assert title[0].isupper()
        assert not title.endswith((".", ",", "-"))
        assert title != "Жоқ"


def test_kazakh_words_hold_no_latin_letters() -> None:
    for position in positions():
        for word in re.findall(r"\w+", f"{position.title} {position.former_title or ''}"):
            assert not (re.search("[a-zA-Z]", word) and re.search("[а-яәғқңөұүһіА-ЯӘҒҚҢӨҰҮҺІ]", word)), word


def test_restored_titles_are_marked() -> None:
    marked = {position.row for position in positions() if "title_kk" in position.inferred}

    assert marked == {3}


def test_titles_and_names_are_unique() -> None:
    for column in ("title", "kk", "ru", "en"):
        names = [p.title if column == "title" else p.names[column] for p in positions()]
        assert len(set(names)) == 87, column


def test_the_extended_practice_nurse_has_nineteen_duties() -> None:
    (nurse,) = characteristics()

    assert (nurse.position_row, nurse.inferred) == (55, True)
    assert [duty.number for duty in nurse.duties] == list(range(1, 20))
    assert [(duty.number, duty.repeats) for duty in nurse.duties if duty.repeats] == [(16, 12)]


def test_people_read_names_without_the_asterisk() -> None:
    marked = [position for position in positions() if position.asterisk]
    assert len(marked) == 13
    for position in positions():
        assert not any(position.name(lang).endswith("*") for lang in ("kk", "ru", "en"))
    assert all(position.name("en") + "*" == position.names["en"] for position in marked)
