"""Searching names: nobody should have to know which letter the passport has."""

from __future__ import annotations

import pytest

from tirkelim.register.names import fold, search_key, search_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Сәуле", "САУЛЕ"), ("Қанат", "канат"), ("Ғалымбек", "Галымбек"), ("Өмірбек", "Омирбек"),
        ("Ұлжан", "Улжан"), ("Үміт", "умит"), ("Ілияс", "Илияс"), ("Һашим", "Хашим"), ("Еңлік", "Енлик"),
        ("Артём", "Артем"), ("Игорь", "ИГОР"), ("Байтұрсын-Әлиева", "байтурсын  алиева"),
        ("Айгүл\u0301", "Айгул"),
    ],
)  # fmt: skip
def test_spellings_that_people_mix_up_fold_alike(one: str, other: str) -> None:
    """Case, Kazakh letters, signs, hyphens and accents do not matter."""
    assert fold(one) == fold(other)


def test_short_i_stays_a_letter_of_its_own() -> None:
    """Only accents go, not the breve of й."""
    assert fold("Айнур") == "айнур"


def test_a_key_holds_each_word_once() -> None:
    """Kazakh and Russian spellings that fold alike do not double."""
    assert search_key("Сейітова", "Әсем", None, "Сейтова", "Асем") == " сейитова асем сейтова"


def test_a_query_finds_the_beginnings_of_words() -> None:
    """In any order."""
    key = search_key("Сейітова", "Әсем")
    assert all(word in key for word in search_words("асе СЕЙ"))
    assert not all(word in key for word in search_words("това"))
