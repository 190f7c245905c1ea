"""The whole decision on a level: from facts to findings, grounds, documents and terms (283/2020 p.12-19)."""

from __future__ import annotations

import enum
import functools
from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Decision, Finding, Ground, Outcome, Status, Terms, Verdict
from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.documents import documents
from tirkelim.law.order_283_cpd.facts import LevelFacts, Subject
from tirkelim.law.order_283_cpd.levels import Education, Level, framework
from tirkelim.law.order_283_cpd.signatures import confirmed_on, cpd_confirmed
from tirkelim.law.order_283_cpd.specialisation import specialisation_finding
from tirkelim.law.order_283_cpd.stages import equivalent
from tirkelim.law.order_283_cpd.steps import StepRules, step_findings, step_rules
from tirkelim.law.order_283_cpd.transitions import nursing_transfer
from tirkelim.law.order_283_cpd.volume import participations, sum_up, volume_findings, volume_rules
from tirkelim.law.requirement import Requirement
from tirkelim.law.unknown import UNKNOWN

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
    """Whether the level can be given on a day, by the wording of the day of application. Raises NotInForce.

    One finding for each condition of p.12-19 and annex 3, then one for each activity. Results are counted up to the
    moment of confirmation; while they are not confirmed, up to the day, as a preview.
    """
    applied = facts.applied_on if facts.applied_on is not None and facts.applied_on is not UNKNOWN else day
    steps, volumes = step_rules(book, applied), volume_rules(book, applied)
    claimed, until = steps.levels[facts.claimed_level], confirmed_on(facts, day)
    volume, of_activities = sum_up(facts.activities, volumes.tariff.window(until), volumes)
    route = _route(facts, claimed, steps, applied, book)
    commissions = _commissions(facts, until, volumes.commission_years)
    need = volumes.needs[claimed.step] if claimed.step else None
    conditions = step_findings(facts, cpd_confirmed(facts, day), applied, steps)
    if route in _UNUSUAL_ROUTES or facts.officer or facts.specialisation is not False:
        conditions = _with_officer(_on_route(conditions, facts, route), facts)
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
    held = steps.levels[current] if current is not None and current is not UNKNOWN else None
    if facts.category is not None and current is not UNKNOWN and _by_category(facts, held, claimed, day, book):
        return Route.FROM_CATEGORY
    if held is not None and held.track != claimed.track and _moves(facts, held, claimed, day, book):
        return Route.NURSING_TRANSFER
    return _INITIAL if claimed.is_initial else _NEXT


def _by_category(facts: LevelFacts, held: Level | None, claimed: Level, day: date, book: LawBook) -> bool:
    """Whether the old category equals the claimed level; it never lowers the level held on the track."""
    if facts.category is None or (held is not None and held.track == claimed.track and held.step >= claimed.step):
        return False
    return equivalent(facts.category, claimed.name, facts.education, day, book)


def _moves(facts: LevelFacts, held: Level, claimed: Level, day: date, book: LawBook) -> bool:
    """Whether a nurse's new diploma leads to the claimed level; while it is not known, whether one could."""
    if held.step != claimed.step:
        return False
    if facts.education is not UNKNOWN:
        moved = nursing_transfer(facts.specialty, held, facts.education, facts.diploma_specialty, day, book)
        return moved.level == claimed
    diploma, frame = facts.diploma_specialty or facts.specialty, framework(book, day)
    return any(
        nursing_transfer(facts.specialty, held, Education(name), diploma, day, book).level == claimed
        for name in frame.educations_of(claimed.track)
    )


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


def _with_officer(findings: tuple[Finding, ...], facts: LevelFacts) -> tuple[Finding, ...]:
    """The findings with those that rest on an officer's own, and that of a specialisation (p.18)."""
    found = list(findings)
    of_specialisation = specialisation_finding(facts)
    if of_specialisation is not None:
        found.append(of_specialisation)
    for said in facts.officer:
        if said.subject is Subject.DOCUMENT and not said.holds:
            found.append(req.OFFICER.not_met(False, True, ("reference", said.reference)))
    if facts.education is _MANAGED and facts.officer_says(Subject.MANAGEMENT_EXPERIENCE) is False:
        reference = ("reference", _references(facts, Subject.MANAGEMENT_EXPERIENCE))
        found[0] = req.EDUCATION.not_met(
            False, True, reference, message="level.education.no_management", readings=("C20",)
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
    return tuple(ground._replace(reference=_reference(ground, facts)) for ground in grounds)


_SAID = {
    req.OFFICER.id: Subject.DOCUMENT,
    req.EDUCATION.id: Subject.MANAGEMENT_EXPERIENCE,
    req.MAIN_SPECIALTY.id: Subject.MAIN_SPECIALTY,
}
"""The subject of an officer's finding that can be behind an unmet requirement."""


def _reference(ground: Ground, facts: LevelFacts) -> str:
    subjects = (_SAID[id] for id in ground.requirements if id in _SAID)
    return "; ".join(filter(None, (_references(facts, subject) for subject in subjects)))


def _references(facts: LevelFacts, subject: Subject) -> str:
    """What the officer's findings against a subject rest on."""
    return "; ".join(f.reference for f in facts.officer if f.subject is subject and not f.holds)
