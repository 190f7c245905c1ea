"""The domestic certificate decided whole (274/2020 annex 2): from facts to findings, documents and a proposal.

The decision is the kernel's proposal: an officer who disagrees records a finding of their own, with its reference.
"""

from __future__ import annotations

from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Decision
from tirkelim.law.order_274_certificates import checks, document_checks, education_checks
from tirkelim.law.order_274_certificates.documents import HOME, Due
from tirkelim.law.order_274_certificates.examined import Examined, evidence, examine_document
from tirkelim.law.order_274_certificates.facts import CertificateFacts, DataSet
from tirkelim.law.order_274_certificates.findings import route_finding, training_finding
from tirkelim.law.order_274_certificates.requirements import ACT, COURSE, DOMESTIC, RULES, Rules
from tirkelim.law.order_274_certificates.result import verdict_of
from tirkelim.law.order_274_certificates.route import Applicant, Route
from tirkelim.law.order_274_certificates.situation import (
    Situation,
    education_set,
    situation_of,
    training_case,
)
from tirkelim.law.order_274_certificates.training import hours_owed, hours_shown
from tirkelim.law.unknown import UNKNOWN


def decide(facts: CertificateFacts, day: date, book: LawBook) -> Decision:
    """Decide an application: requirements as of the day of application, terms from ``day``, the day of the decision.

    Raises NotInForce when no held edition covers the day of application.
    """
    situation = situation_of(Applicant.DOMESTIC, facts, book)
    examined = (*common(situation, DOMESTIC, needed_data(situation)), *_route_checks(situation, book))
    return decision_of(situation, examined, day, book)


def decision_of(situation: Situation, examined: tuple[Examined, ...], day: date, book: LawBook) -> Decision:
    """The decision that the examined requirements give."""
    verdict = verdict_of(examined, situation.applicant, situation.facts.claim, day, book)
    return Decision(
        book.edition(ACT, situation.day),
        (verdict,),
        tuple(one.finding for one in examined),
        tuple(one.need for one in examined if one.need is not None),
        None if situation.route is UNKNOWN else situation.route.value,
    )


def common(situation: Situation, rules: Rules, needed: tuple[DataSet, ...]) -> tuple[Examined, ...]:
    """What is examined on every route."""
    facts = situation.facts
    return (
        *checks.forms(facts, rules),
        checks.specialty(facts, rules),
        checks.consent(facts, needed, rules),
        checks.ban(facts, rules),
        *checks.officer_grounds(facts, rules),
        route(situation),
    )


def route(situation: Situation) -> Examined:
    """The route itself: open while the certificate source has not answered, or the applicant has not said enough."""
    facts = situation.facts
    finding = route_finding(
        RULES[situation.applicant],
        situation.route,
        situation.held,
        facts.claim.new,
        situation.long_break,
        situation.day,
    )
    silent = facts.claim.new is not UNKNOWN and facts.held.source.known is UNKNOWN
    return Examined(finding, waits_for=DataSet.CERTIFICATE.value if silent else "")


def training(situation: Situation, way: Route, book: LawBook) -> Examined:
    """The hours of further education."""
    duty = hours_owed(training_case(situation, way, book), situation.day, book)
    shown = hours_shown(situation.facts.trainings, situation.day, book)
    return Examined(training_finding(RULES[situation.applicant], way, duty, shown))


def needed_data(situation: Situation) -> tuple[DataSet, ...]:
    """The data sets of p.9 that this case needs, and to which consent is asked."""
    facts = situation.facts
    needed = [DataSet.CERTIFICATE, DataSet.EMPLOYMENT, DataSet.BANS]
    if situation.assessment_due is not False:
        needed.append(DataSet.ASSESSMENT)
    if facts.diploma is not None and situation.route is not Route.CONFIRMATION and facts.diploma.country == HOME:
        needed.append(education_set(facts.diploma))
    if facts.name_changed is True:
        needed.append(DataSet.CIVIL_STATUS)
    return tuple(needed)


def _route_checks(situation: Situation, book: LawBook) -> tuple[Examined, ...]:
    if situation.route is UNKNOWN:
        return ()
    if situation.route is Route.INITIAL:
        return _initial(situation, book)
    return _confirmation(situation, book)


def _initial(situation: Situation, book: LawBook) -> tuple[Examined, ...]:
    """The first list of annex 2 row 8."""
    way = Route.INITIAL
    return (
        *document_checks.diploma(situation, way, book),
        *education_checks.education(situation, book),
        *document_checks.recognition(situation, way, book),
        training(situation, way, book),
        *_course(situation, book),
        *document_checks.assessment(situation, book),
        *document_checks.proof_of_work(situation, way, book),
        *document_checks.change_of_name(situation, DOMESTIC, book),
    )


def _confirmation(situation: Situation, book: LawBook) -> tuple[Examined, ...]:
    """The second list of annex 2 row 8."""
    way = Route.CONFIRMATION
    return (
        document_checks.held_certificate(situation, book),
        training(situation, way, book),
        *_course(situation, book),
        *document_checks.proof_of_work(situation, way, book),
        *education_checks.confirmed_education(situation, book),
        *document_checks.certificate_copy(situation, way, book),
        *document_checks.recognition(situation, way, book),
        *document_checks.assessment(situation, book),
        *document_checks.change_of_name(situation, DOMESTIC, book),
    )


def _course(situation: Situation, book: LawBook) -> tuple[Examined, ...]:
    """A certification course for a specialisation is filed "if any"."""
    shown = evidence(situation.facts, "certification_course", book)
    return examine_document("certification_course", COURSE, Due(False, "if_any"), shown, DOMESTIC)
