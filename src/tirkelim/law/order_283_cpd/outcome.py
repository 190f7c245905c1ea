"""What several findings come to, as the public questions answer it."""

from __future__ import annotations

from collections.abc import Sequence

from tirkelim.law.finding import Finding, Status
from tirkelim.law.order_283_cpd.requirements import FAILED_NAMES


def outcome(findings: Sequence[Finding]) -> tuple[bool | None, list[str] | None]:
    """Whether all requirements hold, and the names of those that fail; null while either depends on what is unknown."""
    failed = sorted(FAILED_NAMES[f.requirement.id] for f in findings if f.status is Status.NOT_MET)
    if any(f.status is Status.UNKNOWN for f in findings):
        return (False if failed else None), None
    return not failed, failed
