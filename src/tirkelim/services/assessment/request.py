"""What the worker asks for: the specialty, a certificate or a level, the organisation, and the sheet handed over."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from tirkelim.law.book import LawBook
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_283_cpd.assessed_levels import levels_of


class Purpose(enum.StrEnum):
    """What the result is needed for."""

    CERTIFICATE = "certificate"
    LEVEL = "level"


class AssessmentRequest(NamedTuple):
    """The answers of a request as far as they are given; what does not fit the others any more is left out."""

    specialty: str | None = None
    purpose: Purpose | None = None
    level: str | None = None
    organisation: UUID | None = None
    sheet: str = ""
    agreed: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The pages not answered yet, in their order."""
        pages = {
            "claim": self.specialty is None or self.purpose is None,
            "level": self.purpose is Purpose.LEVEL and self.level is None,
            "organisation": self.organisation is None,
        }
        return tuple(page for page, empty in pages.items() if empty)


def read_request(draft: Mapping[str, Any], on: date, book: LawBook) -> AssessmentRequest:
    """The request from a draft. `on`: the day whose levels are meant."""
    claim, handover = draft.get("claim", {}), draft.get("handover", {})
    specialty = claim.get("specialty")
    if specialty not in specialties():
        return AssessmentRequest()
    purpose = Purpose(claim["purpose"]) if claim.get("purpose") in set(Purpose) else None
    level = draft.get("level", {}).get("level")
    asks_level = purpose is Purpose.LEVEL and level in levels_of(specialty, on, book)
    return AssessmentRequest(
        specialty,
        purpose,
        level if asks_level else None,
        _uuid(draft.get("organisation", {}).get("organisation")),
        str(handover.get("sheet", "")),
        handover.get("agreed") is True,
    )


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
