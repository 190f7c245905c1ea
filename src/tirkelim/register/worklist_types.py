"""The kinds of work of a personnel service, and what a line of its list says."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from tirkelim.journal.temporal import TemporalQuerySet
from tirkelim.law.units import Units
from tirkelim.register.models import Employment


class Kind(enum.StrEnum):
    """What there is to do, the most urgent first."""

    OVERDUE = "overdue"
    """An item of the entry is missing and the term has passed."""
    DUE_TODAY = "due_today"
    """An item is missing and today is the last day."""
    DUE_SOON = "due_soon"
    """An item is missing and the term still runs."""
    DIED = "died"
    """The person died, as another organisation has recorded, and a job stands here."""
    ABROAD = "abroad"
    """The person moved abroad, as is recorded, and a job stands here."""
    MAIN_ELSEWHERE = "main_elsewhere"
    """Another organisation says that it is the main place now, while the main job here still stands."""
    MAIN_WAITS = "main_waits"
    """The job here is to be the main one, but another organisation's main job still stands."""
    MAIN_FREE = "main_free"
    """The job here is to be the main one, and nothing stands in its way any more."""
    LEAVE_ENDS = "leave_ends"
    """The planned last day of a leave has come: the return, or another end, is to be entered."""
    JOB_ENDS = "job_ends"
    """The planned last day of a job has come: the dismissal with its reason, or a longer term, is to be entered."""
    CERTIFICATE_EXPIRED = "certificate_expired"
    """A specialist certificate has ended, and no other of that specialty is valid."""
    CERTIFICATE_30 = "certificate_30"
    """A specialist certificate ends within 30 days."""
    CERTIFICATE_90 = "certificate_90"
    """A specialist certificate ends after 31 to 90 days."""
    DOCUMENT_EXPIRED = "document_expired"
    """The identity document has ended."""
    LATE = "late"
    """The job was first entered after its term, within the last 30 days: nothing to do, but to know."""
    INCOMPLETE = "incomplete"
    """An item is missing and no term runs: the job began before the wording that the register holds."""
    NO_RESULT = "no_result"
    """No further education and no result of professional development in the last twelve months."""
    UNITS_SHORT = "units_short"
    """The next level can be claimed by service, or soon will be, and units of professional development lack for it."""


class UnitsShort(NamedTuple):
    """What lacks of annex 3 of 283/2020 for a level, counted as on a day, were nothing more learned until then.

    ``open``: some results lack a fact, so that less may lack.
    """

    level: str
    counted_on: date
    total: Units
    further_education: Units
    rest: Units
    open: bool


class Line(NamedTuple):
    """One thing to do. `due`: the last day for it, where there is one. `on`: the day that the line is about (the
    departure, the other organisation's claim, the end of a leave, job, certificate or document, the late entry).
    `about`: the leave, certificate or departure, by id. `other`: the other organisation. `short`: the units that
    lack."""

    kind: Kind
    person: UUID
    job: UUID | None = None
    due: date | None = None
    hired_on: date | None = None
    on: date | None = None
    about: UUID | None = None
    other: UUID | None = None
    short: UnitsShort | None = None


class Place(NamedTuple):
    """Whose work it is, on which day, asked at which moment."""

    organisation: UUID
    today: date
    now: datetime

    def jobs(self) -> TemporalQuerySet:
        """The jobs in the organisation today, by the present knowledge."""
        return jobs_in(self.organisation, self.today)


def jobs_in(organisation: UUID, today: date) -> TemporalQuerySet:
    """The jobs in an organisation on a day, by the present knowledge."""
    rows: TemporalQuerySet = Employment.objects.current(today)
    return rows.filter(organisation=organisation)
