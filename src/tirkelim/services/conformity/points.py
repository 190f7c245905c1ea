"""Points and threshold as a decision stored them: they stand in every decision on an issue (503/2016 p.10; K2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tirkelim.documents.payload import Bilingual

CRITERION = "conformity.points."
THRESHOLD = "conformity.threshold"
RECOMMENDATION = "conformity.recommendation"
AS_DECLARED = Bilingual(
    "Комиссия бұл өтінішті қараған жоқ: балдар өтініштегі мәліметтер бойынша есептелді.",
    "Комиссия это заявление не рассматривала: баллы посчитаны по сведениям заявления.",
)
Stored = Mapping[str, Any]
"""A finding as it is kept."""


def criteria(findings: Iterable[Stored]) -> list[Stored]:
    """The findings on what earns points."""
    return [finding for finding in findings if finding["requirement"].startswith(CRITERION)]


def total(findings: Sequence[Stored]) -> int | None:
    """The sum of the points; None where they are not all known, or the action knows none."""
    found = criteria(findings)
    if not found or any(finding["status"] == "unknown" for finding in found):
        return None
    return sum(finding["found"] for finding in found if isinstance(finding["found"], int))


def point_lines(findings: Sequence[Stored]) -> tuple[Bilingual, ...]:
    """A line for each criterion, their sum, and the threshold with its source; none for the other actions."""
    found = criteria(findings)
    if not found:
        return ()
    summed = total(findings)
    lines = [_message(finding) for finding in found]
    if any(one["requirement"] == RECOMMENDATION and one["status"] == "unknown" for one in findings):
        lines.insert(0, AS_DECLARED)
    if summed is not None:
        lines.append(Bilingual(f"Барлығы: {summed} балл.", f"Всего баллов: {summed}."))
    return (*lines, *(_message(one) for one in findings if one["requirement"] == THRESHOLD))


def points_short(findings: Sequence[Stored]) -> Bilingual | None:
    """The sum and the threshold in one line, for a certificate; None for the other actions."""
    summed = total(findings)
    threshold = next((finding for finding in findings if finding["requirement"] == THRESHOLD), None)
    if summed is None or threshold is None:
        return None
    if threshold["status"] == "met":
        return _message(threshold)
    return Bilingual(
        f"{summed} балл; шекті мән белгіленбеген (бұйрықта жоқ)",
        f"Баллов: {summed}; порог не установлен (в приказе его нет)",
    )


def _message(finding: Stored) -> Bilingual:
    return Bilingual(finding["message"]["kk"], finding["message"]["ru"])
