"""What the worker asks for: the specialty, a certificate or a level, the organisation, and the sheet handed over."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from tirkelim.law.book import LawBook
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_283_cpd.levels import TRACKS, Framework, framework

GRADUATE_TRACKS = TRACKS[2:5]
"""Tracks of higher education: who is on them may hold level 8 too (annex 4)."""


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


def levels_of(specialty: str, on: date, book: LawBook) -> tuple[str, ...]:
    """The levels that can be asked for in a specialty, lowest first.

    A specialisation has the levels of its main specialty (p.18), which the list does not name: all are offered.
    """
    listed, levels = specialties().get(specialty), framework(book, on)
    if listed is None:
        return ()
    lowest = levels.levels.get(listed.lowest_level)
    tracks = TRACKS[:-1] if lowest is None else (lowest.track,)
    beyond = TRACKS[-1:] if set(tracks) & set(GRADUATE_TRACKS) else ()
    return tuple(str(level.name) for track in (*tracks, *beyond) for level in _of_track(track, levels))


def levels_beside(level: str, on: date, book: LawBook) -> tuple[str, ...]:
    """The levels that an organisation may find when this one is asked for: those of its track (reading C19)."""
    levels = framework(book, on)
    asked = levels.levels.get(level)
    return () if asked is None else tuple(str(one.name) for one in _of_track(asked.track, levels))


def needs_sheet(level: str | None, on: date, book: LawBook) -> bool:
    """Whether a confirmed sheet goes with the request: p.12 asks it of those who claim a level, and p.17 and annex 3
    let graduates have the initial one without results. A certificate without a level needs none."""
    asked = framework(book, on).levels.get(level or "")
    return asked is not None and not asked.is_initial and not asked.is_by_degree


def _of_track(track: str, levels: Framework) -> list[Any]:
    return sorted((one for one in levels.levels.values() if one.track == track), key=lambda one: one.step)


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
