"""The interior-ministry register as data: how many rows each link and step has, and what is marked inferred."""

from __future__ import annotations

import re
from collections import Counter

from tirkelim.law.order_1035_interior.register import entries

STEPS = ("1", "2", "3", "4")


def counted(link: str, sphere: str | None = None) -> dict[str | None, int]:
    return Counter(row.step for row in entries() if row.link == link and row.sphere == sphere)


def test_blocks_and_links() -> None:
    assert Counter(row.block for row in entries()) == {"A": 66, "B": 144, "C": 95, "D": 23}
    assert {row.link for row in entries()} == {"A1", "A2", "A3", "B1", "B2", "B3", "B4", "C1", "C2", "C3", "D"}


def test_scientists_and_lecturers() -> None:
    assert counted("B1") == {"1": 1, "2": 3, "3": 3, "4": 3, "5": 2}


def test_health_staff() -> None:
    assert counted("B2", "health") == dict.fromkeys(STEPS, 1)
    assert counted("B3", "health") == {"1": 3, "2": 3, "3": 3, "4": 4}
    assert counted("B4", "health") == dict.fromkeys(STEPS, 12)


def test_staff_of_other_spheres() -> None:
    assert counted("B2", "other") == {"1": 8, "2": 8, "3": 8, "4": 9}
    assert counted("B3", "other") == {"1": 8, "2": 8, "3": 8, "4": 10}


def test_administrative_and_auxiliary_staff_have_no_steps() -> None:
    assert counted("C1") == {None: 20}
    assert counted("C2") == {None: 32}
    assert counted("C3") == {None: 43}
    assert counted("D") == {None: 23}


def test_steps_of_main_staff_follow_the_category() -> None:
    by_step = {"1": "highest", "2": "first", "3": "second", "4": "none"}
    for row in entries():
        if row.block == "B" and row.link != "B1":
            assert row.category == by_step[row.step or ""]


def test_lost_labels_are_marked() -> None:
    for row in entries():
        assert ("link" in row.inferred) == (row.link in ("A2", "A3"))
        assert row.step_lost == (row.block == "A" and row.step is None)
        assert not row.inferred or row.note
        if row.step_lost:
            assert row.probable_step


def test_managers_name_their_institutions() -> None:
    for row in entries():
        assert bool(row.institutions) == (row.block == "A")
        assert bool(row.institution) == (row.block == "A")


def test_wordings_are_clean() -> None:
    for row in entries():
        for text in (*row.names.values(), *row.aliases, *row.institutions):
            assert text == " ".join(text.split())
            assert not re.search(r"\b\w \w \w\b", text), "a wide-spaced word"
            assert text.count("(") == text.count(")")


def test_every_row_is_translated() -> None:
    assert all(row.names["kk"] and row.names["ru"] and row.names["en"] for row in entries())


def test_identifiers_are_unique() -> None:
    assert len({row.id for row in entries()}) == len(entries())
