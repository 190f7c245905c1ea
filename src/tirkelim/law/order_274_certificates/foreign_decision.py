"""The foreign specialist's certificate decided whole (274/2020 annex 6)."""

from __future__ import annotations

from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Decision
from tirkelim.law.order_274_certificates import document_checks
from tirkelim.law.order_274_certificates.decision import common, decision_of, training
from tirkelim.law.order_274_certificates.documents import HOME
from tirkelim.law.order_274_certificates.examined import Examined
from tirkelim.law.order_274_certificates.facts import DataSet, ForeignFacts
from tirkelim.law.order_274_certificates.requirements import FOREIGN
from tirkelim.law.order_274_certificates.route import Applicant, Route
from tirkelim.law.order_274_certificates.situation import Situation, education_set, situation_of
from tirkelim.law.unknown import UNKNOWN


def decide(facts: ForeignFacts, day: date, book: LawBook) -> Decision:
    """Decide an application: requirements as of the day of application, terms from ``day``, the day of the decision.

    Raises NotInForce when no held edition covers the day of application.
    """
    situation = situation_of(Applicant.FOREIGN, facts.certificate, book)
    examined = (*common(situation, FOREIGN, needed_data(situation, facts)), *_route_checks(situation, facts, book))
    return decision_of(situation, examined, day, book)


def needed_data(situation: Situation, foreign: ForeignFacts) -> tuple[DataSet, ...]:
    """The data sets of p.24 that this case needs; bans are checked for this service too (S21)."""
    facts = situation.facts
    needed = [DataSet.CERTIFICATE, DataSet.BANS]
    if situation.assessment_due is not False:
        needed.append(DataSet.ASSESSMENT)
    first = situation.route is not Route.CONFIRMATION
    if first and facts.diploma is not None and facts.diploma.country == HOME:
        needed.append(education_set(facts.diploma))
    if first and facts.name_changed is True and foreign.name_changed_in == HOME:
        needed.append(DataSet.CIVIL_STATUS)
    return tuple(needed)


def _route_checks(situation: Situation, foreign: ForeignFacts, book: LawBook) -> tuple[Examined, ...]:
    if situation.route is UNKNOWN:
        return ()
    if situation.route is Route.INITIAL:
        return _initial(situation, foreign, book)
    return _confirmation(situation, foreign, book)


def _initial(situation: Situation, foreign: ForeignFacts, book: LawBook) -> tuple[Examined, ...]:
    """The first list of annex 6 row 8."""
    way = Route.INITIAL
    return (
        *document_checks.identity(situation, way, foreign, book),
        *document_checks.recognition(situation, way, book),
        *document_checks.diploma(situation, way, book),
        *document_checks.training_documents(situation, way, book),
        training(situation, way, book),
        *document_checks.proof_of_work(situation, way, book),
        *document_checks.permit(situation, way, foreign, book),
        *document_checks.foreign_name_change(situation, way, foreign, book),
        *document_checks.assessment(situation, book),
    )


def _confirmation(situation: Situation, foreign: ForeignFacts, book: LawBook) -> tuple[Examined, ...]:
    """The second list of annex 6 row 8."""
    way = Route.CONFIRMATION
    return (
        *document_checks.identity(situation, way, foreign, book),
        document_checks.held_certificate(situation, book),
        training(situation, way, book),
        *document_checks.certificate_copy(situation, way, book),
        *document_checks.assessment(situation, book),
    )
