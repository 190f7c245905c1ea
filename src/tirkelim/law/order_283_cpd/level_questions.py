"""The questions ``level.*``: who gets which level, and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tirkelim.law.ask.answer import Answer
from tirkelim.law.ask.kinds import Count, ShortText, UnitQuantity
from tirkelim.law.ask.registry import question
from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding, Status, Term
from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.facts import LevelFacts
from tirkelim.law.order_283_cpd.levels import ACT, Category, Education, LevelName, framework
from tirkelim.law.order_283_cpd.outcome import outcome
from tirkelim.law.order_283_cpd.steps import (
    required_years,
    service_finding,
    step_findings,
    step_rules,
)
from tirkelim.law.order_283_cpd.transitions import from_category, nursing_transfer
from tirkelim.law.order_283_cpd.volume import Volume, volume_findings, volume_rules
from tirkelim.law.period import Length
from tirkelim.law.units import QUARTERS
from tirkelim.law.unknown import UNKNOWN, Maybe


@dataclass(frozen=True, slots=True)
class FurtherEducation:
    """Units of row 1 by level of the programme."""

    basic: UnitQuantity
    middle: UnitQuantity
    high: UnitQuantity
    specialised: UnitQuantity


@dataclass(frozen=True, slots=True)
class CpdTotals:
    """Confirmed units of the three chapters."""

    further_education: FurtherEducation
    non_formal: UnitQuantity
    competencies: UnitQuantity


@dataclass(frozen=True, slots=True)
class InitialFacts:
    """The education of a graduate."""

    education: Education


@dataclass(frozen=True, slots=True)
class EligibilityFacts:
    """The claim of a level. ``service`` is continuous since the current level; no current level: null."""

    education: Education
    current_level: LevelName | None
    claimed_level: LevelName
    service: Maybe[Length]
    cpd: Maybe[CpdTotals]
    expert_commission_participations: Maybe[Count]
    assessment_passed: bool | None
    labour_functions_confirmed: Maybe[bool]
    cpd_confirmed: Maybe[bool]


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """When the current level was obtained, and whether service since then is uninterrupted."""

    current_level: LevelName | None
    obtained_on: Maybe[date]
    claimed_level: LevelName
    uninterrupted: Maybe[bool]
    applied_on: date


@dataclass(frozen=True, slots=True)
class CategoryFacts:
    """A category certificate of the earlier system. ``category`` null: none."""

    category: Category | None
    education: Education
    indefinite: bool
    applied_on: date
    valid_until: Maybe[date] = UNKNOWN


@dataclass(frozen=True, slots=True)
class TransferFacts:
    """A nurse's level and the new diploma."""

    specialty: ShortText
    current_level: LevelName
    new_education: Education
    new_diploma_specialty: ShortText


@question("level.initial", InitialFacts, "283/2020 p.17", "283/2020 ann.4")
def initial(facts: InitialFacts, book: LawBook) -> Answer:
    """The level that graduates get without service or CPD."""
    edition = book.latest(ACT)
    level = framework(book, edition.start).initial(facts.education)
    params = (("level", str(level.name)), ("education", Term(f"education.{facts.education}")))
    readings = ("C20",) if level.is_by_degree else ("C21", "C22") if level.track == "7R" else ("C22",)
    message = "level.initial.by_degree" if level.is_by_degree else "level.initial.met"
    finding = req.INITIAL.met(str(level.name), None, *params, message=message, readings=readings)
    return Answer({"level": level.name}, (finding,), edition)


@question(
    "level.eligibility",
    EligibilityFacts,
    "283/2020 p.12",
    "283/2020 p.13-14",
    "283/2020 p.19",
    "283/2020 ann.3",
    "283/2020 ann.5",
)
def eligibility(facts: EligibilityFacts, book: LawBook) -> Answer:
    """Whether the claimed level can be given, and each requirement that fails."""
    edition = book.latest(ACT)
    steps, volumes = step_rules(book, edition.start), volume_rules(book, edition.start)
    claim = LevelFacts(
        facts.claimed_level,
        education=facts.education,
        current_level=facts.current_level,
        service_length=facts.service,
        assessment=facts.assessment_passed,
        labour_functions=facts.labour_functions_confirmed,
    )
    volume = _NOTHING_KNOWN if facts.cpd is UNKNOWN else volume_of(facts.cpd)
    commissions = facts.expert_commission_participations
    need = volumes.need(steps.levels[facts.claimed_level])
    of_volume = volume_findings(volume, need, None if commissions is UNKNOWN else commissions)
    findings: tuple[Finding, ...] = (
        *step_findings(claim, facts.cpd_confirmed, None, steps),
        *of_volume,
    )
    eligible, failed = outcome(findings)
    return Answer({"eligible": eligible, "failed": failed}, findings, edition)


_NOTHING_KNOWN = Volume((0, 0, 0, 0, 0), 0, 0, further_open=True, rest_open=True)


def volume_of(cpd: CpdTotals) -> Volume:
    """The sums in quarters of a unit."""
    further = cpd.further_education
    by_level = (further.basic, further.middle, further.high, further.specialised)
    return Volume((0, *map(_quarters, by_level)), _quarters(cpd.non_formal), _quarters(cpd.competencies))


def _quarters(units: Decimal) -> int:
    return int(units * QUARTERS)


@question("level.service_requirement", ServiceFacts, "283/2020 ann.5", "283/2020 p.19", day_field="applied_on")
def service_requirement(facts: ServiceFacts, book: LawBook) -> Answer:
    """Whether service since the current level is long enough; null years where the level asks for none."""
    edition, rules = book.edition(ACT, facts.applied_on), step_rules(book, facts.applied_on)
    claim = LevelFacts(
        facts.claimed_level,
        current_level=facts.current_level,
        obtained_on=facts.obtained_on,
        uninterrupted=facts.uninterrupted,
    )
    years = required_years(rules.levels[facts.claimed_level], facts.current_level, rules)
    finding = service_finding(claim, years, facts.applied_on)
    met = {Status.NOT_MET: False, Status.UNKNOWN: None}.get(finding.status, True)
    return Answer({"met": met, "required_years": years}, (finding,), edition)


@question("level.from_category", CategoryFacts, "283/2020 p.12", "283/2020 p.19", day_field="applied_on")
def category_level(facts: CategoryFacts, book: LawBook) -> Answer:
    """The level equivalent to an old category, and what of the assessment remains."""
    edition = book.edition(ACT, facts.applied_on)
    category = facts.category or Category.NONE
    right = from_category(category, facts.education, facts.valid_until, facts.indefinite, facts.applied_on, book)
    values = {
        "level": right.level.name,
        "knowledge_test_waived": None if right.tests_waived is UNKNOWN else right.tests_waived,
        "assessment_required": right.assessment_required,
    }
    return Answer(values, right.findings, edition)


@question("level.nursing_transfer", TransferFacts, "283/2020 p.19")
def transfer(facts: TransferFacts, book: LawBook) -> Answer:
    """The level that a nurse keeps, on the track of the new diploma."""
    edition = book.latest(ACT)
    current = framework(book, edition.start).levels[facts.current_level]
    moved = nursing_transfer(
        facts.specialty, current, facts.new_education, facts.new_diploma_specialty, edition.start, book
    )
    level = None if moved.level is None else moved.level.name
    return Answer({"allowed": level is not None, "level": level}, moved.findings, edition)
