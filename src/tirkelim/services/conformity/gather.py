"""Freezes the facts of a conformity case: form, papers, register, commission and officer's findings, each with its
source (503/2016 p.8-22)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.timezone import localdate

from tirkelim.cases.models import Case, Filing
from tirkelim.cases.queries import standing_filings, standing_findings
from tirkelim.cases.service import Gathered, Origin, Source
from tirkelim.law.order_503_conformity.facts import Commission, ConformityFacts
from tirkelim.law.period import Length
from tirkelim.law.standards.rows import documents_of
from tirkelim.law.standards.services import Action, Service
from tirkelim.law.unknown import UNKNOWN, Maybe
from tirkelim.register.conformity_queries import chain_of
from tirkelim.services.conformity.answers import ConformityAnswers, read_answers
from tirkelim.services.conformity.commission.results import Recommendation, recommendation_of
from tirkelim.services.conformity.held import HeldCertificate, held_for, own_certificate
from tirkelim.services.conformity.officer import EXPIRED, NOT_AS_ASKED, ConformityFinding, last, untrue_of
from tirkelim.services.conformity.papers import IN_REGISTER, THE_FORM, is_translated
from tirkelim.services.conformity.threshold import threshold_on

SCHEMA = "conformity/1"
EDUCATION = "education_or_english_certificate"
CRITERIA = ("higher_education", "academic_degree", "english_teaching_certificate", "service")
"""What points are given for (p.10): as declared, until the commission has agreed on it."""


class Sheet:
    """Everything that is read of a case, once; and the source of every fact, collected while the facts are made."""

    def __init__(self, case: Case, now: datetime) -> None:
        self.case = case
        self.now = now
        self.day = localdate(case.submitted_at or now)
        self.answers: ConformityAnswers = read_answers(case.draft.data)
        self.action = Action(case.action) if case.action else self.answers.action or Action.ISSUE
        self.findings = standing_findings(case)
        self.filings = standing_filings(case)
        self.certificate: HeldCertificate | None = self._certificate()
        self.recommendation: Recommendation | None = recommendation_of(case) if case.number else None
        self.sources: dict[str, Source] = {}

    def _certificate(self) -> HeldCertificate | None:
        if self.answers.held is None:
            return None
        row = own_certificate(self.case.subject_id, self.answers.held.number)
        return None if row is None else held_for(self.case, row, self.action, self.day, localdate(self.now))

    def declared(self, *paths: str) -> None:
        """The facts are what the applicant said."""
        for path in paths:
            self.sources[path] = Source(Origin.DECLARED, at=self.case.draft.saved_at)

    def by(self, path: str, origin: Origin, reference: str, at: datetime | None = None) -> None:
        """The fact comes from the register, a document, the commission or an officer."""
        self.sources[path] = Source(origin, reference, at)


def gather(case: Case, now: datetime) -> Gathered:
    """The facts of the case as they stand at ``now``."""
    sheet = Sheet(case, now)
    points, source = _threshold(sheet)
    profession, activity, level = _profession(sheet)
    education, degree, english, service = _criteria(sheet)
    facts = ConformityFacts(
        action=sheet.action,
        applied_on=sheet.day,
        filed=frozenset(_filed(sheet)),
        expired=frozenset(_expired(sheet)),
        treaty_exempts_education=_treaty(sheet),
        profession=profession,
        activity=activity,
        framework_level=level,
        higher_education=education,
        academic_degree=degree,
        english_teaching_certificate=english,
        service=service,
        commission=_commission(sheet),
        points_threshold=points,
        threshold_source=source,
        untrue_data=_untrue(sheet),
        certificate_issued_on=_of_certificate(sheet, "certificate_issued_on"),
        certificate_ruled_on=_ruled_on(sheet),
        certificate_valid_until=_of_certificate(sheet, "certificate_valid_until"),
        contract_until=_contract_until(sheet),
        event_on=_event_on(sheet),
        references=tuple(_references(sheet, source)),
    )
    return Gathered(SCHEMA, facts, sheet.sources, read=sheet)


# --- papers ---


def _filed(sheet: Sheet) -> Iterator[str]:
    """The documents of the standard that are there as it asks for them."""
    not_as_asked = {NOT_AS_ASKED[kind]: kind for kind in NOT_AS_ASKED if last(sheet.findings, kind)}
    for document in documents_of(Service.CONFORMITY, sheet.action):
        filing = next((one for one in sheet.filings if one.document == document), None)
        if document in THE_FORM:
            # The form that is sent is the application, signed by the statement at its end.
            if not set(sheet.answers.missing_pages) - {"declaration"}:
                sheet.declared(f"filed.{document}")
                yield document
        elif document in IN_REGISTER:
            if sheet.certificate is not None:
                sheet.by(f"filed.{document}", Origin.REGISTER, sheet.certificate.row.number)
                yield document
        elif filing is not None:
            sheet.by(f"filed.{document}", Origin.DOCUMENT, str(filing.evidence), filing.change.at)
            if document in not_as_asked:
                _by_finding(sheet, f"filed.{document}", not_as_asked[document])
            elif _is_as_asked(sheet, filing):
                yield document


def _is_as_asked(sheet: Sheet, filing: Filing) -> bool:
    if not is_translated(filing.document, filing.language, filing.translated_into):
        return False
    education = sheet.answers.education
    if filing.document != EDUCATION or education is None:
        return True
    # A certificate to teach English stands in the same place of the list and needs no recognition.
    return education.recognised is not False or education.treaty_exempts or education.english_teaching_certificate


def _expired(sheet: Sheet) -> Iterator[str]:
    """Documents that had expired when the application was made, by their date or by an officer's finding."""
    person = sheet.answers.person
    wanted = set(documents_of(Service.CONFORMITY, sheet.action))
    if person is not None and person.document_expires_on is not None and person.document_expires_on < sheet.day:
        for document in sorted(wanted & {"identity_document", "changed_identity_document"}):
            sheet.declared(f"expired.{document}")
            yield document
    for kind, documents in EXPIRED.items():
        if last(sheet.findings, kind) is not None:
            for document in sorted(wanted & set(documents)):
                _by_finding(sheet, f"expired.{document}", kind)
                yield document


