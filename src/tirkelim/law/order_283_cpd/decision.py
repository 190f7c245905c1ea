"""The whole decision on a level: from facts to findings, grounds, documents and terms (283/2020 p.12-19)."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterable
from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Decision, Finding, Ground, Outcome, Status, Terms, Verdict
from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.documents import documents
from tirkelim.law.order_283_cpd.facts import LevelFacts, OfficerFinding, Subject
from tirkelim.law.order_283_cpd.levels import Category, Education, Level
from tirkelim.law.order_283_cpd.signatures import confirmed_on, cpd_confirmed
from tirkelim.law.order_283_cpd.steps import StepRules, step_findings, step_rules
from tirkelim.law.order_283_cpd.transitions import from_category, nursing_transfer
from tirkelim.law.order_283_cpd.volume import participations, sum_up, volume_findings, volume_rules
from tirkelim.law.requirement import Requirement
from tirkelim.law.unknown import UNKNOWN, Maybe

# Looking a member up in its enum costs as much as a finding: those that every decision needs are looked up once.
_NOT_MET, _UNKNOWN = Status.NOT_MET, Status.UNKNOWN
_GRANT, _REFUSE, _INCOMPLETE, _WAITING = Outcome.GRANT, Outcome.REFUSE, Outcome.INCOMPLETE, Outcome.WAITING
_MANAGED = Education.HIGHER_WITH_MANAGEMENT


class Route(enum.StrEnum):
    """Why the level is claimed; it decides which conditions apply."""

    INITIAL = "initial"
    NEXT = "next"
    CONFIRMATION = "confirmation"
    FROM_CATEGORY = "from_category"
    NURSING_TRANSFER = "nursing_transfer"
    BY_DEGREE = "by_degree"


_INITIAL, _NEXT, _CONFIRMATION = Route.INITIAL, Route.NEXT, Route.CONFIRMATION


def decide(facts: LevelFacts, day: date, book: LawBook) -> Decision:
    """Whether the level can be given on a day. Raises NotInForce.

    One finding for each condition of p.12-19 and annex 3, then one for each activity. Results are counted up to the
    moment of confirmation; while they are not confirmed, up to the day, as a preview.
    """
    steps, volumes = step_rules(book, day), volume_rules(book, day)
    claimed, until = steps.levels[facts.claimed_level], confirmed_on(facts, day)
    volume, of_activities = sum_up(facts.activities, volumes.tariff.window(until), volumes)
    route = _route(facts, claimed, steps, day, book)
    commissions = _commissions(facts, until, volumes.commission_years)
    need = volumes.needs[claimed.step] if claimed.step else None
    conditions = step_findings(facts, cpd_confirmed(facts, day), day, steps)
    if route in _UNUSUAL_ROUTES or facts.officer:
        conditions = _with_officer(_on_route(conditions, facts, route), facts.officer)
    of_level = (*conditions, *volume_findings(volume, need, commissions))
    verdict = _verdict(of_level, _reviews(facts, commissions, volumes.commissions), facts, day)
    education, _, _, *papers = conditions[:6]
    return Decision(steps.edition, (verdict,), (*of_level, *of_activities), documents(education, *papers), route)


# --- what the facts say together ---


def _commissions(facts: LevelFacts, until: date, years: int) -> int:
    """Participations that an officer has not rejected."""
    if not facts.expert_commission_on or facts.officer_says(Subject.EXPERT_COMMISSION) is False:
        return 0
    return participations(facts.expert_commission_on, until, years)


def _route(facts: LevelFacts, claimed: Level, steps: StepRules, day: date, book: LawBook) -> Route:
    if claimed.is_by_degree:
        return Route.BY_DEGREE
    current = facts.current_level
    if current == facts.claimed_level:
        return _CONFIRMATION
    if current is None and _is_equivalent(facts, claimed, day, book):
        return Route.FROM_CATEGORY
    if current is None or current is UNKNOWN:
        return _INITIAL if claimed.is_initial else _NEXT
    held = steps.levels[current]
    if held.track == claimed.track:
        return _NEXT
    if facts.education is not UNKNOWN and held.step == claimed.step:
        moved = nursing_transfer(facts.specialty, held, facts.education, facts.diploma_specialty, day, book)
        if moved.level == claimed:
            return Route.NURSING_TRANSFER
    return _INITIAL if claimed.is_initial else _NEXT


def _is_equivalent(facts: LevelFacts, claimed: Level, day: date, book: LawBook) -> bool:
    """Whether the claimed level is the one equivalent to the category held."""
    if facts.category is None or facts.category is Category.NONE or facts.education is UNKNOWN:
        return False
    return from_category(facts.category, facts.education, UNKNOWN, False, day, book).level == claimed


# --- findings ---


_UNUSUAL_ROUTES = frozenset({Route.FROM_CATEGORY, Route.NURSING_TRANSFER})


def _on_route(findings: tuple[Finding, ...], facts: LevelFacts, route: Route) -> tuple[Finding, ...]:
    """The findings where an old category or a nurse's new diploma takes the place of order and service."""
    if route not in _UNUSUAL_ROUTES:
        return findings
    education, _, _, assessment, *rest = findings
    claimed = str(facts.claimed_level)
    order = req.SEQUENCE.met(None, claimed, ("claimed", claimed), message=f"level.sequence.{route}")
    service = req.SERVICE.not_applicable(message=f"level.service.{route}")
    if route is Route.FROM_CATEGORY and facts.category_indefinite:
        assessment = req.ASSESSMENT.not_applicable(message="level.assessment.indefinite")
    return (education, order, service, assessment, *rest)


