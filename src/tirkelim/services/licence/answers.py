"""What was answered in an application for a licence (59/2020 ann.1 row 8). The forms of the rules' annexes are not
held: these are ours, marked provisional.

Pages are kept as those of every service (``services/common/pages.py``). Names, BIN and IIN come from the register; the
day of application is that of sending. An application with an organisation is a legal entity's.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tirkelim.law.ask.kinds import ShortText, Year
from tirkelim.law.order_59_licence.documents import DUPLICATE, ISSUE, REISSUE
from tirkelim.law.standards.services import Action
from tirkelim.services.common.pages import read_page


class PremisesTitle(enum.StrEnum):
    """By what right the premises are used (row 8(1))."""

    OWNERSHIP = "ownership"
    LEASE = "lease"
    FREE_USE = "free_use"
    TRUST = "trust"
    PARTNERSHIP = "partnership"


class ReissueReason(enum.StrEnum):
    """Why a licence or annex is re-issued (reading L11)."""

    NAME = "name"
    REORGANISED = "reorganised"
    ADDRESS = "address"
    BASE_RENAMED = "base_renamed"
    """The address of a base is written otherwise; the base itself has not moved."""
    BASE_MOVED = "base_moved"
    """The base changes: it is visited (reading L9)."""
    SUBTYPE_RENAMED = "subtype_renamed"


REASONS = {
    Action.REISSUE: (ReissueReason.NAME, ReissueReason.REORGANISED, ReissueReason.ADDRESS),
    Action.REISSUE_ANNEX: (ReissueReason.BASE_RENAMED, ReissueReason.BASE_MOVED, ReissueReason.SUBTYPE_RENAMED),
}
"""The reasons for which the licence, or one of its annexes, is re-issued."""


@dataclass(frozen=True, slots=True)
class RequestAnswers:
    """What is asked for."""

    action: Action


@dataclass(frozen=True, slots=True)
class HeldAnswers:
    """The licence that everything but a first issue is about, and the annex where it is about one (ids)."""

    licence: ShortText
    annex: ShortText | None = None


@dataclass(frozen=True, slots=True)
class HolderAnswers:
    """The applicant's address (of a legal entity: its seat), telephone and e-mail."""

    kato: ShortText
    address: ShortText
    telephone: ShortText
    email: ShortText | None = None


@dataclass(frozen=True, slots=True)
class SubtypeAnswers:
    """A subtype of medical activity claimed at a base; ``specialty`` where it goes by specialties."""

    code: ShortText
    specialty: ShortText | None = None


@dataclass(frozen=True, slots=True)
class BaseAnswers:
    """A production base. ``id`` is drawn when it is added to the form, or is that of a base in the register;
    ``contact`` is whom the inspector meets there."""

    id: ShortText
    kato: ShortText
    address: ShortText
    contact: ShortText
    telephone: ShortText
    title: PremisesTitle
    subtypes: tuple[SubtypeAnswers, ...]
    name: ShortText | None = None
    title_number: ShortText | None = None
    title_on: date | None = None
    cadastral_number: ShortText | None = None


@dataclass(frozen=True, slots=True)
class BasesAnswers:
    """The bases of the application, each to become an annex."""

    bases: tuple[BaseAnswers, ...]


@dataclass(frozen=True, slots=True)
class EducationAnswers:
    """Of an individual who practises: when they graduated, and whether they work by retraining."""

    graduation_year: Year
    works_by_retraining: bool
    institution: ShortText | None = None
    diploma_number: ShortText | None = None


@dataclass(frozen=True, slots=True)
class InformationLine:
    """One qualification requirement at one base: a line of the checklist by its key, whether it is met, and how.
    ``subtype`` (with its ``specialty``) None: a line asked at every base."""

    base: ShortText
    key: ShortText
    meets: bool
    subtype: ShortText | None = None
    specialty: ShortText | None = None
    note: ShortText | None = None


@dataclass(frozen=True, slots=True)
class InformationAnswers:
    """The information form on the qualification requirements: the lines that the inspector will check."""

    lines: tuple[InformationLine, ...]


