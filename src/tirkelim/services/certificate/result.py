"""The result as a document: a certificate or a reasoned refusal, from what was stored of the decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate

from tirkelim.cases.models import Decision
from tirkelim.documents.payload import (
    Bilingual,
    CertificatePayload,
    Payload,
    RefusalPayload,
)
from tirkelim.documents.qr import application_address, check_address
from tirkelim.documents.wording import (
    APPLY_AGAIN,
    GROUNDS_OF_ROW_9,
    appeal,
    edition_words,
    later_amendment_words,
)
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.register.models import Certificate
from tirkelim.services.common.papers import (
    applicant_name,
    department_words,
    ground_words,
    refusal_grounds,
    specialty_words,
)

SERVICE = Bilingual(
    "Клиникалық практикаға жіберу үшін маман сертификатын беру",
    "Выдача сертификата специалиста для допуска к клинической практике",
)


def payload_of(decision: Decision, service: Bilingual, claim: Mapping[str, Any]) -> Payload:
    """What the document of the decision says; ``claim``: what was claimed, as the stored facts have it.

    Nothing is decided here: every word follows from the stored rows.
    """
    certificate = Certificate.objects.filter(decision=decision.id).first()
    return _refusal(decision, service, claim) if certificate is None else _certificate(decision, certificate)


def _certificate(decision: Decision, certificate: Certificate) -> CertificatePayload:
    case = decision.case
    if certificate.valid_until is None:
        raise ValueError("a certificate of this service has a term")
    listed = specialties().get(certificate.specialty)
    return CertificatePayload(
        number=certificate.number,
        holder=applicant_name(case, decision),
        specialty=specialty_words(certificate.specialty),
        is_specialisation=listed is not None and listed.kind == "specialisation",
        level=certificate.level,
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        department=department_words(case, decision),
        ground=ground_words(decision),
        edition=edition_words(decision.edition),
        later_amendment=later_amendment_words(decision.edition),
        check_address=check_address(settings.PUBLIC_URL, certificate.number),
        decided_at=decision.change.at,
        demo=settings.DEMO,
    )


def _refusal(decision: Decision, service: Bilingual, claim: Mapping[str, Any]) -> RefusalPayload:
    case = decision.case
    contact = f"{settings.CONTACT_CENTRE}, {settings.CONTACT_CENTRE_LONG}"
    return RefusalPayload(
        number=f"{case.number}/{decision.seq}",
        applicant=applicant_name(case, decision),
        service=service,
        claimed=specialty_words(claim["specialty"]),
        application_number=str(case.number),
        applied_on=localdate(case.submitted_at),
        decided_on=decision.decided_on,
        department=department_words(case, decision),
        grounds=refusal_grounds(decision, decision.verdicts["grounds"], GROUNDS_OF_ROW_9),
        next_steps=(APPLY_AGAIN,),
        appeal=appeal(contact),
        edition=edition_words(decision.edition),
        later_amendment=later_amendment_words(decision.edition),
        check_address=application_address(settings.PUBLIC_URL, case.id),
        decided_at=decision.change.at,
        demo=settings.DEMO,
    )
