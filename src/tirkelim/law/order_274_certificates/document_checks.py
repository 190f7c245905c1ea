"""The documents of row 8 in a case: diploma, recognition, proof of work, copy, assessment, change of name, permit."""

from __future__ import annotations

from tirkelim.law.book import LawBook
from tirkelim.law.order_274_certificates.documents import HOME, Document, DocumentCase, Due, document_due
from tirkelim.law.order_274_certificates.examined import Examined, evidence, examine_document
from tirkelim.law.order_274_certificates.facts import Answered, DataSet, ForeignFacts
from tirkelim.law.order_274_certificates.findings import requirement_of
from tirkelim.law.order_274_certificates.requirements import RULES, Rules
from tirkelim.law.order_274_certificates.route import Applicant, Route, valid_on
from tirkelim.law.order_274_certificates.situation import Situation, education_set
from tirkelim.law.unknown import UNKNOWN, Maybe


def _case(
    situation: Situation, route: Route, in_system: Maybe[bool], foreign: ForeignFacts | None = None
) -> DocumentCase:
    facts, diploma = situation.facts, situation.facts.diploma
    return DocumentCase(
        applicant=situation.applicant,
        applied_on=situation.day,
        route=route,
        graduation_year=UNKNOWN if diploma is None else diploma.year,
        in_state_system=in_system,
        studied_in=UNKNOWN if diploma is None else diploma.country,
        citizenship=UNKNOWN if foreign is None else foreign.citizenship,
        permanent_resident=UNKNOWN if foreign is None else foreign.permanent_resident,
        first_job_after_graduation=facts.work.first_job,
        name_changed=facts.name_changed,
        changed_in=HOME if foreign is None else foreign.name_changed_in,
        valid_until=situation.held.valid_until,
    )


def _examine(
    document: Document, case: DocumentCase, situation: Situation, book: LawBook, waits_for: str = ""
) -> tuple[Examined, ...]:
    rules = RULES[situation.applicant]
    due, shown = document_due(document, case, book), evidence(situation.facts, document.value, book)
    return examine_document(document.value, requirement_of(document, rules), due, shown, rules, waits_for)


def diploma(situation: Situation, route: Route, book: LawBook) -> tuple[Examined, ...]:
    """The diploma; for those of whom only the source can be asked, that it has answered (S1)."""
    rules, held = RULES[situation.applicant], situation.facts.diploma
    shown = evidence(situation.facts, "diploma", book)
    if route is Route.CONFIRMATION:
        return _examine(Document.DIPLOMA, _case(situation, route, UNKNOWN), situation, book)
    if held is None:
        return examine_document("diploma", rules.diploma, Due(True, "owed"), shown, rules)
    waits_for = education_set(held).value
    case = _case(situation, route, held.source.known)
    due = document_due(Document.DIPLOMA, case, book)
    if due.owed is False and due.reason == "later_graduate" and held.country == HOME:
        due = Due(UNKNOWN, "later_graduate", due.params, due.readings)
    silent = held.source is not Answered.NOT_FOUND or due.reason == "later_graduate"
    return examine_document("diploma", rules.diploma, due, shown, rules, waits_for if silent else "")


def recognition(situation: Situation, route: Route, book: LawBook) -> tuple[Examined, ...]:
    """Recognition of education received abroad."""
    return _examine(Document.RECOGNITION, _case(situation, route, UNKNOWN), situation, book)


def proof_of_work(situation: Situation, route: Route, book: LawBook) -> tuple[Examined, ...]:
    """Proof of work, where the record of employment contracts has none."""
    source = situation.facts.work.source
    waits_for = (
        DataSet.EMPLOYMENT.value if source.known is UNKNOWN and situation.applicant is Applicant.DOMESTIC else ""
    )
    return _examine(Document.PROOF_OF_WORK, _case(situation, route, source.known), situation, book, waits_for)


def certificate_copy(situation: Situation, route: Route, book: LawBook) -> tuple[Examined, ...]:
    """The copy of a certificate that ended, where the service has none or shows it as invalid."""
    held = situation.facts.held
    rules, shown = RULES[situation.applicant], evidence(situation.facts, "certificate_copy", book)
    if route is Route.CONFIRMATION and valid_on(situation.held, situation.day) is True:
        due = Due(True, "owed") if held.shown_invalid else Due(False, "still_valid")
        return examine_document("certificate_copy", rules.certificate_copy, due, shown, rules)
    case = _case(situation, route, held.source.known)
    return _examine(Document.CERTIFICATE_COPY, case, situation, book, DataSet.CERTIFICATE.value)


