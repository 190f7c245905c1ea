"""The facts of a placement, as its decision reads them."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tirkelim.law.unknown import UNKNOWN, Maybe


class BaseStatus(enum.StrEnum):
    """The statuses that let an organisation be a residency base (p.15(1))."""

    EDUCATION_CLINIC = "education_clinic"
    UNIVERSITY_HOSPITAL = "university_hospital"
    SCIENTIFIC_CLINIC = "scientific_clinic"


class Act(NamedTuple):
    """An accreditation or a contract: its number and its days. ``valid_to`` is the first day on which it no longer
    holds; None: it has no end."""

    number: str
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class StatusAct(NamedTuple):
    """The act by which a base has one of the three statuses, with its days as in ``Act``."""

    status: BaseStatus
    act: Act


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """What is known of one placement. ``starts_on`` and ``ends_on``: first and last day of the training at the base.

    ``free_places``: the fewest places of the specialty that are free at the base on any day of the training.
    ``other_placement``: number of another placement of the resident within these days; None: there is none.
    ``own_base``: the organisation that recommends is the base itself. ``agreed_by_authority`` UNKNOWN: it has not
    answered yet.
    """

    applied_on: date
    specialty: str
    starts_on: date
    ends_on: date
    statuses: Maybe[tuple[StatusAct, ...]] = UNKNOWN
    accreditations: Maybe[tuple[Act, ...]] = UNKNOWN
    contracts: Maybe[tuple[Act, ...]] = UNKNOWN
    own_base: bool = False
    recommended_by_school: Maybe[bool] = UNKNOWN
    training_contract: Maybe[bool] = UNKNOWN
    free_places: Maybe[int] = UNKNOWN
    other_placement: Maybe[str | None] = UNKNOWN
    agreed_by_authority: Maybe[bool] = UNKNOWN
    references: tuple[tuple[str, str], ...] = ()
    """What a finding of the authority rests on, by fact name."""

    def reference(self, fact: str) -> str:
        """The reference given for a fact, or an empty text."""
        return dict(self.references).get(fact, "")
