"""The steps of a run that people take: bring a file, say what its columns are, have it checked, have it written.

Each is a command; what the steps write besides the run is an entry in the journal's stream of the run. A step names the
version of the run that the person saw: who comes second is told so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath
from typing import Any
from uuid import UUID, uuid5

from django.db.models import F
from django.utils.timezone import localdate

from tirkelim.identity.policy import Denied, Scope, require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import Stale
from tirkelim.national.imports import store
from tirkelim.national.imports.matching import check_columns, folded, match_columns
from tirkelim.national.imports.meant import Key, is_answer, title_key
from tirkelim.national.imports.preview import likely_sheet
from tirkelim.national.imports.rows import headings
from tirkelim.national.models import ColumnMemory, ImportRun, Mode, RunState, TitleMemory
from tirkelim.register.scopes import organisation_scope

ACTION = "register.import"
LONGEST_HEADING = 200
UNDER_WAY = (RunState.CHECK_WAITS, RunState.CHECKING, RunState.WRITE_WAITS, RunState.WRITING)
CHECKABLE = (RunState.UPLOADED, RunState.CHECKED, RunState.FAILED)


class WrongState(ValueError):
    """The run is not where this step can be taken; `state` is where it is."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class WrongColumns(ValueError):
    """The columns cannot be so; `problems` as of `matching.check_columns`: code and key."""

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__(", ".join(code for code, _ in problems))
        self.problems = problems


class HasErrors(ValueError):
    """All rows or none were asked for, and some rows are wrong."""


def run_scope(organisation: UUID | None, command: Command) -> Scope:
    """A run belongs to its organisation; one of many organisations to nobody: only a right everywhere counts."""
    return Scope() if organisation is None else organisation_scope(organisation, localdate(command.now))


def run_of(command: Command) -> UUID:
    """The id of the run that a command brings: the same when it is repeated."""
    return uuid5(command.id, "import")


def create_run(
    command: Command,
    organisation: UUID | None,
    file_name: str,
    file_kind: str,
    content: Iterable[bytes],
) -> Done:
    """Bring a file; result {"run": id}. Its columns are matched by their headings. Without an organisation it is a
    file of many.

    Raises Denied; TooLarge and TableError (nothing is kept).
    """
    account = command.actor
    if account is None:
        raise Denied(ACTION)  # what is written is written in somebody's name
    require_actor(account, ACTION, run_scope(organisation, command), on=localdate(command.now))
    run = run_of(command)
    first = Change.objects.filter(command_id=command.id).first()
    if first is not None:
        return Done(first.result or {}, repeated=True)
    stored = store.save_source(run, content)
    try:
        sheet = likely_sheet(store.source(run), file_kind)
        found = headings(store.source(run), file_kind, sheet)
        columns = match_columns(found, remembered(organisation)).columns
    except BaseException:
        store.remove(run)
        raise

    def work(made: Change) -> Result:
        ImportRun.objects.create(
            id=run,
            organisation=organisation,
            account=account,
            file_name=_shown(file_name),
            file_kind=file_kind,
            sheet=sheet,
            sha256=stored.sha256,
            size=stored.size,
            headings=list(found),
            columns=_as_text(columns),
            created_at=command.now,
            touched_at=command.now,
        )
        append(stream(run), made, "import_brought", {"organisation": organisation, "sha256": stored.sha256})
        return {"run": str(run)}

    return once(command, "import.create", {"organisation": organisation, "sha256": stored.sha256}, work)


def set_sheet(command: Command, run: UUID, version: int, sheet: str) -> Done:
    """Read another sheet of the workbook; its columns are matched anew. Result {"version": number}.

    Raises TableError, WrongState, Stale, Denied.
    """

    def values(row: ImportRun) -> dict[str, Any]:
        found = headings(store.source(run), row.file_kind, sheet)
        columns = match_columns(found, remembered(row.organisation)).columns
        fresh = {"state": RunState.UPLOADED, "counts": {}, "failure": "", "rows_done": 0, "rows_total": None}
        return {"sheet": sheet, "headings": list(found), "columns": _as_text(columns), **fresh}

    return _step(command, "import.sheet", run, version, CHECKABLE, values, {"sheet": sheet})


def set_columns(command: Command, run: UUID, version: int, columns: Mapping[int, str]) -> Done:
    """Say which columns hold what, place (from 0) to key of the catalogue; other places are left out. It is remembered
    for the next file; what was found before no longer counts. Result {"version": number}.

    Raises WrongColumns, WrongState, Stale, Denied.
    """

    def values(row: ImportRun) -> dict[str, Any]:
        problems = check_columns(columns, many_organisations=row.organisation is None)
        if problems:
            raise WrongColumns(problems)
        _remember(row, columns, command)
        return {"columns": _as_text(columns), "state": RunState.UPLOADED, "counts": {}, "failure": "", "rows_done": 0}

    return _step(command, "import.columns", run, version, CHECKABLE, values, {"columns": _as_text(columns)})


