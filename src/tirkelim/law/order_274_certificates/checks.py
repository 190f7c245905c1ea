"""Requirements that hold on both routes: form, specialty, bans, an officer's findings, consent."""

from __future__ import annotations

from tirkelim.law.finding import Finding, Need, NeedStatus, Term
from tirkelim.law.order_274_certificates.examined import Examined
from tirkelim.law.order_274_certificates.facts import Answered, CertificateFacts, Consent, DataSet
from tirkelim.law.order_274_certificates.findings import document_term
from tirkelim.law.order_274_certificates.requirements import FOREIGN, Rules
from tirkelim.law.requirement import Requirement
from tirkelim.law.unknown import UNKNOWN

SPECIALTY_LIST = "specialty_list"
"""Named as what a case waits for while nobody has checked the specialty against the list of 218/2020."""


def forms(facts: CertificateFacts, rules: Rules) -> tuple[Examined, ...]:
    """The signed application and the information form."""
    readings = ("S12",) if rules is FOREIGN else ()
    return (
        _form("application", rules.application, facts.application_signed, readings),
        _form("information_form", rules.information_form, facts.information_form),
    )


def _form(document: str, requirement: Requirement, done: bool, readings: tuple[str, ...] = ()) -> Examined:
    params = (("document", document_term(document)),)
    message = f"certificate.{document}.{'met' if done else 'not_met'}"
    status = NeedStatus.FILED if done else NeedStatus.MISSING
    need = Need(document, status, requirement.citation, message, params, readings)
    finding = requirement.decide(done, done, True, *params, message=message, readings=readings)
    return Examined(finding, need, curable=not done)


def specialty(facts: CertificateFacts, rules: Rules) -> Examined:
    """The specialty or specialisation stands in the list of 218/2020."""
    listed = facts.claim.listed
    if listed is UNKNOWN:
        return Examined(rules.specialty.unknown(message="certificate.specialty.unknown"), waits_for=SPECIALTY_LIST)
    message = f"certificate.specialty.{'met' if listed else 'not_met'}"
    return Examined(rules.specialty.decide(listed, facts.claim.specialty, None, message=message))


def ban(facts: CertificateFacts, rules: Rules) -> Examined:
    """No court ban: known only when the source, or the officer's recorded check, has said so (D-5, S21)."""
    readings = ("S21",) if rules is FOREIGN else ()
    references = _references(facts, 4)
    if references or facts.bans.source is Answered.FOUND:
        if facts.bans.source is Answered.FOUND:
            references = (facts.bans.reference, *references)
        return Examined(_established(rules.ban, "ban", references))
    if facts.bans.source is Answered.NOT_FOUND:
        return Examined(rules.ban.met(message="certificate.ban.met", readings=readings))
    unknown = rules.ban.unknown(message="certificate.ban.unknown", readings=readings)
    return Examined(unknown, waits_for=DataSet.BANS.value)


def officer_grounds(facts: CertificateFacts, rules: Rules) -> tuple[Examined, ...]:
    """Grounds 1, 3 and 5: established by an officer's finding only; without one there is nothing against them."""
    by_ground = ((1, rules.truth, "truth"), (3, rules.approval, "approval"), (5, rules.special_right, "special_right"))
    return tuple(_officer_ground(facts, *row) for row in by_ground)


def _officer_ground(facts: CertificateFacts, ground: int, requirement: Requirement, name: str) -> Examined:
    references = _references(facts, ground)
    if references:
        return Examined(_established(requirement, name, references))
    return Examined(requirement.met(message=f"certificate.{name}.met"))


def _established(requirement: Requirement, name: str, references: tuple[str, ...]) -> Finding:
    reference = "; ".join(filter(None, references))
    return requirement.not_met(reference, None, ("reference", reference), message=f"certificate.{name}.not_met")


def _references(facts: CertificateFacts, ground: int) -> tuple[str, ...]:
    return tuple(finding.reference for finding in facts.officer if finding.ground == ground)


def consent(facts: CertificateFacts, needed: tuple[DataSet, ...], rules: Rules) -> Examined:
    """Consent to every data set that this case needs (D-1, D-6)."""
    refused = tuple(d for d in needed if facts.consent(d) is Consent.REFUSED)
    if refused:
        given = tuple(d for d in needed if facts.consent(d) is Consent.GIVEN)
        params = (("data_sets", _terms(refused)),)
        return Examined(
            rules.consent.not_met(_terms(given), _terms(needed), *params, message="certificate.consent.not_met")
        )
    silent = tuple(d for d in needed if facts.consent(d) is Consent.NOT_ASKED)
    if silent:
        params = (("data_sets", _terms(silent)),)
        return Examined(rules.consent.unknown(*params, message="certificate.consent.unknown"))
    return Examined(rules.consent.met(_terms(needed), _terms(needed), message="certificate.consent.met"))


def _terms(data_sets: tuple[DataSet, ...]) -> tuple[Term, ...]:
    return tuple(Term(f"certificate.data_set.{data_set}") for data_set in data_sets)
