"""Which stages of the assessment remain for the holder of an old category (p.12, p.19; reading C23)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tirkelim.law.book import current_book
from tirkelim.law.messages import LANGUAGES, render, term
from tirkelim.law.order_283_cpd.levels import Category, Education, LevelName
from tirkelim.law.order_283_cpd.stages import Stage, StageDue, stages
from tirkelim.law.order_283_cpd.transitions import from_category
from tirkelim.law.unknown import UNKNOWN

BOOK = current_book()
ON = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("category", "valid_until", "indefinite", "due", "message"),
    [
        (Category.FIRST, date(2021, 1, 2), False, False, "level.from_category.assessment.met"),
        (Category.FIRST, date(2021, 1, 1), False, True, "level.from_category.assessment.early"),
        (Category.FIRST, date(2026, 3, 1), False, False, "level.from_category.assessment.met"),
        (Category.FIRST, date(2026, 3, 2), False, True, "level.from_category.assessment.valid"),
        (Category.FIRST, UNKNOWN, False, UNKNOWN, "level.from_category.assessment.unknown"),
        (Category.FIRST, None, False, UNKNOWN, "level.from_category.assessment.unknown"),
        (Category.FIRST, None, True, False, "level.from_category.indefinite.met"),
        (Category.NONE, None, False, True, "level.from_category.assessment.none"),
        (None, None, False, True, "level.from_category.assessment.none"),
    ],
)
def test_stages_due(category: Category | None, valid_until: Any, indefinite: bool, due: Any, message: str) -> None:
    found, (finding,) = stages(category, valid_until, indefinite, ON, BOOK)

    assert found == (StageDue(Stage.KNOWLEDGE, due), StageDue(Stage.CASE_TESTING, due))
    assert finding.message_key == message
    assert all(render(finding, lang) for lang in LANGUAGES)


@pytest.mark.parametrize(
    ("claimed", "education", "due"),
    [
        (LevelName.L7_3_R, Education.RESIDENCY, False),
        (LevelName.L7_3_R, UNKNOWN, False),
        (LevelName.L7_4_R, Education.RESIDENCY, True),
        (LevelName.L7_2_R, UNKNOWN, True),
        (LevelName.L7_2_I, Education.RESIDENCY, True),
        (LevelName.L8, Education.PHD, True),
    ],
)
def test_only_the_level_equal_to_the_category_is_spared(claimed: LevelName, education: Any, due: bool) -> None:
    found, (finding,) = stages(Category.FIRST, date(2022, 1, 1), False, ON, BOOK, claimed, education)

    assert {stage.due for stage in found} == {due}
    assert all(render(finding, lang) for lang in LANGUAGES)


def test_stages_agree_with_the_right_of_the_category_on_every_day_around_the_boundary() -> None:
    for n in range(-400, 400):
        until = date(2021, 1, 1) + timedelta(days=n)
        right = from_category(Category.SECOND, Education.BACHELOR, until, False, ON, BOOK)
        found, findings = stages(Category.SECOND, until, False, ON, BOOK)
        assert [one.due for one in found] == [not right.tests_waived] * 2
        assert findings == right.findings[1:]


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_its_name(stage: Stage) -> None:
    assert all(term(stage.term, lang) for lang in LANGUAGES)
