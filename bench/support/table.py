"""What every page benchmark shares: settings of the measured server, turns of both sides, lines of the table."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from support.load import Request, run
from support.server import HOST, Server, move_database

ROOT = Path(__file__).resolve().parent.parent.parent
WARM_UP = 40
"""Requests to each page before anything is measured."""


class Measured(NamedTuple):
    """One line of the table: what is asked of us, what it stands beside, and how many times slower it may be."""

    name: str
    title: str
    bare: str
    aim: float | None
    bounded: bool = False


class Span(NamedTuple):
    """How long one turn goes on: so many rounds of turns of so many seconds, or of so many requests that write."""

    rounds: int
    seconds: float
    writes: int


class Turn(NamedTuple):
    """What one turn came to: requests a second, and milliseconds of the server's core for each."""

    rate: float
    busy: float


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
        # Pages are measured here; what signatures add is measured by bench/trust.py.
        "TIRKELIM_SIGNATURES": "0",
        # The throttle counts every look-up, as always; nobody reaches this limit within a minute.
        "TIRKELIM_CHECK_PER_MINUTE": "1000000",
        "PYTHONPATH": str(ROOT / "src"),
    }


def prepare(ours: dict[str, str]) -> None:
    """Tables and static files, as an installation makes them."""
    for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--no-input", "--verbosity", "0"]):
        subprocess.run(
            [sys.executable, "-m", "tirkelim.manage", *command], env={**os.environ, **ours}, cwd=ROOT, check=True
        )


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


def measured(
    line: Measured, bare: tuple[Server, Iterator[Request]], ours: tuple[Server, Iterator[Request]], span: Span
) -> str:
    """Alternating turns of both sides; the finished line of the table."""
    for server, stream in (bare, ours):
        run(server.port, stream, 10, most=WARM_UP)
    turns: list[list[Turn]] = [[], []]
    for _ in range(span.rounds):
        for side, (server, stream) in enumerate((bare, ours)):
            turns[side].append(turn(server, stream, line, span))
    return row(line, *(Turn(*map(statistics.median, zip(*side, strict=True))) for side in turns))


def turn(server: Server, stream: Iterator[Request], line: Measured, span: Span) -> Turn:
    """One turn of one side."""
    before = server.busy()
    seconds, most = (60.0, span.writes) if line.bounded else (span.seconds, 1_000_000)
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
