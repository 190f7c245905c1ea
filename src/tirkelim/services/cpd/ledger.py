"""A worker's ledger: every result with its units on a day, the sums, the next level and what is missing for it.

Nothing is counted here: results become the law's activities (``activities.py``), and the law counts them.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding, Status
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_283_cpd.activity import Activity as LawActivity
from tirkelim.law.order_283_cpd.assess import assess, explain
from tirkelim.law.order_283_cpd.duplicates import Entry, Twin, duplicates
from tirkelim.law.order_283_cpd.facts import LevelFacts
from tirkelim.law.order_283_cpd.ledger import Drop, LedgerLine, drops, ledger
from tirkelim.law.order_283_cpd.ledger import Ledger as Counted
from tirkelim.law.order_283_cpd.levels import LevelName
from tirkelim.law.order_283_cpd.profile import fits_profile
from tirkelim.law.order_283_cpd.progress import Part, Progress, progress
from tirkelim.law.order_283_cpd.tariff import tariff
from tirkelim.law.order_283_cpd.ways import Gap, Way, ways
from tirkelim.law.unknown import UNKNOWN, Maybe
from tirkelim.register.models import Activity, CpdSheet
from tirkelim.services.cpd.activities import COMMISSION_ROW, law_activity, recognition
from tirkelim.services.cpd.background import Background, claim_of

WAYS = 4
"""How many ways to close a gap are named at most."""


class Line(NamedTuple):
    """A result of the register as counted. ``recognition``: what p.15 says, for learning abroad."""

    row: Activity
    counted: LedgerLine
    recognition: tuple[Finding, ...]


class Shortage(NamedTuple):
    """A volume of annex 3 that is short, and the ways to close the gap, least effort first."""

    gap: Gap
    part: Part
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class WorkersLedger:
    """Everything that the page shows. ``claim`` None: there is no level to claim next."""

    specialty: str
    day: date
    lines: tuple[Line, ...]
    counted: Counted
    drops: tuple[Drop, ...]
    twins: tuple[Twin, ...]
    background: Background
    claim: LevelName | None
    progress: Progress | None
    shortages: tuple[Shortage, ...]


def ledger_of(
    rows: Iterable[Activity],
    specialty: str,
    background: Background,
    day: date,
    book: LawBook,
    digests: Mapping[UUID, str] | None = None,
    established: Container[UUID] = frozenset(),
) -> WorkersLedger:
    """The ledger as a confirmation on the day would count it. ``digests``: of the files, by id; ``established``: of
    results whose profile stands, as ``profile_established`` finds them. Raises NotInForce."""
    results = tuple(rows)
    counted = ledger([result_of(row, specialty, established) for row in results], day, book)
    lines = tuple(
        Line(row, line, recognition(row.foreign_ranks, book)) for row, line in zip(results, counted.lines, strict=True)
    )
    claim = claim_of(background, specialty, day, book)
    ahead = None if claim is None else progress(facts_of_claim(claim, specialty, background, counted), day, book)
    return WorkersLedger(
        specialty=specialty,
        day=day,
        lines=lines,
        counted=counted,
        drops=drops(counted, day),
        twins=duplicates(entry(row, digests or {}) for row in results),
        background=background,
        claim=claim,
        progress=ahead,
        shortages=() if ahead is None else _shortages(ahead, day, book),
    )


def facts_of_claim(claim: LevelName, specialty: str, background: Background, counted: Counted) -> LevelFacts:
    """The facts of a claim before anything is confirmed or assessed."""
    commissions = commission_days((line.activity, line.quarters) for line in counted.lines)
    return facts_with(claim, specialty, background, [line.activity for line in counted.lines], commissions)


def facts_with(
    claim: LevelName,
    specialty: str,
    background: Background,
    activities: Iterable[LawActivity],
    commissions: tuple[date, ...],
) -> LevelFacts:
    """The same from results and the days of participation in the independent expert commission."""
    b = background
    return LevelFacts(
        claimed_level=claim,
        specialty=specialty,
        education=b.education,
        diploma_specialty=b.diploma_specialty,
        current_level=b.level,
        obtained_on=b.obtained_on,
        uninterrupted=b.uninterrupted,
        activities=tuple(activities),
        expert_commission_on=commissions,
        specialisation=is_specialisation(specialty),
        category=b.category,
        category_valid_until=UNKNOWN if b.category is None else b.category_valid_until,
        category_indefinite=b.category_indefinite,
    )


def is_specialisation(specialty: str) -> bool:
    """Whether the specialty is a specialisation, whose level stands on the main specialty (p.18)."""
    listed = specialties().get(specialty)
    return listed is not None and listed.kind == "specialisation"


def commission_days(earned: Iterable[tuple[LawActivity, Maybe[int]]]) -> tuple[date, ...]:
    """The day of each participation in the independent expert commission whose document counts (annex 3), from
    results with the quarters of a unit that each earned."""
    return tuple(
        result.completed_on
        for result, quarters in earned
        if result.criterion == COMMISSION_ROW and quarters is not UNKNOWN and quarters
        for _ in range(result.count)
    )


def profile_established(rows: Iterable[Activity], specialty: str, sheets: Iterable[CpdSheet]) -> frozenset[UUID]:
    """The results, by id, that HR and the head accepted for a specialty on a sheet that stands, in this very version:
    they are of its profile whatever specialty the worker named (p.8)."""
    said = {
        str(row["line"]): sheet.change.at
        for sheet in sheets
        if fits_profile(sheet.specialty, specialty) is True
        for row in sheet.activities
    }
    return frozenset(row.id for row in rows if str(row.line) in said and row.known_from <= said[str(row.line)])


def result_of(row: Activity, specialty: str, established: Container[UUID]) -> LawActivity:
    """A result as the rules read it; one whose profile two signatories established is of it."""
    activity = law_activity(row, specialty)
    return replace(activity, profile_match=True) if row.id in established else activity


def look_at(row: Activity, specialty: str, day: date, book: LawBook) -> tuple[Maybe[int], tuple[Finding, ...]]:
    """A single result, stored or not: its quarters of a unit, the conditions one by one, and the outcome last."""
    table = tariff(book, day)
    activity = law_activity(row, specialty)
    quarters, findings = explain(activity, table.rows[activity.criterion], table.window(day))
    return quarters, (*findings[:-1], *recognition(row.foreign_ranks, book), findings[-1])


def with_document(row: Activity, specialty: str, day: date, book: LawBook) -> int:
    """The quarters of a unit that a result would earn once its document is attached; 0 where that changes nothing."""
    activity, table = law_activity(row, specialty), tariff(book, day)
    if activity.evidence_complete is True:
        return 0
    quarters, _ = assess(replace(activity, evidence_complete=True), table.rows[row.criterion], table.window(day))
    return 0 if quarters is UNKNOWN else quarters


def entry(row: Activity, digests: Mapping[UUID, str]) -> Entry:
    """What is compared to find twins."""
    file = digests.get(row.evidence, "") if row.evidence is not None else ""
    return Entry(str(row.line), row.criterion, row.title, row.document_number or "", file)


def _shortages(ahead: Progress, day: date, book: LawBook) -> tuple[Shortage, ...]:
    """The volumes that are short, the parts before the total: closing the parts often closes the total."""
    parts = ahead.parts
    named = ((Gap.FURTHER_EDUCATION, parts.further_education), (Gap.REST, parts.rest), (Gap.TOTAL, parts.total))
    return tuple(
        Shortage(gap, part, ways(gap, part.missing, day, book, ahead.band, WAYS))
        for gap, part in named
        if part.status in (Status.NOT_MET, Status.UNKNOWN) and part.missing
    )
