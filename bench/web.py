"""How fast the pages are beside the least that Django can do: one view, no middleware, one statement, JSON.

PostgreSQL with fsync on; for each side one gunicorn worker with one thread on one core; the load generator and the
database on the other. Eight connections ask without pause. Rounds alternate (bare, ours, bare, ours, ...); the table
gives medians of requests a second. Numbers are random, one of twenty does not exist, and no result is cached. The
server runs as in production (no debug, no demo, HTTPS behind one proxy, collected static files); the throttle of the
public check is on, but set so high that it never says no.

    python bench/web.py [--rounds 7] [--seconds 2] [--certificates 20000] [--licences 20000] [--cases 2000]
                        [--submits 150] [PAGE...]
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

if TYPE_CHECKING:
    from support.data import Made
from support.load import Request, run  # noqa: E402
from support.server import HOST, Server, cores, move_database, serving  # noqa: E402


class Measured(NamedTuple):
    """One line of the table: what is asked of us, what it stands beside, and how many times slower it may be."""

    name: str
    title: str
    bare: str
    aim: float | None
    bounded: bool = False


LINES = (
    Measured("check_json", "public check, JSON", "bare_read", 1.7),
    Measured("check_page", "public check, page", "bare_read", 3.5),
    Measured("signed_in", "signed in, no content", "bare_read", None),
    Measured("desk", "desk of an officer", "bare_read", 5.0),
    Measured("desk_both", "desk of two authorities", "bare_read", None),
    Measured("forecast", "what will become late", "bare_read", None),
    Measured("case", "open case", "bare_read", 5.0),
    Measured("register_name", "licences by name", "bare_read", None),
    Measured("register_bin", "licences by BIN", "bare_read", None),
    Measured("register_filter", "licences, region, subtype", "bare_read", None),
    Measured("register_licence", "a licence", "bare_read", None),
    Measured("register_may", "may they do this?", "bare_read", None),
    Measured("submit", "submit an application", "bare_write", 8.0, bounded=True),
)
WARM_UP = 40
"""Requests to each page before anything is measured."""


def main() -> None:
    """Make the data, start both servers, measure, print the table."""
    chosen = arguments()
    if "TIRKELIM_DATABASE_URL" not in os.environ:
        command = [str(ROOT / "tools" / "with_postgres.sh"), sys.executable, *sys.argv]
        raise SystemExit(subprocess.run(command, env={**os.environ, "FSYNC": "on"}, check=False).returncode)
    home = Path(tempfile.mkdtemp(prefix="tirkelim-bench-"))
    try:
        measure(chosen, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    options = argparse.ArgumentParser(description="Pages beside a bare Django view")
    options.add_argument("pages", nargs="*", metavar="PAGE", help=", ".join(line.name for line in LINES))
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--seconds", type=float, default=2.0, help="length of one turn")
    options.add_argument("--certificates", type=int, default=20_000)
    options.add_argument("--licences", type=int, default=20_000)
    options.add_argument("--cases", type=int, default=2_000, help="open applications of one department")
    options.add_argument("--submits", type=int, default=150, help="applications sent in one turn")
    return options.parse_args()


def environment(home: Path) -> dict[str, str]:
    """The settings of our server: those of production, behind one proxy."""
    return {
        "DJANGO_SETTINGS_MODULE": "tirkelim.conf.settings",
        "TIRKELIM_SECRET_KEY": "a key for measuring only " * 3,
        "TIRKELIM_ALLOWED_HOSTS": HOST,
        "TIRKELIM_PUBLIC_URL": f"https://{HOST}",
        "TIRKELIM_TRUSTED_PROXIES": "1",
        "TIRKELIM_STATIC_ROOT": str(home / "static"),
        "TIRKELIM_MEDIA_ROOT": str(home / "evidence"),
        # The throttle counts every look-up, as always; nobody reaches this limit within a minute.
        "TIRKELIM_CHECK_PER_MINUTE": "1000000",
        "PYTHONPATH": str(ROOT / "src"),
    }


def measure(chosen: argparse.Namespace, home: Path) -> None:
    """Everything between the empty database and the table."""
    ours = environment(home)
    prepare(ours)
    os.environ.update(ours, TIRKELIM_DEMO="1", TIRKELIM_HTTPS="1")
    import django

    django.setup()
    made = data(chosen)
    split = cores()
    if split is None:
        print("Only one core: server and load share it, the figures say little.")
    else:
        place(split[1])
    core = split[0] if split else None
    with ExitStack() as stack:
        servers = {
            side: stack.enter_context(serving(application, {**ours, "TIRKELIM_DEMO": "0"}, core, home / f"{side}.log"))
            for side, application in (("bare", "support.bare:application"), ("ours", "tirkelim.conf.wsgi"))
        }
        lines = [line for line in LINES if not chosen.pages or line.name in chosen.pages]
        print(heading())
        for line in lines:
            print(measured(line, servers, made, chosen), flush=True)
        check_sent(made)


def prepare(ours: dict[str, str]) -> None:
    """Tables and static files, as an installation makes them."""
    for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--no-input", "--verbosity", "0"]):
        subprocess.run(
            [sys.executable, "-m", "tirkelim.manage", *command], env={**os.environ, **ours}, cwd=ROOT, check=True
        )


def data(chosen: argparse.Namespace) -> Made:
    """The rows that are measured on; says how long making them took."""
    from django.db import connection
    from django.utils import timezone

    from support.data import Size, make

    start = time.perf_counter()
    drafts = chosen.submits * chosen.rounds + WARM_UP
    made = make(Size(chosen.certificates, chosen.cases, drafts, chosen.licences), timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    connection.close()
    print(
        f"{chosen.certificates:,} certificates, {chosen.licences:,} licences, {chosen.cases:,} open applications, "
        f"{drafts:,} drafts made in {time.perf_counter() - start:.0f} s"
    )
    return made


def place(core: int) -> None:
    """Ourselves and the database on one core; the other belongs to the measured server."""
    from django.db import connection

    os.sched_setaffinity(0, {core})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        moved = move_database(cursor.fetchone()[0], core)
        cursor.execute("SHOW fsync")
        fsync = cursor.fetchone()[0]
    connection.close()
    where = "on the load generator's core" if moved else "wherever the system puts it"
    print(f"PostgreSQL {where}, fsync {fsync}\n")


def measured(line: Measured, servers: dict[str, Server], made: Made, chosen: argparse.Namespace) -> str:
    """Alternating turns of both sides; the finished line of the table."""
    from support import pages

    chance = random.Random(line.name)
    sides = [(servers["bare"], getattr(pages, line.bare)), (servers["ours"], getattr(pages, line.name))]
    streams = [(server, stream(made, chance)) for server, stream in sides]
    for server, stream in streams:
        run(server.port, stream, 10, most=WARM_UP)
    turns: list[list[Turn]] = [[], []]
    for _ in range(chosen.rounds):
        for side, (server, stream) in enumerate(streams):
            turns[side].append(turn(server, stream, line, chosen))
    return row(line, *(Turn(*map(statistics.median, zip(*side, strict=True))) for side in turns))


def check_sent(made: Made) -> None:
    """Every application that was sent has arrived; otherwise something else was measured. Raises SystemExit."""
    from django.db import connection

    from tirkelim.cases.models import Case

    drafts = Case.objects.filter(state="draft").count()
    connection.close()
    if drafts > len(made.drafts) + 1:  # one original draft stays
        raise SystemExit(f"{drafts - len(made.drafts) - 1} applications were not sent")


class Turn(NamedTuple):
    """What one turn came to: requests a second, and milliseconds of the server's core for each."""

    rate: float
    busy: float


