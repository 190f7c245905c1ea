"""Freezes the facts of a certificate case: form, register, state systems and officers' findings, each with its source.

Where a state system or the register has an answer it stands before what was declared (274/2020 p.9: what a system can
give is not asked of the applicant).
"""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.queries import standing_filings, standing_findings
from tirkelim.cases.service import Gathered, Origin, Source
from tirkelim.gateway.answer import Answer
from tirkelim.gateway.consent import consent_states
from tirkelim.gateway.records import DataSet
from tirkelim.law.order_274_certificates import facts as law
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_274_certificates.training import Training
from tirkelim.law.order_274_certificates.with_level import Application
from tirkelim.law.unknown import UNKNOWN
from tirkelim.register.assessment_queries import conclusion_for
from tirkelim.register.models import AssessmentConclusion
from tirkelim.services.certificate.answers import Pages, read_answers
from tirkelim.services.certificate.education import diploma_of, studies_of
from tirkelim.services.certificate.held import held_of
from tirkelim.services.certificate.indefinite import register_trainings
from tirkelim.services.certificate.level import level_claimed
from tirkelim.services.certificate.officer import (
    FindingKind,
    answered_or_checked,
    bans_of,
    checked_by_officer,
    officer_findings_of,
    uninterrupted_by_officer,
)
from tirkelim.services.certificate.sources import Answers as SourceAnswers
from tirkelim.services.certificate.sources import consents_of
from tirkelim.services.certificate.work import DeclaredWork, declared_work, work_of
from tirkelim.services.common.specialty import is_same_specialty

FIRST_SCHEMA = "certificate/1"
"""The facts of the certificate alone, as they were stored before levels were decided with it."""
SCHEMA = "certificate/2"


class Sheet:
    """Everything that is read of a case, once; and the source of every fact, collected while the facts are made."""

    def __init__(self, case: Case, now: datetime, answers: Pages) -> None:
        self.case = case
        self.now = now
        self.day = localdate(case.submitted_at or now)
        self.draft = case.draft
        self.answers = answers
        self.systems = SourceAnswers(case.id)
        self.consents = consent_states(case.id, now)
        self.findings = standing_findings(case)
        self.filings = standing_filings(case)
        self.sources: dict[str, Source] = {}

    def declared(self, path: str) -> None:
        """The fact is what the applicant said."""
        self.sources[path] = Source(Origin.DECLARED, at=self.draft.saved_at)

    def by_system(self, path: str, answer: Answer[object] | None) -> None:
        """The fact is what a state system answered."""
        if answer is not None:
            self.sources[path] = Source(Origin.STATE_SYSTEM, answer.reference, answer.at)

    def by(self, path: str, origin: Origin, reference: str, at: datetime | None = None) -> None:
        """The fact comes from the register, a document or an officer."""
        self.sources[path] = Source(origin, reference, at)


def gather(case: Case, now: datetime) -> Gathered:
    """The facts of the case as they stand at ``now``."""
    sheet = Sheet(case, now, read_answers(case.draft.data))
    certificate = certificate_facts(sheet, declared_work)
    facts = Application(certificate, level_claimed(sheet, certificate))
    return Gathered(SCHEMA, facts, sheet.sources, read=sheet)


def certificate_facts(sheet: Sheet, work: DeclaredWork) -> law.CertificateFacts:
    """The facts that both services are decided on. ``work``: what the form of the service says of it."""
    code = sheet.answers.claim.specialty if sheet.answers.claim else ""
    held = held_of(sheet, code)
    return law.CertificateFacts(
        applied_on=sheet.day,
        claim=_claim(sheet),
        application_signed=sheet.answers.declaration is not None and sheet.answers.declaration.true,
        information_form=not set(sheet.answers.missing_pages) - {"declaration"},
        held=held,
        diploma=diploma_of(sheet),
        studies=studies_of(sheet, code),
        trainings=(*_trainings(sheet, code), *register_trainings(sheet, held, code)),
        work=work_of(sheet, code, uninterrupted_by_officer(sheet), work),
        name_changed=UNKNOWN if sheet.answers.person is None else sheet.answers.person.name_changed,
        civil_status=_answered(sheet, "civil_status", DataSet.NAME_CHANGE),
        assessment=_assessment(sheet, code),
        bans=bans_of(sheet, code),
        consents=consents_of(sheet.consents, sheet.systems),
        filed=_filed(sheet),
        officer=officer_findings_of(sheet, code),
    )