def _treaty(sheet: Sheet) -> Maybe[bool]:
    if sheet.answers.education is None:
        return UNKNOWN
    if last(sheet.findings, ConformityFinding.NO_TREATY) is not None:
        _by_finding(sheet, "treaty_exempts_education", ConformityFinding.NO_TREATY)
        return False
    sheet.declared("treaty_exempts_education")
    return sheet.answers.education.treaty_exempts


def _by_finding(sheet: Sheet, path: str, kind: ConformityFinding) -> None:
    finding = last(sheet.findings, kind)
    if finding is not None:
        sheet.by(path, Origin.OFFICER, finding.reference, finding.change.at)


# --- what is asked for, and on what it rests ---


def _profession(sheet: Sheet) -> tuple[Maybe[str], Maybe[str], Maybe[int]]:
    """Profession, activity and framework level: as asked for, or those of the certificate held."""
    if sheet.action is not Action.ISSUE:
        if sheet.certificate is None:
            return UNKNOWN, UNKNOWN, UNKNOWN
        row = sheet.certificate.row
        for path in ("profession", "activity", "framework_level"):
            sheet.by(path, Origin.REGISTER, row.number)
        return row.profession, row.activity, UNKNOWN if row.framework_level is None else row.framework_level
    asked = sheet.answers.request
    if asked is None or asked.profession is None:
        return UNKNOWN, UNKNOWN, UNKNOWN
    sheet.declared("profession", "activity", "framework_level")
    level: Maybe[int] = UNKNOWN if asked.framework_level is None else asked.framework_level
    return asked.profession, asked.activity or UNKNOWN, level


