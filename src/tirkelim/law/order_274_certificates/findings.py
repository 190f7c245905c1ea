"""How what the rules say becomes findings: one place for the message keys of both services."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tirkelim.law.finding import Finding, Param, Term, Value
from tirkelim.law.order_274_certificates.documents import Document, Due
from tirkelim.law.order_274_certificates.mid_level import Opening
from tirkelim.law.order_274_certificates.requirements import FOREIGN, IDENTITY, PERMIT, Rules
from tirkelim.law.order_274_certificates.route import Held, Route
from tirkelim.law.order_274_certificates.training import Duty, Shown
from tirkelim.law.requirement import Requirement
from tirkelim.law.unknown import UNKNOWN, Maybe

_OWN_TEXT = frozenset({"owed", "not_named", "in_system", "if_any", "unknown"})
"""Reasons that read the same for every document; the others are told in the document's own words."""


def document_term(document: str) -> Term:
    """The name of a document in the reader's language."""
    return Term(f"certificate.document.{document}")


def document_message(document: str, reason: str) -> str:
    """The key of the text that says why a document is (not) owed."""
    return f"certificate.document.{reason}" if reason in _OWN_TEXT else f"certificate.{document}.{reason}"


def requirement_of(document: Document, rules: Rules) -> Requirement:
    """The requirement behind a document; for one that the service's list does not know, that nothing else is asked."""
    by_document: dict[Document, Requirement | None] = {
        Document.DIPLOMA: rules.diploma,
        Document.RECOGNITION: rules.recognition,
        Document.FOREIGN_LABOUR_PERMIT: PERMIT if rules is FOREIGN else None,
        Document.PROOF_OF_WORK: rules.proof_of_work,
        Document.NAME_CHANGE: rules.name,
        Document.IDENTITY_DOCUMENT: IDENTITY if rules is FOREIGN else None,
        Document.CERTIFICATE_COPY: rules.certificate_copy,
        Document.INTERNSHIP: rules.internship,
    }
    return by_document[document] or rules.not_demanded


def document_finding(document: Document, due: Due, rules: Rules) -> Finding:
    """What is known of a document before anything is filed: owed (not met yet), not owed, or not known."""
    message = document_message(document, due.reason)
    params: tuple[Param, ...] = (("document", document_term(document)), *due.params)
    return owed_finding(requirement_of(document, rules), due.owed, message, due.readings, params)


def owed_finding(
    requirement: Requirement,
    owed: Maybe[bool],
    message: str,
    readings: tuple[str, ...] = (),
    params: tuple[Param, ...] = (),
) -> Finding:
    """The finding of something that is owed and not shown yet, not owed, or not known to be owed."""
    if owed is UNKNOWN:
        return requirement.unknown(*params, message=message, readings=readings)
    if not owed:
        return requirement.not_applicable(*params, message=message, readings=readings)
    return requirement.not_met(False, True, *params, message=message, readings=readings)


def route_finding(
    rules: Rules, route: Maybe[Route], held: Held, new: Maybe[bool], long_break: Maybe[bool], day: date
) -> Finding:
    """Which list of row 8 applies, and why."""
    if route is UNKNOWN:
        return rules.route.unknown(message="certificate.route.unknown")
    until: tuple[Param, ...] = (("until", held.valid_until),) if isinstance(held.valid_until, date) else ()
    found = Term(f"certificate.route.{route}")
    if route is Route.CONFIRMATION:
        readings = ("S6", "S8") if long_break is True else ("S6",)
        lapsed = isinstance(held.valid_until, date) and held.valid_until < day
        kind = "indefinite" if not until else "lapsed" if lapsed else "valid"
        return rules.route.met(found, None, *until, message=f"certificate.route.{kind}", readings=readings)
    if new is True:
        reason = "new_specialty"
    else:
        reason = "long_expired" if until and held.exists is True else "no_certificate"
    rests_on = ("S6",) if reason == "long_expired" else ()
    return rules.route.met(found, None, *until, message=f"certificate.route.{reason}", readings=rests_on)


def assessment_due_finding(rules: Rules, route: Maybe[Route], level: Maybe[bool], owed: Maybe[bool]) -> Finding:
    """Whether an assessment result is owed, before it is known whether there is one."""
    requirement = rules.assessment if route is Route.INITIAL or level is False else rules.level_assessment
    reason = "unknown" if owed is UNKNOWN else "owed" if owed else "not_owed"
    return owed_finding(requirement, owed, f"certificate.assessment.{reason}", ("S7",))


def training_finding(rules: Rules, route: Route, duty: Duty, shown: Maybe[Shown]) -> Finding:
    """Hours shown beside the hours owed, or why none are owed."""
    requirement = rules.training if route is Route.INITIAL else rules.confirmation_training
    if duty.owed is False:
        message = f"certificate.training.{duty.reason}"
        return requirement.not_applicable(message=message, readings=duty.readings)
    hours = duty.at_most if duty.settled_by(shown) else duty.hours
    if hours is None:
        return requirement.unknown(message=f"certificate.training.{duty.reason}", readings=duty.readings)
    reached: Maybe[bool] = UNKNOWN if shown is UNKNOWN else shown.reaches(hours)
    required: Param = ("hours", hours)
    if shown is UNKNOWN or reached is UNKNOWN:
        return requirement.unknown(required, message="certificate.training.hours_unknown", readings=duty.readings)
    outcome = "met" if reached else "not_met"
    missing: Param = ("missing", _hours(max(hours - shown.sure, Decimal())))
    message = f"certificate.training.{outcome}"
    return requirement.decide(
        reached, _hours(shown.sure), hours, required, missing, message=message, readings=duty.readings
    )


def _hours(hours: Decimal) -> Value:
    """Hours as a whole number where they are one, so that they are counted in words rightly."""
    return int(hours) if hours == hours.to_integral_value() else hours


def mid_level_finding(requirement: Requirement, opening: Opening) -> Finding:
    """Whether the education opens the mid-level specialty."""
    message = f"certificate.mid_level.{opening.reason}"
    if opening.sufficient is UNKNOWN:
        return requirement.unknown(message=message, readings=opening.readings)
    return requirement.decide(opening.sufficient, opening.sufficient, True, message=message, readings=opening.readings)
