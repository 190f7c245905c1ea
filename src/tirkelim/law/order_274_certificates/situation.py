"""What follows from the facts before any requirement is examined: the certificate, the route, service, training."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.order_274_certificates.facts import CertificateFacts, CertificateHeld, DataSet, Diploma
from tirkelim.law.order_274_certificates.indefinite import still_valid
from tirkelim.law.order_274_certificates.requirements import ACT
from tirkelim.law.order_274_certificates.route import (
    Applicant,
    Held,
    Route,
    assessment_due,
    not_long_expired,
    route_of,
    valid_on,
)
from tirkelim.law.order_274_certificates.specialties import DiplomaLevel
from tirkelim.law.order_274_certificates.three_valued import all_of, negate, when_known
from tirkelim.law.order_274_certificates.training import TrainingCase, counts_on
from tirkelim.law.period import add_years
from tirkelim.law.unknown import UNKNOWN, Maybe


class Situation(NamedTuple):
    """The case as the rules see it on the day of application."""

    applicant: Applicant
    facts: CertificateFacts
    held: Held
    route: Maybe[Route]
    long_break: Maybe[bool]
    assessment_due: Maybe[bool]

    @property
    def day(self) -> date:
        """The day on which the requirements are tested: that of the application."""
        return self.facts.applied_on


def situation_of(applicant: Applicant, facts: CertificateFacts, book: LawBook) -> Situation:
    """The situation that the facts describe. Raises NotInForce when no held edition covers the day of application."""
    day = facts.applied_on
    book.edition(ACT, day)
    held = _held(facts, book)
    route = route_of(held, facts.claim.new, day, book)
    level = facts.claim.level is not None
    return Situation(applicant, facts, held, route, _long_break(facts, book), assessment_due(route, level))


def _held(facts: CertificateFacts, book: LawBook) -> Held:
    """A certificate without a term is valid under T-3 only when its day of issue and the training show it."""
    held = facts.held
    if held.exists is not True or held.valid_until is not None:
        return Held(held.exists, held.valid_until)
    return Held(True, None, _indefinite(held, facts, book))


def _indefinite(held: CertificateHeld, facts: CertificateFacts, book: LawBook) -> Maybe[bool]:
    if held.issued_on is None or held.issued_on is UNKNOWN:
        return UNKNOWN
    days = tuple(t.completed_on for t in facts.trainings if isinstance(t.completed_on, date))
    return still_valid(held.issued_on, days, facts.applied_on, book)


def _long_break(facts: CertificateFacts, book: LawBook) -> Maybe[bool]:
    """Whether service in the specialty ended over three years ago.

    Who never worked in it counts from graduation: otherwise the exemption of fresh graduates (S4) would exempt nobody.
    """
    years = book.number("certificate.training.break_years", facts.applied_on)
    last = facts.work.last_worked_on
    if last is None:
        last = facts.diploma.graduated_on if facts.diploma is not None else UNKNOWN
    return UNKNOWN if last is UNKNOWN else add_years(last, years) < facts.applied_on


def training_case(situation: Situation, route: Route, book: LawBook) -> TrainingCase:
    """What the duty of further education depends on."""
    facts, held, day = situation.facts, situation.held, situation.day
    return TrainingCase(
        applicant=situation.applicant,
        route=route,
        certificate_valid=valid_on(held, day),
        lapsed_long=negate(not_long_expired(held, day, book)),
        uninterrupted=facts.work.uninterrupted,
        long_break=situation.long_break,
        fresh_graduate=all_of(negate(held.exists), _fresh(facts.diploma, day, book)),
        new=facts.claim.new,
    )


def _fresh(diploma: Diploma | None, day: date, book: LawBook) -> Maybe[bool]:
    """Whether graduation lies at most three years back, the third anniversary included (S4)."""
    years = book.number("certificate.training.graduate_years", day)
    if diploma is None:
        return UNKNOWN
    return when_known(diploma.graduated_on, lambda graduated: day <= add_years(graduated, years))


def trained_recently(facts: CertificateFacts, book: LawBook) -> Maybe[bool]:
    """Whether any further education in the specialty lies in the five-year window."""
    counted = [counts_on(training, facts.applied_on, book) for training in facts.trainings]
    if any(one is True for one in counted):
        return True
    return UNKNOWN if any(one is UNKNOWN for one in counted) else False


def education_set(diploma: Diploma) -> DataSet:
    """The data set that holds a diploma (D-3 a, b)."""
    secondary = diploma.level is DiplomaLevel.SECONDARY
    return DataSet.SECONDARY_EDUCATION if secondary else DataSet.HIGHER_EDUCATION