def held_certificate(situation: Situation, book: LawBook) -> Examined:
    """That the certificate to be confirmed exists: the service shows it, or a copy is filed (T-5, D-5)."""
    facts, rules = situation.facts, RULES[situation.applicant]
    marked_invalid = facts.held.shown_invalid and valid_on(situation.held, situation.day) is not False
    if facts.held.source is Answered.FOUND and not marked_invalid:
        return Examined(rules.certificate.met(message="certificate.held.met"))
    if evidence(facts, "certificate_copy", book).readable:
        return Examined(rules.certificate.met(message="certificate.held.by_copy"))
    return Examined(rules.certificate.unknown(message="certificate.held.unknown"), waits_for=DataSet.CERTIFICATE.value)


def assessment(situation: Situation, book: LawBook) -> tuple[Examined, ...]:
    """The assessment result: taken from the service first, then asked from the applicant (S7, D-5)."""
    result, rules = situation.facts.assessment, RULES[situation.applicant]
    requirement = rules.assessment if situation.route is Route.INITIAL else rules.level_assessment
    if situation.assessment_due is True and result.source is Answered.FOUND and result.passed is not True:
        if result.passed is UNKNOWN:
            finding = requirement.unknown(message="certificate.assessment.unknown", readings=("S7",))
            return (Examined(finding, waits_for=DataSet.ASSESSMENT.value),)
        return (Examined(requirement.not_met(False, True, message="certificate.assessment.failed", readings=("S7",))),)
    due, waits_for = Due(situation.assessment_due, "not_owed", readings=("S7",)), ""
    if situation.assessment_due is True:
        known = result.source.known
        due = Due(False, "in_system", readings=("S7",)) if known is True else Due(True, "owed", readings=("S7",))
        if known is UNKNOWN:
            due, waits_for = Due(UNKNOWN, "unknown", readings=("S7",)), DataSet.ASSESSMENT.value
    shown = evidence(situation.facts, "assessment", book)
    return examine_document("assessment", requirement, due, shown, rules, waits_for)


def change_of_name(situation: Situation, rules: Rules, book: LawBook) -> tuple[Examined, ...]:
    """Domestic: row 8 names no document, so the source is asked (again) until it shows the change (p.9, D-5)."""
    facts, shown = situation.facts, evidence(situation.facts, "name_change", book)
    if facts.name_changed is not True:
        due = Due(False, "not_changed") if facts.name_changed is False else Due(UNKNOWN, "unknown")
        return examine_document("name_change", rules.name, due, shown, rules)
    due = Due(False, "in_system") if facts.civil_status is Answered.FOUND else Due(UNKNOWN, "unknown")
    return examine_document("name_change", rules.name, due, shown, rules, DataSet.CIVIL_STATUS.value)


def foreign_name_change(
    situation: Situation, route: Route, foreign: ForeignFacts, book: LawBook
) -> tuple[Examined, ...]:
    """Foreign: filed for a change abroad, or one in Kazakhstan that the source does not have (S20)."""
    facts = situation.facts
    case = _case(situation, route, facts.civil_status.known, foreign)
    pending = facts.civil_status.known is UNKNOWN and facts.name_changed is True and foreign.name_changed_in == HOME
    if pending and route is Route.INITIAL:
        rules, shown = RULES[situation.applicant], evidence(facts, "name_change", book)
        due = Due(UNKNOWN, "unknown")
        return examine_document("name_change", rules.name, due, shown, rules, DataSet.CIVIL_STATUS.value)
    return _examine(Document.NAME_CHANGE, case, situation, book)


def identity(situation: Situation, route: Route, foreign: ForeignFacts, book: LawBook) -> tuple[Examined, ...]:
    """The identity document of a foreign specialist, where no state system holds it."""
    case = _case(situation, route, foreign.identity.known, foreign)
    return _examine(Document.IDENTITY_DOCUMENT, case, situation, book, DataSet.IDENTITY.value)


def permit(situation: Situation, route: Route, foreign: ForeignFacts, book: LawBook) -> tuple[Examined, ...]:
    """The permit given to the employer for foreign labour."""
    case = _case(situation, route, UNKNOWN, foreign)
    return _examine(Document.FOREIGN_LABOUR_PERMIT, case, situation, book)


def training_documents(situation: Situation, route: Route, book: LawBook) -> tuple[Examined, ...]:
    """Training as a doctor of foreign specialists who studied here: filed "if any"."""
    return _examine(Document.INTERNSHIP, _case(situation, route, UNKNOWN), situation, book)
