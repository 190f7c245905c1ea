"""Ways to close a gap: each really earns at least what is missing, and a measure less does not."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.order_283.strategies import SLOWLY

from tirkelim.law.book import current_book
from tirkelim.law.data import read_csv
from tirkelim.law.messages import LANGUAGES, term, text
from tirkelim.law.order_283_cpd.activity import Chapter, ProgrammeLevel
from tirkelim.law.order_283_cpd.assess import assess
from tirkelim.law.order_283_cpd.tariff import tariff
from tirkelim.law.order_283_cpd.volume import sum_up, volume_rules
from tirkelim.law.order_283_cpd.ways import Gap, Way, activity, plans, ways
from tirkelim.law.units import QUARTERS, units

BOOK = current_book()
DAY = date(2026, 3, 2)
RULES = volume_rules(BOOK, DAY)
TABLE = tariff(BOOK, DAY)
BY_NAME = {plan.name: plan for plan in plans()}


def all_ways(gap: Gap, missing: int, band: ProgrammeLevel | None = None) -> tuple[Way, ...]:
    return ways(gap, missing, DAY, BOOK, band, at_most=len(BY_NAME))


def earned(way: Way, amount: int, band: ProgrammeLevel | None) -> int:
    plan = BY_NAME[way.name]
    quarters, _ = assess(activity(plan, amount, DAY, band), TABLE.rows[way.row], TABLE.window(DAY))
    return int(quarters)


@SLOWLY
@given(st.integers(1, 900), st.sampled_from(Gap), st.sampled_from(ProgrammeLevel))
def test_every_way_is_enough_and_a_measure_less_is_not(missing: int, gap: Gap, band: ProgrammeLevel) -> None:
    for way in all_ways(gap, missing, band):
        assert earned(way, way.amount, band) == way.quarters >= missing, way
        assert earned(way, way.amount - 1, band) < missing, way


@SLOWLY
@given(st.integers(1, 840), st.sampled_from(Gap), st.sampled_from(tuple(ProgrammeLevel)[:3]))
def test_a_way_closes_the_gap_that_it_is_named_for(missing: int, gap: Gap, band: ProgrammeLevel) -> None:
    place = tuple(ProgrammeLevel).index(band) + 1
    for way in all_ways(gap, missing, band):
        result = activity(BY_NAME[way.name], way.amount, DAY, band)
        volume, _ = sum_up([result], TABLE.window(DAY), RULES)
        closed = {
            Gap.TOTAL: volume.total,
            Gap.FURTHER_EDUCATION: sum(volume.by_level[place:]),
            Gap.REST: volume.rest,
        }
        assert closed[gap] >= missing, way


@pytest.mark.parametrize(
    ("gap", "missing", "expected"),
    [
        (Gap.REST, 31, [("seminar", 124), ("online", 124), ("conference_regional", 7)]),
        (Gap.REST, 150, [("seminar", 600), ("online", 600), ("congress_republican_talk", 3)]),
        (Gap.FURTHER_EDUCATION, 12, [("cycle", 24)]),
        (Gap.TOTAL, 120, [("cycle", 240), ("seminar", 480), ("online", 480)]),
        (Gap.REST, 0, []),
    ],
)
def test_the_least_effort_stands_first(gap: Gap, missing: int, expected: list[tuple[str, int]]) -> None:
    found = ways(gap, units(missing), DAY, BOOK, ProgrammeLevel.MIDDLE)

    assert [(way.name, way.amount) for way in found] == expected


@pytest.mark.parametrize(
    ("name", "missing", "en", "ru", "kk"),
    [
        (
            "seminar",
            units(31),
            "62 hours of in-person seminars, training or master classes",
            "62 часа очных семинаров, тренингов или мастер-классов",
            "62 сағат күндізгі семинар, тренинг немесе шеберлік сынып",
        ),
        (
            "internship_republican",
            units(115),
            "12 weeks of internship at republican level",
            "12 недель стажировки республиканского уровня",
            "республикалық деңгейдегі 12 апта тағылымдама",
        ),
        (
            "congress_republican_talk",
            units(31),
            "1 day with a talk at a republican congress",
            "1 день участия с докладом в республиканском конгрессе",
            "республикалық конгреске баяндамамен 1 күн қатысу",
        ),
        (
            "article_listed",
            units(20),
            "1 article in a journal of the committee's list",
            "1 статья в журнале из перечня комитета",
            "комитет тізбесіндегі журналдағы 1 мақала",
        ),
        (
            "online",
            3,
            "1.5 hours of webinars or online courses",
            "1,5 часа вебинаров или онлайн-курсов",
            "1,5 сағат вебинар немесе онлайн курс",
        ),
    ],
)
def test_ways_in_words(name: str, missing: int, en: str, ru: str, kk: str) -> None:
    way = next(way for way in all_ways(Gap.REST, missing) if way.name == name)
    written = [text(way.message, lang, way.params).replace("\u00a0", " ") for lang in ("en", "ru", "kk")]

    assert written == [en, ru, kk]


def test_a_membership_that_earns_too_little_is_no_way() -> None:
    rows = {way.name for way in all_ways(Gap.REST, units(31))}

    assert "association_regional" not in rows
    assert "association_international" in rows


def test_every_row_has_a_way_and_every_way_its_texts() -> None:
    assert {plan.row for plan in plans()} == set(range(1, 22))
    for plan, lang in itertools.product(plans(), LANGUAGES):
        (way,) = (w for w in all_ways(Gap.TOTAL, QUARTERS) if w.name == plan.name)
        assert text(way.message, lang, way.params)
        assert term(way.measure, lang)
        assert way.chapter in Chapter


def test_the_order_of_effort_is_ours() -> None:
    assert {raw["source"] for raw in read_csv("order_283/ways.csv")} == {"ours"}


def test_at_most_so_many_are_named() -> None:
    assert len(ways(Gap.REST, units(10), DAY, BOOK, at_most=5)) == 5
