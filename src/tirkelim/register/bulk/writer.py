"""Writing many records to the register inside one change, table by table.

The facts and the journal are those that the commands of the register write one by one. What the database refuses
(somebody else wrote meanwhile) is told by an exception, and the caller writes the rows one by one to find which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection

from tirkelim.journal.models import Change
from tirkelim.journal.temporal import OutOfOrder, Stale, TemporalRow
from tirkelim.register.bulk.chains import append_all
from tirkelim.register.bulk.gathering import Gathered
from tirkelim.register.bulk.tables import insert
from tirkelim.register.bulk.types import JobChange, PersonChange, WriteRow
from tirkelim.register.models import (
    Certificate,
    Education,
    Employment,
    NameKey,
    Person,
    PersonFact,
    PersonIdentifier,
    Training,
)
from tirkelim.register.name_keys import refresh, remember

TABLES = (Person, PersonIdentifier, PersonFact, NameKey, Employment, Education, Training, Certificate)
"""The tables that are written, those first that the others point to."""

Refused = (IntegrityError, Stale, OutOfOrder)
"""What `write` raises where the register is no longer as it was when the rows were planned."""


def write(made: Change, rows: Sequence[WriteRow], heard: set[str] | None = None) -> None:
    """Write the rows inside the transaction of `made`; nobody's line of facts is changed twice in them.

    `heard`: words of names that were written before, to which those of the rows are added; with it a long pass does not
    ask for the same words again and again. It is to be emptied when what was written is rolled back.

    Raises Stale, OutOfOrder and IntegrityError where somebody else wrote first; the transaction is then lost, unless a
    savepoint was made.
    """
    writes = [one for row in rows for one in row.writes]
    old = _old(writes)
    sheet = Gathered(made, old, _later(writes))
    try:
        for one in writes:
            sheet.add(one)
    except KeyError as gone:
        raise Stale("a version is gone") from gone
    _close(sheet)
    for table in TABLES:
        insert(table, sheet.rows.get(table, ()))
    _make_findable(sheet, set() if heard is None else heard)
    append_all(made, sheet.said, sheet.known_streams())
    for person in sheet.renamed:
        refresh(person)
    _check_now()


def _make_findable(sheet: Gathered, heard: set[str]) -> None:
    """Words that are new to the pass are found with a slip too."""
    new = {word for one in sheet.sounds for word in one.split()} - heard
    if new:
        remember(sorted(new))
        heard |= new


def _old(writes: Iterable[Any]) -> dict[UUID, TemporalRow]:
    """The versions that are to be closed, with one query a table."""
    found: dict[UUID, TemporalRow] = {}
    for kind, model in ((PersonChange, PersonFact), (JobChange, Employment)):
        ids = [one.version for one in writes if isinstance(one, kind)]
        if ids:
            found.update((row.pk, row) for row in model.objects.current().filter(pk__in=ids))
    return found


def _later(writes: Iterable[Any]) -> dict[UUID, list[Employment]]:
    """All versions presently known of the jobs that end, by line."""
    lines = [one.employment for one in writes if isinstance(one, JobChange) and one.ends]
    found: defaultdict[UUID, list[Employment]] = defaultdict(list)
    if lines:
        for row in Employment.objects.current().filter(line__in=lines):
            found[row.line].append(row)
    return found


def _close(sheet: Gathered) -> None:
    """End the knowledge of old versions, if nobody else did."""
    for model, ids in sheet.closing.items():
        still_open = model._default_manager.filter(pk__in=ids, known_to__isnull=True)
        if still_open.update(known_to=sheet.made.at, closed_by=sheet.made) != len(set(ids)):
            raise Stale(model.__name__)


def _check_now() -> None:
    """Let the database check now what it would check at the end, so that a savepoint can catch it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
