"""The ledger of a worker: the same sums as a confirmation, the last day on which a result counts, what leaves next."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.order_283.strategies import DAY, SLOWLY, activities, maybe

from tirkelim.law.book import current_book
from tirkelim.law.digest import plain
from tirkelim.law.finding import Status
from tirkelim.law.order_283_cpd.activity import Activity, Chapter
from tirkelim.law.order_283_cpd.assess import assess
from tirkelim.law.order_283_cpd.ledger import Drop, drops, last_day, ledger
from tirkelim.law.order_283_cpd.tariff import tariff
from tirkelim.law.order_283_cpd.volume import sum_up, volume_rules
from tirkelim.law.period import add_years
from tirkelim.law.restore import restore
from tirkelim.law.unknown import UNKNOWN

BOOK = current_book()
TABLE = tariff(BOOK, DAY)


def certificate(completed_on: date, **more: object) -> Activity:
    """An intellectual-property certificate: thirty units."""
    return Activity(12, completed_on, profile_match=True, evidence_complete=True, **more)  # type: ignore[arg-type]


# --- the last day of a confirmation that still counts it ---


@pytest.mark.parametrize(
    ("completed_on", "years", "last"),
    [
        (date(2021, 3, 2), 5, date(2026, 3, 2)),
        (date(2024, 2, 29), 5, date(2029, 2, 28)),
        (date(2023, 2, 28), 5, date(2028, 2, 29)),  # five years before 29 February is the 28th
        (date(2024, 2, 28), 5, date(2029, 2, 28)),
        (date(2023, 3, 1), 5, date(2028, 3, 1)),
        (date(2027, 2, 28), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 1, date(2029, 2, 28)),
        (date(2025, 12, 31), 1, date(2026, 12, 31)),
    ],
)
def test_last_day(completed_on: date, years: int, last: date) -> None:
    assert last_day(completed_on, years) == last


@pytest.mark.parametrize("years", [1, 5])
def test_the_last_day_is_the_window_turned_round_on_every_day_of_ten_years(years: int) -> None:
    for n in range(3653):
        completed_on = date(2020, 1, 1) + timedelta(days=n)
        last = last_day(completed_on, years)
        assert add_years(last, -years) <= completed_on < add_years(last + timedelta(days=1), -years), completed_on


@pytest.mark.parametrize(("row", "years"), [(12, 5), (18, 1), (21, 5)])
def test_the_day_after_the_last_one_the_tariff_no_longer_counts_it(row: int, years: int) -> None:
    for n in range(0, 800):
        a = dataclasses.replace(certificate(date(2023, 1, 1) + timedelta(days=n)), criterion=row)
        (line,) = ledger([a], DAY, BOOK).lines
        assert line.counts_until == last_day(a.completed_on, years)
        counted = [assess(a, TABLE.rows[row], TABLE.window(line.counts_until + timedelta(days=d)))[0] for d in (0, 1)]
        assert counted[0] > 0, a
        assert counted[1] == 0, a


def test_an_expired_result_still_says_until_when_it_counted() -> None:
    (line,) = ledger([certificate(date(2020, 1, 10))], date(2026, 3, 2), BOOK).lines

    assert (line.quarters, line.counts_until) == (0, date(2025, 1, 10))
    assert line.finding.message_key == "cpd.check.window.not_met"


def test_what_earns_nothing_on_any_day_has_no_last_day() -> None:
    lines = ledger(
        [certificate(date(2025, 1, 10), count=0), Activity(12, date(2025, 1, 10), False, True)], date(2026, 3, 2), BOOK
    ).lines

    assert [(line.quarters, line.counts_until) for line in lines] == [(0, None), (0, None)]


def test_a_result_that_lacks_a_fact_has_its_last_day_all_the_same() -> None:
    (line,) = ledger([Activity(12, date(2025, 1, 10))], date(2026, 3, 2), BOOK).lines

    assert (line.quarters, line.finding.status) == (UNKNOWN, Status.UNKNOWN)
    assert line.counts_until == date(2030, 1, 10)
    assert {f.status for f in line.conditions} >= {Status.UNKNOWN, Status.MET}


# --- sums ---


@SLOWLY
@given(st.lists(activities(maybe), max_size=10))
def test_the_lines_add_up_to_what_a_confirmation_counts(portfolio: list[Activity]) -> None:
    held = ledger(portfolio, DAY, BOOK)
    rules = volume_rules(BOOK, DAY)
    volume, findings = sum_up(portfolio, rules.tariff.window(DAY), rules)

    assert held.volume == volume
    assert [line.finding for line in held.lines] == findings
    known = [(line, line.quarters) for line in held.lines if line.quarters is not UNKNOWN]
    chapters = [TABLE.rows[line.activity.criterion].criterion.chapter for line, _ in known]
    sums = {c: sum(q for (_, q), own in zip(known, chapters, strict=True) if own is c) for c in Chapter}
    assert sums[Chapter.FURTHER_EDUCATION] == volume.further_education
    assert sums[Chapter.NON_FORMAL] == volume.non_formal
    assert sums[Chapter.COMPETENCIES] == volume.competencies


@SLOWLY
@given(activities(maybe))
def test_a_line_counts_on_its_last_day_and_not_on_the_next(a: Activity) -> None:
    (line,) = ledger([a], DAY, BOOK).lines
    row = TABLE.rows[a.criterion]
    if line.counts_until is None:
        assert line.quarters == 0
        assert assess(a, row, TABLE.window(a.completed_on))[0] == 0
    else:
        assert assess(a, row, TABLE.window(line.counts_until))[0] != 0
        assert assess(a, row, TABLE.window(line.counts_until + timedelta(days=1)))[0] == 0


@SLOWLY
@given(activities(maybe))
def test_stored_results_read_back_as_they_were(a: Activity) -> None:
    assert restore(Activity, plain(a)) == a


# --- what leaves next ---


def test_what_leaves_the_period_soonest_first() -> None:
    today = date(2026, 3, 2)
    old, older, expert = certificate(date(2022, 5, 1)), certificate(date(2021, 3, 2)), certificate(date(2025, 9, 1))
    expired, unknown = certificate(date(2020, 5, 1)), Activity(12, date(2021, 4, 1))
    held = ledger([old, older, dataclasses.replace(expert, criterion=18), expired, unknown], today, BOOK)

    assert drops(held, today) == (
        Drop(date(2026, 3, 3), 120, 1),
        Drop(date(2026, 9, 2), 40, 2),
        Drop(date(2027, 5, 2), 120, 0),
    )


@SLOWLY
@given(st.lists(activities(), max_size=8))
def test_every_drop_lowers_the_total_by_its_units(portfolio: list[Activity]) -> None:
    held = ledger(portfolio, DAY, BOOK)
    rules = volume_rules(BOOK, DAY)
    counted = [line.activity for line in held.lines if line.quarters]
    left = int(held.volume.total)
    for drop in drops(held, DAY):
        left -= drop.quarters
        later = sum_up(counted, rules.tariff.window(drop.day), rules)[0].total
        assert later <= left
    assert left == 0
