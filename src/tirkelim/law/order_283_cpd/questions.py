"""The questions ``cpd.*``: units of an activity, a whole portfolio, recognition of foreign learning."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from tirkelim.law.ask.answer import Answer
from tirkelim.law.ask.errors import FactErrors, FieldError
from tirkelim.law.ask.kinds import Bounds, Count, Credits, Criterion, Hours, Questions, Rank, ShortText, Years
from tirkelim.law.ask.registry import question
from tirkelim.law.book import LawBook
from tirkelim.law.finding import Status
from tirkelim.law.language import language_code
from tirkelim.law.order_283_cpd import level_questions as level_questions  # registers its questions too
from tirkelim.law.order_283_cpd.activity import (
    Activity,
    ProgrammeLevel,
    Quartile,
    Significance,
    Work,
)
from tirkelim.law.order_283_cpd.assess import explain
from tirkelim.law.order_283_cpd.levels import ACT, LevelName, framework
from tirkelim.law.order_283_cpd.outcome import outcome
from tirkelim.law.order_283_cpd.recognition import recognition_findings
from tirkelim.law.order_283_cpd.tariff import tariff
from tirkelim.law.order_283_cpd.volume import participations, sum_up, volume_findings, volume_rules
from tirkelim.law.units import Units
from tirkelim.law.unknown import UNKNOWN, Maybe

Place = Annotated[int, Bounds(1, 1_000)]
"""A place in a list of authors, or their number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFacts:
    """One result, as the contract writes it; every row needs some of these (see ``criteria``)."""

    completed_on: date
    profile_match: Maybe[bool]
    evidence_complete: Maybe[bool]
    started_on: date | None = None
    hours: Maybe[Hours] = UNKNOWN
    credits: Maybe[Credits] = UNKNOWN
    programme_level: ProgrammeLevel | None = None
    programme_level_match: Maybe[bool] = UNKNOWN
    weeks: Maybe[Count] = UNKNOWN
    days: Maybe[Count] = UNKNOWN
    days_with_talk: Count = 0
    significance: Maybe[Significance] = UNKNOWN
    count: Count = 1
    work: Maybe[Work] = UNKNOWN
    author_position: Maybe[Place] = UNKNOWN
    authors: Maybe[Place] = UNKNOWN
    quartile: Quartile | None = None
    years: Maybe[Years] = UNKNOWN
    months: Maybe[Count] = UNKNOWN
    membership_months: Maybe[Count] = UNKNOWN
    test_questions: Maybe[Questions] = UNKNOWN
    clinical_scenarios: Maybe[Questions] = UNKNOWN
    health_authority_took_part: Maybe[bool] = UNKNOWN
    online: bool | None = None
    document_language: ShortText | None = None
    translated_into: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioActivityFacts(ActivityFacts):
    """A result in a portfolio: profile, document and programme level were checked elsewhere unless said otherwise."""

    criterion: Criterion
    profile_match: bool = True
    evidence_complete: bool = True
    programme_level_match: bool = True


@dataclass(frozen=True, slots=True)
class UnitsFacts:
    """A result, the row under which it is claimed, and the day of confirmation."""

    criterion: Criterion
    confirmed_on: date
    activity: ActivityFacts


@dataclass(frozen=True, slots=True)
class PortfolioFacts:
    """All results of a worker, the level they are to carry, and participations in the commission on insured events."""

    confirmed_on: date
    claimed_level: LevelName
    activities: tuple[PortfolioActivityFacts, ...]
    expert_commission_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranks:
    """Places in the three rankings; null: not in it."""

    qs: Rank | None
    arwu: Rank | None
    the: Rank | None


@dataclass(frozen=True, slots=True)
class RecognitionFacts:
    """Where the foreign organisation stands, and whether the original document is shown."""

    ranks: Ranks
    original_document: bool


