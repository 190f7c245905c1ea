"""The refusal grounds of row 9: what each rests on in this case (specification X, X-1)."""

from __future__ import annotations

from tirkelim.law.citation import Citation, cite
from tirkelim.law.finding import Finding, Ground, Status
from tirkelim.law.order_274_certificates.requirements import ACT
from tirkelim.law.order_274_certificates.route import Applicant

ANNEX = {Applicant.DOMESTIC: "ann.2", Applicant.FOREIGN: "ann.6"}
"""The annex that holds each service's standard."""


WITHOUT_CONSENT = 6
"""The refusal ground that follows from a missing consent."""


def ground_citation(applicant: Applicant, number: int) -> Citation:
    """Where a refusal ground stands."""
    return cite(f"{ACT} {ANNEX[applicant]} row 9({number})")


def grounds_of(findings: tuple[Finding, ...], applicant: Applicant) -> tuple[Ground, ...]:
    """Every ground that the unmet requirements give, by number: each with all of its requirements and references."""
    unmet = [f for f in findings if f.status is Status.NOT_MET and f.requirement.ground is not None]
    numbers = sorted({f.requirement.ground for f in unmet if f.requirement.ground is not None})
    return tuple(_ground(number, unmet, applicant) for number in numbers)


def _ground(number: int, unmet: list[Finding], applicant: Applicant) -> Ground:
    under = [f for f in unmet if f.requirement.ground == number]
    ids = tuple(dict.fromkeys(f.requirement.id for f in under))
    references = (str(dict(f.params).get("reference", "")) for f in under)
    return Ground(number, ground_citation(applicant, number), ids, "; ".join(filter(None, references)))
