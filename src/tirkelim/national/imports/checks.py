"""The background work of a run, first half: reading and checking every row, and noting what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.conf import settings
from django.utils import timezone
from django.utils.timezone import localdate

from tirkelim.national.imports import progress, store
from tirkelim.national.imports.checking import CheckContext, CheckedRow, check_row
from tirkelim.national.imports.garbage import sweep
from tirkelim.national.imports.meant import Meant
from tirkelim.national.imports.plan_types import Outcome, PlannedRow
from tirkelim.national.imports.planning import RunContext, plan_batch
from tirkelim.national.imports.rows import RawRow, TableError, read_rows
from tirkelim.national.imports.runs import mark, move, places
from tirkelim.national.imports.titles import Doubts, said_of_titles
from tirkelim.national.models import ImportRun, RunState
from tirkelim.register.models import Organisation

Item = TypeVar("Item")
PORTION = 1000
"""Rows that are read, checked and compared with the register at a time."""


def check(run: ImportRun) -> None:
    """Check a run that is being checked, from its first row on. Raises Stale when it was given up meanwhile."""
    try:
        counts, total = _found(run)
    except TableError as bad:
        move(run, state=RunState.FAILED, failure=bad.code)
        return
    now = timezone.now()
    move(run, state=RunState.CHECKED, checked_at=now, touched_at=now, counts=counts, rows_total=total, rows_done=total)


def _found(run: ImportRun) -> tuple[dict[str, int], int]:
    """Note what is found in all rows; numbers of rows by outcome, and their sum. Raises TableError."""
    now = timezone.now()
    context, columns, plan = _check_context(run, now), places(run), run_context(run, now, suggests=True)
    doubts = Doubts(columns, context.meant.answers)
    counts: Counter[str] = Counter({outcome.value: 0 for outcome in Outcome} | {"warned": 0})
    total = 0
    with ExitStack() as files:
        good = files.enter_context(store.writing(run.id, store.CHECKED))
        found = files.enter_context(store.writing(run.id, store.ISSUES))
        for raw in portions(_rows(run), PORTION):
            rows = [check_row(one, columns, context) for one in raw]
            for one, row in zip(raw, rows, strict=True):
                if row.issues:
                    doubts.see(one, row)
            planned = plan_batch(rows, plan)
            store.write_checked(good, _without_errors(rows, planned))
            store.write_issues(found, (issue for row in planned for issue in row.issues))
            count(counts, planned)
            total += len(rows)
            seen(run, total)
    doubts.note(run.id)
    (store.folder(run.id) / store.REFUSED).unlink(missing_ok=True)
    store.annotated(run.id).unlink(missing_ok=True)
    return dict(counts), total


def _rows(run: ImportRun) -> Iterator[RawRow]:
    """The rows of the file; how many lines a CSV has is told first, for the progress."""
    path = store.source(run.id)
    if run.file_kind == "csv":
        with path.open("rb") as file:
            lines = sum(part.count(b"\n") for part in iter(lambda: file.read(1 << 20), b""))
        mark(run, rows_total=max(lines - 1, 1))
    return read_rows(path, run.file_kind, run.sheet)


def _without_errors(rows: Sequence[CheckedRow], planned: Sequence[PlannedRow]) -> Iterator[CheckedRow]:
    for row, plan in zip(rows, planned, strict=True):
        if plan.outcome is not Outcome.WRONG:
            yield row


def count(counts: Counter[str], planned: Iterable[PlannedRow]) -> None:
    """Add rows to the numbers by outcome; `warned` counts rows with a warning that are not wrong."""
    for row in planned:
        counts[row.outcome.value] += 1
        if row.issues and row.outcome is not Outcome.WRONG:
            counts["warned"] += 1


def seen(run: ImportRun, done: int) -> None:
    """Give a sign of life, and stop where the run was given up. Raises Stale."""
    progress.note(run, done)
    mark(run, rows_done=done, touched_at=timezone.now())


def run_context(run: ImportRun, now: datetime, *, suggests: bool) -> RunContext:
    """A pass over the rows of a run, from the first one."""
    return RunContext(
        run=run.id,
        organisation=run.organisation,
        corrects=run.corrects,
        today=localdate(now),
        known=now,
        demo=settings.DEMO,
        suggests=suggests,
    )


def _check_context(run: ImportRun, now: datetime) -> CheckContext:
    own = "" if run.organisation is None else Organisation.objects.get(pk=run.organisation).bin
    meant = Meant(said_of_titles(run.organisation))
    return CheckContext(today=localdate(now), demo=settings.DEMO, bin=own, meant=meant)


def portions(rows: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The rows, so many at a time; garbage is looked for between them."""
    source = iter(rows)
    while portion := list(islice(source, size)):
        yield portion
        sweep()