def _claim(sheet: Sheet) -> law.Claim:
    answers = sheet.answers.claim
    if answers is None:
        return law.Claim("")
    sheet.declared("claim")
    listed = specialties().get(answers.specialty)
    if listed is None:
        return law.Claim(answers.specialty, listed=False, new=answers.new, level=answers.level)
    mid_level = listed.education in ("technical_vocational", "post_secondary")
    return law.Claim(answers.specialty, True, listed.clinical, mid_level, answers.new, answers.level)


def _trainings(sheet: Sheet, code: str) -> tuple[Training, ...]:
    """Further education that was declared."""
    page = sheet.answers.trainings
    if page is not None:
        sheet.declared("trainings")
    return tuple(
        Training(
            UNKNOWN if row.hours is None else row.hours,
            UNKNOWN if row.credits is None else row.credits,
            row.completed_on,
            row.in_specialty,
        )
        for row in (page.trainings if page is not None else ())
    )


def _assessment(sheet: Sheet, code: str) -> law.Assessment:
    """The register's own conclusion first, which needs no consent; else what the state system answered."""
    own = _concluded(sheet, code)
    if own is not None:
        sheet.by("assessment", Origin.REGISTER, own.protocol_number, own.change.at)
        return law.Assessment(law.Answered.FOUND, own.passed)
    check = checked_by_officer(sheet, DataSet.ASSESSMENT)
    if check is not None:
        said = answered_or_checked(sheet, "assessment", DataSet.ASSESSMENT)
        passed = check.kind == FindingKind.ASSESSMENT_PASSED
        return law.Assessment(said, passed) if said is law.Answered.FOUND else law.Assessment(said)
    answered = _answered(sheet, "assessment", DataSet.ASSESSMENT)
    records = [r for r in sheet.systems.records(DataSet.ASSESSMENT) if is_same_specialty(r.specialty, code)]
    if answered is law.Answered.FOUND and not records:
        return law.Assessment(law.Answered.NOT_FOUND)
    if not records:
        return law.Assessment(answered)
    newest = max(records, key=lambda record: record.assessed_on)
    return law.Assessment(answered, newest.passed)


def _concluded(sheet: Sheet, code: str) -> AssessmentConclusion | None:
    """The conclusion that answers for the certificate. One on a level answers too; whether it found the level that is
    claimed beside the certificate is a question of 283/2020, and a level missed leaves an earlier pass as it is."""
    level = sheet.answers.claim.level if sheet.answers.claim else None
    person, day = sheet.case.subject_id, localdate(sheet.now)
    claims = (None,) if level is None else (level, None)
    found = [conclusion_for(person, code, claim, day, sheet.now) for claim in claims]
    rows = [row for row in found if row is not None]
    return next((row for row in rows if row.passed), rows[0] if rows else None)


def _answered(sheet: Sheet, path: str, data_set: DataSet) -> law.Answered:
    sheet.by_system(path, sheet.systems.get(data_set))
    return answered_or_checked(sheet, path, data_set)


def _filed(sheet: Sheet) -> tuple[law.FiledDocument, ...]:
    for number, filing in enumerate(sheet.filings):
        sheet.by(f"filed.{number}", Origin.DOCUMENT, str(filing.evidence), filing.change.at)
    return tuple(law.FiledDocument(f.document, f.language, f.translated_into or None) for f in sheet.filings)
