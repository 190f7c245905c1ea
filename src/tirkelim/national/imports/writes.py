"""The background work of a run, second half: writing the checked rows into the register.

Good rows only: portion by portion, each in a transaction of its own together with the note how far the run is; a kill
at any moment continues behind the last portion. All or none: one transaction around all portions; a kill leaves
nothing, and the next worker begins anew. Whoever wants to change one of the same known people waits for its end; where
more than MOST_HELD of them become otherwise, everybody who writes about people does, and on SQLite everybody who
writes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID, uuid5

from django.db import connection, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from tirkelim.identity.policy import require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Result, TimeClosed, once
from tirkelim.journal.locks import hold_crowd
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import Stale
from tirkelim.national.imports import progress, store
from tirkelim.national.imports.checking import CheckedRow, Issue, Severity
from tirkelim.national.imports.checks import count, portions, run_context
from tirkelim.national.imports.plan_types import Outcome, PlannedRow
from tirkelim.national.imports.planning import RunContext, plan_batch, remember
from tirkelim.national.imports.runs import ACTION, mark, move, run_scope, stream
from tirkelim.national.models import ImportRun, Mode, RunState
from tirkelim.register.bulk.types import NewPerson, WriteRow
from tirkelim.register.bulk.writer import Refused, write
from tirkelim.register.merged import CROWD, hold_entries

PORTION = 1000
SHORT_PORTION = 250
"""On SQLite, where everybody else who writes waits meanwhile."""
STREAMS = "stream:person"
"""The crowd of the streams of people (register.commands.writing.person_stream)."""
MEANWHILE = "changed_meanwhile"
"""Code of the issue of a row that the database refused: somebody else wrote about the same person first."""
NOTHING_WRITTEN = "nothing_written"
"""Why a run of all rows or none is where it was before: a row has become wrong since the check."""
ATTEMPTS = 5
MOST_HELD = 500
"""Known people who are held one by one in a run of all rows or none. With a portion's more of them there are some
thousand locks; PostgreSQL as it comes has room for about seven thousand of all who work."""


class NotAll(Exception):
    """All rows or none: these cannot be written, so nothing is."""

    def __init__(self, issues: list[Issue]) -> None:
        super().__init__(f"{len(issues)} issues")
        self.issues = issues


class TooManyHeld(Exception):
    """Of so many known people something is to be written that they cannot be held one by one."""


def write_run(run: ImportRun) -> None:
    """Write a run that is being written, from where it stands to the end. Raises Stale when it was given up meanwhile,
    Denied when who brought it may no longer."""
    if run.mode == Mode.GOOD:
        _write_good(run)
        return
    try:
        _write_all(run)
    except NotAll as refused:
        store.remove_refused(run.id)
        store.add_refused(run.id, refused.issues)
        run.refresh_from_db()
        move(run, state=RunState.CHECKED, failure=NOTHING_WRITTEN, rows_done=0)


def _write_good(run: ImportRun) -> None:
    """The rest of the rows, a transaction a portion."""
    rows = store.checked(run.id)
    context, heard = run_context(run, timezone.now(), suggests=False), set[str]()
    _go_on(run, rows, context)
    for portion in portions(rows, size()):
        _in_own_transaction(run, portion, context, heard)
    _again(run, lambda command: _finish(run, command))


def _go_on(run: ImportRun, rows: Iterator[CheckedRow], context: RunContext) -> None:
    """Pass over what was written before a kill, and forget what was noted after the last portion."""
    last, left = 0, run.rows_done
    while left and (portion := list(islice(rows, min(left, PORTION)))):
        remember(portion, context)
        last, left = portion[-1].number, left - len(portion)
    store.cut_refused(run.id, lambda issue: issue.row <= last)


def _in_own_transaction(run: ImportRun, portion: Sequence[CheckedRow], context: RunContext, heard: set[str]) -> None:
    def attempt(command: Command) -> None:
        with transaction.atomic():
            _write_portion(run, command, portion, context, heard, set())
            mark(run, rows_done=run.rows_done + len(portion), touched_at=command.now, counts=run.counts)

    _again(run, attempt)


def _write_all(run: ImportRun) -> None:
    """All rows in one transaction, known since one moment."""
    try:
        _all_at_once(run, alone=holds_everybody(run))
    except TooManyHeld:  # more of them are known than when the file was checked
        _all_at_once(run, alone=True)


def holds_everybody(run: ImportRun, *, warned: bool = False) -> bool:
    """Whether writing all rows of a checked run at once makes everybody wait who writes about people.

    `warned`: also where the rows with warnings, which may differ from the register, are to correct it.
    """
    known: int = run.counts.get(Outcome.JOB, 0) + run.counts.get(Outcome.CHANGED, 0)
    return known + (run.counts.get("warned", 0) if warned else 0) > MOST_HELD


def _all_at_once(run: ImportRun, *, alone: bool) -> None:
    """Write all rows; `alone`: while nobody else writes about people."""

    def attempt(command: Command) -> None:
        fresh = ImportRun.objects.get(pk=run.pk)
        done, held = 0, set[UUID]()
        with transaction.atomic():
            if alone:
                hold_crowd(CROWD)
                hold_crowd(STREAMS)
            context, heard = run_context(fresh, command.now, suggests=False), set[str]()
            for portion in portions(store.checked(run.id), PORTION):
                part = command._replace(id=uuid5(command.id, str(done)))
                _write_portion(fresh, part, portion, context, heard, held)
                if len(held) > MOST_HELD and not alone:
                    raise TooManyHeld
                done += len(portion)
                progress.note(run, done)
                mark(fresh, rows_done=done, counts=fresh.counts)
            _finish(fresh, command._replace(id=uuid5(command.id, "end")))

    _again(run, attempt)


def _write_portion(
    run: ImportRun,
    command: Command,
    portion: Sequence[CheckedRow],
    context: RunContext,
    heard: set[str],
    held: set[UUID],
) -> None:
    """Compare some rows with the register as it is now and write them, as one command. `held`: the people who are held
    already, to whom others are added."""
    context.known, context.today = command.now, localdate(command.now)

    def work(made: Change) -> Result:
        require_actor(command.actor, ACTION, run_scope(run.organisation, command), on=localdate(command.now))
        planned = _settled(portion, context, held)
        refused = _write(made, planned, heard)
        wrong = [issue for row in planned if row.outcome is Outcome.WRONG for issue in row.issues]
        issues = wrong + [Issue(row.number, "", Severity.ERROR, MEANWHILE) for row in refused]
        if issues and run.mode == Mode.ALL:
            raise NotAll(issues)
        if issues:
            store.add_refused(run.id, issues)
        _count(run, planned, refused)
        return {"import": str(run.id), "rows": len(portion), "refused": len(refused)}

    once(command, ACTION, {"import": run.id, "first": portion[0].number}, work)


def _settled(portion: Sequence[CheckedRow], context: RunContext, held: set[UUID]) -> list[PlannedRow]:
    """Compare some rows with the register; once more when the known people of whom something is to be written are held,
    since somebody may have recorded a death or a merge in between."""
    planned = plan_batch(portion, context)
    while known := _known(planned) - held:
        hold_entries(known)
        held |= known
        planned = plan_batch(portion, context)
    return planned


def _known(planned: Sequence[PlannedRow]) -> set[UUID]:
    """The people who were in the register before and of whom something is to be written."""
    new = {one.person for row in planned for one in row.writes if isinstance(one, NewPerson)}
    return {row.person for row in planned if row.writes and row.person is not None} - new


def _write(made: Change, planned: Sequence[PlannedRow], heard: set[str]) -> list[PlannedRow]:
    """Write planned rows; those that the database refuses come back."""
    rows = [row for row in planned if row.writes]
    if not rows:
        return []
    try:
        with transaction.atomic():
            write(made, [WriteRow(row.number, row.writes) for row in rows], heard)
    except Refused:
        heard.clear()
        return _write_singly(made, rows)
    return []


def _write_singly(made: Change, rows: Sequence[PlannedRow]) -> list[PlannedRow]:
    """Find the rows that are refused; later rows of the same person cannot be written either."""
    refused: list[PlannedRow] = []
    lost = set()
    for row in rows:
        try:
            with transaction.atomic():
                if row.person in lost:
                    raise Stale("an earlier row of the same person was refused")
                write(made, [WriteRow(row.number, row.writes)])
        except Refused:
            refused.append(row)
            lost.add(row.person)
    return refused


def _count(run: ImportRun, planned: Sequence[PlannedRow], refused: Sequence[PlannedRow]) -> None:
    """Add to what was written, under its own name beside what the check had found."""
    gone = {row.number for row in refused}
    counts = Counter(run.counts.get("written", {}))
    count(counts, [row for row in planned if row.number not in gone])
    counts["refused"] += len(gone)
    run.counts = {**run.counts, "written": dict(counts)}


def _finish(run: ImportRun, command: Command) -> None:
    """The end of a run, told in its journal."""

    def work(made: Change) -> Result:
        counts = run.counts.get("written", {})
        move(run, state=RunState.DONE, written_at=command.now, touched_at=command.now)
        append(stream(run.id), made, "import_done", {"counts": counts})
        return {"import": str(run.id)}

    once(command, "import.done", {"import": run.id}, work)


def _again(run: ImportRun, attempt: Callable[[Command], None]) -> None:
    """Carry out a part of the work with the clock of now; anew where a seal closed that moment in between."""
    for last in range(ATTEMPTS):
        command = Command(uuid5(run.id, f"write:{run.version}:{run.rows_done}"), run.account, clock())
        try:
            attempt(command)
        except TimeClosed:
            if last == ATTEMPTS - 1:
                raise
        else:
            return


def clock() -> datetime:
    """The time of a command, read once for it."""
    return timezone.now()


def size() -> int:
    """Rows in a transaction."""
    return SHORT_PORTION if connection.vendor == "sqlite" else PORTION
