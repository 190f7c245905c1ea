"""The certificate in the claimed specialty that the applicant holds or held."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.cases.queries import own_decisions
from tirkelim.cases.service import Origin
from tirkelim.gateway.records import CertificateRecord, DataSet
from tirkelim.journal.kept import kept
from tirkelim.law.order_274_certificates import facts as law
from tirkelim.law.unknown import UNKNOWN
from tirkelim.register.models import Certificate, CertificateEvent
from tirkelim.register.status import NOT_STANDING, status_on
from tirkelim.services.certificate.officer import answered_or_checked, checked_by_officer
from tirkelim.services.common.specialty import is_same_specialty

if TYPE_CHECKING:
    from tirkelim.services.certificate.gather import Sheet


def held_of(sheet: Sheet, code: str) -> law.CertificateHeld:
    """The newest certificate in the specialty: of this register, else of the state system, else as declared."""
    own = _in_register(sheet, code)
    if own is not None:
        sheet.by("held", Origin.REGISTER, own.number, own.change.at)
        return law.CertificateHeld(True, own.valid_until, own.issued_on, law.Answered.FOUND)
    return _in_system(sheet, code) or _declared(sheet)


def _in_register(sheet: Sheet, code: str) -> Certificate | None:
    """The newest that stands, without what a decision of this very case has changed: after an upheld complaint the
    case is decided as though that decision had not been made."""
    rows = _certificates(sheet.case.subject_id, code)
    own = own_decisions(sheet.case) if any(row.decision for row in rows) else frozenset()
    given = {row.number for row in rows if row.decision in own}
    for row in rows:
        events = [event for event in _events(row.id) if event.superseded_by not in given]
        if row.decision not in own and status_on(row, events, sheet.day).status not in NOT_STANDING:
            return row
    return None


@kept
def _certificates(person: UUID, specialty: str) -> QuerySet[Certificate]:
    rows = Certificate.objects.filter(person=person, specialty=specialty)
    return rows.select_related("change").order_by("-issued_on")


@kept
def _events(certificate: UUID) -> QuerySet[CertificateEvent]:
    return CertificateEvent.objects.filter(certificate=certificate).order_by("id")


def _in_system(sheet: Sheet, code: str) -> law.CertificateHeld | None:
    records: list[CertificateRecord] = [
        record
        for record in sheet.systems.records(DataSet.CERTIFICATES)
        if is_same_specialty(record.specialty, code)
        and (record.withdrawn_on is None or record.withdrawn_on > sheet.day)
    ]
    if not records:
        return None
    newest = max(records, key=lambda record: record.issued_on)
    sheet.by_system("held", sheet.systems.get(DataSet.CERTIFICATES))
    expired = newest.valid_until is not None and newest.valid_until < sheet.day
    return law.CertificateHeld(True, newest.valid_until, newest.issued_on, law.Answered.FOUND, shown_invalid=expired)


def _declared(sheet: Sheet) -> law.CertificateHeld:
    answered = sheet.systems.answered(DataSet.CERTIFICATES)
    source: law.Answered = law.Answered.NOT_FOUND if answered is law.Answered.FOUND else answered
    answers = sheet.answers.held
    if answers is None:
        return law.CertificateHeld(UNKNOWN, UNKNOWN, UNKNOWN, source)
    sheet.declared("held")
    if checked_by_officer(sheet, DataSet.CERTIFICATES) is not None:
        source = answered_or_checked(sheet, "held", DataSet.CERTIFICATES)
        if source is law.Answered.FOUND and not answers.exists:
            return law.CertificateHeld(True, UNKNOWN, UNKNOWN, source)
    if not answers.exists:
        return law.CertificateHeld(False, None, None, source)
    return law.CertificateHeld(True, answers.valid_until, answers.issued_on, source)
