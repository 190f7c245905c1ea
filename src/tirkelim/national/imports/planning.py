"""Comparing checked rows with the register: what is new, what is otherwise, what is known. Reads, never writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from tirkelim.national.imports.checking import CheckedRow
from tirkelim.national.imports.plan_types import PlannedRow


class Memory:
    """What the earlier rows of the same file said of each person, in a few bytes a row. One a pass over the file."""


@dataclass(slots=True, kw_only=True)
class RunContext:
    """A pass over a run's file. Make a new one for the check and another for the writing, and begin with the first
    row in both. ``organisation`` None: a file of many organisations. ``known``: the moment of the knowledge compared
    with (the time of the check or of the batch's Command)."""

    run: UUID
    organisation: UUID | None
    corrects: bool
    today: date
    known: datetime
    demo: bool
    memory: Memory = field(default_factory=Memory)


def plan_batch(rows: Sequence[CheckedRow], context: RunContext) -> list[PlannedRow]:
    """Plan some rows, in their order, with a fixed number of queries. Rows with errors come back as WRONG.

    When writing: the batch's rows that are to be written must be in the register before the next batch is planned.
    """
    raise NotImplementedError


def remember(rows: Sequence[CheckedRow], context: RunContext) -> None:
    """Take note of rows without planning them: those written before a kill, when a pass goes on in the middle."""
    raise NotImplementedError
