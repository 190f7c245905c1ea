"""What the applicant answered: the pages of the application and information forms (274/2020 annexes 1 and 2).

A page is kept twice in the draft: as typed, so that nothing is lost, and clean, once it makes sense. Only clean pages
are read here. Pages are read one by one: a mistake in one does not hide the others.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol, TypeVar

from django.db.models.fields.json import KeyTextTransform, KeyTransform

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.facts import parse
from tirkelim.law.ask.kinds import Credits, Hours, ShortText
from tirkelim.law.order_274_certificates.facts import StudyKind


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


@dataclass(frozen=True, slots=True)
class DeclarationAnswers:
    """The statement of truth, with which the application is signed."""

    true: bool


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

Page = TypeVar("Page")


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


def page_entry(typed: Mapping[str, Any], clean: Mapping[str, Any] | None) -> dict[str, Any]:
    """How a page is kept in the draft: as typed, and clean where it makes sense."""
    return {"typed": dict(typed), "clean": None if clean is None else dict(clean)}


def read_answers(draft: Mapping[str, Any]) -> Answers:
    """The clean pages of a draft."""
    return Answers(**{name: read_page(cls, draft.get(name)) for name, cls in PAGES.items()})


def read_page(cls: type[Page], entry: Any) -> Page | None:
    """The clean answers of a page as its class; None where it does not make sense yet."""
    if not isinstance(entry, Mapping) or entry.get("clean") is None:
        return None
    try:
        return parse(cls, entry["clean"])
    except FactErrors:
        return None


CLAIMED_SPECIALTY = KeyTextTransform("specialty", KeyTransform("clean", KeyTransform("claim", "draft__data")))
"""The claimed specialty in a query over cases, for lists that cannot read whole drafts."""
CLAIMED_LEVEL = KeyTextTransform("level", KeyTransform("clean", KeyTransform("claim", "draft__data")))
"""The claimed level in such a query; null where none is claimed."""
