"""The decision on a placement of a resident doctor: by the wording in force on the day of the recommendation."""

from __future__ import annotations

from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Decision, Finding, Ground, Outcome, Status, Terms, Verdict
from tirkelim.law.order_304_residency import requirements as req
from tirkelim.law.order_304_residency.facts import PlacementFacts
from tirkelim.law.order_304_residency.placement import placement_findings

ACT = "304/2020"
CLAIM = "placement"


def decide(facts: PlacementFacts, day: date, book: LawBook) -> Decision:
    """Findings and proposal for a placement decided on ``day``. Raises NotInForce.

    Granted where every requirement is met; refused on each one that is not; while the authorised body has not said
    whether it agrees, the rest being met, it waits for that.
    """
    findings = placement_findings(facts, day)
    return Decision(book.edition(ACT, facts.applied_on), (_verdict(facts, findings),), findings)


def _verdict(facts: PlacementFacts, findings: tuple[Finding, ...]) -> Verdict:
    grounds = tuple(_grounds(facts, findings))
    if grounds:
        return Verdict(CLAIM, Outcome.REFUSE, grounds)
    unknown = tuple(one.requirement.id for one in findings if one.status is Status.UNKNOWN)
    if unknown:
        outcome = Outcome.WAITING if unknown == (req.AGREEMENT.id,) else Outcome.INCOMPLETE
        return Verdict(CLAIM, outcome, waiting_for=unknown)
    return Verdict(CLAIM, Outcome.GRANT, terms=Terms(facts.starts_on, facts.ends_on, facts.specialty))


def _grounds(facts: PlacementFacts, findings: tuple[Finding, ...]) -> list[Ground]:
    """Each unmet requirement is a ground, with its own paragraph (reading B1)."""
    found = [
        Ground(
            one.requirement.ground or 0, one.requirement.citation, (one.requirement.id,),
            facts.reference(one.requirement.reads[-1]),
        )
        for one in findings
        if one.status is Status.NOT_MET
    ]  # fmt: skip
    return sorted(found)
