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
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

if TYPE_CHECKING:
    from support.data import Made
from support.beside import beside_postgres  # noqa: E402
from support.server import cores, serving  # noqa: E402
from support.table import WARM_UP, Measured, Span, environment, heading, measured, place, prepare  # noqa: E402

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


def main() -> None:
    """Make the data, start both servers, measure, print the table."""
    beside_postgres(measure, arguments())


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
        from support import pages

        span = Span(chosen.rounds, chosen.seconds, chosen.submits)
        print(heading())
        for line in LINES:
            if not chosen.pages or line.name in chosen.pages:
                chance = random.Random(line.name)
                bare = servers["bare"], getattr(pages, line.bare)(made, chance)
                ours_ = servers["ours"], getattr(pages, line.name)(made, chance)
                print(measured(line, bare, ours_, span), flush=True)
        check_sent(made)


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


def check_sent(made: Made) -> None:
    """Every application that was sent has arrived; otherwise something else was measured. Raises SystemExit."""
    from django.db import connection

    from tirkelim.cases.models import Case

    drafts = Case.objects.filter(state="draft").count()
    connection.close()
    if drafts > len(made.drafts) + 1:  # one original draft stays
        raise SystemExit(f"{drafts - len(made.drafts) - 1} applications were not sent")


if __name__ == "__main__":
    main()
