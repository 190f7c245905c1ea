"""Dates, numbers and citations as a person of each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import formats, translation

from tirkelim.law.units import Units
from tirkelim.portal.wording import citation_in_words, day_in_words, moment_in_words, number_in_digits

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("lang", "case", "words"),
    [
        ("kk", "", "2026 жылғы 21 қараша"),
        ("kk", "since", "2026 жылғы 21 қарашадан"),
        ("kk", "until", "2026 жылғы 21 қарашаға"),
        ("kk", "on", "2026 жылғы 21 қарашада"),
        ("ru", "", "21 ноября 2026 года"),
        ("ru", "until", "21 ноября 2026 года"),
        ("en", "", "21 November 2026"),
    ],
)
def test_a_day_in_words(lang: str, case: str, words: str) -> None:
    assert day_in_words(DAY, lang, case).replace("\u00a0", " ") == words  # type: ignore[arg-type]


def test_a_moment_is_told_by_the_local_clock() -> None:
    late = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)  # already the next day in Kazakhstan
    assert day_in_words(late, "en").replace("\u00a0", " ") == "22 November 2026"
    assert moment_in_words(late, "en").replace("\u00a0", " ") == "22 November 2026, 01:30"


@pytest.mark.parametrize(
    ("value", "lang", "digits"),
    [
        (1234, "kk", "1 234"),
        (Decimal("1234.5"), "ru", "1 234,5"),
        (Decimal("1234.5"), "en", "1 234.5"),
        (Units(30), "ru", "7,5"),
        (Units(481), "kk", "120,25"),
        (Units(480), "en", "120"),
    ],
)
def test_a_number_in_digits(value: Decimal, lang: str, digits: str) -> None:
    assert number_in_digits(value, lang).replace("\u00a0", " ") == digits


@pytest.mark.parametrize(
    ("citation", "kk", "ru"),
    [
        ("283/2020 p.9", "283/2020, 9-тармақ", "283/2020, п. 9"),
        ("253/2020 p.8(13)", "253/2020, 8-тармақ, 13) тармақша", "253/2020, п. 8, пп. 13)"),
        ("283/2020 ann.3 row 2", "283/2020, 3-қосымша, 2-жол", "283/2020, прил. 3, строка 2"),
        ("274/2020 ann.2 row 8(6)", "274/2020, 2-қосымша, 8-жол, 6) тармақша", "274/2020, прил. 2, строка 8, пп. 6)"),
        ("something else", "something else", "something else"),
    ],
)
def test_a_citation_in_words(citation: str, kk: str, ru: str) -> None:
    assert citation_in_words(citation, "kk") == kk
    assert citation_in_words(citation, "ru").replace("\u00a0", " ") == ru
    assert citation_in_words(citation, "en") == citation


def test_django_formats_kazakh_dates_by_our_formats() -> None:
    with translation.override("kk"):
        assert formats.date_format(DAY, "SHORT_DATE_FORMAT") == "21.11.2026"
        assert formats.number_format(Decimal("1234.5"), use_l10n=True, force_grouping=True) == "1\u00a0234,5"


def test_filters_follow_the_language_of_the_page() -> None:
    page = Template("{% load look %}{{ day|day }} {{ day|day:'until' }} {{ nothing|day }}{{ units|number }}")
    with translation.override("ru"):
        text = page.render(Context({"day": DAY, "nothing": None, "units": Units(10)}))
    assert text.replace("\u00a0", " ") == "21 ноября 2026 года 21 ноября 2026 года 2,5"