def _with_officer(findings: tuple[Finding, ...], officer: Iterable[OfficerFinding]) -> tuple[Finding, ...]:
    """The findings with those that rest on an officer's own."""
    found = list(findings)
    for said in officer:
        params = (("reference", said.reference),)
        if said.holds:
            continue
        if said.subject is Subject.DOCUMENT:
            found.append(req.OFFICER.not_met(False, True, *params))
        elif said.subject is Subject.MANAGEMENT_EXPERIENCE:
            found[0] = req.EDUCATION.not_met(
                False, True, *params, message="level.education.no_management", readings=("C20",)
            )
    return tuple(found)


# --- verdict ---


def _reviews(facts: LevelFacts, commissions: int, required: int) -> tuple[str, ...]:
    """What a person must look at before the level is given (readings C4, C20; p.8)."""
    managed = facts.education is _MANAGED
    if not (managed or commissions >= required or facts.without_hr_service):
        return ()
    wanted = {
        Subject.MANAGEMENT_EXPERIENCE: managed,
        Subject.EXPERT_COMMISSION: commissions >= required,
        Subject.HEAD_ALONE: facts.without_hr_service,
    }
    return tuple(f"officer.{s}" for s, asked in wanted.items() if asked and facts.officer_says(s) is None)


def _verdict(findings: tuple[Finding, ...], reviews: tuple[str, ...], facts: LevelFacts, day: date) -> Verdict:
    unmet, unknown = [], []
    for finding in findings:
        status = finding.status
        if status is _NOT_MET:
            unmet.append(finding.requirement.id)
        elif status is _UNKNOWN:
            unknown.append(finding.requirement.id)
    if unmet:
        grounds = _grounds(*unmet)
        return Verdict("level", _REFUSE, _with_references(grounds, facts) if facts.officer else grounds)
    if unknown:
        owed_by_applicant = not facts.consent or _APPLICANTS_OWN.issuperset(unknown)
        outcome = _INCOMPLETE if owed_by_applicant else _WAITING
        return Verdict("level", outcome, waiting_for=(*unknown, *reviews))
    if reviews:
        return Verdict("level", _WAITING, waiting_for=reviews)
    return Verdict("level", _GRANT, terms=Terms(day, None, facts.specialty, str(facts.claimed_level)))


_VOLUME = (req.TOTAL, req.FURTHER_EDUCATION, req.REST, req.COMMISSION)
_APPLICANTS_OWN = frozenset(r.id for r in (req.LABOUR_FUNCTIONS, req.CPD_CONFIRMATION, *_VOLUME))
"""What only the applicant and the organisation can complete; everything else is asked from a state system."""


_WITH_GROUND = {r.id: r for r in req.LEVEL_REQUIREMENTS}


@functools.lru_cache(maxsize=1024)
def _grounds(*unmet: str) -> tuple[Ground, ...]:
    """The numbered grounds, each with the unmet requirements that lead to it."""
    by_number: dict[int, list[Requirement]] = {}
    for requirement in (_WITH_GROUND[id] for id in unmet):
        by_number.setdefault(requirement.ground or 0, []).append(requirement)
    return tuple(
        Ground(number, found[0].citation, tuple(dict.fromkeys(r.id for r in found)))
        for number, found in sorted(by_number.items())
    )


def _with_references(grounds: tuple[Ground, ...], facts: LevelFacts) -> tuple[Ground, ...]:
    """The grounds with the references of the officer's findings that led to them."""
    said = {req.DOCUMENT_GROUND: Subject.DOCUMENT, req.EDUCATION_GROUND: Subject.MANAGEMENT_EXPERIENCE}
    return tuple(
        ground._replace(
            reference="; ".join(
                f.reference for f in facts.officer if not f.holds and f.subject is said.get(ground.number)
            )
        )
        for ground in grounds
    )
