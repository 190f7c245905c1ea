"""The rules of the wording of 25.12.2020 (order 537/2020): issue, extension, re-issue, duplicate.

Source: 503/2016 p.7-22, standard row 9. Another wording is another file beside this one (``decision.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.citation import cite
from tirkelim.law.edition import Edition
from tirkelim.law.finding import Decision, Finding, Ground, Need, NeedStatus, Outcome, Status, Term, Terms, Verdict
from tirkelim.law.order_503_conformity import requirements as required
from tirkelim.law.order_503_conformity.facts import ConformityFacts
from tirkelim.law.order_503_conformity.points import points_findings, total_points
from tirkelim.law.order_503_conformity.professions import find
from tirkelim.law.order_503_conformity.terms import extended_until, longest_until
from tirkelim.law.standards.duties import Duty, due_after_event
from tirkelim.law.standards.rows import documents_of
from tirkelim.law.standards.services import Action, Service
from tirkelim.law.unknown import UNKNOWN

DOCUMENTS_ROW = cite("503/2016 ann.2 row 8")
EDUCATION = "education_or_english_certificate"
REFUSE_ACCEPTANCE = (required.PACKAGE, required.CERTIFICATE_ALIVE)
"""Unmet, these mean that the application is not accepted: an outcome of its own, without a ground (reading K5)."""
FLAGGED = (required.EXTENSION_IN_TIME, required.REISSUE_IN_TIME)
"""Duties of the person whose lateness is shown and refuses nothing (reading K12)."""


class Days(NamedTuple):
    """The day whose wording and numbers hold, and the day of the decision, from which what is granted runs."""

    ruled_on: date
    decided_on: date


def decide_by_2020(facts: ConformityFacts, edition: Edition, days: Days, book: LawBook) -> Decision:
    """Findings and proposal under this wording."""
    documents = tuple(_needs(facts))
    findings = (_package(documents, facts), *_FINDINGS[facts.action](facts, days, book), _true_data(facts))
    return Decision(edition, (_verdict(facts, findings, days, book),), findings, documents)


# --- documents ---


def _needs(facts: ConformityFacts) -> Iterator[Need]:
    for document in documents_of(Service.CONFORMITY, facts.action):
        params = (("document", Term(f"conformity.document.{document}")),)
        if document in facts.expired:
            yield Need(document, NeedStatus.MISSING, DOCUMENTS_ROW, "conformity.document.expired", params)
        elif document in facts.filed:
            yield Need(document, NeedStatus.FILED, DOCUMENTS_ROW, "conformity.document.needed", params)
        elif document == EDUCATION and facts.treaty_exempts_education is True:
            yield Need(document, NeedStatus.NOT_REQUIRED, DOCUMENTS_ROW, "conformity.document.treaty", params)
        else:
            yield Need(document, NeedStatus.MISSING, DOCUMENTS_ROW, "conformity.document.needed", params)


def _package(documents: tuple[Need, ...], facts: ConformityFacts) -> Finding:
    missing = tuple(need.document for need in documents if need.status is NeedStatus.MISSING)
    if not missing:
        return required.PACKAGE.met()
    names = tuple(Term(f"conformity.document.{document}") for document in missing)
    return required.PACKAGE.not_met(None, None, ("missing", names), readings=("K5",))


def _true_data(facts: ConformityFacts) -> Finding:
    if facts.untrue_data is UNKNOWN:
        return required.TRUE_DATA.unknown()
    return required.TRUE_DATA.decide(not facts.untrue_data, not facts.untrue_data, True)


# --- issue ---


def _issue(facts: ConformityFacts, days: Days, book: LawBook) -> Iterator[Finding]:
    yield _profession(facts)
    points = points_findings(
        facts.higher_education,
        facts.academic_degree,
        facts.english_teaching_certificate,
        facts.service,
        days.ruled_on,
        book,
    )
    yield from points
    yield _threshold(facts, points)
    yield from _commission(facts)


def _profession(facts: ConformityFacts) -> Finding:
    if facts.profession is UNKNOWN:
        return required.PROFESSION.unknown()
    activity = None if facts.activity is UNKNOWN else facts.activity
    level = None if facts.framework_level is UNKNOWN else facts.framework_level
    return profession_finding(facts.profession, activity, level)


def profession_finding(profession: str, activity: str | None, framework_level: int | None) -> Finding:
    """Whether the list (annex 2 of the order) holds the profession at this level, in this activity."""
    entries = find(profession, activity)
    name = ("profession", profession)
    if not entries:
        return required.PROFESSION.not_met(profession, None, name)
    if any(entry.admits(framework_level) for entry in entries):
        return required.PROFESSION.met(profession, None, name)
    bands = sorted({(entry.level_from, entry.level_to) for entry in entries if entry.level_from is not None})
    band = ", ".join(f"{low}–{high}" for low, high in bands)
    return required.PROFESSION.not_met(
        framework_level, band, name, ("band", band), message="conformity.profession.level_outside"
    )


def _threshold(facts: ConformityFacts, points: tuple[Finding, ...]) -> Finding:
    if facts.points_threshold is None:
        return required.THRESHOLD.not_applicable(readings=("K2",))
    total = total_points(points)
    # It is the commission that counts the points (p.10): what was declared refuses nobody.
    if total is UNKNOWN or facts.commission is None:
        return required.THRESHOLD.unknown(readings=("K2",))
    enough = total >= facts.points_threshold
    source = ("source", facts.threshold_source)
    return required.THRESHOLD.decide(enough, total, facts.points_threshold, source, readings=("K2",))


def _commission(facts: ConformityFacts) -> Iterator[Finding]:
    said = facts.commission
    if said is None:
        yield required.QUALIFICATION.unknown()
        yield required.RECOMMENDATION.unknown()
        return
    params = (("minutes", said.minutes), ("day", said.held_on))
    yield required.QUALIFICATION.decide(said.qualification_meets, said.qualification_meets, True, *params)
    yield required.RECOMMENDATION.decide(said.recommends_issue, said.recommends_issue, True, *params)


# --- extension, re-issue, duplicate ---


def _extend(facts: ConformityFacts, days: Days, book: LawBook) -> Iterator[Finding]:
    yield _alive(facts)
    yield _in_time(facts, book)
    if facts.contract_until is UNKNOWN:
        yield required.EXTENSION.unknown()
        return
    until = extended_until(days.decided_on, facts.contract_until, book, days.ruled_on)
    if until < days.decided_on:
        ended = "conformity.extension.contract_ended"
        yield required.EXTENSION.not_met(facts.contract_until, days.decided_on, message=ended)
    else:
        yield required.EXTENSION.met(until, None, ("until", until), readings=("K12",))


def _reissue(facts: ConformityFacts, days: Days, book: LawBook) -> Iterator[Finding]:
    yield _alive(facts)
    yield _in_time(facts, book)
    yield required.REISSUE.met(message="conformity.reissue.met")


def _duplicate(facts: ConformityFacts, days: Days, book: LawBook) -> Iterator[Finding]:
    yield _alive(facts)
    invalid_from = ("invalid_from", facts.applied_on)
    yield required.DUPLICATE.met(None, None, invalid_from, message="conformity.duplicate.original_invalid")


def _alive(facts: ConformityFacts) -> Finding:
    """Asked of the day of application: a certificate that ran out while the office considered is not the holder's
    doing."""
    until = facts.certificate_valid_until
    if until is UNKNOWN:
        return required.CERTIFICATE_ALIVE.unknown()
    return required.CERTIFICATE_ALIVE.decide(until >= facts.applied_on, until, None, readings=("K5",))


def _in_time(facts: ConformityFacts, book: LawBook) -> Finding:
    extends = facts.action is Action.EXTEND
    requirement = required.EXTENSION_IN_TIME if extends else required.REISSUE_IN_TIME
    duty = Duty.CONFORMITY_EXTENSION_REQUEST if extends else Duty.CONFORMITY_REISSUE_REQUEST
    if facts.event_on is UNKNOWN:
        return requirement.unknown()
    last = due_after_event(duty, facts.event_on, book)
    day = facts.applied_on
    return requirement.decide(day <= last, day, last, readings=("G1", "K12"))


_FINDINGS = {
    Action.ISSUE: _issue,
    Action.EXTEND: _extend,
    Action.REISSUE: _reissue,
    Action.DUPLICATE: _duplicate,
}


# --- verdict ---


def _verdict(facts: ConformityFacts, findings: tuple[Finding, ...], days: Days, book: LawBook) -> Verdict:
    claim = facts.action.value
    unmet = [f for f in findings if f.status is Status.NOT_MET and f.requirement not in FLAGGED]
    if any(finding.requirement in (*REFUSE_ACCEPTANCE, required.EXTENSION) for finding in unmet):
        return Verdict(claim, Outcome.REFUSE_ACCEPTANCE)
    grounds = tuple(_grounds(facts, unmet))
    if grounds:
        return Verdict(claim, Outcome.REFUSE, grounds)
    open_ones = [f for f in findings if f.status is Status.UNKNOWN and f.requirement not in FLAGGED]
    # A commission against issue without a ground of the standard: nobody may grant, and there is nothing to refuse on.
    waiting = tuple(dict.fromkeys(f.requirement.id for f in (*unmet, *open_ones)))
    if waiting:
        return Verdict(claim, Outcome.WAITING, waiting_for=waiting)
    return Verdict(claim, Outcome.GRANT, terms=_terms(facts, days, book))


def _grounds(facts: ConformityFacts, unmet: list[Finding]) -> Iterator[Ground]:
    for number in sorted({f.requirement.ground for f in unmet if f.requirement.ground is not None}):
        of_ground = [f.requirement for f in unmet if f.requirement.ground == number]
        references = [facts.reference(fact) for requirement in of_ground for fact in requirement.reads]
        yield Ground(
            number,
            cite(f"{required.GROUNDS_ROW}({number})"),
            tuple(dict.fromkeys(requirement.id for requirement in of_ground)),
            "; ".join(dict.fromkeys(filter(None, references))),
        )


def _terms(facts: ConformityFacts, days: Days, book: LawBook) -> Terms:
    profession = "" if facts.profession is UNKNOWN else facts.profession
    return Terms(days.decided_on, _until(facts, days, book), profession)


def _until(facts: ConformityFacts, days: Days, book: LawBook) -> date:
    """The last day of what is granted; a re-issue or duplicate keeps the certificate's own."""
    if facts.action is Action.ISSUE:
        return longest_until(days.decided_on, book, days.ruled_on)
    if facts.action is Action.EXTEND and facts.contract_until is not UNKNOWN:
        return extended_until(days.decided_on, facts.contract_until, book, days.ruled_on)
    if facts.certificate_valid_until is UNKNOWN:
        raise ValueError("a granted re-issue or duplicate has a certificate whose end is known")
    return facts.certificate_valid_until
