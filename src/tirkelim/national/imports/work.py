"""Work on imports: takes runs that wait, one at a time, and checks or writes them (see taking.py)."""

from __future__ import annotations

import contextlib
import time
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from tirkelim.identity.policy import Denied
from tirkelim.journal.change import Repeated, Result
from tirkelim.journal.temporal import Stale
from tirkelim.national.imports import progress, store
from tirkelim.national.imports.checks import check
from tirkelim.national.imports.garbage import between_portions
from tirkelim.national.imports.runs import UNDER_WAY, move
from tirkelim.national.imports.writes import write_run
from tirkelim.national.models import ImportRun, RunState
from tirkelim.national.taking import Told, locked

PAUSE_SECONDS = 1
NEXT = {
    RunState.CHECK_WAITS: RunState.CHECKING,
    RunState.CHECKING: RunState.CHECKING,
    RunState.WRITE_WAITS: RunState.WRITING,
    RunState.WRITING: RunState.WRITING,
}


def work(failed: Told) -> int:
    """Check and write what waits, until nothing does; how many runs there were. What stops a run is told to
    `failed`, and the others go on."""
    done = 0
    while taken := work_once(failed):
        done += taken
    return done


def work_once(failed: Told) -> int:
    """One step of each run that waits."""
    return len([run for run in _waiting() if _take(run, failed)])


def work_on(id: UUID, failed: Told) -> ImportRun:
    """Check or write one run that waits; where another process has taken it, wait for that one's end."""
    while True:
        run = ImportRun.objects.get(pk=id)
        if run.state not in UNDER_WAY:
            return run
        if not _take(run, failed):
            time.sleep(PAUSE_SECONDS)


def tidy(now: datetime) -> Result:
    """Take away the files of runs that are older than TIRKELIM_IMPORT_KEEP_DAYS; the work of a day, in portions."""
    before = now - timedelta(days=settings.IMPORT_KEEP_DAYS)
    old = ImportRun.objects.filter(created_at__lt=before).exclude(state__in=UNDER_WAY)
    removed = 0
    for run in old.order_by("created_at").iterator():
        if not store.folder(run.id).is_dir():
            continue
        if run.state != RunState.DONE:
            with contextlib.suppress(Stale):
                move(run, state=RunState.GIVEN_UP, failure="expired")
        store.remove(run.id)
        removed += 1
    return {"removed": removed}


def _waiting() -> list[ImportRun]:
    return list(ImportRun.objects.filter(state__in=UNDER_WAY).order_by("created_at"))


def _take(run: ImportRun, failed: Told) -> bool:
    """Work on a run, unless somebody else does."""
    with locked(store.folder(run.id)) as mine:
        if not mine:
            return False
        try:
            run.refresh_from_db()
            if run.state not in NEXT:
                return False
            move(run, state=NEXT[RunState(run.state)], touched_at=timezone.now())
            with between_portions():
                _work_on(run, failed)
        except (Stale, Repeated):
            pass  # given up meanwhile, or changed by somebody who came first
    return True


def _work_on(run: ImportRun, failed: Told) -> None:
    try:
        if not store.source(run.id).is_file():
            move(run, state=RunState.FAILED, failure="file_lost")
        elif run.state == RunState.CHECKING:
            check(run)
        else:
            write_run(run)
    except (Stale, Repeated):
        raise
    except OperationalError:
        raise  # the database is away or busy: the run stands as it is, and is taken again
    except Denied:
        _stop(run, "denied")
    except Exception as failure:  # a mistake of ours must not be repeated for ever
        failed("an import", failure)
        _stop(run, "broken")
    finally:
        progress.forget(run)


def _stop(run: ImportRun, code: str) -> None:
    run.refresh_from_db()
    if run.state in UNDER_WAY:
        move(run, state=RunState.FAILED, failure=code)
