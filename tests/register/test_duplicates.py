"""Entries that may be of one person."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tirkelim.register import commands
from tirkelim.register.duplicates import Pair, Why, birthdays, suspects, with_one_document

pytestmark = pytest.mark.django_db
BORN = date(1990, 7, 21)


def people(pairs: list[Pair]) -> list[tuple[UUID, UUID, Why]]:
    return [(pair.one.person_id, pair.other.person_id, pair.why) for pair in pairs]


@pytest.mark.parametrize(
    ("names", "why"),
    [
        ({"surname_kk": "Сейітова"}, Why.SAME_NAME),
        ({"surname_ru": "Сеитова", "given_ru": "Асем", "surname_kk": None, "given_kk": None}, Why.SAME_NAME),
        ({"surname_latin": "Seitova", "given_latin": "Asem", "surname_kk": None, "given_kk": None}, Why.SAME_NAME),
        ({"surname_kk": "Сейітқова"}, Why.ALIKE_NAME),
        ({"given_kk": "Әсел"}, Why.ALIKE_NAME),
        ({"surname_kk": "Ахметова"}, None),
        ({"given_kk": "Гүлнар"}, None),
        ({"birth_date": date(1990, 7, 22)}, None),
        ({"sex": "male"}, None),
    ],
)
def test_who_is_suspected(world: Any, names: dict[str, Any], why: Why | None) -> None:
    """One birthday, one sex, and names that sound alike in any alphabet."""
    first, second = world.person(), world.person(**{"surname": "Сейітова"} | rename(names))
    found = suspects()
    assert people(found.pairs) == ([] if why is None else [(first, second, why)])
    assert not found.more


def rename(names: dict[str, Any]) -> dict[str, Any]:
    return {"surname" if name == "surname_kk" and value else name: value for name, value in names.items()}


def test_former_names_are_looked_at_and_nobody_is_suspected_of_oneself(world: Any) -> None:
    """Who married is found by the name of before."""
    first = world.person()
    commands.correct_person(world.command(), first, {"surname_kk": "Ахметова"}, changed_on=date(2020, 1, 1))
    second = world.person()
    assert people(suspects().pairs) == [(first, second, Why.SAME_NAME)]


def test_a_merged_pair_is_suspected_no_more(world: Any) -> None:
    first, second = world.person(), world.person()
    commands.merge_people(world.command(), second, first, "бір құжат")
    assert suspects().pairs == []


def test_the_list_goes_on_where_it_stopped(world: Any) -> None:
    """Whole birthdays, a share at a time."""
    for year in (1970, 1980, 1990):
        for _twice in range(2):
            world.person(birth_date=date(year, 7, 21))
    found = []
    after: date | None = None
    for _page in range(3):
        page = suspects(after, share=2)
        found += page.pairs
        after = page.until
    assert len(found) == 3
    assert not page.more
    assert [day.year for day, _rows in birthdays(None, some=1)] == [1970, 1980, 1990]


def test_one_document_makes_two_entries_suspected(world: Any) -> None:
    """Whatever else was mistyped."""
    first, second = (
        world.person(name, birth_date=born, document_kind="passport", document_number="N01234567")
        for name, born in (("Сейітова", BORN), ("Ахметова", date(1991, 7, 21)))
    )
    world.person("Оспанова", document_kind="passport", document_number="N01234568")
    assert people(with_one_document()) == [(first, second, Why.SAME_DOCUMENT)]
    assert with_one_document(1) == []