@dataclass(frozen=True, slots=True)
class ChangeAnswers:
    """What changed, when, by which document. ``address`` (``kato``): the new one of a base that is only renamed, or of
    the holder."""

    reason: ReissueReason
    changed_on: date
    document: ShortText
    kato: ShortText | None = None
    address: ShortText | None = None


@dataclass(frozen=True, slots=True)
class LossAnswers:
    """How the paper original was lost or spoilt, and since when that is known."""

    noticed_on: date
    circumstances: ShortText


@dataclass(frozen=True, slots=True)
class DeclarationAnswers:
    """Consent to access restricted personal data (row 9(8)); that documents and data are true."""

    consent: bool
    true: bool


PAGES: dict[str, type] = {
    "request": RequestAnswers,
    "held": HeldAnswers,
    "change": ChangeAnswers,
    "loss": LossAnswers,
    "holder": HolderAnswers,
    "bases": BasesAnswers,
    "education": EducationAnswers,
    "information": InformationAnswers,
    "declaration": DeclarationAnswers,
}
"""The pages with the class of each, in the order in which they are asked."""
OF_BASES = frozenset({"bases", "information"})
ALWAYS = frozenset({"request", "holder", "declaration"})


def pages_of(action: Action, *, legal_entity: bool, base_moves: bool = False) -> tuple[str, ...]:
    """The pages of an application in their order; documents and the fee are kept elsewhere."""
    wanted = set(ALWAYS)
    if action is not Action.ISSUE:
        wanted.add("held")
    if action in ISSUE:
        wanted |= OF_BASES if legal_entity else OF_BASES | {"education"}
    if action in REISSUE:
        wanted |= OF_BASES | {"change"} if base_moves else {"change"}
    if action in DUPLICATE:
        wanted.add("loss")
    return tuple(page for page in PAGES if page in wanted)


@dataclass(frozen=True, slots=True)
class LicenceAnswers:
    """The pages that make sense; None for one that is not answered yet. Pages of another action are never read."""

    request: RequestAnswers | None = None
    held: HeldAnswers | None = None
    change: ChangeAnswers | None = None
    loss: LossAnswers | None = None
    holder: HolderAnswers | None = None
    bases: BasesAnswers | None = None
    education: EducationAnswers | None = None
    information: InformationAnswers | None = None
    declaration: DeclarationAnswers | None = None

    @property
    def action(self) -> Action | None:
        """What is asked for; None while that is not answered, or is nothing that this service knows."""
        asked = None if self.request is None else self.request.action
        return asked if asked is not None and asked in ISSUE | REISSUE | DUPLICATE else None

    @property
    def base_moves(self) -> bool:
        """Whether a re-issue changes a base."""
        return self.change is not None and self.change.reason is ReissueReason.BASE_MOVED

    def pages(self, *, legal_entity: bool) -> tuple[str, ...]:
        """The pages of this application; only the first while nothing is asked for."""
        if self.action is None:
            return ("request",)
        return pages_of(self.action, legal_entity=legal_entity, base_moves=self.base_moves)

    def missing_pages(self, *, legal_entity: bool) -> tuple[str, ...]:
        """The pages that still have to be answered before the application can be sent."""
        return tuple(page for page in self.pages(legal_entity=legal_entity) if not self.is_answered(page))

    def is_answered(self, page: str) -> bool:
        """Whether the page makes sense; a list needs an entry, and a base at least one subtype."""
        if page == "bases":
            return bool(self.bases and self.bases.bases and all(base.subtypes for base in self.bases.bases))
        if page == "request":
            return self.action is not None
        return getattr(self, page) is not None

    def claimed_bases(self) -> tuple[BaseAnswers, ...]:
        """The bases of the application; none where it names none."""
        return () if self.bases is None else self.bases.bases


def read_answers(draft: Mapping[str, Any]) -> LicenceAnswers:
    """The clean pages of a draft, those that belong to what is asked for."""
    request = read_page(RequestAnswers, draft.get("request"))
    if request is None:
        return LicenceAnswers()
    change = read_page(ChangeAnswers, draft.get("change"))
    moves = change is not None and change.reason is ReissueReason.BASE_MOVED
    known = pages_of(request.action, legal_entity=False, base_moves=moves)
    pages: dict[str, Any] = {name: read_page(PAGES[name], draft.get(name)) for name in known}
    return LicenceAnswers(**pages)
