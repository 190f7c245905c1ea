"""Permit control: the notice of the visit and whether a visit is needed (59/2020 p.10(3), p.14; readings L7, L9)."""

from __future__ import annotations

from datetime import datetime, timedelta

from tirkelim.law.book import LawBook
from tirkelim.law.standards.acceptance import local_day
from tirkelim.law.standards.services import Action
from tirkelim.law.unknown import Maybe


def notice_hours(visit_at: datetime, book: LawBook) -> int:
    """How many hours before the visit the applicant is told. Raises ParameterNotSet outside the edition."""
    return book.number("order_59.visit_notice_hours", local_day(visit_at))


def notice_in_time(notified_at: datetime, visit_at: datetime, hours: int) -> bool:
    """Whether so many full hours of the clock lie between notice and visit; weekends count (reading L7)."""
    return visit_at - notified_at >= timedelta(hours=hours)


def visit_needed(action: Action, base_changes: Maybe[bool]) -> Maybe[bool]:
    """Whether the bases are visited: for a licence or annex being issued; on re-issue only if the base changes."""
    if action in (Action.ISSUE, Action.ISSUE_ANNEX):
        return True
    if action in (Action.REISSUE, Action.REISSUE_ANNEX):
        return base_changes
    return False
