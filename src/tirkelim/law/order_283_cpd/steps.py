"""The order of levels and the service between them (283/2020 p.19, annex 5), and the other conditions of p.12."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tirkelim.law.book import LawBook
from tirkelim.law.edition import Edition
from tirkelim.law.finding import Finding, Param, Status, Term
from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.columns import keeps_order, service_months_reached, service_reached
from tirkelim.law.order_283_cpd.facts import LevelFacts
from tirkelim.law.order_283_cpd.levels import ACT, Education, Framework, Level, LevelName, framework
from tirkelim.law.period import Length, add_years
from tirkelim.law.unknown import UNKNOWN, Maybe

_MET, _NOT_MET, _UNKNOWN = Status.MET, Status.NOT_MET, Status.UNKNOWN


@dataclass(frozen=True, slots=True, eq=False)
class StepRules:
    """Annexes 4 and 5 on a day. Findings that depend on levels and education alone are made once, here."""

    edition: Edition
    framework: Framework
    levels: Mapping[str, Level]
    service_years: tuple[int | None, ...]
    """By step claimed (0: none)."""
    education: Mapping[tuple[Maybe[Education], LevelName], Finding]
    """By education and claimed level."""
    order: Mapping[tuple[Maybe[LevelName | None], LevelName], Finding]
    """By level held and claimed level."""


@functools.lru_cache(maxsize=64)
def step_rules(book: LawBook, day: date) -> StepRules:
    """The rules of steps as they stand on a day. Raises NotInForce."""
    frame = framework(book, day)
    levels = tuple(frame.levels.values())
    held: tuple[Maybe[Level | None], ...] = (*levels, None, UNKNOWN)
    return StepRules(
        edition=book.edition(ACT, day),
        framework=frame,
        levels=dict(frame.levels),
        service_years=(None, *(book.number(f"level.service_years.{c}", day) for c in frame.categories[1:])),
        education={
            (education, claimed.name): education_finding(education, claimed, frame)
            for education in (*Education, UNKNOWN)
            for claimed in levels
        },
        order={(_name(level), claimed.name): order_finding(level, claimed) for level in held for claimed in levels},
    )


def _name(level: Maybe[Level | None]) -> Maybe[LevelName | None]:
    return UNKNOWN if level is UNKNOWN else None if level is None else level.name


@functools.lru_cache(maxsize=4096)
def latest_start(on: date, years: int) -> date:
    """The last day from which so many years are reached on a day: the anniversary counts (reading G6)."""
    start = add_years(on, -years)
    after = start + timedelta(days=1)
    return after if add_years(after, years) <= on else start  # 29 February ends on the 28th of a common year


def required_years(claimed: Level, current: Maybe[LevelName | None], rules: StepRules) -> int | None:
    """How many years of service the claimed level asks for; None where it asks for none.

    None for initial levels, for level 8, and where the held level is being confirmed.
    """
    return None if claimed.name == current else rules.service_years[claimed.step]


# --- education and order ---


def education_finding(education: Maybe[Education], claimed: Level, frame: Framework) -> Finding:
    """Health education with a diploma of the level (p.12(1), annexes 4 and 5)."""
    params = (("claimed", str(claimed.name)),)
    if education is UNKNOWN:
        return req.EDUCATION.unknown(*params)
    fits = frame.track_of[education] == claimed.track
    suitable = tuple(Term(f"education.{name}") for name in frame.educations_of(claimed.track))
    readings = _education_readings(education, claimed)
    return req.EDUCATION.decide(fits, Term(f"education.{education}"), suitable, *params, readings=readings)


def _education_readings(education: Education, claimed: Level) -> tuple[str, ...]:
    if claimed.is_by_degree:
        return ("C20",)
    return ("C21",) if education in (Education.ORDINATURA, Education.RETRAINING) else ()


def order_finding(current: Maybe[Level | None], claimed: Level) -> Finding:
    """Levels follow one another, one step at a time on one track (p.19, annex 5)."""
    name = str(claimed.name)
    if claimed.is_by_degree:
        return req.SEQUENCE.not_applicable(message="level.sequence.by_degree", readings=("C20",))
    if current is UNKNOWN:
        return req.SEQUENCE.unknown(("claimed", name))
    params = (("claimed", name), ("current", None if current is None else str(current.name)))
    if claimed.is_initial and (current is None or current.track != claimed.track):
        return req.SEQUENCE.met(name, None, *params, message="level.sequence.first")
    if current is None:
        return req.SEQUENCE.not_met(None, name, *params, message="level.sequence.no_current")
    readings = ("C19",) if claimed.track != current.track else ()
    message = "level.sequence.confirmation" if claimed == current else ""
    holds = keeps_order(current.track, current.step, claimed.track, claimed.step)
    return req.SEQUENCE.decide(holds, str(current.name), name, *params, message=message, readings=readings)


# --- service ---


def service_finding(facts: LevelFacts, years: int | None, on: date | None) -> Finding:
    """Continuous service since the previous level (annex 5). ``years`` None: none is asked for.

    ``on`` is the day up to which service since ``obtained_on`` counts.
    """
    if years is None:
        return _CONFIRMED_SERVICE if facts.claimed_level == facts.current_level else _INITIAL_SERVICE
    length, required = facts.service_length, Length(years, 0, 0)
    params: tuple[Param, ...] = (("years", years), ("claimed", str(facts.claimed_level)))
    if length is None:
        return _service_since(facts, years, on, params)
    if length is UNKNOWN:
        return Finding(req.SERVICE, _UNKNOWN, None, required, "", params, _SERVICE_READINGS)
    holds = service_months_reached(length.years * 12 + length.months, years)
    return Finding(req.SERVICE, _MET if holds else _NOT_MET, length, required, "", params, _SERVICE_READINGS)


def _service_since(facts: LevelFacts, years: int, on: date | None, params: tuple[Param, ...]) -> Finding:
    """Service counted from the day on which the previous level was obtained."""
    start, required = facts.obtained_on, Length(years, 0, 0)
    if start is UNKNOWN or start is None or on is None:
        return Finding(req.SERVICE, _UNKNOWN, None, required, "", params, _SERVICE_READINGS)
    since = (*params, ("since", start))
    if not service_reached(start, latest_start(on, years)):
        params = (*since, ("reached", add_years(start, years)))
        return Finding(req.SERVICE, _NOT_MET, start, required, "level.service.too_early", params, _SERVICE_READINGS)
    if facts.uninterrupted is UNKNOWN:
        return Finding(req.SERVICE, _UNKNOWN, None, required, "level.service.gaps_unknown", since, _SERVICE_READINGS)
    if not facts.uninterrupted:
        return Finding(req.SERVICE, _NOT_MET, start, required, "level.service.interrupted", since, _SERVICE_READINGS)
    return Finding(req.SERVICE, _MET, start, required, "level.service.since", since, _SERVICE_READINGS)


_SERVICE_READINGS = ("C26",)
_INITIAL_SERVICE = req.SERVICE.not_applicable(message="level.service.initial", readings=("C22",))
_CONFIRMED_SERVICE = req.SERVICE.not_applicable(message="level.service.confirmation")


# --- assessment, labour functions, confirmation of CPD ---


def assessment_finding(facts: LevelFacts) -> Finding:
    """The result of the accredited organisation (p.12(2), p.16). None: there is no result, which is a refusal."""
    passed = facts.assessment
    if passed is UNKNOWN:
        return _AWAITED
    if passed is None:
        return _NO_RESULT
    if not passed or (facts.assessed_level is not None and facts.assessed_level != facts.claimed_level):
        return _NOT_PASSED
    return _PASSED


_PASSED = req.ASSESSMENT.met(True, True)
_NOT_PASSED = req.ASSESSMENT.not_met(False, True)
_NO_RESULT = req.ASSESSMENT.not_met(None, True, message="level.assessment.missing")
_AWAITED = req.ASSESSMENT.unknown()


def labour_functions_finding(confirmed: Maybe[bool]) -> Finding:
    """Labour functions of the claimed level, from the register of services or a signed report (p.12(3))."""
    return _yes_or_no(_FUNCTIONS, confirmed)


def cpd_confirmation_finding(confirmed: Maybe[bool]) -> Finding:
    """CPD results confirmed by HR and the head of the organisation (p.12(4))."""
    return _yes_or_no(_CONFIRMED, confirmed)


def _yes_or_no(findings: tuple[Finding, Finding, Finding], holds: Maybe[bool]) -> Finding:
    return findings[2] if holds is UNKNOWN else findings[0] if holds else findings[1]


_FUNCTIONS = (
    req.LABOUR_FUNCTIONS.met(True, True),
    req.LABOUR_FUNCTIONS.not_met(False, True),
    req.LABOUR_FUNCTIONS.unknown(),
)
_CONFIRMED = (
    req.CPD_CONFIRMATION.met(True, True),
    req.CPD_CONFIRMATION.not_met(False, True),
    req.CPD_CONFIRMATION.unknown(),
)


# --- all of them ---


def step_findings(
    facts: LevelFacts, cpd_confirmed: Maybe[bool], on: date | None, rules: StepRules
) -> tuple[Finding, ...]:
    """Education, order, service, assessment, labour functions and confirmation of CPD, each as it applies.

    Always these six, in this order. Level 8 asks for education alone, an initial level for education and assessment
    (p.17; readings C20, C22).
    """
    name = facts.claimed_level
    claimed = rules.levels[name]
    education, order = rules.education[facts.education, name], rules.order[facts.current_level, name]
    if claimed.step == 0:
        if claimed.track == "8":
            return (education, order, *_BY_DEGREE)
        return (education, order, _INITIAL_SERVICE, assessment_finding(facts), *_INITIAL)
    return (
        education,
        order,
        service_finding(facts, required_years(claimed, facts.current_level, rules), on),
        assessment_finding(facts),
        labour_functions_finding(facts.labour_functions),
        cpd_confirmation_finding(cpd_confirmed),
    )


_INITIAL = tuple(
    requirement.not_applicable(message="level.not_asked.initial", readings=("C22",))
    for requirement in (req.LABOUR_FUNCTIONS, req.CPD_CONFIRMATION)
)
_BY_DEGREE = tuple(
    requirement.not_applicable(message="level.not_asked.by_degree", readings=("C20",))
    for requirement in (req.SERVICE, req.ASSESSMENT, req.LABOUR_FUNCTIONS, req.CPD_CONFIRMATION)
)
