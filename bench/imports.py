"""How fast a table of workers comes into the register, beside the least it could take.

A CSV of all workers of the country is brought, checked row by row and written, as from the page: by the process that
works beside the web server, in portions with a commit each. Beside it stands COPY of all the rows that came of it
(facts, search words, journal) into a copy of the database as it was before, under the same indexes, constraints and
triggers, in one transaction. PostgreSQL with fsync on. Making the table is not measured; the start of the process,
which in an office runs already, is measured apart.

    python bench/imports.py [--rows 281000] [--organisations 300] [--mode good] [--again]
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from support.beside import beside_postgres  # noqa: E402

AIM, MEGABYTES = 5.0, 500
BEFORE = "before_import"
"""Name of the copy of the database as it was before."""
TABLES = (
    "journal_change", "register_person", "register_personidentifier", "register_personfact", "register_namekey",
    "register_nameslip", "register_employment", "register_education", "register_training", "register_certificate",
    "journal_journalentry", "journal_journalpayload",
)  # fmt: skip
"""What an import fills, those first that others point to."""
NEW = {
    "journal_change": "at >= %(since)s",
    "journal_journalentry": "change_id IN (SELECT id FROM journal_change WHERE at >= %(since)s)",
    "journal_journalpayload": "entry_id IN (SELECT e.id FROM journal_journalentry e"
    " JOIN journal_change c ON c.id = e.change_id WHERE c.at >= %(since)s)",
}
"""Which rows of a table are new; the others were empty before."""


def main() -> None:
    """Make the table, import it, copy the same rows, print the ratio."""
    beside_postgres(measure, arguments())


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    options = argparse.ArgumentParser(description="An import beside COPY of the rows that come of it")
    options.add_argument("--rows", type=int, default=281_000)
    options.add_argument("--organisations", type=int, default=300)
    options.add_argument("--mode", choices=["good", "all"], default="good")
    options.add_argument("--again", action="store_true", help="bring the same table a second time: nothing is written")
    options.add_argument("--profile", action="store_true", help="where the time goes, by function")
    return options.parse_args()


def measure(chosen: argparse.Namespace, home: Path) -> None:
    """Everything between the empty database and the figures."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="tirkelim.conf.settings",
        TIRKELIM_SECRET_KEY="a key for measuring only " * 3,
        TIRKELIM_MEDIA_ROOT=str(home / "files"),
        TIRKELIM_DEMO="1",  # numbers of the 19th century are accepted
        PYTHONPATH=str(ROOT / "src"),
    )
    subprocess.run([sys.executable, "-m", "tirkelim.manage", "migrate", "--verbosity", "0"], cwd=ROOT, check=True)
    import django

    django.setup()
    account, bins = prepare(chosen.organisations)
    table = home / "workers.csv"
    from support.workers import write_table

    write_table(table, chosen.rows, bins)
    keep_empty_copy()
    worked()  # whatever is read or compiled for the first time
    start, since = worked(), now()
    checked, written = (part.without(start) for part in imported(account, table, chosen))
    total = checked.seconds + written.seconds
    print(f"\n{chosen.rows:,} rows, {table.stat().st_size / 1e6:,.0f} MB of CSV, mode {chosen.mode}")
    print(f"the process starts in {start.seconds:.1f} s, which are taken off below")
    for name, part in (("checking", checked), ("writing", written)):
        rate = chosen.rows / part.seconds
        print(
            f"{name:<10}{part.seconds:>9.1f} s{rate:>10,.0f} rows/s   {part.worked:,.1f} s of them work of Python,"
            f" at most {part.megabytes:,.0f} MB of memory"
        )
    rows, seconds = copied(home, since)
    print(f"{'COPY':<10}{seconds:>9.1f} s{rows / seconds:>10,.0f} rows/s   {rows:,} rows came of it")
    verdict = "ok" if total / seconds <= AIM else "above the aim"
    print(f"ratio {total / seconds:.2f} (aim {AIM:.0f}: {verdict}), {total / chosen.rows * 1000:.2f} ms a row")
    print(f"memory {'ok' if max(checked.megabytes, written.megabytes) <= MEGABYTES else 'above'} ({MEGABYTES} MB)")
    if chosen.again:
        again(account, table, chosen, start)


def now() -> Any:
    """The clock."""
    from django.utils import timezone

    return timezone.now()


def prepare(organisations: int) -> tuple[Any, list[str]]:
    """An account of the coordinator, and organisations; their BINs."""
    from datetime import date

    from tirkelim.identity.accounts import add_account, grant_role
    from tirkelim.identity.models import Role
    from tirkelim.journal.change import Command
    from tirkelim.register.commands import add_organisation
    from tirkelim.register.identifiers import control_digit

    def command() -> Command:
        return Command(uuid4(), None, now())

    account = add_account(command(), login="coordinator", name="Coordinator", password=None).result["account"]
    grant_role(command(), account, Role.NATIONAL_COORDINATOR, valid_from=date(2020, 1, 1))
    bins: list[str] = []
    serial = 0
    while len(bins) < organisations:
        serial += 1
        control = control_digit(start := f"310640{serial:05}")
        if control is None:
            continue
        facts = {"name_kk": f"№ {serial} емхана", "kind": "medical", "kato": "710000000"}
        add_organisation(command(), f"{start}{control}", facts, valid_from=date(2000, 1, 1))
        bins.append(f"{start}{control}")
    return account, bins


