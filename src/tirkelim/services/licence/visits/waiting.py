"""What waits for a visit: bases of open applications that nobody has planned to see yet, the most urgent first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from tirkelim.cases.models import Case
from tirkelim.cases.registry import service
from tirkelim.cases.standard_table import CONSIDERING
from tirkelim.law.book import LawBook
from tirkelim.law.order_59_licence.visit import visit_needed
from tirkelim.law.standards.services import Action
from tirkelim.services.licence.answers import BaseAnswers, read_answers
from tirkelim.services.licence.models import Visit

SERVICE = "licence"


class Waiting(NamedTuple):
    """A base without a visit ahead. ``last_day``: the last on which a visit leaves a working day for the decision;
    ``failed``: it was visited and did not conform, another visit may follow (reading L16)."""

    case: Case
    base: BaseAnswers
    last_day: date | None
    failed: bool


def is_visited(case: Case) -> bool:
    """Whether permit control belongs to the application."""
    if not case.action:
        return False
    return visit_needed(Action(case.action), read_answers(case.draft.data).base_moves) is True


def open_cases(territories: Collection[str]) -> list[Case]:
    """Applications for licences that offices of these regions consider, those due first at the top."""
    rows = Case.objects.filter(service=SERVICE, territory__in=list(territories), state__in=CONSIDERING)
    return list(rows.select_related("draft").prefetch_related("visits__act").order_by("due_on", "submitted_at"))


def waiting_bases(territories: Collection[str]) -> list[Waiting]:
    """The bases of these regions for which a visit is to be planned. A failed one stands at the end: whether it is
    visited again is for the office to say."""
    book = service(SERVICE).book()
    found = [one for case in open_cases(territories) if is_visited(case) for one in waiting_of(case, book)]
    return sorted(found, key=lambda one: one.failed)


def waiting_of(case: Case, book: LawBook) -> list[Waiting]:
    """Those of one application."""
    visits = [one for one in case.visits.all() if one.cancelled_by_id is None]
    found = []
    for base in read_answers(case.draft.data).claimed_bases():
        here = [one for one in visits if one.base == UUID(base.id)]
        if any(not _signed(one) for one in here):
            continue
        if not any(one.act.conforms for one in here):
            found.append(Waiting(case, base, last_day(case.due_on, book), bool(here)))
    return found


def last_day(due_on: date | None, book: LawBook) -> date | None:
    """The last working day before the one on which the decision is due; None where no term is known."""
    return None if due_on is None else book.calendar.on_or_before(due_on - timedelta(days=1))


def _signed(visit: Visit) -> bool:
    return hasattr(visit, "act")
