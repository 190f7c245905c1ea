"""What a personnel service has to do today. Nothing here is stored: every list follows from the facts of the register.

The terms are computed once for each day of hiring that occurs, not for each worker (253/2020 p.8; law.standards).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.journal.kept import kept
from tirkelim.law.book import LawBook
from tirkelim.law.calendar import CalendarNotKnown
from tirkelim.law.edition import NotInForce
from tirkelim.law.parameter import ParameterNotSet
from tirkelim.law.standards.duties import Duty
from tirkelim.law.standards.questions import DutyFacts, duty_deadline
from tirkelim.register.entry_items import incomplete_jobs
from tirkelim.register.models import Employment
from tirkelim.register.worklist_sources import lines_with
from tirkelim.register.worklist_types import Kind, Line, Place, jobs_in

__all__ = ["ENTRIES", "UNCOUNTED", "Kind", "Line", "WorkList", "due_on", "work_list", "worklist_counts"]

ENTRIES = (Kind.OVERDUE, Kind.DUE_TODAY, Kind.DUE_SOON, Kind.INCOMPLETE)
"""Jobs whose entry lacks an item, by where their term stands; the last one without a term."""
Source = Callable[[Place], list[Line]]
Job = tuple[UUID, UUID, date]
"""A job by its line, the person, and the day of hiring."""
NOTHING: Mapping[Kind, Source] = {}
UNCOUNTED = frozenset({Kind.INCOMPLETE, Kind.NO_RESULT, Kind.UNITS_SHORT})
"""Lists without a day to keep: they are counted only where they are opened."""


def due_on(hired_on: date, book: LawBook) -> date | None:
    """The last day for the entry of a job; None before the wording held here, or outside the calendar."""
    try:
        answer = duty_deadline(DutyFacts(Duty.REGISTER_ENTRY, event_on=hired_on), book)
    except (NotInForce, ParameterNotSet, CalendarNotKnown):
        return None
    found: date | None = answer.values["due_on"]
    return found


@kept
def _incomplete(organisation: UUID, today: date) -> QuerySet[Employment, Job]:
    rows = incomplete_jobs(jobs_in(organisation, today), today).order_by("hired_on", "line")
    return rows.values_list("line", "person_id", "hired_on")


class WorkList:
    """The work of one organisation on a day. Each kind is asked of the database when it is looked at, once."""

    def __init__(
        self, organisation: UUID, today: date, now: datetime, book: LawBook, beside: Mapping[Kind, Source]
    ) -> None:
        self.place = Place(organisation, today, now)
        self.book = book
        self.beside = beside
        self._due: dict[date, date | None] = {}
        self._found: dict[Kind, list[Line]] = {}

    def counts(self) -> dict[Kind, int]:
        """How many lines each list has, in the order of urgency; without those that are not counted."""
        return {kind: self.count(kind) for kind in Kind if kind not in UNCOUNTED}

    def count(self, kind: Kind) -> int:
        """How many lines a list has."""
        return len(self._jobs[kind]) if kind in ENTRIES else len(self._lines(kind))

    def lines(self, kind: Kind, start: int = 0, stop: int | None = None) -> list[Line]:
        """A stretch of a list, what is due first at the top."""
        if kind in ENTRIES:
            return [self._entry(kind, *job) for job in self._jobs[kind][start:stop]]
        return self._lines(kind)[start:stop]

    def due(self, hired_on: date) -> date | None:
        """The last day for the entry of a job, computed once a day of hiring."""
        if hired_on not in self._due:
            self._due[hired_on] = due_on(hired_on, self.book)
        return self._due[hired_on]

    @cached_property
    def _jobs(self) -> dict[Kind, list[Job]]:
        """The jobs with incomplete entries by how their term stands today, those hired first at the top."""
        found: dict[Kind, list[Job]] = {kind: [] for kind in ENTRIES}
        for job in _incomplete(self.place.organisation, self.place.today):
            found[self._standing(job[2])].append(job)
        return found

    def _standing(self, hired_on: date) -> Kind:
        due = self.due(hired_on)
        if due is None:
            return Kind.INCOMPLETE
        if due < self.place.today:
            return Kind.OVERDUE
        return Kind.DUE_TODAY if due == self.place.today else Kind.DUE_SOON

    def _entry(self, kind: Kind, line: UUID, person: UUID, hired_on: date) -> Line:
        return Line(kind, person, line, self.due(hired_on), hired_on)

    def _lines(self, kind: Kind) -> list[Line]:
        if kind not in self._found and kind in self.beside:
            self._found[kind] = self.beside[kind](self.place)
        elif kind not in self._found:
            self._found.update(lines_with(kind, self.place))
            if kind is Kind.LATE:
                self._found[kind] = self._late(self._found[kind])
        return self._found[kind]

    def _late(self, entered: list[Line]) -> list[Line]:
        """Those of the jobs first entered lately for which the term had passed."""
        found = []
        for line in entered:
            due = None if line.hired_on is None else self.due(line.hired_on)
            if due is not None and line.on is not None and line.on > due:
                found.append(line._replace(due=due))
        return found


def work_list(
    organisation: UUID, today: date, now: datetime, book: LawBook, beside: Mapping[Kind, Source] = NOTHING
) -> WorkList:
    """The work list of an organisation: numbers by `counts()`, lines by `lines(kind, start, stop)`.

    `beside`: sources of kinds that follow from more than the register, such as Kind.UNITS_SHORT (services/cpd).
    """
    return WorkList(organisation, today, now, book, beside)


def worklist_counts(organisation: UUID, today: date, now: datetime, book: LawBook) -> dict[Kind, int]:
    """Only the numbers."""
    return work_list(organisation, today, now, book).counts()
