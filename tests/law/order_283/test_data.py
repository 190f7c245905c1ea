"""The data of 283/2020: 21 criteria with their forms and texts, the tariff beside annex 1, every text in place."""

from __future__ import annotations

import dataclasses
import string

import pytest

from tirkelim.law.ask.registry import ask
from tirkelim.law.book import current_book
from tirkelim.law.messages import LANGUAGES, catalogue, render, render_need, term
from tirkelim.law.order_283_cpd.activity import Activity, Chapter
from tirkelim.law.order_283_cpd.assess import explain
from tirkelim.law.order_283_cpd.criteria import criteria
from tirkelim.law.order_283_cpd.decision import decide
from tirkelim.law.order_283_cpd.facts import LevelFacts
from tirkelim.law.order_283_cpd.levels import Education, LevelName
from tirkelim.law.order_283_cpd.questions import ActivityFacts
from tirkelim.law.order_283_cpd.steps import step_rules
from tirkelim.law.order_283_cpd.tariff import tariff
from tirkelim.law.requirement import requirements
from tirkelim.law.unknown import UNKNOWN

BOOK = current_book()
DAY = BOOK.latest("283/2020").start
CRITERIA = criteria("66/2025")
TARIFF = tariff(BOOK, DAY)


def test_the_rows_are_the_21_of_annex_1_in_three_chapters() -> None:
    assert [criterion.row for criterion in CRITERIA] == list(range(1, 22))
    sizes = [sum(c.chapter is chapter for c in CRITERIA) for chapter in Chapter]
    assert sizes == [1, 3, 17]


def test_two_rows_ask_for_no_profile() -> None:
    assert [c.row for c in CRITERIA if "profile" not in c.checks] == [5, 9]
    assert "profile_match" not in CRITERIA[4].fields


def test_forms_ask_only_for_facts_that_the_question_knows() -> None:
    known = {field.name for field in dataclasses.fields(ActivityFacts)}

    for criterion in CRITERIA:
        assert set(criterion.fields) <= known
        assert len(set(criterion.fields)) == len(criterion.fields)


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda c: f"row {c.row}")
def test_each_row_reads_no_more_than_its_form_asks(criterion: object) -> None:
    """With every field of its form filled in, a row knows its units."""
    criterion = CRITERIA[criterion.row - 1]  # type: ignore[attr-defined]
    values = {
        "profile_match": True, "evidence_complete": True, "hours": 10, "programme_level_match": True, "weeks": 1,
        "days": 1, "significance": "republican", "work": "manual", "author_position": 1, "quartile": "Q1",
        "years": 1, "membership_months": 12, "test_questions": 50, "health_authority_took_part": True,
    }  # fmt: skip
    needed = {group[0] for group in criterion.needs} | {"profile_match", "evidence_complete"}
    activity = {name: value for name, value in values.items() if name in needed} | {"completed_on": "2025-06-01"}
    if criterion.row == 11:
        activity["significance"] = "foreign"

    facts = {"criterion": criterion.row, "confirmed_on": "2025-10-15", "activity": activity}
    assert ask("cpd.units", facts).as_json()["answer"]["accepted"] is True


def test_each_criterion_has_its_texts_in_three_languages() -> None:
    for criterion in CRITERIA:
        for word in (criterion.name, criterion.asks, criterion.document):
            assert all(term(word, lang) for lang in LANGUAGES)


def test_every_rate_is_a_number_of_quarters_and_has_its_source_in_its_row() -> None:
    for parameter in BOOK.parameters:
        if parameter.id.startswith("cpd.row."):
            row = parameter.id.split(".")[2]
            assert str(parameter.source) == f"283/2020 ann.1 row {row}"


def test_every_number_of_the_order_stands_in_a_held_edition() -> None:
    for parameter in BOOK.parameters:
        if parameter.source.act == "283/2020":
            assert parameter.covers(DAY)
            assert all(reading in BOOK.readings for reading in parameter.readings)


def test_every_text_of_the_order_has_three_languages_with_the_same_placeholders() -> None:
    for key, texts in catalogue().items():
        if key.startswith(("cpd.", "level.", "term.cpd.", "term.level.")):
            assert set(texts) >= set(LANGUAGES)
            names = [{name for _, name, _, _ in string.Formatter().parse(texts[lang]) if name} for lang in LANGUAGES]
            assert names[0] == names[1] == names[2], key


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("row", range(1, 22))
def test_every_message_about_an_activity_can_be_written(row: int, lang: str) -> None:
    window = TARIFF.window(DAY)
    unknown = Activity(row, DAY)
    wrong = Activity(row, DAY, profile_match=False, evidence_complete=False, document_language="de", half_hours=None)
    for a in (unknown, wrong):
        for finding in explain(a, TARIFF.rows[row], window)[1]:
            assert render(finding, lang)
    for _, finding in (*TARIFF.rows[row].refused.values(), *TARIFF.rows[row].unanswered.values()):
        assert render(finding, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_about_a_claim_can_be_written(lang: str) -> None:
    rules = step_rules(BOOK, DAY)
    for finding in (*rules.education.values(), *rules.order.values()):
        assert render(finding, lang)
    for level in LevelName:
        for education in (Education.BACHELOR, UNKNOWN):
            decision = decide(LevelFacts(level, education=education), DAY, BOOK)
            assert all(render(finding, lang) for finding in decision.findings)
            assert all(render_need(need, lang) for need in decision.documents)


def test_the_gap_is_told_in_hours() -> None:
    facts = {
        "confirmed_on": "2025-10-15",
        "claimed_level": "4.1",
        "activities": [{"criterion": 3, "completed_on": "2025-01-01", "hours": 58}],
    }
    messages = [finding["message"] for finding in ask("cpd.portfolio", facts).as_json()["findings"]]

    assert any("31\u00a0credit units more of non-formal education" in message["en"] for message in messages)
    assert any("62\u00a0hours of seminars" in message["en"] for message in messages)
    assert any("31\u00a0сынақ бірлігі" in message["kk"] for message in messages)


def test_requirements_of_the_order_are_cited_in_it() -> None:
    own = [r for r in requirements() if r.id.startswith(("cpd.", "level."))]

    assert len(own) > 60
    assert all(r.citation.act == "283/2020" for r in own)


def test_tariff_of_each_row_is_that_of_annex_1() -> None:
    rates = {row.criterion.row: (row.rate, dict(row.rates), dict(row.talk_rates)) for row in TARIFF.rows[1:]}

    assert [rates[row][0] for row in (1, 3, 4)] == [2, 1, 1]  # quarters of a unit for half an hour
    assert {row: rates[row][0] // 4 for row in (7, 8, 9, 12, 13, 14, 15, 18, 21)} == {
        7: 180, 8: 20, 9: 10, 12: 30, 13: 10, 14: 10, 15: 60, 18: 10, 21: 90,
    }  # fmt: skip
    assert rates[10][1] == {"Q4": 360, "Q3": 480, "Q2": 600, "Q1": 720}
