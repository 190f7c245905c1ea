"""Levels without the usual order: from an old category (283/2020 p.12, p.19) and nurses with a new diploma (p.19)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding, Term
from tirkelim.law.order_274_certificates.specialties import diploma_codes
from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.columns import still_valid
from tirkelim.law.order_283_cpd.levels import Category, Education, Level, framework
from tirkelim.law.unknown import UNKNOWN, Maybe


class AssessmentRight(NamedTuple):
    """What a category leaves of the assessment, whatever the level it gives."""

    tests_waived: Maybe[bool]
    """Whether the knowledge test and case testing are waived."""
    assessment_required: bool
    finding: Finding


class CategoryRight(NamedTuple):
    """What an old category gives: its level, and which parts of the assessment are still to be taken."""

    level: Level
    tests_waived: Maybe[bool]
    """Whether the knowledge test and case testing are waived."""
    assessment_required: bool
    findings: tuple[Finding, ...]


def from_category(
    category: Category,
    education: Education,
    valid_until: Maybe[date | None],
    indefinite: Maybe[bool],
    on: date,
    book: LawBook,
) -> CategoryRight:
    """The level equivalent to a category, and the assessment (p.12 last part, p.19 second part; reading C23)."""
    level = framework(book, on).from_category(category, education)
    params = (("category", Term(f"category.{category}")), ("level", str(level.name)))
    given = req.FROM_CATEGORY.met(str(level.name), None, *params, readings=("C19",))
    right = assessment_right(category, valid_until, indefinite, on, book)
    return CategoryRight(level, right.tests_waived, right.assessment_required, (given, right.finding))


def assessment_right(
    category: Category, valid_until: Maybe[date | None], indefinite: Maybe[bool], on: date, book: LawBook
) -> AssessmentRight:
    """Which parts of the assessment remain for the level that a category equals (reading C23)."""
    params = (("category", Term(f"category.{category}")),)
    if category is Category.NONE:
        whole = req.CATEGORY_ASSESSMENT.not_applicable(*params, message="level.from_category.assessment.none")
        return AssessmentRight(False, True, whole)
    if indefinite is True:
        return AssessmentRight(True, False, req.INDEFINITE.met(True, None, *params))
    waived = _tests_waived(valid_until, on, book)
    return AssessmentRight(waived, True, _expiry_finding(waived, valid_until, on, book))


def _tests_waived(valid_until: Maybe[date | None], on: date, book: LawBook) -> Maybe[bool]:
    """Whether the category expired, and strictly after the day of p.12."""
    if valid_until is UNKNOWN or valid_until is None:
        return UNKNOWN
    expired = not still_valid(valid_until, on)
    return expired and valid_until > book.day("level.category_expired_after", on)


def _expiry_finding(waived: Maybe[bool], valid_until: Maybe[date | None], on: date, book: LawBook) -> Finding:
    after = book.day("level.category_expired_after", on)
    params = (("after", after),)
    if waived is UNKNOWN or valid_until is UNKNOWN or valid_until is None:
        return req.CATEGORY_ASSESSMENT.unknown(*params, readings=("C23",))
    if waived:
        return req.CATEGORY_ASSESSMENT.met(valid_until, after, *params, readings=("C23",))
    key = "valid" if still_valid(valid_until, on) else "early"
    message = f"level.from_category.assessment.{key}"
    return req.CATEGORY_ASSESSMENT.not_met(valid_until, after, *params, message=message, readings=("C23",))


class Transfer(NamedTuple):
    """Where a nurse's level moves with a new diploma (None: it does not), and why."""

    level: Level | None
    findings: tuple[Finding, ...]


def nursing_transfer(
    specialty: str, current: Level, education: Education, diploma_specialty: str, on: date, book: LawBook
) -> Transfer:
    """A nurse who gains post-secondary or higher education in nursing keeps the step on the new track (reading C24)."""
    nursing = is_nursing(specialty) and is_nursing(diploma_specialty)
    moved = framework(book, on).nursing_transfer(current, education)
    names = (("specialty", specialty), ("diploma", diploma_specialty))
    params = (("current", str(current.name)), ("education", Term(f"education.{education}")))
    target = None if moved is None else str(moved.name)
    findings = (
        req.NURSING_SPECIALTY.decide(nursing, (specialty, diploma_specialty), None, *names, readings=("C24",)),
        req.NURSING_LEVEL.decide(moved is not None, target, None, *params, readings=("C24",)),
    )
    return Transfer(moved if nursing else None, findings)


def is_nursing(name: str) -> bool:
    """Whether a specialty's name, in any of its spellings, is that of nursing itself."""
    return "nursing" in diploma_codes(name)
