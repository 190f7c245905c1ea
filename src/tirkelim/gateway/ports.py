"""The ports: what the house asks of state systems, whoever stands behind them.

Every question takes whom it is about and the time `now`, answers an Answer and never raises for a source that is
down, late or talking nonsense: that is the outcome "unavailable" (274/2020 p.9 "if available in the service").
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Protocol, TypeVar
from uuid import UUID

from tirkelim.gateway.answer import Answer, Question, Subject
from tirkelim.gateway.payment_record import PaymentRecord
from tirkelim.gateway.records import (
    AssessmentRecord,
    BanRecord,
    CertificateRecord,
    EducationRecord,
    EmploymentRecord,
    NameChangeRecord,
    PremisesRecord,
    Record,
    StaffRecord,
)

R_co = TypeVar("R_co", bound=Record, covariant=True)


class Source(Protocol[R_co]):
    """A state system that answers for one data set."""

    def ask(self, question: Question, now: datetime) -> Answer[R_co]:
        """What the system holds about the person of the question."""


EducationSource = Source[EducationRecord]
CertificateSource = Source[CertificateRecord]
CivilStatusSource = Source[NameChangeRecord]
AssessmentSource = Source[AssessmentRecord]
EmploymentSource = Source[EmploymentRecord]
LegalStatisticsSource = Source[BanRecord]


class HolderSource(Protocol[R_co]):
    """A state system that answers for one data set about whoever applies for a licence."""

    def ask(self, question: Question, now: datetime) -> Answer[R_co]:
        """What the system holds about the organisation or person of the question."""


RealEstateSource = HolderSource[PremisesRecord]
StaffContractsSource = HolderSource[StaffRecord]


class MobileCitizens(Protocol):
    """The mobile citizens database: the number registered on the e-government portal."""

    def number_of(self, subject: Subject, now: datetime) -> Answer[str]:
        """At most one telephone number."""


class Sms(Protocol):
    """The gateway of short messages."""

    def send(self, number: str, text: str, now: datetime, key: str = "") -> Answer[str]:
        """Hand a message over; "found" with the operator's message id when taken, otherwise "unavailable".

        ``key``: a message handed over again with the same key is sent once."""


class Payments(Protocol):
    """The payment gateway of the e-government portal."""

    def begin(self, order: UUID, tenge: Decimal, purpose: str, return_to: str, now: datetime) -> Answer[str]:
        """Begin the payment of an order: the address of the page on which it is paid. The same order gives the same
        page; the page sends people back to ``return_to``."""

    def state_of(self, order: UUID, now: datetime) -> Answer[PaymentRecord]:
        """The payment of an order; "not found" while it is not paid, which a person may still do."""
