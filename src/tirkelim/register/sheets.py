"""How results stand on a confirmation sheet, and how they are read back as the rules take them."""

from __future__ import annotations

from typing import Any

from tirkelim.law.digest import plain
from tirkelim.law.order_283_cpd.activity import Activity
from tirkelim.law.order_283_cpd.refusals import RefusedReason
from tirkelim.law.restore import restore
from tirkelim.register.models import CpdSheet

OWN = frozenset({"line", "title", "quarters"})
"""What stands beside the facts of an accepted result."""


def accepted_row(activity: Activity, line: str, title: str, quarters: int) -> dict[str, Any]:
    """An accepted result: the facts on which it was counted, its name in the register, and what it earned."""
    return {**plain(activity), "line": line, "title": title, "quarters": quarters}


def refused_row(line: str, title: str, criterion: int, reason: RefusedReason, note: str) -> dict[str, Any]:
    """A refused result with the reason (p.11)."""
    return {"line": line, "title": title, "criterion": criterion, "reason": reason.value, "note": note}


def counted_on(sheet: CpdSheet) -> tuple[tuple[Activity, int], ...]:
    """The confirmed results of a sheet, each with the quarters of a unit that it earned."""
    return tuple(zip(activities_on(sheet), (row["quarters"] for row in sheet.activities), strict=True))


def activities_on(sheet: CpdSheet) -> tuple[Activity, ...]:
    """The confirmed results of a sheet, as HR's and the head's words left them, in its order."""
    facts = ({name: value for name, value in row.items() if name not in OWN} for row in sheet.activities)
    return tuple(restore(Activity, one) for one in facts)
