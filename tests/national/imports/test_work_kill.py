"""The worker is killed at any moment, and another goes on: the register is the same in the end."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction
from tests.national.imports.brought import Personnel, facts, fail

from tirkelim.journal.verify import verify_all
from tirkelim.national.imports import progress, writes
from tirkelim.national.imports.runs import start_check, start_write
from tirkelim.national.imports.work import work
from tirkelim.national.models import ImportRun, RunState
from tirkelim.register.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
SOURCE = Path(__file__).resolve().parents[3] / "src"
ROWS = 60
SLOWLY = "import time; from tirkelim.national.imports import checks, writes; checks.PORTION = writes.PORTION = 10; "
SLOWLY += "writes.SHORT_PORTION = 10; plan = writes.plan_batch; "
SLOWLY += "slow = lambda *given: (time.sleep(0.15), plan(*given))[1]; checks.plan_batch = writes.plan_batch = slow; "
WORKER = f"import django; django.setup(); {SLOWLY} from tirkelim.national.imports.work import work; work(print)"


def worker() -> subprocess.Popen[bytes]:
    """A worker in a process of its own, on this test's database, in no hurry."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        url = f"sqlite:///{name}"
    else:
        url = f"{os.environ['TIRKELIM_DATABASE_URL'].rpartition('/')[0]}/{name}"
    given = {"TIRKELIM_DATABASE_URL": url, "PYTHONPATH": str(SOURCE)}
    given["DJANGO_SETTINGS_MODULE"] = "tirkelim.conf.settings"
    return subprocess.Popen([sys.executable, "-c", WORKER], env={**os.environ, **given})


def killed_while(run: ImportRun, ready: Callable[[ImportRun], bool], chance: random.Random) -> ImportRun:
    """Let a worker come so far, kill it a little later, and read the run as it stands."""
    process = worker()
    try:
        end = time.monotonic() + 60
        while not ready(ImportRun.objects.get(pk=run.pk)):
            assert time.monotonic() < end, "the worker did not come so far"
            assert process.poll() is None, "the worker ended by itself"
            time.sleep(0.01)
        time.sleep(chance.random() * 0.3)
    finally:
        process.kill()
        process.wait()
    return ImportRun.objects.get(pk=run.pk)


def undisturbed(personnel: Personnel, rows: list[dict[str, str]], mode: str) -> dict[str, list[str]]:
    """The register as it is when nobody kills anything; it is taken back."""
    with transaction.atomic():
        personnel.written(personnel.checked(rows), mode)
        expected = facts()
        transaction.set_rollback(True)
    return expected


def finished(run: ImportRun) -> ImportRun:
    """The run after a worker came to its end."""
    work(fail)
    return ImportRun.objects.get(pk=run.pk)


def test_checking_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    personnel, chance = Personnel(), random.Random(1)
    run = personnel.bring(personnel.rows(ROWS))
    start_check(personnel.order(), run.id, run.version)
    run = killed_while(run, lambda one: one.rows_done >= 20, chance)
    assert run.state == RunState.CHECKING
    run = finished(run)
    assert (run.state, run.rows_total, run.counts["new"]) == (RunState.CHECKED, ROWS, ROWS)


def test_good_rows_go_on_behind_the_last_portion() -> None:
    personnel, chance = Personnel(), random.Random(2)
    rows = personnel.rows(ROWS)
    expected = undisturbed(personnel, rows, "good")
    run = personnel.checked(rows)
    start_write(personnel.order(), run.id, run.version, "good")
    for least in (10, 30):
        run = killed_while(run, lambda one, least=least: one.rows_done >= least, chance)  # type: ignore[misc]
        assert run.state == RunState.WRITING
        assert Person.objects.count() == run.rows_done >= least
    run = finished(run)
    written = run.counts["written"]
    assert (run.state, written["new"], written.get("same", 0), written["refused"]) == (RunState.DONE, ROWS, 0, 0)
    assert facts() == expected
    assert verify_all().good


def test_all_or_none_leaves_none_and_begins_again() -> None:
    personnel, chance = Personnel(), random.Random(3)
    rows = personnel.rows(ROWS)
    expected = undisturbed(personnel, rows, "all")
    run = personnel.checked(rows)
    start_write(personnel.order(), run.id, run.version, "all")
    run = killed_while(run, lambda one: one.state == RunState.WRITING and progress.of(one).done >= 20, chance)
    assert (run.state, run.rows_done) == (RunState.WRITING, 0)
    assert not Person.objects.exists()
    run = finished(run)
    assert (run.state, run.counts["written"]["new"]) == (RunState.DONE, ROWS)
    assert facts() == expected
    assert verify_all().good
    assert writes.PORTION > ROWS
