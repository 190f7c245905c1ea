"""How fast the pages of the national register are beside a bare Django view, on a population of the country's size.

The way of measuring is that of bench/web.py. The population comes from the demo, without results of professional
development: 1.2 million people have about 3 million jobs and 10 million entries in the journal. In a database that
holds it already (TIRKELIM_DATABASE_URL) only what is missing is added.

    python bench/register.py [--people 1200000] [--rounds 5] [--seconds 2] [--hires 150] [PAGE...]
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

if TYPE_CHECKING:
    from support.register_data import Register
from support.beside import beside_postgres  # noqa: E402
from support.server import cores, serving  # noqa: E402
from support.table import Measured, Span, environment, heading, measured, place, prepare  # noqa: E402

LINES = (
    Measured("people_name", "people by name", "bare_read", 4.0),
    Measured("people_both", "people by name, position", "bare_read", 4.0),
    Measured("people_filter", "people by position", "bare_read", 4.0),
    Measured("person", "open a person", "bare_read", 4.0),
    Measured("work_list", "work list", "bare_read", 4.0),
    Measured("staff", "list of one's workers", "bare_read", None),
    Measured("hire", "save a hire", "bare_write", 8.0, bounded=True),
)


def main() -> None:
    """Make the population, start both servers, measure, print the table."""
    beside_postgres(measure, arguments(), SHARED_BUFFERS="2GB")


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    options = argparse.ArgumentParser(description="Pages of the national register beside a bare Django view")
    options.add_argument("pages", nargs="*", metavar="PAGE", help=", ".join(line.name for line in LINES))
    options.add_argument("--people", type=int, default=1_200_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=2.0, help="length of one turn")
    options.add_argument("--hires", type=int, default=150, help="jobs saved in one turn")
    return options.parse_args()


def measure(chosen: argparse.Namespace, home: Path) -> None:
    """Everything between the database and the table."""
    ours = environment(home)
    prepare({**ours, "TIRKELIM_DEMO": "1"})
    os.environ.update(ours, TIRKELIM_DEMO="1", TIRKELIM_HTTPS="1")
    import django

    django.setup()
    made = data(chosen.people)
    split = cores()
    if split is not None:
        place(split[1])
    core = split[0] if split else None
    with ExitStack() as stack:
        bare, own = (
            stack.enter_context(serving(application, {**ours, "TIRKELIM_DEMO": "0"}, core, home / f"{side}.log"))
            for side, application in (("bare", "support.bare:application"), ("ours", "tirkelim.conf.wsgi"))
        )
        from support import pages, register_pages

        print(heading())
        for line in LINES:
            if not chosen.pages or line.name in chosen.pages:
                chance = random.Random(line.name)
                sides = getattr(pages, line.bare)(made, chance), getattr(register_pages, line.name)(made, chance)
                span = Span(chosen.rounds, chosen.seconds, chosen.hires)
                print(measured(line, (bare, sides[0]), (own, sides[1]), span), flush=True)


def data(people: int) -> Register:
    """The population, with those who ask; says how much there is."""
    from django.db import connection
    from django.utils import timezone

    from support.register_data import find_workers
    from tirkelim.demo.bulk import add_population
    from tirkelim.register.models import Person

    now, start = timezone.now(), time.perf_counter()
    if Person.objects.count() < people:
        for _ in add_population(7, people, now, timezone.localdate(now), results=False):
            pass
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    made = find_workers(now)
    with connection.cursor() as cursor:
        tables = "register_person", "register_employment", "journal_journalentry"
        counts = []
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own names
            counts.append(cursor.fetchone()[0])
    connection.close()
    people_, jobs, entries = counts
    print(
        f"{people_:,} people, {jobs:,} versions of jobs, {entries:,} entries of the journal; ready after "
        f"{time.perf_counter() - start:.0f} s"
    )
    return made


if __name__ == "__main__":
    main()