def keep_empty_copy() -> None:
    """A copy of the database before anything is imported: the same tables, indexes, constraints and triggers."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.close()
    with elsewhere("postgres") as admin:
        admin.autocommit = True
        admin.execute(f'CREATE DATABASE {BEFORE} TEMPLATE "{name}"')


def elsewhere(database: str) -> Any:
    """A connection to another database of the same server."""
    import psycopg
    from django.db import connection

    settings = connection.settings_dict
    return psycopg.connect(dbname=database, user=settings["USER"], host=settings["HOST"], port=settings["PORT"])


class Part(NamedTuple):
    """What a part of the work took: seconds by the clock, those that the process itself worked, and the most memory."""

    seconds: float
    worked: float
    megabytes: float

    def without(self, start: Part) -> Part:
        """The same without the start of the process."""
        return Part(self.seconds - start.seconds, self.worked - start.worked, self.megabytes)


def imported(account: Any, table: Path, chosen: argparse.Namespace) -> tuple[Part, Part]:
    """Bring the table, have it checked, have it written; what both took. Raises SystemExit where rows are wrong."""
    from uuid import UUID

    from tirkelim.journal.change import Command
    from tirkelim.national.imports.runs import create_run, start_check, start_write
    from tirkelim.national.models import ImportRun

    def command() -> Command:
        return Command(uuid4(), UUID(str(account)), now())

    with table.open("rb") as file:
        done = create_run(command(), None, table.name, "csv", iter(lambda: file.read(1 << 20), b""))
    run = ImportRun.objects.get(pk=done.result["run"])
    start_check(command(), run.id, run.version)
    checked = worked(chosen.profile)
    run.refresh_from_db()
    print(run.state, run.failure, run.counts, flush=True)
    if run.state != "checked":
        raise SystemExit("the table was not checked")
    start_write(command(), run.id, run.version, chosen.mode)
    written = worked(chosen.profile)
    run.refresh_from_db()
    print(run.state, run.failure, run.counts.get("written"), flush=True)
    if run.state != "done":
        raise SystemExit("the table was not written")
    return checked, written


def worked(profile: bool = False) -> Part:
    """Let the worker do what waits, in a process of its own."""
    from django.db import connection

    connection.close()
    inner = ["-m", "cProfile", "-s", "tottime"] if profile else []
    command = [sys.executable, *inner, "-m", "tirkelim.manage", "national", "--once"]
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as worker:
        out = worker.stdout.read() if worker.stdout else ""
        _, status, used = os.wait4(worker.pid, 0)
        worker.returncode = os.waitstatus_to_exitcode(status)
    if worker.returncode:
        raise SystemExit("the worker failed")
    if profile:
        print("\n".join(out.splitlines()[:60]))
    return Part(time.perf_counter() - start, used.ru_utime + used.ru_stime, _megabytes(used))


def _megabytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / 1024


def copied(home: Path, since: Any) -> tuple[int, float]:
    """COPY of all the rows that came of it into the copy from before: how many, and seconds with the commit."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.close()
    with elsewhere(name) as source:
        for table in TABLES:
            query = f"SELECT * FROM {table} WHERE {NEW.get(table, 'true')}"  # noqa: S608 - our own tables
            with (home / table).open("wb") as file, source.cursor() as cursor:
                text = query % {"since": f"'{since.isoformat()}'"}
                with cursor.copy(f"COPY ({text}) TO STDOUT") as out:
                    for block in out:
                        file.write(block)
    rows, start = 0, time.perf_counter()
    with elsewhere(BEFORE) as target, target.cursor() as cursor:
        for table in TABLES:
            with (home / table).open("rb") as file, cursor.copy(f"COPY {table} FROM STDIN") as into:
                while block := file.read(1 << 20):
                    into.write(block)
            rows += cursor.rowcount
        target.commit()
    return rows, time.perf_counter() - start


def again(account: Any, table: Path, chosen: argparse.Namespace, start: Part) -> None:
    """The same table a second time: what it takes, and that no row came of it. Raises SystemExit."""
    from tirkelim.register.models import Employment, Person

    before = (Person.objects.count(), Employment.objects.count())
    checked, written = (part.without(start) for part in imported(account, table, chosen))
    if (Person.objects.count(), Employment.objects.count()) != before:
        raise SystemExit("the second import wrote something")
    print(f"the same table again: {checked.seconds:.1f} s and {written.seconds:.1f} s, nothing written")


if __name__ == "__main__":
    main()
