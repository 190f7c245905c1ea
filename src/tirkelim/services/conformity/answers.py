"""What was answered in an application for a conformity certificate (503/2016 rules' annex 1; standard row 8).

Pages are kept as those of every service (``services/common/pages.py``). Names come from the register's person; the
day of application is that of sending.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from tirkelim.law.ask.kinds import FrameworkLevel, ShortText
from tirkelim.law.period import Length
from tirkelim.law.standards.services import Action
from tirkelim.services.common.pages import read_page


class ChangeKind(enum.StrEnum):
    """What changed, so that a certificate is re-issued (p.22)."""

    NAME = "name"
    DOCUMENT = "document"


class LossKind(enum.StrEnum):
    """Why a duplicate is asked for (p.22)."""

    LOST = "lost"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class RequestAnswers:
    """What is asked for. ``profession``: Kazakh name of the list, ``activity``: its code; both for an issue only, since
    later they follow from the certificate. ``framework_level``: of the qualification framework, where the list names
    levels."""

    action: Action
    profession: ShortText | None = None
    activity: ShortText | None = None
    framework_level: FrameworkLevel | None = None


@dataclass(frozen=True, slots=True)
class PersonAnswers:
    """The applicant: identity document (``document_expires_on`` None: it has no end), place and telephone in
    Kazakhstan, and in the country of residence (two letters). The local body follows from the region (``kato``)."""

    document_number: ShortText
    document_issued_on: date
    document_issuer: ShortText
    kato: ShortText
    address: ShortText
    telephone: ShortText
    residence_country: ShortText
    residence_address: ShortText
    residence_telephone: ShortText
    document_expires_on: date | None = None
    fax: ShortText | None = None


@dataclass(frozen=True, slots=True)
class EducationAnswers:
    """Education in the specialty that matches the profession (p.10(1)), and how it was recognised.

    ``recognised``: recognised or nostrified in Kazakhstan; None where there is no higher education, or where a ratified
    treaty exempts it (``treaty_exempts``).
    """

    higher_education: bool
    academic_degree: bool
    english_teaching_certificate: bool
    treaty_exempts: bool = False
    specialty: ShortText | None = None
    institution: ShortText | None = None
    document_number: ShortText | None = None
    recognised: bool | None = None
    recognised_by: ShortText | None = None
    recognition_number: ShortText | None = None
    recognised_on: date | None = None
    degree: ShortText | None = None
    degree_document: ShortText | None = None
    english_number: ShortText | None = None
    english_issuer: ShortText | None = None


@dataclass(frozen=True, slots=True)
class WorkAnswers:
    """Total service in the specialty that matches the profession (p.10(2)); where the applicant worked last."""

    service: Length
    workplace: ShortText | None = None
    position: ShortText | None = None


@dataclass(frozen=True, slots=True)
class HeldAnswers:
    """The certificate that is extended, re-issued or duplicated, by its number."""

    number: ShortText


@dataclass(frozen=True, slots=True)
class ContractAnswers:
    """The labour contract (p.16-19). ``employer_number``: BIN or IIN, 12 digits; ``until`` None: open-ended."""

    employer: ShortText
    employer_number: ShortText
    number: ShortText
    signed_on: date
    open_ended: bool
    new_employer: bool
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ChangeAnswers:
    """What changed and on which day (p.22)."""

    what: ChangeKind
    changed_on: date


@dataclass(frozen=True, slots=True)
class LossAnswers:
    """Whether the certificate was lost or damaged, when that was noticed, and how it came about (p.22)."""

    what: LossKind
    noticed_on: date
    circumstances: ShortText


@dataclass(frozen=True, slots=True)
class DeclarationAnswers:
    """Consent to collect and process personal data, statement of truth, and the representative's authority.

    ``authority_number`` and ``authority_on`` (number and day of the power of attorney) only where a representative
    applies (p.3).
    """

    consent: bool
    true: bool
    authority_number: ShortText | None = None
    authority_on: date | None = None


PAGES: dict[str, type] = {
    "request": RequestAnswers,
    "person": PersonAnswers,
    "education": EducationAnswers,
    "work": WorkAnswers,
    "held": HeldAnswers,
    "contract": ContractAnswers,
    "change": ChangeAnswers,
    "loss": LossAnswers,
    "declaration": DeclarationAnswers,
}
"""The pages with the class of each."""

PAGES_OF: dict[Action, tuple[str, ...]] = {
    Action.ISSUE: ("request", "person", "education", "work", "declaration"),
    Action.EXTEND: ("request", "held", "contract", "person", "declaration"),
    Action.REISSUE: ("request", "held", "change", "person", "declaration"),
    Action.DUPLICATE: ("request", "held", "loss", "person", "declaration"),
}
"""The pages of each action, in their order; documents are kept elsewhere."""


@dataclass(frozen=True, slots=True)
class ConformityAnswers:
    """The pages that make sense; None for one that is not answered yet. Pages of another action are never read."""

    request: RequestAnswers | None = None
    person: PersonAnswers | None = None
    education: EducationAnswers | None = None
    work: WorkAnswers | None = None
    held: HeldAnswers | None = None
    contract: ContractAnswers | None = None
    change: ChangeAnswers | None = None
    loss: LossAnswers | None = None
    declaration: DeclarationAnswers | None = None

    @property
    def action(self) -> Action | None:
        """What is asked for; None while that is not answered, or is nothing that this service knows."""
        asked = None if self.request is None else self.request.action
        return asked if asked in PAGES_OF else None

    @property
    def missing_pages(self) -> tuple[str, ...]:
        """The pages that still have to be answered before the application can be sent."""
        pages = ("request",) if self.action is None else PAGES_OF[self.action]
        return tuple(page for page in pages if not self.is_answered(page))

    def is_answered(self, page: str) -> bool:
        """Whether the page makes sense; the first also has to name an action, and for an issue a profession."""
        if page == "request" and self.request is not None:
            issue = self.action is Action.ISSUE
            return self.action is not None and not (issue and not (self.request.profession and self.request.activity))
        return getattr(self, page) is not None


def read_answers(draft: Mapping[str, Any]) -> ConformityAnswers:
    """The clean pages of a draft, those of its own action only."""
    request = read_page(RequestAnswers, draft.get("request"))
    known = PAGES_OF.get(request.action, ()) if request is not None else ()
    pages: dict[str, Any] = {name: read_page(PAGES[name], draft.get(name)) for name in known if name != "request"}
    return ConformityAnswers(request=request, **pages)


def field_names(page: str) -> tuple[str, ...]:
    """The names of a page's answers."""
    return tuple(field.name for field in fields(PAGES[page]))
