"""One result under two rows: a warning for the worker and both signatories (reading C11)."""

from __future__ import annotations

import pytest

from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.duplicates import READING, Entry, Twin, Why, duplicates, folded


def test_the_reading_exists() -> None:
    assert READING in current_book().readings


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (Entry("a", 3, file="f1"), Entry("b", 4, file="f1"), Why.FILE),
        (Entry("a", 3, "Инсульт: диагностика"), Entry("b", 4, "инсульт – диагностика "), Why.TITLE),
        (Entry("a", 3, "Инсульт  мен  эпилепсия"), Entry("b", 3, "«Инсульт мен эпилепсия»"), Why.TITLE),
        (Entry("a", 3, number="№ 12-А/7"), Entry("b", 1, number="12а7"), Why.NUMBER),
        (Entry("a", 3, "T", "1", "f"), Entry("b", 5, "T", "1", "f"), Why.FILE),
        (Entry("a", 3, "T", "1"), Entry("b", 5, "t", "1"), Why.TITLE),
    ],
)
def test_twins(one: Entry, other: Entry, why: Why) -> None:
    assert duplicates([one, other]) == (Twin("a", "b", why),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Entry("a", 3), Entry("b", 3)),
        (Entry("a", 3, "–"), Entry("b", 3, "«»")),
        (Entry("a", 3, "Инсульт 1"), Entry("b", 3, "Инсульт 2")),
        (Entry("a", 3, number="12"), Entry("b", 3, "12")),
        (Entry("a", 3, file="f1"), Entry("b", 3, file="F1")),
    ],
)
def test_no_twins(one: Entry, other: Entry) -> None:
    assert duplicates([one, other]) == ()


def test_every_pair_once_in_the_order_of_the_entries() -> None:
    entries = [Entry("c", 1, "X"), Entry("a", 2, "Y", file="f"), Entry("b", 3, "x"), Entry("d", 4, "x", file="f")]

    assert duplicates(entries) == (
        Twin("c", "b", Why.TITLE),
        Twin("c", "d", Why.TITLE),
        Twin("a", "d", Why.FILE),
        Twin("b", "d", Why.TITLE),
    )


def test_letters_and_digits_alone_tell_titles_apart() -> None:
    assert folded("  «Қан қысымы» — 2-бөлім ") == folded("қан қысымы 2 бөлім") == "қанқысымы2бөлім"