def set_titles(command: Command, run: UUID, version: int, answers: Mapping[Key, str | None]) -> Done:
    """Say what titles mean that are not known for certain, once for all rows and for the next files; None takes an
    answer back. The rows are read so when they are checked again. Result {"version": number}.

    Raises ValueError (no answer can be so), WrongState, Stale, Denied.
    """
    for (kind, title), value in answers.items():
        if value is not None and (not is_answer(kind, value) or title_key(kind, title) is None):
            raise ValueError(kind)

    def values(row: ImportRun) -> dict[str, Any]:
        for (kind, title), value in answers.items():
            about: dict[str, Any] = {"organisation": row.organisation, "kind": kind, "title": title}
            if value is None:
                TitleMemory.objects.filter(**about).delete()
            else:
                said = {"value": value, "used_at": command.now}
                TitleMemory.objects.update_or_create(**about, defaults=said)
        return {}

    body = {"titles": [[*key, value] for key, value in sorted(answers.items())]}
    return _step(command, "import.titles", run, version, CHECKABLE, values, body)


def start_check(command: Command, run: UUID, version: int) -> Done:
    """Have the rows checked in the background; result {"version": number}. Raises WrongColumns, WrongState, Stale,
    Denied."""

    def values(row: ImportRun) -> dict[str, Any]:
        problems = check_columns(places(row), many_organisations=row.organisation is None)
        if problems:
            raise WrongColumns(problems)
        return {"state": RunState.CHECK_WAITS, "rows_done": 0, "failure": "", "counts": {}}

    return _step(command, "import.check", run, version, CHECKABLE, values, {})


def start_write(command: Command, run: UUID, version: int, mode: Mode | str, *, corrects: bool = False) -> Done:
    """Have the checked rows written in the background, in the name of the actor; result {"version": number}.

    `corrects`: what the register has otherwise is corrected. Raises HasErrors (all or none, and a row is wrong),
    WrongState, Stale, Denied.
    """
    mode = Mode(mode)

    def values(row: ImportRun) -> dict[str, Any]:
        if row.checked_at is None or not row.counts:
            raise WrongState(row.state)
        if mode is Mode.ALL and row.counts.get("wrong"):
            raise HasErrors
        counts = {name: number for name, number in row.counts.items() if name != "written"}
        return {
            "state": RunState.WRITE_WAITS,
            "mode": mode,
            "corrects": corrects,
            "account": command.actor or row.account,
            "rows_done": 0,
            "failure": "",
            "counts": counts,
        }

    body = {"mode": mode.value, "corrects": corrects}
    return _step(command, "import.write", run, version, (RunState.CHECKED, RunState.FAILED), values, body)


def give_up(command: Command, run: UUID, version: int) -> Done:
    """Go no further; the files are taken away. What was written before stays written; of a run that writes all rows or
    none nothing is. Result {"version": number}. Raises WrongState, Stale, Denied."""
    done = _step(
        command, "import.give_up", run, version, (*CHECKABLE, *UNDER_WAY), lambda row: {"state": RunState.GIVEN_UP}, {}
    )
    store.remove(run)
    return done


def stream(run: UUID) -> str:
    """Name of the journal stream of a run."""
    return f"import:{run}"


def places(run: ImportRun) -> dict[int, str]:
    """The columns of a run: place (from 0) to key of the catalogue."""
    return {int(place): key for place, key in run.columns.items() if key}


def remembered(organisation: UUID | None) -> dict[str, str]:
    """What headings meant in an organisation's files the last time: folded heading to key, "" for one left out."""
    return dict(ColumnMemory.objects.filter(organisation=organisation).values_list("heading", "field"))


def _step(
    command: Command,
    action: str,
    run: UUID,
    version: int,
    allowed: Iterable[str],
    values: Callable[[ImportRun], Mapping[str, Any]],
    body: Mapping[str, Any],
) -> Done:
    """Take a step of a run, if it is where the person saw it."""

    def work(made: Change) -> Result:
        row = ImportRun.objects.get(pk=run)
        require_actor(command.actor, ACTION, run_scope(row.organisation, command), on=localdate(command.now))
        if row.version != version:
            raise Stale(str(run))
        if row.state not in set(allowed):
            raise WrongState(row.state)
        move(row, **values(row), touched_at=command.now)
        append(stream(run), made, action.replace(".", "_"), dict(body))
        return {"version": row.version}

    return once(command, action, {"run": run, "version": version, **body}, work)


def move(run: ImportRun, **values: Any) -> None:
    """Change a run that nobody else has changed since it was read; its version grows. Raises Stale."""
    mine = ImportRun.objects.filter(pk=run.pk, version=run.version)
    if not mine.update(**values, version=F("version") + 1):
        raise Stale(str(run.pk))
    run.version += 1
    for name, value in values.items():
        setattr(run, name, value)


def mark(run: ImportRun, **values: Any) -> None:
    """Note how far the work on a run is; its version stays. Raises Stale where it was given up meanwhile."""
    if not ImportRun.objects.filter(pk=run.pk, version=run.version).update(**values):
        raise Stale(str(run.pk))
    for name, value in values.items():
        setattr(run, name, value)


def _remember(row: ImportRun, columns: Mapping[int, str], command: Command) -> None:
    for place, heading in enumerate(row.headings):
        key = folded(heading)[:LONGEST_HEADING]
        if key:
            ColumnMemory.objects.update_or_create(
                organisation=row.organisation,
                heading=key,
                defaults={"field": columns.get(place, ""), "used_at": command.now},
            )


def _as_text(columns: Mapping[int, str]) -> dict[str, str]:
    return {str(place): key for place, key in sorted(columns.items()) if key}


def _shown(file_name: str) -> str:
    """The name of a file as it is shown: without folders and signs that cannot be seen, and not too long."""
    name = PurePath(file_name.replace("\\", "/")).name
    return "".join(sign for sign in name if not unicodedata.category(sign).startswith("C"))[:200]
