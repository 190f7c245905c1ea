"""The facts of a licence case, as its decision reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tirkelim.law.order_59_licence.documents import Document
from tirkelim.law.standards.services import Action
from tirkelim.law.unknown import UNKNOWN, Maybe


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit of permit control to a base: its notice, its moment, and what its signed act says.

    ``notified_at`` None: nobody was told. ``conforms`` None: the act is not signed yet.
    """

    notified_at: datetime | None
    visit_at: datetime
    recorded_channel: bool
    conforms: bool | None


@dataclass(frozen=True, slots=True)
class Subtype:
    """A subtype of medical activity claimed at a base; ``conforms``: it meets its qualification requirements.
    ``specialty``: its code, where the subtype goes by specialties."""

    code: str
    conforms: Maybe[bool] = UNKNOWN
    specialty: str = ""


@dataclass(frozen=True, slots=True)
class Base:
    """A production base (address) with the subtypes claimed there; ``visit`` None: not visited yet."""

    address: str
    subtypes: tuple[Subtype, ...]
    visit: Visit | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment of the licence fee: the day and the amount in tenge."""

    paid_on: date
    tenge: Decimal


@dataclass(frozen=True, slots=True)
class LicenceFacts:
    """Everything the decision on a licence or annex reads. ``payment`` None: nothing was paid."""

    action: Action
    legal_entity: Maybe[bool] = UNKNOWN
    """Whether an organisation applies; its diplomas are its workers' (reading L10)."""
    filed: frozenset[Document] = frozenset()
    graduation_year: Maybe[int] = UNKNOWN
    works_by_retraining: Maybe[bool] = UNKNOWN
    staff_in_state_system: Maybe[bool] = UNKNOWN
    premises_in_state_system: Maybe[bool] = UNKNOWN
    change_in_state_system: Maybe[bool] = UNKNOWN
    original_on_paper: Maybe[bool] = UNKNOWN
    base_changes: Maybe[bool] = UNKNOWN
    bases: tuple[Base, ...] = ()
    payment: Maybe[Payment | None] = UNKNOWN
    court_ban: Maybe[bool] = UNKNOWN
    negative_answer: Maybe[bool] = UNKNOWN
    debtor_ban: Maybe[bool] = UNKNOWN
    untrue_data: Maybe[bool] = UNKNOWN
    special_right_lost: Maybe[bool] = UNKNOWN
    consent: Maybe[bool] = UNKNOWN
    applied_on: Maybe[date] = UNKNOWN
    """Whose wording decides; not known: that of the day of the decision."""
    references: tuple[tuple[str, str], ...] = ()
    """What an officer's or source's finding rests on, by fact name: the court decision's number, the letter's date."""

    def reference(self, fact: str) -> str:
        """The reference given for a fact, or an empty text."""
        return dict(self.references).get(fact, "")
