"""The files of a run: what was brought, and what was found in it. They hold personal data and are kept for some days.

They lie in `MEDIA_ROOT/imports/<run>/`, readable by the server's own user only, under names that say nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any, NamedTuple
from uuid import UUID

from django.conf import settings

from tirkelim.national.imports.checking import CheckedRow, Issue, Severity

SOURCE = "source"
CHECKED = "checked.jsonl"
ISSUES = "issues.jsonl"
REFUSED = "refused.jsonl"
ANNOTATED = "annotated.xlsx"
PROGRESS = "progress"
DAY = "\u0000day:"
"""Stands before a day among texts: no cell holds the character."""


class TooLarge(ValueError):
    """The file is larger than TIRKELIM_IMPORT_MEGABYTES; `most` is that many megabytes."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most} MB")
        self.most = most


class Stored(NamedTuple):
    """A file as it was stored: its digest and its size in bytes."""

    sha256: str
    size: int


def folder(run: UUID) -> Path:
    """Where the files of a run lie."""
    return Path(settings.MEDIA_ROOT) / "imports" / str(run)


def source(run: UUID) -> Path:
    """The file as it was brought."""
    return folder(run) / SOURCE


def annotated(run: UUID) -> Path:
    """The file with its errors, once somebody asked for it (see annotated.py)."""
    return folder(run) / ANNOTATED


def save_source(run: UUID, chunks: Iterable[bytes]) -> Stored:
    """Put the file on disk; when it returns a power cut can no longer lose it. Raises TooLarge, and keeps nothing."""
    most = settings.IMPORT_MEGABYTES
    sha256, size = hashlib.sha256(), 0
    try:
        with writing(run, SOURCE, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > most * 1024 * 1024:
                    raise TooLarge(most)
                sha256.update(chunk)
                file.write(chunk)
    except BaseException:
        remove(run)
        raise
    return Stored(sha256.hexdigest(), size)


@contextlib.contextmanager
def writing(run: UUID, name: str, mode: str = "w") -> Iterator[IO[Any]]:
    """A file of a run: written beside the one that stands there, and put in its place when it is whole and safe."""
    place = folder(run)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place / f".{name}.{os.getpid()}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, mode, encoding=None if "b" in mode else "utf-8") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, place / name)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _sync(place)


def remove(run: UUID) -> None:
    """Take the files of a run away for good."""
    shutil.rmtree(folder(run), ignore_errors=True)


def write_checked(file: IO[str], rows: Iterable[CheckedRow]) -> None:
    """Note rows without errors, as they were read, for the writing."""
    for row in rows:
        values = {key: _put_day(value) if type(value) is date else value for key, value in row.values.items()}
        file.write(_text([row.number, values]) + "\n")


def checked(run: UUID) -> Iterator[CheckedRow]:
    """The rows that were noted; their issues are apart."""
    with (folder(run) / CHECKED).open(encoding="utf-8") as file:
        for line in file:
            number, values = json.loads(line)
            yield CheckedRow(number, {key: _take_day(value) for key, value in values.items()})


def write_issues(file: IO[str], issues: Iterable[Issue]) -> None:
    """Note what was found."""
    for one in issues:
        params = {name: _plain(value) for name, value in one.params.items()}
        file.write(_text([one.row, one.column, one.severity.value, one.code, params]) + "\n")


def issues(run: UUID, names: Sequence[str] = (ISSUES, REFUSED)) -> Iterator[Issue]:
    """Everything that was found in the run's rows, in their order: by the check, then by the writing."""
    for name in names:
        path = folder(run) / name
        if path.is_file():
            with path.open(encoding="utf-8") as file:
                yield from map(_issue, file)


def add_refused(run: UUID, issues: Iterable[Issue]) -> None:
    """Note what the writing could not write, at the end of what was noted before; safe on disk."""
    path = folder(run) / REFUSED
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        write_issues(file, issues)
        file.flush()
        os.fsync(file.fileno())


def cut_refused(run: UUID, keep: Callable[[Issue], bool]) -> None:
    """Forget of the refused rows those that are not to be kept: a kill came between the note and the commit."""
    path = folder(run) / REFUSED
    if path.is_file():
        with path.open(encoding="utf-8") as file:
            kept = [one for one in map(_issue, file) if keep(one)]
        with writing(run, REFUSED) as file:
            write_issues(file, kept)


def remove_refused(run: UUID) -> None:
    """Forget what an earlier writing could not write."""
    (folder(run) / REFUSED).unlink(missing_ok=True)


def _issue(line: str) -> Issue:
    row, column, severity, code, params = json.loads(line)
    return Issue(row, column, Severity(severity), code, params)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _put_day(day: date) -> str:
    return f"{DAY}{day.isoformat()}"


def _take_day(value: Any) -> Any:
    if type(value) is str and value.startswith(DAY):
        return date.fromisoformat(value[len(DAY) :])
    return value


def _sync(place: Path) -> None:
    # The names of new files live in their folders: without this a power cut may forget them.
    for one in (place, place.parent, place.parent.parent):
        handle = os.open(one, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
