"""A licence in the public check: its number leads to its page of the licence register; what the interface answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings

from tirkelim.documents.qr import licence_register_address
from tirkelim.register.licence_queries import licence_by_number, licence_on
from tirkelim.register.models import Licence
from tirkelim.register.public_check import meant


def public_licence(typed: str, on: date) -> Licence | None:
    """The licence with the number that was typed; None where there is none, or none yet."""
    row = licence_by_number(meant(typed))
    return None if row is None or on < row.issued_on else row


def answered(row: Licence, on: date, moment: datetime) -> dict[str, Any]:
    """The licence for the interface; its page says everything else."""
    status = licence_on(row, on, moment).status
    return {
        "kind": "licence",
        "number": row.number,
        "status": status.status.value,
        "since": status.since.isoformat(),
        "until": None if status.until is None else status.until.isoformat(),
        "issued_on": row.issued_on.isoformat(),
        "page": licence_register_address(settings.PUBLIC_URL, row.id),
    }
