"""The ports: what the house asks of state systems, whoever stands behind them.

Every question takes the subject and the time `now`, answers an Answer and never raises for a source that is
down, late or talking nonsense: that is the outcome "unavailable" (274/2020 p.9 "if available in the service").
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, TypeVar

from tirkelim.gateway.answer import Answer, Subject
from tirkelim.gateway.records import (
    AssessmentRecord,
    BanRecord,
    CertificateRecord,
    EducationRecord,
    EmploymentRecord,
    NameChangeRecord,
    Record,
)

R_co = TypeVar("R_co", bound=Record, covariant=True)


class Source(Protocol[R_co]):
    """A state system that answers for one data set."""

    def ask(self, subject: Subject, now: datetime) -> Answer[R_co]:
        """What the system holds about this person."""


EducationSource = Source[EducationRecord]
CertificateSource = Source[CertificateRecord]
CivilStatusSource = Source[NameChangeRecord]
AssessmentSource = Source[AssessmentRecord]
EmploymentSource = Source[EmploymentRecord]
LegalStatisticsSource = Source[BanRecord]


class MobileCitizens(Protocol):
    """The mobile citizens database: the number registered on the e-government portal."""

    def number_of(self, subject: Subject, now: datetime) -> Answer[str]:
        """At most one telephone number."""


class Sms(Protocol):
    """The gateway of short messages."""

    def send(self, number: str, text: str, now: datetime) -> Answer[str]:
        """Hand a message over; "found" with the operator's message id when taken, otherwise "unavailable"."""
