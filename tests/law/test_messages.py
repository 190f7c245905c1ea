"""Texts of the law: every language is there, names the same parameters, and writes dates and counts in its grammar."""

from __future__ import annotations

import string
from datetime import date

import pytest

from tirkelim.law.messages import LANGUAGES, catalogue, counted, nouns, write
from tirkelim.law.messages.dates import CASES, write_date
from tirkelim.law.units import Units


@pytest.mark.parametrize(
    ("day", "case", "kk"),
    [
        (date(2026, 1, 5), "since", "2026 жылғы 5 қаңтардан"),
        (date(2026, 7, 1), "since", "2026 жылғы 1 шілдеден"),
        (date(2026, 9, 30), "until", "2026 жылғы 30 қыркүйекке"),
        (date(2026, 12, 31), "until", "2026 жылғы 31 желтоқсанға"),
        (date(2027, 8, 1), "on", "2027 жылғы 1 тамызда"),
        (date(2027, 8, 1), "", "2027 жылғы 1 тамыз"),
    ],
)
def test_kazakh_dates_take_the_case_of_the_sentence(day: date, case: str, kk: str) -> None:
    assert write_date(day, "kk", case) == kk


def test_russian_and_english_dates_stay_as_they_are() -> None:
    assert {write_date(date(2027, 5, 31), "ru", case) for case in CASES} == {"31 мая 2027 года"}
    assert {write_date(date(2027, 5, 31), "en", case) for case in CASES} == {"31 May 2027"}


@pytest.mark.parametrize(
    ("years", "ru"),
    [(0, "0 лет"), (1, "1 год"), (2, "2 года"), (5, "5 лет"), (11, "11 лет"), (21, "21 год"), (114, "114 лет")],
)
def test_russian_counts(years: int, ru: str) -> None:
    assert counted(years, "years", "ru").replace("\u00a0", " ") == ru


def test_parts_of_units() -> None:
    assert counted(Units(30), "units", "ru").replace("\u00a0", " ") == "7,5 зачётной единицы"
    assert write(Units(1), "en") == "0.25"


def test_every_text_stands_in_every_language_with_the_same_parameters() -> None:
    for key, texts in catalogue().items():
        assert set(texts) == set(LANGUAGES), key
        assert len({frozenset(_parameters(texts[lang])) for lang in LANGUAGES}) == 1, key
        assert all(texts[lang].strip() for lang in LANGUAGES), key


def test_every_counted_noun_has_its_forms() -> None:
    for noun, forms in nouns().items():
        assert [len(forms["kk"]), min(3, len(forms["ru"])), len(forms["en"])] == [1, 3, 2], noun


def _parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
