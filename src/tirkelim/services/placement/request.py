"""What the school recommends: the training, the base, the recommendation and the contract with the resident."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

RECOMMENDATION, TRAINING_CONTRACT = "recommendation", "training_contract"
DOCUMENTS = (RECOMMENDATION, TRAINING_CONTRACT, "base_contract", "other")
"""Kinds of documents that can be attached or asked for."""


class Paper(NamedTuple):
    """A paper by its number and day."""

    number: str
    signed_on: date


class PlacementRequest(NamedTuple):
    """The answers of a recommendation as far as they are given."""

    specialty: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    base: UUID | None = None
    recommendation: Paper | None = None
    training_contract: Paper | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The pages not answered yet, in their order."""
        pages = {
            "training": not self.specialty or self.starts_on is None or self.ends_on is None,
            "base": self.base is None,
            "papers": self.recommendation is None,
        }
        return tuple(page for page, empty in pages.items() if empty)


def read_request(draft: Mapping[str, Any]) -> PlacementRequest:
    """The recommendation from a draft: what cannot be read counts as not answered."""
    training, papers = draft.get("training", {}), draft.get("papers", {})
    starts_on, ends_on = _day(training.get("starts_on")), _day(training.get("ends_on"))
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        ends_on = None
    return PlacementRequest(
        specialty=str(training.get("specialty") or ""),
        starts_on=starts_on,
        ends_on=ends_on,
        base=_uuid(draft.get("base", {}).get("base")),
        recommendation=_paper(papers, RECOMMENDATION),
        training_contract=_paper(papers, TRAINING_CONTRACT),
    )


def _paper(papers: Mapping[str, Any], name: str) -> Paper | None:
    number, day = str(papers.get(f"{name}_number") or "").strip(), _day(papers.get(f"{name}_on"))
    return Paper(number, day) if number and day is not None else None


def _day(raw: object) -> date | None:
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        return None


def _uuid(raw: object) -> UUID | None:
    try:
        return UUID(str(raw))
    except ValueError:
        return None