def activity_of(criterion: int, facts: ActivityFacts, reference: str = "") -> Activity:
    """The flat activity that the rules read: hours in halves, languages as codes."""
    given = {name: getattr(facts, name) for name in _SAME_FIELDS}
    hours, languages = facts.hours, (facts.document_language, facts.translated_into)
    document, translated = (None if name is None else language_code(name) for name in languages)
    return Activity(
        criterion=criterion,
        half_hours=UNKNOWN if hours is UNKNOWN else int(hours * 2),
        document_language=document,
        translated_into=translated,
        reference=reference,
        **given,
    )


_CONVERTED = {"hours", "document_language", "translated_into"}
_SAME_FIELDS = tuple(field.name for field in dataclasses.fields(ActivityFacts) if field.name not in _CONVERTED)


def impossible(facts: ActivityFacts, path: str) -> list[FieldError]:
    """What contradicts itself in an activity."""
    errors = []
    if facts.started_on is not None and facts.started_on > facts.completed_on:
        errors.append(FieldError(f"{path}.started_on", "started_after_completed"))
    position, authors = facts.author_position, facts.authors
    if position is not UNKNOWN and authors is not UNKNOWN and position > authors:
        errors.append(FieldError(f"{path}.author_position", "position_above_authors"))
    return errors


@question("cpd.units", UnitsFacts, "283/2020 ann.1", "283/2020 p.6", "283/2020 p.7", day_field="confirmed_on")
def units_of_activity(facts: UnitsFacts, book: LawBook) -> Answer:
    """The units that one activity earns under one row, with every condition examined."""
    edition, table = book.edition(ACT, facts.confirmed_on), tariff(book, facts.confirmed_on)
    errors = impossible(facts.activity, "activity")
    if errors:
        raise FactErrors(errors)
    row, window = table.rows[facts.criterion], table.window(facts.confirmed_on)
    quarters, findings = explain(activity_of(facts.criterion, facts.activity), row, window)
    known = None if quarters is UNKNOWN else Units(quarters)
    values = {
        "accepted": None if known is None else known > 0,
        "units": known,
        "chapter": row.criterion.chapter,
    }
    return Answer(values, findings, edition)


@question(
    "cpd.portfolio",
    PortfolioFacts,
    "283/2020 p.9",
    "283/2020 p.14",
    "283/2020 ann.3 row 2",
    "283/2020 ann.3 row 3",
    day_field="confirmed_on",
)
def portfolio(facts: PortfolioFacts, book: LawBook) -> Answer:
    """The sums of a portfolio, and whether they reach the volume of the claimed level."""
    day = facts.confirmed_on
    edition, rules, frame = book.edition(ACT, day), volume_rules(book, day), framework(book, day)
    errors = [error for n, a in enumerate(facts.activities) for error in impossible(a, f"activities.{n}")]
    if errors:
        raise FactErrors(errors)
    activities = [activity_of(a.criterion, a, str(n)) for n, a in enumerate(facts.activities, start=1)]
    volume, of_activities = sum_up(activities, rules.tariff.window(day), rules)
    need = rules.need(frame.levels[facts.claimed_level])
    commissions = participations(facts.expert_commission_on, day, rules.commission_years)
    of_volume = volume_findings(volume, need, commissions)
    met, failed = outcome(of_volume)
    values = {
        "further_education": None if volume.further_open else volume.further_education,
        "non_formal_and_competencies": None if volume.rest_open else volume.rest,
        "total": None if volume.further_open or volume.rest_open else volume.total,
        "volume_met": met,
        "failed": failed,
    }
    return Answer(values, (*of_volume, *of_activities), edition)


@question("cpd.foreign_recognition", RecognitionFacts, "283/2020 p.15")
def foreign_recognition(facts: RecognitionFacts, book: LawBook) -> Answer:
    """Whether learning at a foreign organisation is valid on the original document alone."""
    edition = book.latest(ACT)
    findings = recognition_findings(dataclasses.asdict(facts.ranks), facts.original_document, book, edition.start)
    return Answer({"valid": all(f.status is Status.MET for f in findings)}, findings, edition)