def _criteria(sheet: Sheet) -> tuple[Maybe[bool], Maybe[bool], Maybe[bool], Maybe[Length]]:
    """What earns points: as the commission agreed, before that as declared."""
    agreed = sheet.recommendation
    if agreed is not None:
        for name in CRITERIA:
            sheet.by(name, Origin.DOCUMENT, agreed.minutes)
        return (
            agreed.higher_education,
            agreed.academic_degree,
            agreed.english_teaching_certificate,
            agreed.service,
        )
    education, work = sheet.answers.education, sheet.answers.work
    if education is None or work is None:
        return UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN
    sheet.declared(*CRITERIA)
    return (
        education.higher_education,
        education.academic_degree,
        education.english_teaching_certificate,
        work.service,
    )


def _commission(sheet: Sheet) -> Commission | None:
    said = sheet.recommendation
    if said is None:
        return None
    sheet.by("commission", Origin.DOCUMENT, said.minutes)
    return Commission(said.held_on, said.minutes, said.recommends_issue, said.qualification_meets)


def _threshold(sheet: Sheet) -> tuple[int | None, str]:
    """The threshold of the local body on the day of application, and the act that sets it."""
    place = sheet.case.territory or (sheet.answers.person.kato if sheet.answers.person else "")
    set_by = threshold_on(place, sheet.day)
    if set_by is None:
        return None, ""
    sheet.by("points_threshold", Origin.DOCUMENT, set_by.source)
    return set_by.points, set_by.source


def _untrue(sheet: Sheet) -> Maybe[bool]:
    found = last(sheet.findings, ConformityFinding.UNTRUE) or last(sheet.findings, ConformityFinding.CHECKED_TRUE)
    if found is not None:
        sheet.by("untrue_data", Origin.OFFICER, found.reference, found.change.at)
    return untrue_of(sheet.findings)


def _of_certificate(sheet: Sheet, path: str) -> Maybe[date]:
    if sheet.certificate is None:
        return UNKNOWN
    sheet.by(path, Origin.REGISTER, sheet.certificate.row.number)
    return sheet.certificate.last_day if path == "certificate_valid_until" else sheet.certificate.row.issued_on


def _ruled_on(sheet: Sheet) -> Maybe[date]:
    """The day whose wording gave the first certificate of the chain: of its application (reading K18), or of its issue
    where that was before this register."""
    if sheet.certificate is None:
        return UNKNOWN
    first = chain_of(sheet.certificate.row)[-1]
    sheet.by("certificate_ruled_on", Origin.REGISTER, first.number)
    case = Case.objects.filter(decisions=first.decision).first() if first.decision else None
    return first.issued_on if case is None else localdate(case.submitted_at)


def _contract_until(sheet: Sheet) -> Maybe[date | None]:
    contract = sheet.answers.contract
    if contract is None or (contract.until is None and not contract.open_ended):
        return UNKNOWN
    sheet.declared("contract_until")
    return None if contract.open_ended else contract.until


def _event_on(sheet: Sheet) -> Maybe[date]:
    """The day of the labour contract, or of the change; not known while it names a day before the certificate."""
    contract, changed = sheet.answers.contract, sheet.answers.change
    said = contract.signed_on if contract is not None else None if changed is None else changed.changed_on
    if said is None or sheet.certificate is None or said < chain_of(sheet.certificate.row)[-1].issued_on:
        return UNKNOWN
    sheet.declared("event_on")
    return said


def _references(sheet: Sheet, threshold_source: str) -> Iterator[tuple[str, str]]:
    """What a ground of refusal rests on, by fact."""
    untrue = last(sheet.findings, ConformityFinding.UNTRUE)
    if untrue is not None:
        yield "untrue_data", untrue.reference
    if sheet.recommendation is not None:
        yield "commission", f"{sheet.recommendation.minutes}, {sheet.recommendation.held_on:%d.%m.%Y}"
    if threshold_source:
        yield "points_threshold", threshold_source
