"""What the applicant answered: the pages of the application and information forms (274/2020 annexes 1 and 2).

Pages are read one by one: a mistake in one does not hide the others.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol

from tirkelim.law.ask.kinds import Credits, Hours, ShortText
from tirkelim.law.order_274_certificates.facts import StudyKind
from tirkelim.services.common.pages import DeclarationAnswers, read_page


class BasicEducation(enum.StrEnum):
    """The kind of medical education on which the claim rests (information form, line 2.1)."""

    TECHNICAL_VOCATIONAL = "technical_vocational"
    POST_SECONDARY = "post_secondary"
    BACHELOR = "bachelor"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class ClaimAnswers:
    """The claimed specialty by its code, whether it is claimed beside one already held, and the level, if any."""

    specialty: ShortText
    new: bool
    level: ShortText | None


@dataclass(frozen=True, slots=True)
class PersonAnswers:
    """Where the applicant lives (the office follows from it), and whether the name changed after the diploma."""

    residence_kato: ShortText
    name_changed: bool


@dataclass(frozen=True, slots=True)
class EducationAnswers:
    """The diploma (lines 2, 2.1) and, for one from abroad, its recognition (line 2.2). ``country``: two letters."""

    kind: BasicEducation
    specialty: ShortText
    institution: ShortText
    country: ShortText
    graduated_on: date
    document_number: ShortText
    recognised_by: ShortText | None = None
    recognition_order: ShortText | None = None
    recognition_registration: ShortText | None = None
    recognised_on: date | None = None


@dataclass(frozen=True, slots=True)
class StudyAnswers:
    """Internship, residency, ordinatura, retraining or a certification course (lines 3 to 5)."""

    kind: StudyKind
    specialty: ShortText
    in_claimed_specialty: bool
    organisation: ShortText
    completed_on: date
    document_number: ShortText
    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class HeldAnswers:
    """The certificate in the claimed specialty (line 6); ``valid_until`` None with ``exists``: given without a term."""

    exists: bool
    number: ShortText | None = None
    issued_on: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class WorkAnswers:
    """Service in the claimed specialty (line 8); ``started_on`` None: has not worked in it."""

    started_on: date | None
    working: bool
    last_worked_on: date | None = None
    uninterrupted: bool | None = None


@dataclass(frozen=True, slots=True)
class TrainingAnswers:
    """One certificate of further education of the last five years (line 9)."""

    programme: ShortText
    organisation: ShortText
    completed_on: date
    certificate_number: ShortText
    in_specialty: bool
    hours: Hours | None = None
    credits: Credits | None = None


@dataclass(frozen=True, slots=True)
class StudiesPage:
    """All studies beside the diploma."""

    studies: tuple[StudyAnswers, ...]


@dataclass(frozen=True, slots=True)
class TrainingsPage:
    """All certificates of further education."""

    trainings: tuple[TrainingAnswers, ...]


class Answers(NamedTuple):
    """The pages that make sense; None for one that is not answered yet."""

    claim: ClaimAnswers | None
    person: PersonAnswers | None
    education: EducationAnswers | None
    studies: StudiesPage | None
    held: HeldAnswers | None
    work: WorkAnswers | None
    trainings: TrainingsPage | None
    declaration: DeclarationAnswers | None

    @property
    def missing_pages(self) -> tuple[str, ...]:
        """The pages that still have to be answered before the application can be sent."""
        return tuple(name for name in self._fields if getattr(self, name) is None)


PAGES: dict[str, type] = {
    "claim": ClaimAnswers,
    "person": PersonAnswers,
    "education": EducationAnswers,
    "studies": StudiesPage,
    "held": HeldAnswers,
    "work": WorkAnswers,
    "trainings": TrainingsPage,
    "declaration": DeclarationAnswers,
}
"""The pages in their order, with the class of each; consent and documents are kept elsewhere."""


class Pages(Protocol):
    """What both services of 274/2020 ask in the same words: the pages that the shared facts are made from.

    ``studies`` and ``work`` are pages of their own in each service.
    """

    @property
    def claim(self) -> ClaimAnswers | None:
        """What is claimed."""

    @property
    def person(self) -> Any:
        """Who applies; ``name_changed`` tells whether the name changed after the education documents."""

    @property
    def education(self) -> EducationAnswers | None:
        """The diploma."""

    @property
    def studies(self) -> Any:
        """Studies beside the diploma."""

    @property
    def held(self) -> HeldAnswers | None:
        """The certificate held."""

    @property
    def work(self) -> Any:
        """Service in the specialty."""

    @property
    def trainings(self) -> Any:
        """Further education."""

    @property
    def declaration(self) -> DeclarationAnswers | None:
        """The statement of truth."""

    @property
    def missing_pages(self) -> tuple[str, ...]:
        """The pages that still have to be answered."""


def read_answers(draft: Mapping[str, Any]) -> Answers:
    """The clean pages of a draft."""
    return Answers(**{name: read_page(cls, draft.get(name)) for name, cls in PAGES.items()})
