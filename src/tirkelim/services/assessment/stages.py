"""Which stages of the assessment are due to a worker, and why: the register has the category, the law the rule."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding
from tirkelim.law.order_283_cpd.levels import Category, LevelName
from tirkelim.law.order_283_cpd.stages import Stage, equivalent, stages
from tirkelim.law.unknown import UNKNOWN
from tirkelim.register.models import Qualification
from tirkelim.register.qualification_queries import category_held

STAGES = tuple(stage.value for stage in Stage)
PASSED, FAILED, WAIVED = "passed", "failed", "waived"
RESULTS = (PASSED, FAILED, WAIVED)


class DueStages(NamedTuple):
    """The stages to be taken, those waived, and the findings that say why. `category`: what the register holds.

    While the category's end is not known its stages are due: a waiver is never presumed.
    """

    due: tuple[str, ...]
    waived: tuple[str, ...]
    findings: tuple[Finding, ...]
    category: Qualification | None
    needed: bool
    """Whether an assessment is needed: not for the level equivalent to an indefinite category (p.19)."""


def due_stages(person: UUID, specialty: str, level: str | None, on: date, known: datetime, book: LawBook) -> DueStages:
    """The stages of an assessment taken on a day. For a certificate alone nothing is waived: p.12 speaks of levels."""
    if level is None:
        return DueStages(STAGES, (), (), None, True)
    held = category_held(person, specialty, on, known)
    category = None if held is None else Category(str(held.category))
    until = UNKNOWN if held is None or held.valid_until is None else held.valid_until
    indefinite = held is not None and held.indefinite
    claimed = LevelName(level)
    found = stages(category, until, indefinite, on, book, claimed)
    waived = tuple(one.stage.value for one in found.due if one.due is False)
    due = tuple(name for name in STAGES if name not in waived)
    exempt = indefinite and category is not None and equivalent(category, claimed, UNKNOWN, on, book)
    return DueStages(due, waived, found.findings, held, not exempt)
