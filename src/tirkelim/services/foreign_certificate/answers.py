"""What was answered: the application (274/2020 rules' annex 5) and the information form (appendix to annex 6).

Which line of the forms each answer is for stands in ``lines.py``. Pages are kept as those of the domestic service.
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tirkelim.law.ask.kinds import Credits, Hours, ShortText
from tirkelim.law.period import Length
from tirkelim.services.certificate.answers import ClaimAnswers, EducationAnswers, HeldAnswers, TrainingAnswers
from tirkelim.services.common.pages import DeclarationAnswers, read_page
from tirkelim.services.foreign_certificate.permit import why_no_permit


class ForeignStudyKind(enum.StrEnum):
    """What lines 5 to 7 ask for; a master's degree and a doctorate are noted, no rule asks for them."""

    INTERNSHIP = "internship"
    ORDINATURA = "ordinatura"
    RESIDENCY = "residency"
    MASTER = "master"
    DOCTORAL = "doctoral"
    RETRAINING = "retraining"
    CERTIFICATION_COURSE = "certification_course"


class Ownership(enum.StrEnum):
    """Whose the organisation is."""

    STATE = "state"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class SpecialistAnswers:
    """The specialist. ``citizenship``, ``name_changed_in``: two letters (XX: no citizenship)."""

    postal_address: ShortText
    telephone: ShortText
    citizenship: ShortText
    permanent_resident: bool
    name_changed: bool
    name_changed_in: ShortText | None = None


@dataclass(frozen=True, slots=True)
class OrganisationAnswers:
    """The health organisation in which the specialist will work; the office follows from its region (``kato``)."""

    name: ShortText
    institution: ShortText
    ownership: Ownership
    kato: ShortText
    city: ShortText
    street: ShortText
    house: ShortText
    telephone: ShortText
    district: ShortText | None = None
    branches: ShortText | None = None


@dataclass(frozen=True, slots=True)
class PermitAnswers:
    """The permit to engage foreign labour, given to the employer (line 2)."""

    exists: bool
    number: ShortText | None = None
    issued_by: ShortText | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class ForeignEducationAnswers(EducationAnswers):
    """The diploma (line 4.1) and its recognition (4.2); ``recognised`` None: received in Kazakhstan."""

    recognised: bool | None = None


@dataclass(frozen=True, slots=True)
class ForeignStudyAnswers:
    """A study beside the diploma (lines 5 to 7)."""

    kind: ForeignStudyKind
    specialty: ShortText
    in_claimed_specialty: bool
    organisation: ShortText
    completed_on: date
    document_number: ShortText
    started_on: date | None = None
    hours: Hours | None = None
    credits: Credits | None = None


@dataclass(frozen=True, slots=True)
class ForeignHeldAnswers(HeldAnswers):
    """The certificate in the claimed specialty (line 8); ``number`` is that of the administrative document."""

    order_number: ShortText | None = None
    ordered_on: date | None = None
    code: ShortText | None = None
    registration_number: ShortText | None = None
    issuer: ShortText | None = None
    specialty: ShortText | None = None


@dataclass(frozen=True, slots=True)
class AssessmentAnswers:
    """The result of the assessment of professional preparedness, if any (line 9)."""

    exists: bool
    organisation: ShortText | None = None
    number: ShortText | None = None
    assessed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ServiceAnswers:
    """Service (lines 10.1 to 10.4); ``first_job``: enters work for the first time after graduation."""

    first_job: bool
    in_specialty: Length | None = None
    in_medicine: Length | None = None
    workplace: ShortText | None = None
    position: ShortText | None = None


@dataclass(frozen=True, slots=True)
class JobAnswers:
    """A line of the employment table, in the claimed specialty (line 10.5); ``left_on`` None: it goes on."""

    hired_on: date
    workplace: ShortText
    position: ShortText
    order_number: ShortText
    ordered_on: date
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class ForeignTrainingAnswers(TrainingAnswers):
    """One certificate of further education of the last five years (line 11)."""

    started_on: date | None = None


@dataclass(frozen=True, slots=True)
class ForeignStudiesPage:
    """All studies beside the diploma."""

    studies: tuple[ForeignStudyAnswers, ...]


@dataclass(frozen=True, slots=True)
class JobsPage:
    """The employment table."""

    jobs: tuple[JobAnswers, ...]


@dataclass(frozen=True, slots=True)
class ForeignTrainingsPage:
    """All certificates of further education."""

    trainings: tuple[ForeignTrainingAnswers, ...]


PAGES: dict[str, type] = {
    "claim": ClaimAnswers,
    "person": SpecialistAnswers,
    "organisation": OrganisationAnswers,
    "permit": PermitAnswers,
    "education": ForeignEducationAnswers,
    "studies": ForeignStudiesPage,
    "held": ForeignHeldAnswers,
    "assessment": AssessmentAnswers,
    "work": ServiceAnswers,
    "jobs": JobsPage,
    "trainings": ForeignTrainingsPage,
    "declaration": DeclarationAnswers,
}
"""The pages in their order, with the class of each; consent and documents are kept elsewhere."""


@dataclass(frozen=True, slots=True)
class ForeignAnswers:
    """The pages that make sense; None for one that is not answered yet.

    ``no_permit``: why no permit is asked from this specialist, as a message key of the law; "" where it is.
    """

    claim: ClaimAnswers | None
    person: SpecialistAnswers | None
    organisation: OrganisationAnswers | None
    permit: PermitAnswers | None
    education: ForeignEducationAnswers | None
    studies: ForeignStudiesPage | None
    held: ForeignHeldAnswers | None
    assessment: AssessmentAnswers | None
    work: ServiceAnswers | None
    jobs: JobsPage | None
    trainings: ForeignTrainingsPage | None
    declaration: DeclarationAnswers | None
    no_permit: str = ""

    @property
    def missing_pages(self) -> tuple[str, ...]:
        """The pages that still have to be answered before the application can be sent."""
        missing = [name for name in PAGES if getattr(self, name) is None]
        return tuple(name for name in missing if name != "permit" or not self.no_permit)


def read_pages(draft: Mapping[str, Any]) -> ForeignAnswers:
    """The clean pages of a draft, without asking whether a permit is owed."""
    pages: dict[str, Any] = {name: read_page(cls, draft.get(name)) for name, cls in PAGES.items()}
    return ForeignAnswers(**pages)


def read_answers(draft: Mapping[str, Any], day: date) -> ForeignAnswers:
    """The clean pages of a draft, read on the day on which it is (or was) sent."""
    pages = read_pages(draft)
    if pages.person is None:
        return pages
    reason = why_no_permit(pages.person.citizenship, pages.person.permanent_resident, day)
    return dataclasses.replace(pages, no_permit=reason)
