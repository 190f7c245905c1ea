"""What is to be done with a row: plain values that the writer in bulk (``register.bulk``) is handed.

Ids of what is new follow from the run and the row (or the person's identifier), so that planning a batch again after a
kill gives the same ids.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from uuid import UUID

from tirkelim.national.imports.checking import Issue
from tirkelim.register.bulk.types import (
    JobChange,
    NewCertificate,
    NewEducation,
    NewIdentifier,
    NewJob,
    NewPerson,
    NewTraining,
    PersonChange,
    Write,
)

__all__ = [
    "JobChange",
    "NewCertificate",
    "NewEducation",
    "NewIdentifier",
    "NewJob",
    "NewPerson",
    "NewTraining",
    "Outcome",
    "PersonChange",
    "PlannedRow",
    "Write",
]


class Outcome(enum.StrEnum):
    """What a row means for the register. WRONG rows are never written."""

    NEW = "new"
    """A person whom the register does not have, with the job."""
    JOB = "job"
    """A known person; the job, or an education, training or certificate, is new."""
    CHANGED = "changed"
    """Something known is otherwise in the row, and is written so (the run corrects, or the row dates the change)."""
    SAME = "same"
    """The register has all of it (or has it otherwise and the run only tells): nothing is written."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row with all that was found about it. ``person``: whom it is about, also when nothing is written; None for a
    row whose person could not be told. ``writes``: in the order in which they must be done; empty for SAME and WRONG.
    ``issues``: those of checking and those of planning."""

    number: int
    outcome: Outcome
    person: UUID | None
    writes: tuple[Write, ...]
    issues: tuple[Issue, ...]
