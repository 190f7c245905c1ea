"""The facts on which a certificate is decided: plain values; where each came from stands beside them in the sheet.

UNKNOWN: not known (yet). None: known not to exist. What a state system answered is an ``Answered``: a source that is
down is ``UNAVAILABLE`` and never counts as ``NOT_FOUND`` (specification D-5).
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from tirkelim.law.order_274_certificates.specialties import DiplomaLevel
from tirkelim.law.order_274_certificates.training import Training
from tirkelim.law.unknown import UNKNOWN, Maybe


class DataSet(enum.StrEnum):
    """The data sets of p.9 and p.24 (D-3, D-4); ``identity``: the register that holds identity documents."""

    HIGHER_EDUCATION = "higher_education"
    SECONDARY_EDUCATION = "secondary_education"
    CERTIFICATE = "certificate"
    CIVIL_STATUS = "civil_status"
    ASSESSMENT = "assessment"
    EMPLOYMENT = "employment"
    BANS = "bans"
    IDENTITY = "identity"


class Answered(enum.StrEnum):
    """What a state system (or an officer's recorded check in its place) answered."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    UNAVAILABLE = "unavailable"
    NOT_ASKED = "not_asked"

    @property
    def known(self) -> Maybe[bool]:
        """Whether there is a record: not known while the source has not answered."""
        return {Answered.FOUND: True, Answered.NOT_FOUND: False}.get(self, UNKNOWN)


class Consent(enum.StrEnum):
    """The applicant's answer on one data set."""

    GIVEN = "given"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"


class StudyKind(enum.StrEnum):
    """Training beside the diploma."""

    INTERNSHIP = "internship"
    RESIDENCY = "residency"
    ORDINATURA = "ordinatura"
    RETRAINING = "retraining"
    CERTIFICATION_COURSE = "certification_course"


@dataclass(frozen=True, slots=True)
class Claim:
    """What is asked for.

    ``listed``: stands in the list of order 218/2020; ``clinical``: a clinical specialty of it; ``mid_level``: a
    specialty of technical, vocational or post-secondary education; ``new``: claimed beside a specialty already held;
    ``level``: the qualification level asked for, None when none is.
    """

    specialty: str
    listed: Maybe[bool] = UNKNOWN
    clinical: Maybe[bool] = UNKNOWN
    mid_level: Maybe[bool] = UNKNOWN
    new: Maybe[bool] = UNKNOWN
    level: str | None = None


@dataclass(frozen=True, slots=True)
class CertificateHeld:
    """The certificate in the claimed specialty; ``valid_until`` None: it has no term (or there is none).

    ``shown_invalid``: the service marks it invalid though its term has not ended. A term that ended is no such mark:
    the record says so itself, and what a state system can give is not asked of the applicant (p.9).
    """

    exists: Maybe[bool] = UNKNOWN
    valid_until: Maybe[date | None] = UNKNOWN
    issued_on: Maybe[date | None] = UNKNOWN
    source: Answered = Answered.NOT_ASKED
    shown_invalid: bool = False


@dataclass(frozen=True, slots=True)
class Diploma:
    """The medical education on which the claim rests; ``country`` is a two-letter code."""

    level: DiplomaLevel
    specialty: Maybe[str] = UNKNOWN
    graduated_on: Maybe[date] = UNKNOWN
    country: Maybe[str] = UNKNOWN
    source: Answered = Answered.NOT_ASKED

    @property
    def year(self) -> Maybe[int]:
        """The year of graduation."""
        return UNKNOWN if self.graduated_on is UNKNOWN else self.graduated_on.year


@dataclass(frozen=True, slots=True)
class Study:
    """Internship, residency, ordinatura, retraining or a certification course."""

    kind: StudyKind
    in_claimed_specialty: Maybe[bool] = UNKNOWN
    completed_on: Maybe[date] = UNKNOWN
    source: Answered = Answered.NOT_ASKED


@dataclass(frozen=True, slots=True)
class Work:
    """Service in the claimed specialty.

    ``started_on``: its first day (None: none shown); ``last_worked_on``: its last day, the day of application for who
    works in it now (None: never worked in it); ``uninterrupted``: never broken off (C26); ``first_job``: enters work
    for the first time after graduation.
    """

    working: Maybe[bool] = UNKNOWN
    started_on: Maybe[date | None] = UNKNOWN
    last_worked_on: Maybe[date | None] = UNKNOWN
    uninterrupted: Maybe[bool] = UNKNOWN
    first_job: Maybe[bool] = UNKNOWN
    source: Answered = Answered.NOT_ASKED


@dataclass(frozen=True, slots=True)
class Assessment:
    """The result of the assessment of professional preparedness in the claimed specialty."""

    source: Answered = Answered.NOT_ASKED
    passed: Maybe[bool] = UNKNOWN


@dataclass(frozen=True, slots=True)
class Bans:
    """Prohibition of medical activity: the source's answer (or the officer's recorded check), with its reference."""

    source: Answered = Answered.NOT_ASKED
    reference: str = ""


@dataclass(frozen=True, slots=True)
class DataConsent:
    """The applicant's answer for one data set."""

    data_set: DataSet
    answer: Consent


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """A document that the applicant filed: its id in the standard's row 8, its language, and its translation's."""

    kind: str
    language: str = "kk"
    translated_into: str | None = None


OFFICER_GROUNDS = (1, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class OfficerFinding:
    """What an officer recorded of their own: a ground that no rule can establish, and the paper that it rests on."""

    ground: int
    reference: str
    note: str = ""

    def __post_init__(self) -> None:
        if self.ground not in OFFICER_GROUNDS:
            raise ValueError(f"an officer establishes grounds {OFFICER_GROUNDS}, not {self.ground}")
        if not self.reference.strip():
            raise ValueError("an officer's finding names the document it rests on")


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """Everything that the domestic service is decided on; the foreign one adds ``ForeignFacts``."""

    applied_on: date
    claim: Claim
    application_signed: bool = False
    information_form: bool = False
    held: CertificateHeld = CertificateHeld()
    diploma: Diploma | None = None
    studies: tuple[Study, ...] = ()
    trainings: tuple[Training, ...] = ()
    work: Work = Work()
    name_changed: Maybe[bool] = UNKNOWN
    civil_status: Answered = Answered.NOT_ASKED
    assessment: Assessment = Assessment()
    bans: Bans = Bans()
    consents: tuple[DataConsent, ...] = ()
    filed: tuple[FiledDocument, ...] = ()
    officer: tuple[OfficerFinding, ...] = ()

    def consent(self, data_set: DataSet) -> Consent:
        """The answer on a data set; refusing outweighs an earlier yes, silence is not asked."""
        answers = {consent.answer for consent in self.consents if consent.data_set is data_set}
        for answer in (Consent.REFUSED, Consent.GIVEN):
            if answer in answers:
                return answer
        return Consent.NOT_ASKED

    def filed_as(self, kind: str) -> tuple[FiledDocument, ...]:
        """The documents filed under an id of the standard's row 8."""
        return tuple(document for document in self.filed if document.kind == kind)

    def study(self, kind: StudyKind) -> tuple[Study, ...]:
        """The studies of one kind."""
        return tuple(study for study in self.studies if study.kind is kind)


@dataclass(frozen=True, slots=True)
class ForeignFacts:
    """What the foreign service needs beside the common facts; ``identity``: the register of identity documents."""

    certificate: CertificateFacts
    citizenship: Maybe[str] = UNKNOWN
    permanent_resident: Maybe[bool] = UNKNOWN
    identity: Answered = Answered.NOT_ASKED
    name_changed_in: Maybe[str] = UNKNOWN
