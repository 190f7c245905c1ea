"""What HR and the head sign of a confirmation (283/2020 p.6, p.8): every row with its units and what was said of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tirkelim.cases.models import Case
from tirkelim.cases.signed_content import organisation_named, person_named
from tirkelim.law.book import LawBook
from tirkelim.law.order_283_cpd.assess import assess
from tirkelim.law.order_283_cpd.sheet import SheetFacts, SheetRow
from tirkelim.law.order_283_cpd.sheet_decision import totals
from tirkelim.law.order_283_cpd.tariff import Tariff, tariff
from tirkelim.law.order_283_cpd.volume import Volume
from tirkelim.law.units import QUARTERS
from tirkelim.law.unknown import UNKNOWN

CONFIRMATION = "tirkelim/confirmation/1"


def confirmation_content(
    case: Case, capacity: str, facts: SheetFacts, digest: str, book: LawBook, day: date, now: datetime
) -> dict[str, Any]:
    """The word of HR or the head. ``digest``: of the facts without the words themselves, the same for both."""
    return {
        "kind": CONFIRMATION,
        "case": str(case.id),
        "number": case.number or "",
        "capacity": capacity,
        "person": person_named(case.subject_id, now),
        "organisation": organisation_named(case.organisation, now),
        "specialty": facts.specialty,
        "rows": [_row(row, tariff(book, day), day) for row in facts.rows],
        "units": _sums(totals(facts, day, book)),
        "facts": digest,
        "confirmed_on": day.isoformat(),
    }


def _row(row: SheetRow, table: Tariff, day: date) -> dict[str, Any]:
    accepted, activity = row.hr_accepts is True, row.reviewed
    quarters = assess(activity, table.rows[activity.criterion], table.window(day))[0] if accepted else 0
    return {
        "line": row.line,
        "title": row.title,
        "document_number": row.number,
        "criterion": activity.criterion,
        "completed_on": activity.completed_on.isoformat(),
        "units": None if quarters is UNKNOWN else _units(quarters),
        "accepted": accepted,
        "reason": "" if row.reason is None else row.reason.value,
        "note": row.note,
    }


def _sums(volume: Volume) -> dict[str, str]:
    return {
        "further_education": _units(volume.further_education),
        "non_formal": _units(volume.non_formal),
        "competencies": _units(volume.competencies),
        "total": _units(volume.total),
    }


def _units(quarters: int) -> str:
    """Credit units, which are counted in quarters, as a decimal number."""
    return format(Decimal(quarters) / QUARTERS, "f")
