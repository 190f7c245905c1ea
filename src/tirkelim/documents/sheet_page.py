"""A confirmation sheet as its template takes it: texts breakable, days in both languages, criteria by chapter."""

from __future__ import annotations

from datetime import date
from typing import Any

from tirkelim.documents.sheet import SheetJob, SheetPayload, SheetRefused, SheetResult, SheetSignature
from tirkelim.documents.texts import both, breakable, maybe
from tirkelim.documents.wording import date_both

_NARROW = 14
"""Letters that a narrow column of a table holds."""
NOTHING = "–"


def sheet_view(payload: SheetPayload) -> dict[str, Any]:
    """Everything that varies on the sheet, but for what all documents have at their foot."""
    return {
        "number": breakable(payload.number),
        **{name: both(getattr(payload, name)) for name in _TEXTS},
        "category": maybe(payload.category),
        "level": payload.level,
        "postgraduate": [both(one) for one in payload.postgraduate],
        "jobs": [_job(one) for one in payload.jobs],
        "chapters": _chapters(payload),
        "total": payload.sums[3],
        "results": [_result(one) for one in payload.results],
        "refused": [_refused(one) for one in payload.refused],
        "hr": None if payload.hr is None else _signature(payload.hr),
        "head": _signature(payload.head),
        "confirmed_on": date_both(payload.confirmed_on),
        "supersedes": payload.supersedes,
    }


_TEXTS = ("holder", "specialty", "service_total", "service_in_specialty", "workplace", "position")
_CHAPTERS = ("further_education", "non_formal", "competencies")


def _chapters(payload: SheetPayload) -> list[dict[str, Any]]:
    return [
        {
            "key": key,
            "units": units,
            "lines": [
                {"row": str(line.row), "criterion": both(line.criterion), "units": line.units or NOTHING}
                for line in payload.lines
                if line.chapter == key
            ],
        }
        for key, units in zip(_CHAPTERS, payload.sums, strict=False)
    ]


def _job(job: SheetJob) -> dict[str, Any]:
    return {
        "hired_on": _short(job.hired_on),
        "left_on": NOTHING if job.left_on is None else _short(job.left_on),
        "workplace": both(job.workplace),
        "position": both(job.position),
        "order_number": breakable(job.order_number, _NARROW) or NOTHING,
        "order_on": NOTHING if job.order_on is None else _short(job.order_on),
    }


def _result(result: SheetResult) -> dict[str, Any]:
    return {
        "row": str(result.row),
        "title": breakable(result.title),
        "completed_on": _short(result.completed_on),
        "units": result.units or NOTHING,
    }


def _refused(refused: SheetRefused) -> dict[str, Any]:
    return {
        "row": str(refused.row),
        "title": breakable(refused.title),
        "reason": both(refused.reason),
        "citation": both(refused.citation),
        "note": breakable(refused.note),
    }


def _signature(signature: SheetSignature) -> dict[str, Any]:
    return {"name": breakable(signature.name), "on": date_both(signature.on)}


def _short(day: date) -> str:
    """A day in figures, as tables write it in both languages."""
    return f"{day:%d.%m.%Y}"
