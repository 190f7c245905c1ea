"""What the server holds of a visit, as the device reads it: plain values, and every time with its offset."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tirkelim.cases.standard_table import CONSIDERING
from tirkelim.portal.inspections.field_words import reason
from tirkelim.services.licence.models import Observation, Visit, VisitPhoto
from tirkelim.services.licence.visits.reading import observations, photos


def place_id(subtype: str, specialty: str, key: str) -> str:
    """One text for the place of a line. None of the three holds a bar."""
    return f"{subtype}|{specialty}|{key}"


def state_of(visit: Visit) -> dict[str, Any]:
    """The notes and photos that stand, and why nothing more can be noted ("" while it can)."""
    act = getattr(visit, "act", None)
    closed = closed_by(visit)
    return {
        "closed": closed,
        "closed_words": reason(closed) if closed else "",
        "act": "" if act is None else act.number,
        "notes": {place_id(*place): _note(row) for place, row in observations(visit).items()},
        "photos": [_photo(row) for row in photos(visit)],
    }


def closed_by(visit: Visit) -> str:
    """Why nothing more can be noted: a code of ``field_words.REASONS``, or ""."""
    if visit.cancelled_by_id is not None:
        return "visit_cancelled"
    if getattr(visit, "act", None) is not None:
        return "act_signed"
    return "" if visit.case.state in CONSIDERING else "case_closed"


def _note(row: Observation) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "conforms": row.conforms,
        "remark": row.remark,
        "noted_at": row.noted_at.isoformat(),
    }


def _photo(row: VisitPhoto) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "line": place_id(row.subtype, row.specialty, row.key),
        "taken_at": row.taken_at.isoformat(),
        "href": reverse("inspection_photo", args=(row.visit_id, row.id)),
    }
