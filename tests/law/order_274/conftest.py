"""Two applications that would be granted as they stand; tests change one thing at a time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tirkelim.law.order_274_certificates.facts import (
    Answered,
    Assessment,
    Bans,
    CertificateFacts,
    CertificateHeld,
    Claim,
    Consent,
    DataConsent,
    DataSet,
    Diploma,
    FiledDocument,
    ForeignFacts,
    Study,
    StudyKind,
    Work,
)
from tirkelim.law.order_274_certificates.specialties import DiplomaLevel
from tirkelim.law.order_274_certificates.training import Training

DAY = date(2025, 12, 10)
CONSENTS = tuple(DataConsent(data_set, Consent.GIVEN) for data_set in DataSet)


@pytest.fixture(scope="session")
def confirmation() -> CertificateFacts:
    """A doctor at work whose certificate ends in three months; no level is claimed."""
    return CertificateFacts(
        applied_on=DAY,
        claim=Claim("residency.neurology", listed=True, clinical=True, mid_level=False, new=False),
        application_signed=True,
        information_form=True,
        held=CertificateHeld(True, date(2026, 3, 1), date(2021, 3, 1), Answered.FOUND),
        diploma=Diploma(DiplomaLevel.HIGHER, "Жалпы медицина", date(2012, 6, 25), "KZ", Answered.FOUND),
        trainings=(Training(Decimal(120), None, date(2024, 3, 1), True),),
        work=Work(True, date(2013, 9, 1), DAY, True, False, Answered.FOUND),
        name_changed=False,
        bans=Bans(Answered.NOT_FOUND),
        consents=CONSENTS,
    )


@pytest.fixture(scope="session")
def first(confirmation: CertificateFacts) -> CertificateFacts:
    """A graduate of 2023 with internship and residency who claims a first certificate before the first job."""
    return CertificateFacts(
        applied_on=DAY,
        claim=confirmation.claim,
        application_signed=True,
        information_form=True,
        held=CertificateHeld(False, None, None, Answered.NOT_FOUND),
        diploma=Diploma(DiplomaLevel.HIGHER, "Жалпы медицина", date(2023, 6, 25), "KZ", Answered.FOUND),
        studies=(
            Study(StudyKind.INTERNSHIP, True, date(2023, 6, 25), Answered.FOUND),
            Study(StudyKind.RESIDENCY, True, date(2025, 8, 30), Answered.FOUND),
        ),
        work=Work(False, None, None, False, True, Answered.NOT_FOUND),
        name_changed=False,
        assessment=Assessment(Answered.FOUND, True),
        bans=Bans(Answered.NOT_FOUND),
        consents=CONSENTS,
    )


@pytest.fixture(scope="session")
def foreigner(first: CertificateFacts) -> ForeignFacts:
    """A doctor from India, invited by a hospital, with everything that the first list names."""
    kinds = ("identity_document", "recognition", "proof_of_work", "foreign_labour_permit", "assessment")
    facts = CertificateFacts(
        applied_on=DAY,
        claim=first.claim,
        application_signed=True,
        information_form=True,
        held=first.held,
        diploma=Diploma(DiplomaLevel.HIGHER, "General medicine", date(2015, 6, 25), "IN", Answered.NOT_FOUND),
        work=Work(True, date(2016, 1, 1), date(2025, 6, 1), True, False, Answered.NOT_FOUND),
        name_changed=False,
        assessment=Assessment(Answered.NOT_FOUND),
        bans=Bans(Answered.NOT_FOUND),
        consents=CONSENTS,
        filed=tuple(FiledDocument(kind, "en", "ru") for kind in kinds),
    )
    return ForeignFacts(facts, citizenship="IN", permanent_resident=False, identity=Answered.NOT_FOUND)
