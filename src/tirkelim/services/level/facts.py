"""The facts of a claim to a level, from the register, from the case, and from what a case knows beside the register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.timezone import localdate

from tirkelim.cases.models import Case, Filing, OfficerFinding
from tirkelim.cases.queries import own_decisions
from tirkelim.cases.service import Origin, Source
from tirkelim.law.book import LawBook
from tirkelim.law.order_283_cpd.facts import LevelFacts
from tirkelim.law.order_283_cpd.levels import Category, LevelName, framework
from tirkelim.law.unknown import UNKNOWN, Maybe
from tirkelim.register import activity_queries as register
from tirkelim.register.assessment_queries import conclusion_for, newest_sheet
from tirkelim.register.models import Certificate
from tirkelim.register.qualification_queries import category_held
from tirkelim.register.sheets import counted_on
from tirkelim.services.cpd.background import served
from tirkelim.services.cpd.experience import Stretch, stretch_of
from tirkelim.services.cpd.held import LEVELS, LevelHeld, holds_main_specialty, level_held, same_specialty
from tirkelim.services.cpd.ledger import commission_days, is_specialisation
from tirkelim.services.level.learnt import Learnt, education_for, educations
from tirkelim.services.level.officer import LevelFinding, officer_findings, settled

REPORT = "labour_functions_report"
"""The report on professional activity, signed by the head of the unit (p.12(3))."""


class Claimed(NamedTuple):
    """What is claimed. ``main_specialty``: what the worker names as the main one of a specialisation."""

    person: UUID
    specialty: str
    level: LevelName
    main_specialty: str = ""


class Assessed(NamedTuple):
    """A result of assessment from a state system; ``passed`` UNKNOWN: it has not answered, None: it has none."""

    passed: Maybe[bool | None]
    level: LevelName | None
    source: Source | None


class Job(NamedTuple):
    """Service in the specialty, and what it is known from."""

    days: Stretch
    source: Source


class Beside(NamedTuple):
    """What the case has from state systems and the form, used where the register says nothing."""

    learnt: tuple[Learnt, ...] = ()
    jobs: tuple[Job, ...] = ()
    assessed: Assessed | None = None


class Kept(NamedTuple):
    """What stands in the case: documents and officers' findings."""

    filings: Sequence[Filing]
    findings: Sequence[OfficerFinding]
    case: Case | None = None


class _Asking(NamedTuple):
    """The question to the register: who, on the day of which application, as known when; and the sources of what is
    found. ``day``: what is held, learnt and served counts up to it; what is handed in later counts as soon as known."""

    claim: Claimed
    kept: Kept
    beside: Beside
    day: date
    known: datetime
    book: LawBook
    sources: dict[str, Source]


def level_facts(
    claim: Claimed, kept: Kept, beside: Beside, day: date, known: datetime, book: LawBook
) -> tuple[LevelFacts, dict[str, Source]]:
    """The facts of a claim made on a day, as known at a moment, and the source of each by its name.

    Raises NotInForce.
    """
    ask = _Asking(claim, kept, beside, day, known, book, {})
    facts = LevelFacts(
        claimed_level=claim.level,
        specialty=claim.specialty,
        labour_functions=_functions(ask),
        officer=officer_findings(kept.findings, ask.sources),
        applied_on=day,
        **_education(ask),
        **_level(ask),
        **_category(ask),
        **_assessment(ask),
        **_results(ask),
        **_specialisation(ask),
    )
    return facts, ask.sources


def _education(ask: _Asking) -> dict[str, Any]:
    claim, frame = ask.claim, framework(ask.book, ask.day)
    learnt = educations(claim.person, ask.known) or ask.beside.learnt
    best = education_for(frame.levels[claim.level], claim.specialty, learnt, ask.day, frame)
    if best is None:
        return {"education": UNKNOWN}
    ask.sources["education"] = best.source
    return {"education": best.kind, "diploma_specialty": best.specialty}


def _level(ask: _Asking) -> dict[str, Any]:
    held = _held(ask)
    if held is None:
        return {"current_level": None, "obtained_on": None, "uninterrupted": _by_officer(ask)}
    row = held.source
    number = row.number if isinstance(row, Certificate) else row.document_number or str(row.line)
    ask.sources["current_level"] = Source(Origin.REGISTER, number, row.change.at)
    return {"current_level": held.level, "obtained_on": held.since, "uninterrupted": _uninterrupted(ask, held.since)}


