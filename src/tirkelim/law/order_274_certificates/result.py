"""What the kernel proposes, and what a granted certificate says."""

from __future__ import annotations

from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Outcome, Status, Terms, Verdict
from tirkelim.law.order_274_certificates.examined import Examined
from tirkelim.law.order_274_certificates.facts import Claim
from tirkelim.law.order_274_certificates.grounds import grounds_of
from tirkelim.law.order_274_certificates.route import Applicant
from tirkelim.law.period import add_years

CLAIM = "certificate"


def outcome_of(examined: tuple[Examined, ...]) -> Outcome:
    """Refuse when a ground is established that filing cannot cure; else ask for what is missing; else wait; else grant.

    Nothing unknown is ever granted: it is incomplete where the applicant has to say it, waiting where a source has to.
    """
    unmet = [e for e in examined if e.status is Status.NOT_MET]
    unknown = [e for e in examined if e.status is Status.UNKNOWN]
    if any(not e.curable for e in unmet):
        return Outcome.REFUSE
    if unmet or any(not e.waits_for for e in unknown):
        return Outcome.INCOMPLETE
    return Outcome.WAITING if unknown else Outcome.GRANT


def verdict_of(examined: tuple[Examined, ...], applicant: Applicant, claim: Claim, day: date, book: LawBook) -> Verdict:
    """The proposal: with terms when granted, with every ground that would be named were it refused as it stands."""
    outcome = outcome_of(examined)
    waiting = tuple(dict.fromkeys(e.waits_for for e in examined if e.status is Status.UNKNOWN and e.waits_for))
    if outcome is Outcome.GRANT:
        return Verdict(CLAIM, outcome, terms=terms_of(claim, day, book))
    grounds = grounds_of(tuple(e.finding for e in examined), applicant)
    return Verdict(CLAIM, outcome, grounds, waiting_for=waiting)


def terms_of(claim: Claim, day: date, book: LawBook) -> Terms:
    """Five years from the day of the decision, also for a first certificate (S14); the level where one is claimed."""
    years = book.number("certificate.term_years", day)
    return Terms(day, add_years(day, years), claim.specialty, claim.level)
