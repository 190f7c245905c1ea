"""What the page says is what the kernel says, for random ledgers and days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from tests.services.cpd.results import DAY, NURSING, as_sent, results

from tirkelim.law.ask.registry import ask
from tirkelim.law.book import current_book
from tirkelim.law.finding import Status
from tirkelim.law.messages import counted, write
from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.assess import assess
from tirkelim.law.order_283_cpd.decision import decide
from tirkelim.law.order_283_cpd.levels import Education, LevelName
from tirkelim.law.order_283_cpd.volume import sum_up, volume_rules
from tirkelim.law.period import add_years
from tirkelim.law.units import Units
from tirkelim.law.unknown import UNKNOWN
from tirkelim.portal.ledger.lines import EARNED, NOTHING, OPEN, chapters
from tirkelim.portal.ledger.progressing import ahead_of
from tirkelim.portal.ledger.window import window_of
from tirkelim.register.models import Activity
from tirkelim.services.cpd.activities import law_activity
from tirkelim.services.cpd.background import Background
from tirkelim.services.cpd.ledger import WorkersLedger, facts_of_claim, ledger_of

BOOK = current_book()
NURSE = Background(
    level=LevelName.L4_0, obtained_on=date(2020, 3, 1), education=Education.TECHNICAL_VOCATIONAL, uninterrupted=True
)
NURSES = {level: replace(NURSE, level=level) for level in (LevelName.L4_0, LevelName.L4_1, LevelName.L4_2)}
FOLLOWING = {LevelName.L4_0: LevelName.L4_1, LevelName.L4_1: LevelName.L4_2, LevelName.L4_2: LevelName.L4_3}
PERIODS = (1, 3, 5)
"""Years after which something ends to count."""


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[Activity], date]:
    """Results and a day; of the results many were completed on the first and last days that count on it."""
    rows = draw(st.lists(results(), max_size=14, unique_by=lambda row: row.line))
    day = DAY + timedelta(days=draw(st.integers(-200, 1500)))
    for row in rows:
        if draw(st.booleans()):
            off = timedelta(days=draw(st.integers(-1, 1)))
            row.completed_on = add_years(day, -draw(st.sampled_from(PERIODS))) + off
    return rows, day


def held(rows: list[Activity], day: date, nurse: Background = NURSE) -> WorkersLedger:
    """The nurse's ledger on a day."""
    return ledger_of(rows, NURSING, nurse, day, BOOK)


@given(ledgers())
def test_units_and_sums_are_the_kernels(drawn: tuple[list[Activity], date]) -> None:
    """Line by line, chapter by chapter; and the sums those that the public question answers."""
    rows, day = drawn
    rules = volume_rules(BOOK, day)
    window = rules.tariff.window(day)
    activities = [law_activity(row, NURSING) for row in rows]
    volume, findings = sum_up(activities, window, rules)
    with override("en"):
        listed = chapters(held(rows, day), {}, {}, day)
    views = {line.id: line for chapter in listed for line in chapter.lines}
    assert len(views) == len(rows)
    for row, activity, finding in zip(rows, activities, findings, strict=True):
        quarters, _ = assess(activity, rules.tariff.rows[row.criterion], window)
        view = views[row.line]
        assert view.quarters == quarters
        assert view.kind == (OPEN if quarters is UNKNOWN else EARNED if quarters else NOTHING)
        assert {EARNED: Status.MET, NOTHING: Status.NOT_MET, OPEN: Status.UNKNOWN}[view.kind] is finding.status
        assert bool(view.reason) == (view.kind != EARNED)
        if quarters is not UNKNOWN and quarters:
            assert view.units == counted(Units(quarters), "units", "en")
    assert [chapter.sum for chapter in listed] == [volume.further_education, volume.non_formal, volume.competencies]


@given(ledgers())
def test_the_public_question_answers_the_same_sums(drawn: tuple[list[Activity], date]) -> None:
    """Asked with the result written as a program would send it."""
    rows, day = drawn
    whole = [row for row in rows if "programme_level_match" in row.details or row.criterion != 1]
    facts = {"confirmed_on": day.isoformat(), "claimed_level": "4.1", "activities": [as_sent(row) for row in whole]}
    values = ask("cpd.portfolio", facts).values
    volume = held(whole, day).counted.volume
    if values["total"] is not None:
        assert (values["further_education"], values["non_formal_and_competencies"], values["total"]) == (
            volume.further_education, volume.rest, volume.total,
        )  # fmt: skip
    assert (values["total"] is None) == (volume.further_open or volume.rest_open)


@given(ledgers(), st.sampled_from(sorted(NURSES)))
def test_bars_are_those_of_the_decision(drawn: tuple[list[Activity], date], level: LevelName) -> None:
    """Found, required, status: as the decision on the claim finds them, whichever programmes its step asks for."""
    (rows, day), claimed = drawn, FOLLOWING[level]
    ledger = held(rows, day, NURSES[level])
    with override("en"):
        ahead = ahead_of(ledger)
    assert ahead is not None
    assert ahead.level == claimed
    decision = decide(facts_of_claim(claimed, NURSING, NURSES[level], ledger.counted), day, BOOK)
    found = {finding.requirement.id: finding for finding in decision.findings}
    for bar, requirement in zip(ahead.bars, (req.TOTAL, req.FURTHER_EDUCATION, req.REST), strict=True):
        finding = found[requirement.id]
        assert bar.status == finding.status
        if finding.status in (Status.MET, Status.NOT_MET):
            assert (bar.found, bar.required) == (finding.found, finding.required)
            assert bar.text == f"{write(bar.found, 'en')} of {counted(bar.required, 'units', 'en')}"
            assert bar.missing == max(0, bar.required - bar.found)
            assert bool(bar.short) == bool(bar.missing)
        assert bar.shown <= bar.required
    service = found[req.SERVICE.id]
    assert ahead.service is not None
    assert ahead.service.status == service.status


@given(ledgers())
def test_what_leaves_is_counted_the_day_before_and_not_on_its_day(drawn: tuple[list[Activity], date]) -> None:
    """Each result that earns now leaves once; what is left is the sum of the others."""
    rows, day = drawn
    ledger = held(rows, day)
    with override("en"):
        window = window_of(ledger, {})
    rules = volume_rules(BOOK, day)

    def total_on(when: date) -> int:
        earning = [line.activity for line in ledger.counted.lines if line.quarters is not UNKNOWN and line.quarters]
        return int(sum_up(earning, rules.tariff.window(when), rules)[0].total)

    end = add_years(day, 2)
    for drop in window.drops:
        assert day < drop.day <= end
        lost = sum(other.quarters for other in window.drops if other.day == drop.day)
        assert total_on(drop.day - timedelta(days=1)) - total_on(drop.day) == lost
    if window.drops:
        assert window.drops[-1].left == counted(Units(total_on(end)), "units", "en")
    else:
        assert total_on(end) == ledger.counted.volume.total
    assert [drop.day for drop in window.drops] == sorted(drop.day for drop in window.drops)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_empty_ledger_is_shown_too(language: str) -> None:
    """Nothing there, all is missing."""
    with override(language):
        ahead = ahead_of(held([], DAY))
        assert ahead is not None
        assert [bar.missing for bar in ahead.bars] == [840, 600, 240]
        assert all(bar.ways for bar in ahead.bars)
        assert window_of(held([], DAY), {}).marks == []
