"""Which stages of the assessment a claimant still takes (283/2020 p.12 last part, p.19; reading C23)."""

from __future__ import annotations

import enum
from datetime import date
from typing import NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding, Term
from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.levels import Category, Education, LevelName, framework
from tirkelim.law.order_283_cpd.transitions import assessment_right
from tirkelim.law.unknown import UNKNOWN, Maybe


class Stage(enum.StrEnum):
    """The two stages that p.12 names; what else the assessment holds is the assessing organisation's (249/2020)."""

    KNOWLEDGE = "knowledge"
    CASE_TESTING = "case_testing"

    @property
    def term(self) -> Term:
        """The stage in words."""
        return Term(f"level.stage.{self.value}")


class StageDue(NamedTuple):
    """Whether a stage is to be taken; UNKNOWN while the category's dates are."""

    stage: Stage
    due: Maybe[bool]


class Stages(NamedTuple):
    """Both stages, and the finding that says why."""

    due: tuple[StageDue, ...]
    findings: tuple[Finding, ...]


def stages(
    category: Category | None,
    category_valid_until: Maybe[date | None],
    indefinite: Maybe[bool],
    on: date,
    book: LawBook,
    claimed: LevelName | None = None,
    education: Maybe[Education] = UNKNOWN,
) -> Stages:
    """The stages due from who claims a level with an old category (None: has none). Raises NotInForce.

    The waiver is for the level equivalent to the category alone: with ``claimed`` given, any other level takes both.
    """
    held = category or Category.NONE
    if held is not Category.NONE and claimed is not None and not equivalent(held, claimed, education, on, book):
        params = (("category", Term(f"category.{held}")), ("claimed", str(claimed)))
        return _all(
            True, req.CATEGORY_ASSESSMENT.not_applicable(*params, message="level.from_category.assessment.other_level")
        )
    right = assessment_right(held, category_valid_until, indefinite, on, book)
    due: Maybe[bool] = UNKNOWN if right.tests_waived is UNKNOWN else not right.tests_waived
    return _all(due, right.finding)


def _all(due: Maybe[bool], finding: Finding) -> Stages:
    return Stages(tuple(StageDue(stage, due) for stage in Stage), (finding,))


def equivalent(category: Category, claimed: LevelName, education: Maybe[Education], on: date, book: LawBook) -> bool:
    """Whether the claimed level is the one that the category equals (annex 3 row 1) on the education's track.

    While the education is not known the step alone is compared: that it fits the level is a requirement of its own.
    """
    frame = framework(book, on)
    level = frame.levels[claimed]
    if category is Category.NONE or level.is_by_degree:
        return False
    if education is UNKNOWN:
        return frame.categories.index(category) == level.step
    return frame.from_category(category, education) == level
