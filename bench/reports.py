"""How long the report of a month takes beside hand-written SQL for it, on a population of a given size.

PostgreSQL with fsync on. The population is made by the demo; the month is the one before its day. Each side runs in
turns (ours, by hand, ours, by hand, ...), the table gives medians. By hand: one table of places for each end, grouped
by every dimension, and one pass of window functions over all jobs for those who came and went; it tells headcount to
the person as ours does (the two are compared), and movement more coarsely. Both have the same memory for sorts. In one
pass: by hand as well, but with the statement by which we count both ends at once.

    python bench/reports.py [--people 100000] [--rounds 3] [--as-it-is]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

DIMENSIONS = "organisation_id", "position", "specialty", "level", "kato", "sector", "ownership", "kind"
MOVED = """
WITH jobs AS (
    SELECT organisation_id, position, valid_from, valid_to, leave_reason,
        LAG(COALESCE(valid_to, 'infinity')) OVER line AS before, LEAD(valid_from) OVER line AS after
    FROM register_employment
    WHERE organisation_id IS NOT NULL AND known_from <= %(known)s AND (known_to IS NULL OR known_to > %(known)s)
    WINDOW line AS (PARTITION BY person_id ORDER BY valid_from)
)
SELECT organisation_id, position, leave_reason,
    COUNT(*) FILTER (WHERE valid_from BETWEEN %(first)s AND %(last)s AND before IS NULL) AS hired,
    COUNT(*) FILTER (WHERE valid_from BETWEEN %(first)s AND %(last)s AND before <= valid_from) AS came_again,
    COUNT(*) FILTER (WHERE valid_to BETWEEN %(first)s AND %(last)s AND after IS NULL) AS gone
FROM jobs
WHERE valid_from BETWEEN %(first)s AND %(last)s OR valid_to BETWEEN %(first)s AND %(last)s
GROUP BY GROUPING SETS ((organisation_id), (position), (leave_reason), ())
"""


def main() -> None:
    """Make the population, count by turns, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--as-it-is", action="store_true", help="count in the database that is there, change nothing")
    chosen = parser.parse_args()
    if "TIRKELIM_DATABASE_URL" not in os.environ:
        command = [str(ROOT / "tools" / "with_postgres.sh"), sys.executable, *sys.argv]
        raise SystemExit(subprocess.run(command, env={**os.environ, "FSYNC": "on"}, check=False).returncode)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tirkelim.conf.settings")
    os.environ.setdefault("TIRKELIM_DEMO", "1")  # the population is a part of the demo
    import django

    django.setup()
    if chosen.as_it_is:
        from django.utils import timezone

        measure(chosen.rounds, timezone.now())
    else:
        measure(chosen.rounds, prepared(chosen.people))


def prepared(people: int) -> datetime:
    """A population as of a day on which the month before is over; it stays where it is there already."""
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone
    from django.utils.timezone import localdate

    from tirkelim.demo.bulk import add_population
    from tirkelim.register.models import Person

    now = timezone.now()
    call_command("migrate", verbosity=0)
    if Person.objects.count() < people:
        for _ in add_population(2026, people, now - timedelta(days=1), localdate(now)):
            pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return now


def measure(rounds: int, now: datetime) -> None:
    """Count the same month on both sides by turns."""
    from tirkelim.national.reports.counting import count
    from tirkelim.national.reports.figures import Figures
    from tirkelim.register.models import Employment

    last = now.date().replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    ours: list[float] = []
    theirs: list[float] = []
    at_once: list[float] = []
    for _ in range(rounds):
        figures: Figures = timed(ours, lambda: count(first, last, now))
        ends: tuple[int, int] = timed(theirs, lambda: by_hand(first, last, now))
        timed(at_once, lambda: in_one_pass(first, last, now))
        if ends != (figures.whole("opening"), figures.whole("closing")):
            raise SystemExit(f"by hand {ends}, ours {figures.rows('all')}")
    mine, hand, one = (statistics.median(times) for times in (ours, theirs, at_once))
    print(f"{Employment.objects.count()} rows of employments, {figures.whole('closing')} people at work, {first:%Y-%m}")
    print(f"ours {mine:.2f} s, by hand {hand:.2f} s: {mine / hand:.2f} times")
    print(f"by hand in one pass {one:.2f} s: {mine / one:.2f} times")


def by_hand(first: date, last: date, known: datetime) -> tuple[int, int]:
    """Everything by SQL alone; the headcount at both ends."""
    from django.db import connection, transaction

    from tirkelim.national.reports.sql import make_room

    statement = (ROOT / "bench" / "report.sql").read_text(encoding="utf-8")
    heads = []
    with transaction.atomic(), connection.cursor() as cursor:
        make_room()
        for name, day in (("opening", first - timedelta(days=1)), ("closing", last)):
            cursor.execute(statement.replace("%(name)s", name), {"known": known, "day": day})
            sets = ", ".join(f"({column})" for column in DIMENSIONS)
            cursor.execute(
                f"SELECT {', '.join(DIMENSIONS)}, sex, birth_date, COUNT(*) FROM place_{name} "  # noqa: S608
                f"GROUP BY GROUPING SETS ({sets}, (sex, birth_date), ())"
            )
            rows = cursor.fetchall()
            heads.append(max((row[-1] for row in rows), default=0))
        cursor.execute(MOVED, {"known": known, "first": first, "last": last})
        cursor.fetchall()
    return heads[0], heads[1]


def in_one_pass(first: date, last: date, known: datetime) -> None:
    """Both ends by one statement, then those who came and went; nothing is made of the rows."""
    from django.db import connection, transaction

    from tirkelim.national.reports.figures import Filters
    from tirkelim.national.reports.heads import GROUPED, End, counted
    from tirkelim.national.reports.sql import make_room

    statement, params = counted(End(first - timedelta(days=1)), End(last), known, Filters())
    with transaction.atomic(), connection.cursor() as cursor:
        make_room()
        cursor.execute(statement + GROUPED, params)
        cursor.fetchall()
        cursor.execute(MOVED, {"known": known, "first": first, "last": last})
        cursor.fetchall()


def timed(times: list[float], work: Callable[[], Any]) -> Any:
    """Do a work and keep how many seconds it took."""
    begun = time.perf_counter()
    found = work()
    times.append(time.perf_counter() - begun)
    return found


if __name__ == "__main__":
    main()
