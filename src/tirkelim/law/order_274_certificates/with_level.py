"""A certificate claimed together with a qualification level: two verdicts from one application (283/2020 p.5; 274/2020
p.4).

The certificate leads. A refused level does not refuse it: what is asked for the level alone, such as the assessment
result on the confirmation route (reading S7), is weighed with the level and not with the certificate.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Decision, Finding, Outcome, Status, Verdict
from tirkelim.law.order_274_certificates.decision import decide as decide_certificate
from tirkelim.law.order_274_certificates.facts import CertificateFacts
from tirkelim.law.order_274_certificates.requirements import DOMESTIC, Rules
from tirkelim.law.order_283_cpd.decision import decide as decide_level
from tirkelim.law.order_283_cpd.facts import LevelFacts
from tirkelim.law.unknown import UNKNOWN


@dataclass(frozen=True, slots=True)
class Application:
    """The facts of an application for a certificate; ``level`` None: no level is claimed in it."""

    certificate: CertificateFacts
    level: LevelFacts | None = None


def decide(application: Application, day: date, book: LawBook) -> Decision:
    """Decide both claims: the certificate by 274/2020, the level by 283/2020, each on its own findings.

    Raises NotInForce when no held edition of one of the two acts covers its day.
    """
    facts, level = application.certificate, application.level
    if level is None:
        return decide_certificate(facts, day, book)
    return joined(decide_certificate(without_level(facts), day, book), level, DOMESTIC, day, book)


def without_level(facts: CertificateFacts) -> CertificateFacts:
    """The claim to the certificate alone."""
    return dataclasses.replace(facts, claim=dataclasses.replace(facts.claim, level=None))


def joined(of_certificate: Decision, level: LevelFacts, rules: Rules, day: date, book: LawBook) -> Decision:
    """The decision on a certificate claimed alone, and that on the level beside it. ``rules``: of the certificate."""
    of_level = decide_level(level, day, book)
    first = _with_terms(of_certificate.verdicts[0], of_level.verdicts[0], level)
    named = {need.document for need in of_certificate.documents}
    return Decision(
        of_certificate.edition,
        (first, of_level.verdicts[0]),
        (*(_asked_for_the_level(finding, rules) for finding in of_certificate.findings), *of_level.findings),
        (*of_certificate.documents, *(need for need in of_level.documents if need.document not in named)),
        of_certificate.route,
        (of_level.edition,),
    )


def _with_terms(certificate: Verdict, claimed: Verdict, level: LevelFacts) -> Verdict:
    """The certificate carries the level that is granted with it, otherwise the one already held, where one is known."""
    if certificate.terms is None:
        return certificate
    held = None if level.current_level is None or level.current_level is UNKNOWN else str(level.current_level)
    given = claimed.terms.level if claimed.outcome is Outcome.GRANT and claimed.terms is not None else held
    return certificate._replace(terms=certificate.terms._replace(level=given))


def _asked_for_the_level(finding: Finding, rules: Rules) -> Finding:
    """The finding that no assessment is owed for the certificate says where the level's is examined (p.4)."""
    if finding.requirement is rules.level_assessment and finding.status is Status.NOT_APPLICABLE:
        return finding._replace(message="certificate.assessment.for_level")
    return finding
