"""Numbers of people by region, read from pasted lines."""

from __future__ import annotations

from datetime import date

import pytest

from tirkelim.national.population_table import NotText, read_numbers, text_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)
ASTANA, ALMATY, AROUND_ALMATY, ABAI = "710000000", "750000000", "190000000", "100000000"


@pytest.mark.parametrize(
    ("line", "region", "people"),
    [
        ("710000000;1430117", ASTANA, 1_430_117),
        ("710000000\tАстана\t1 430 117", ASTANA, 1_430_117),
        ("Астана қаласы; 1 430 117", ASTANA, 1_430_117),
        ("г. Астана 1\u00a0430\u00a0117", ASTANA, 1_430_117),
        ("Astana,1430117", ASTANA, 1_430_117),
        ('"Алматинская область","1 530 000"', AROUND_ALMATY, 1_530_000),
        ("Алматы облысы 1530000", AROUND_ALMATY, 1_530_000),
        ("Алматы қ. 2300000", ALMATY, 2_300_000),
        ("Almaty City 2300000", ALMATY, 2_300_000),
        ("область Абай;607 000", ABAI, 607_000),
    ],
)
def test_a_region_is_known_by_code_and_by_any_of_its_names(line: str, region: str, people: int) -> None:
    read = read_numbers(line, DAY)
    assert (read.people, read.unread, read.twice) == ({region: people}, (), ())


@pytest.mark.parametrize(
    "line",
    [
        "Алматы 2300000",  # in Kazakh both the city and the region
        "Мәскеу 13000000",
        "Астана қаласы; 1 430,1",  # thousands: no number of people
        "Астана қаласы; 700000; 730117",  # women and men: which is meant?
        "Астана қаласы 12 2025 1430117",
    ],
)
def test_what_could_mean_two_things_is_told_and_not_guessed(line: str) -> None:
    read = read_numbers(line, DAY)
    assert (read.people, read.unread) == ({}, ((1, line),))


def test_headings_and_the_whole_country_are_left_out() -> None:
    read = read_numbers("Өңір;Халық саны\n\nҚазақстан Республикасы;20 300 000\nАстана;1 430 117\nВсего;1", DAY)
    assert (read.people, read.unread) == ({ASTANA: 1_430_117}, ())


def test_a_second_number_of_a_region_is_told() -> None:
    read = read_numbers("Астана;1\nАстана;1\nАстана;2", DAY)
    assert (read.people, read.twice) == ({ASTANA: 1}, ((3, "Астана;2"),))


def test_a_region_of_another_day_is_not_known() -> None:
    assert read_numbers("Абай облысы;607000", date(2020, 1, 1)).people == {}


def test_a_file_of_either_encoding_is_text() -> None:
    for encoding in ("utf-8-sig", "cp1251"):
        assert text_of("Астана;1".encode(encoding)) == "Астана;1"
    with pytest.raises(NotText):
        text_of(b"PK\x03\x04\0\0")
