"""Confirmed further education becomes an entry of the register (253/2020 p.8(15)): two people vouch for it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from tirkelim.journal.models import Change
from tirkelim.register.commands.learning import record_training
from tirkelim.register.models import Activity, CpdSheet
from tirkelim.services.cpd.gather import Reading

FURTHER_EDUCATION = 1
"""The criterion of further education (283/2020 ann.1 row 1)."""
SOURCE = "confirmation"


def enter_confirmed(made: Change, sheet: CpdSheet, read: Reading) -> None:
    """Enter the results of the first criterion that the sheet counts and the register does not have yet.

    One that was accepted but earned nothing, such as without its document, proves nothing here either.
    """
    counted = {row["line"] for row in sheet.activities if row["quarters"]}
    for row in read.rows:
        if row.result.criterion == FURTHER_EDUCATION and row.line in counted:
            record_training(made, row.result.person_id, _training(row.result))


def _training(result: Activity) -> dict[str, Any]:
    return {
        "programme": result.title,
        "organisation_name": result.organisation_name,
        "hours": _whole(result.details.get("hours")),
        "credits": result.details.get("credits"),
        "specialty": result.specialty,
        "started_on": result.started_on,
        "completed_on": result.completed_on,
        "certificate_number": result.document_number,
        "source": SOURCE,
    }


def _whole(hours: str | None) -> int | None:
    """Full hours: item 15 knows no halves."""
    try:
        return int(Decimal(hours or ""))
    except InvalidOperation:
        return None
