"""The list of in-demand professions (503/2016, annex 2 of the order): counted, marked, found in any spelling."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.ask.registry import ask
from tirkelim.law.order_503_conformity.professions import activities, find, professions

LISTED = [entry for entry in professions() if entry.kind == "profession"]


def in_list(profession: str, **facts: Any) -> bool:
    found: bool = ask("conformity.profession", {"profession": profession, **facts}).values["in_list"]
    return found


@pytest.mark.parametrize(
    "name", ["Онколог", "Дәрігер-онколог", "врач неонатолог", "Педиатр", "Цитолог", "П е д и а т р"]
)
def test_a_doctor_is_named_without_or_before_the_word_for_doctor(name: str) -> None:
    assert in_list(name)


@pytest.mark.parametrize("name", ["Дәрігер", "Врач", "Хирург", "Балалар хирургы", "Анестезиолог", "дәрігер дәрігер"])
def test_what_the_list_does_not_hold(name: str) -> None:
    assert not in_list(name)


def test_six_sectors_and_sixteen_activity_kinds() -> None:
    sectors = [a for a in activities().values() if not a.sector]
    assert [a.code for a in sectors] == ["1", "2", "3", "4", "5", "6"]
    assert Counter(a.sector for a in activities().values() if a.sector) == {
        "1": 3, "2": 1, "3": 1, "4": 1, "5": 3, "6": 7,
    }  # fmt: skip


def test_professions_of_each_activity() -> None:
    assert Counter(entry.activity for entry in LISTED) == {
        "1.1": 1, "1.2": 1, "1.3": 1,
        "2.1": 11,
        "3.1": 6,
        "4.1": 7,
        "5.1": 1, "5.2": 9, "5.3": 8,
        "6.1": 1, "6.2": 1, "6.3": 1, "6.4": 9, "6.5": 4, "6.6": 4, "6.7": 1,
    }  # fmt: skip


def test_posts_recommended_under_a_profession() -> None:
    posts = Counter((entry.activity, entry.profession) for entry in professions() if entry.kind == "post")
    assert posts == {
        ("1.1", 1): 7, ("1.2", 1): 2, ("1.3", 1): 4, ("4.1", 7): 1, ("5.3", 1): 2,
        ("6.1", 1): 5, ("6.2", 1): 5, ("6.3", 1): 5, ("6.5", 3): 5, ("6.6", 2): 5, ("6.7", 1): 5,
    }  # fmt: skip


def test_framework_levels_where_the_list_gives_them() -> None:
    bands = {(e.activity, e.profession): (e.level_from, e.level_to) for e in LISTED if e.level_from}
    assert {key for key, band in bands.items() if band == (6, 7)} == {("1.1", 1), ("1.2", 1)}
    assert {key for key, band in bands.items() if band == (7, 8)} == {
        ("1.3", 1), ("4.1", 7), ("5.3", 1), ("6.1", 1), ("6.2", 1), ("6.3", 1), ("6.5", 3), ("6.6", 2), ("6.7", 1),
    }  # fmt: skip


def test_rows_are_clean_and_numbered_without_gaps() -> None:
    for entry in professions():
        for name in (entry.kk, entry.ru, entry.en):
            assert name == " ".join(name.split())
            assert name.count("(") == name.count(")")
            assert "( " not in name
            assert " )" not in name
        assert entry.mark in {"listed", "repaired", "derived"}
        assert entry.activity in activities()
    for activity in {entry.activity for entry in LISTED}:
        numbers = [entry.profession for entry in LISTED if entry.activity == activity]
        assert numbers == list(range(1, len(numbers) + 1))


def test_labels_that_stand_elsewhere_in_the_table_are_marked() -> None:
    inferred = {a.code for a in activities().values() if a.mark == "inferred"}
    assert inferred == {"5.1", "6.1", "6.2", "6.3"}


@pytest.mark.parametrize(
    "name",
    [
        "Анестезиолог-реаниматолог дәрігер",
        "анестезиолог реаниматолог  ДӘРІГЕР",
        "Балалар хирург дәрігері (неонатальдық)",
        "Балалар хирург дәрігері неонатальдық",
        "Жалпы практика дәрігері",
        "Неонатолог дәрігер",
        "Онкогематолог дәрігер",
        "Онколог дәрігер",
        "Патологоанатом дәрігер",
        "Патологоанатом дәрігер (оның ішінде цитолог дәрігер)",
        "Цитолог дәрігер",
        "Педиатр дәрігер",
        "Психиатр-нарколог дәрігер",
        "Физик инженер (медицинадағы)",
        "Фтизиатр дәрігер",
        "Врач-педиатр",
        "Paediatrician",
        "биология мұғалімі",
        "Биология мұғалімі (шет тілін білетін)",
        "декан",
        "Бағдарламашы",
        "Бағдарламашы-жасаушы",
        "Вице-президент",
        "порт флотының басшысы",
    ],
)
def test_found_in_any_spelling(name: str) -> None:
    assert in_list(name)


@pytest.mark.parametrize(
    "name",
    [
        "Мейіргер",
        "Хирург дәрігер (ересектер)",
        "Балалар хирург дәрігері",  # only the neonatal one is listed
        "Физик инженер",  # only in medicine
        "Кардиолог дәрігер",
        "дәрігер",
        "",
        "()",
    ],
)
def test_not_in_the_list(name: str) -> None:
    assert not in_list(name)


@pytest.mark.parametrize(
    ("name", "level", "expected"),
    [
        ("Мұғалім", 5, False),
        ("Мұғалім", 6, True),
        ("Мұғалім", 7, True),
        ("Мұғалім", 8, False),
        ("физика мұғалімі", 8, False),
        ("Оқытушы", 6, True),  # in a college
        ("Оқытушы", 8, True),  # in a university
        ("Оқытушы", 5, False),
        ("Заңгер", 7, True),
        ("Заңгер", 6, False),
        ("Педиатр дәрігер", 3, True),  # no band in the list
    ],
)
def test_framework_level(name: str, level: int, expected: bool) -> None:
    assert in_list(name, framework_level=level) is expected


@pytest.mark.parametrize(
    ("name", "activity", "expected"),
    [
        ("Педиатр дәрігер", "Денсаулық сақтау саласындағы қызмет", True),
        ("Педиатр дәрігер", "Здравоохранение и предоставление социальных услуг", True),
        ("Педиатр дәрігер", "Білім беру", False),
        ("Бас инженер", "6.5", True),
        ("Бас инженер", "6.4", False),
        ("Бас инженер", "6", True),
        ("Бас инженер", "no such activity", False),
    ],
)
def test_activity(name: str, activity: str, expected: bool) -> None:
    assert in_list(name, activity=activity) is expected


def test_level_and_activity_hold_together() -> None:
    assert not in_list("Оқытушы", framework_level=8, activity="1.2")
    assert in_list("Оқытушы", framework_level=8, activity="1.3")


@given(st.sampled_from(professions()), st.sampled_from(["kk", "ru", "en"]), st.booleans())
def test_every_name_is_found_however_it_is_spaced_and_cased(entry: Any, lang: str, upper: bool) -> None:
    name = getattr(entry, lang)
    written = f"  {name.upper() if upper else name.lower()} *".replace("-", " - ")
    assert entry in find(written)
