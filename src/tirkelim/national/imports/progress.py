"""How far a run is, while its own transaction cannot tell: a small file beside the source.

All rows in one transaction are seen by nobody else until the end, and so is whatever that transaction says of itself.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from tirkelim.national.imports import store
from tirkelim.national.models import ImportRun, RunState


class Progress(NamedTuple):
    """Rows done of all rows; `total` None while the rows are not yet counted. `share` in percent, 0 to 100."""

    done: int
    total: int | None

    @property
    def share(self) -> int:
        """Whole percent, never 100 before the end."""
        return 0 if not self.total else min(99, self.done * 100 // self.total)


def note(run: ImportRun, done: int) -> None:
    """Say how far the work is; nobody relies on it, so it is not forced to disk."""
    path = store.folder(run.id) / store.PROGRESS
    draft = path.with_name(f".{store.PROGRESS}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(f"{run.version} {done}")
    os.replace(draft, path)


def forget(run: ImportRun) -> None:
    """Nothing is under way any more."""
    (store.folder(run.id) / store.PROGRESS).unlink(missing_ok=True)


def of(run: ImportRun) -> Progress:
    """How far a run is in its present checking or writing."""
    done = run.rows_done
    if run.state in (RunState.CHECKING, RunState.WRITING):
        try:
            version, noted = (store.folder(run.id) / store.PROGRESS).read_text().split()
            if int(version) == run.version:
                done = max(done, int(noted))
        except (OSError, ValueError):
            pass  # not written yet, or gone: the row says what is known
    return Progress(done, run.rows_total)
