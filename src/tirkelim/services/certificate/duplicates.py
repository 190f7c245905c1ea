"""Duplicates of a certificate, in Kazakh, Russian or English: numbered documents that are never altered."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from tirkelim.cases.models import Decision
from tirkelim.documents.duplicate import LANGUAGES, DuplicatePayload
from tirkelim.documents.models import Document
from tirkelim.documents.payload import PayloadError
from tirkelim.documents.qr import check_address
from tirkelim.documents.sealing import sealed_outside
from tirkelim.documents.service import store_document
from tirkelim.identity.models import Account
from tirkelim.identity.policy import require_actor
from tirkelim.identity.territories import office_names
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.law.messages.dates import write_date
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.register.commands.certificates import certificate_scope
from tirkelim.register.commands.writing import NotFound, person_stream, today
from tirkelim.register.models import Certificate
from tirkelim.register.queries import person_facts
from tirkelim.register.status import CertificateStatus, StatusOn, status_on
from tirkelim.register.training_days import training_days
from tirkelim.services.common.specialty import specialty_name
from tirkelim.signatures.seal import CannotSeal

MOST_A_DAY = 10
"""Duplicates of one certificate in a day: more are nobody's need and fill the store."""
SOURCES = {
    "kk": "{number} нөмірлі өтініш бойынша шешім, {day}",
    "ru": "решение от {day} по заявлению {number}",
    "en": "decision of {day} on application {number}",
}
BEFORE = {
    "kk": "кәсіптік тіркелімдегі жазба: сертификат осы тіркелімге дейін берілген",
    "ru": "запись профессионального регистра: сертификат выдан до этого регистра",
    "en": "entry of the professional register: the certificate was issued before this register",
}
"""What a duplicate rests on: the decision, or for an older certificate what the register holds of it."""


class NotPossible(ValueError):
    """No duplicate can be made; ``reason`` is a status of the certificate, or too_many, no_name, too_long."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def make_duplicate(command: Command, certificate: UUID, language: str) -> Done:
    """Make a duplicate; result {"document": id, "number": text}. Whoever is the holder asks as the holder.

    Raises NotFound, Denied, NotPossible.
    """
    if language not in LANGUAGES:
        raise NotPossible("language")

    def work(made: Change) -> Result:
        # Held until the end of the transaction, so that two do not take one number.
        row = Certificate.objects.select_for_update().filter(pk=certificate).first()
        if row is None:
            raise NotFound("Certificate")
        day = today(command)
        require_actor(command.actor, "certificate.duplicate", certificate_scope(row, day), on=day)
        payload = _payload(row, command, language)
        document = store_document(payload, decision=None, change=made)
        body = {"certificate": row.number, "number": document.number, "language": language, "by": payload.asked_by}
        append(person_stream(row.person_id), made, "certificate_duplicated", body)
        return {"document": str(document.id), "number": document.number}

    content = {"certificate": certificate, "language": language}
    try:
        return sealed_outside(lambda: once(command, "certificate.duplicate", content, work))
    except CannotSeal as waits:
        raise NotPossible("seal") from waits


def duplicates_of(number: str) -> QuerySet[Document]:
    """The duplicates of the certificate with the number, the first made first."""
    rows = Document.objects.filter(kind=Document.Kind.DUPLICATE, number__startswith=f"{number}/")
    return rows.filter(payload__certificate_number=number).select_related("change").order_by("change__at", "number")


def why_not(status: StatusOn) -> str:
    """The reason why there is no duplicate of a certificate with this status; "" where there can be one."""
    return "" if status.status is CertificateStatus.VALID else status.status.value


def _payload(row: Certificate, command: Command, language: str) -> DuplicatePayload:
    day = today(command)
    days = training_days([row.person_id], command.now).get(row.person_id, ()) if row.valid_until is None else ()
    status = status_on(row, row.events.order_by("id"), day, days)
    if why_not(status):
        raise NotPossible(why_not(status))
    before = list(duplicates_of(row.number))
    if sum(one.payload["made_on"] == day.isoformat() for one in before) >= MOST_A_DAY:
        raise NotPossible("too_many")
    facts = person_facts(row.person_id, day, command.now)
    name = facts.name(language) if facts is not None else ""
    if not name:
        raise NotPossible("no_name")
    listed = specialties().get(row.specialty)
    try:
        return DuplicatePayload(
            language=language,
            number=f"{row.number}/{len(before) + 1}",
            certificate_number=row.number,
            holder=name,
            specialty=specialty_name(row.specialty, language),
            is_specialisation=listed is not None and listed.kind == "specialisation",
            level=row.level,
            issued_on=row.issued_on,
            valid_until=row.valid_until,
            holds_until=status.holds_until,
            department=_department(row, language),
            source=_source(row, language),
            asked_by=_asked_by(row, command),
            made_on=day,
            check_address=check_address(settings.PUBLIC_URL, row.number),
            decided_at=command.now,
            demo=settings.DEMO,
        )
    except PayloadError as fault:
        raise NotPossible("too_long") from fault


def _department(row: Certificate, language: str) -> str:
    names = None if row.office is None else office_names(row.office, row.issued_on)
    return "" if names is None else names[language]


def _source(row: Certificate, language: str) -> str:
    if row.decision is None:
        return BEFORE[language]
    decision = Decision.objects.filter(pk=row.decision).select_related("case").first()
    if decision is None:
        return BEFORE[language]
    day: date = decision.decided_on
    return SOURCES[language].format(number=decision.case.number, day=write_date(day, language))


def _asked_by(row: Certificate, command: Command) -> str:
    if command.actor is None:
        return "department"
    own = Account.objects.filter(pk=command.actor, person=row.person_id).exists()
    return "holder" if own else "department"
