"""The law of the made-up service: two requirements, one ground, one document. Reads facts, a day and a book."""

from __future__ import annotations

from datetime import date

from tests.tiny_service.facts import CourseFacts

from tirkelim.law.book import LawBook
from tirkelim.law.citation import cite
from tirkelim.law.finding import Decision, Finding, Ground, Need, NeedStatus, Outcome, Status, Terms, Verdict
from tirkelim.law.period import add_months
from tirkelim.law.requirement import Requirement, define
from tirkelim.law.unknown import UNKNOWN, Maybe

ACT = "900/2025"
HOURS = define("course.hours", f"{ACT} p.4", reads=("hours",), ground=1)
TEACHER = define("course.teacher", f"{ACT} p.5", reads=("years",), ground=1)
GROUND = cite(f"{ACT} p.9(1)")
PROGRAMME = "course_programme"


def decide(facts: CourseFacts, day: date, book: LawBook) -> Decision:
    """Findings and proposal by the wording of the day of application. Raises NotInForce."""
    edition = book.edition(ACT, facts.applied_on)
    findings = (
        _at_least(HOURS, facts.hours, book.number("course.least_hours", facts.applied_on)),
        _at_least(TEACHER, facts.years, book.number("course.least_years", facts.applied_on)),
    )
    held = PROGRAMME in facts.filed
    need = Need(
        PROGRAMME, NeedStatus.FILED if held else NeedStatus.MISSING, cite(f"{ACT} p.7"), "course.document.needed"
    )
    months = book.number("course.months", facts.applied_on)
    return Decision(edition, (_verdict(findings, held, Terms(day, add_months(day, months))),), findings, (need,))


def _at_least(requirement: Requirement, found: Maybe[int], least: int) -> Finding:
    return requirement.unknown() if found is UNKNOWN else requirement.decide(found >= least, found, least)


def _verdict(findings: tuple[Finding, ...], held: bool, terms: Terms) -> Verdict:
    unmet = tuple(finding.requirement.id for finding in findings if finding.status is Status.NOT_MET)
    if unmet:
        return Verdict("training_course", Outcome.REFUSE, (Ground(1, GROUND, unmet),))
    if not held or any(finding.status is Status.UNKNOWN for finding in findings):
        return Verdict("training_course", Outcome.INCOMPLETE)
    return Verdict("training_course", Outcome.GRANT, terms=terms)