def _held(ask: _Asking) -> LevelHeld | None:
    """The level held, without what a decision of this very case gave: a complaint may have reopened it."""
    asked = ask.claim.person, ask.claim.specialty, ask.day, ask.known, framework(ask.book, ask.day)
    held = level_held(*asked)
    if held is None or held.source.decision is None or ask.kept.case is None:
        return held
    own = own_decisions(ask.kept.case)
    return level_held(*asked, without=own) if held.source.decision in own else held


def _uninterrupted(ask: _Asking, since: date) -> Maybe[bool]:
    """Whether service since the level went on without a gap: by an officer's word, else by jobs one after another.

    A gap proves nothing, since leave does not break service: a person decides (C26).
    """
    said = _by_officer(ask)
    if said is not UNKNOWN:
        return said
    jobs = _jobs(ask) or list(ask.beside.jobs)
    if jobs:
        ask.sources["uninterrupted"] = jobs[-1].source
    return served((job.days for job in jobs), since, ask.day)


def _by_officer(ask: _Asking) -> Maybe[bool]:
    found = LevelFinding.UNINTERRUPTED, LevelFinding.INTERRUPTED
    return settled(ask.kept.findings, *found, ask.sources, "uninterrupted")


def _jobs(ask: _Asking) -> list[Job]:
    """The jobs in the specialty as the register has them."""
    return [
        Job(stretch_of(row), Source(Origin.REGISTER, row.order_number or str(row.line), row.known_from))
        for row in register.jobs_of(ask.claim.person, ask.known)
        if same_specialty(row.specialty, ask.claim.specialty)
    ]


def _category(ask: _Asking) -> dict[str, Any]:
    row = category_held(ask.claim.person, ask.claim.specialty, ask.day, ask.known)
    if row is None:
        return {"category": None, "category_valid_until": None}
    ask.sources["category"] = Source(Origin.REGISTER, row.document_number or str(row.line), row.change.at)
    return {
        "category": Category(str(row.category)),
        "category_valid_until": row.valid_until,
        "category_indefinite": row.indefinite,
    }


def _assessment(ask: _Asking) -> dict[str, Any]:
    """The register's newest conclusion for the level; else what a state system has."""
    claim = ask.claim
    row = conclusion_for(claim.person, claim.specialty, str(claim.level), localdate(ask.known), ask.known)
    if row is not None:
        ask.sources["assessment"] = Source(Origin.REGISTER, row.protocol_number, row.change.at)
        level = LevelName(row.conclusion_level) if row.conclusion_level in LEVELS else None
        return {"assessment": row.passed, "assessed_level": level}
    assessed = ask.beside.assessed
    if assessed is None:
        return {"assessment": None}
    if assessed.source is not None:
        ask.sources["assessment"] = assessed.source
    return {"assessment": assessed.passed, "assessed_level": assessed.level}


def _functions(ask: _Asking) -> Maybe[bool]:
    """An officer's word, else the report that is filed; without both it is not known."""
    found = LevelFinding.FUNCTIONS, LevelFinding.NO_FUNCTIONS
    said = settled(ask.kept.findings, *found, ask.sources, "labour_functions")
    report = next((one for one in ask.kept.filings if one.document == REPORT), None)
    if said is not UNKNOWN or report is None:
        return said
    ask.sources["labour_functions"] = Source(Origin.DOCUMENT, str(report.evidence), report.change.at)
    return True


def _results(ask: _Asking) -> dict[str, Any]:
    """The confirmed results: those on the newest sheet that stands."""
    sheet = newest_sheet(ask.claim.person, ask.claim.specialty, ask.known)
    if sheet is None:
        return {"confirmed_by_hr_on": None, "confirmed_by_head_on": None}
    ask.sources["activities"] = Source(Origin.REGISTER, sheet.number, sheet.change.at)
    results = counted_on(sheet)
    return {
        "activities": tuple(result for result, _ in results),
        "confirmed_by_hr_on": sheet.hr_on,
        "confirmed_by_head_on": sheet.head_on,
        "without_hr_service": sheet.without_hr_service,
        "expert_commission_on": commission_days(results),
    }


def _specialisation(ask: _Asking) -> dict[str, Any]:
    """A specialisation is given within its main specialty (p.18). Which that is 218/2020 says, which is not held: where
    the worker holds the one that was named, an officer looks at it; where none is held, none is."""
    if not is_specialisation(ask.claim.specialty):
        return {"specialisation": False}
    main = ask.claim.main_specialty
    held = bool(main) and holds_main_specialty(ask.claim.person, main, ask.day, ask.known)
    return {"specialisation": True, "main_specialty": main, "main_specialty_held": UNKNOWN if held else False}