def turn(server: Server, stream: Iterator[Request], line: Measured, chosen: argparse.Namespace) -> Turn:
    """One turn of one side."""
    before = server.busy()
    seconds, most = (60.0, chosen.submits) if line.bounded else (chosen.seconds, 1_000_000)
    result = run(server.port, stream, seconds, most)
    return Turn(result.rate, (server.busy() - before) / result.answers * 1000)


def heading() -> str:
    """The head of the table."""
    return (
        f"{'':<26}{'requests a second':>20}{'':>15}{'ms of the core':>18}\n"
        f"{'medians':<26}{'bare':>10}{'ours':>10}{'ratio':>8}{'aim':>7}{'bare':>10}{'ours':>8}"
    )


def row(line: Measured, bare: Turn, ours: Turn) -> str:
    """A line of the table."""
    ratio = bare.rate / ours.rate
    verdict = "" if line.aim is None else "ok" if ratio <= line.aim else "above the aim"
    aim = f"{line.aim:>7.1f}" if line.aim else " " * 7
    rates = f"{bare.rate:>10.0f}{ours.rate:>10.0f}{ratio:>8.2f}{aim}"
    return f"{line.title:<26}{rates}{bare.busy:>10.2f}{ours.busy:>8.2f}  {verdict}"


if __name__ == "__main__":
    main()
