"""What later knowledge changes in a report that was given: which figures, by how many, and why."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tirkelim.national.models import Report
from tirkelim.national.reports.figures import Figure, Figures


class Cause(enum.StrEnum):
    """What became known after a report, about the days of the report or before."""

    LATE_HIRE = "late_hire"
    """A job that had begun was entered."""
    LATE_LEAVING = "late_leaving"
    """The end of a job was entered."""
    LEAVING_CANCELLED = "leaving_cancelled"
    """An end of a job was taken back."""
    CORRECTED_HIRING = "corrected_hiring"
    """A job had begun on another day."""
    CORRECTED_JOB = "corrected_job"
    """Position, specialty or main place of a job were otherwise."""
    CORRECTED_PERSON = "corrected_person"
    """Sex or date of birth were otherwise."""
    DEPARTURE = "departure"
    """A death, a move abroad or a return was entered or corrected."""
    LEVEL = "level"
    """A level or category was entered or corrected."""
    ORGANISATION = "organisation"
    """Region, sector, ownership or kind of an organisation were otherwise."""
    MERGED = "merged"
    """Two entries were found to be one person, or were parted again."""
    WITHDRAWN = "withdrawn"
    """A job turned out not to have been."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure, as given and as it would be counted now."""

    figure: Figure
    then: int
    now: int

    @property
    def by(self) -> int:
        return self.now - self.then


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs between a report and the register as known at `known`."""

    known: datetime
    figures: tuple[Difference, ...]
    causes: dict[Cause, int]
    """Changes that became known in between and reach into the days of the report, by kind."""
    counted: Figures
    """All figures as they are counted now."""


def differences(report: Report, known: datetime) -> Differences:
    """What the register as known at `known` says otherwise than the report."""
    raise NotImplementedError


def people_behind(report: Report, known: datetime, figure: Figure, limit: int = 200) -> tuple[UUID, ...]:
    """People counted within a figure at the one moment and not at the other. Rights are the caller's to ask."""
    raise NotImplementedError
