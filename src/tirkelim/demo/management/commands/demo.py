"""``tirkelim demo``: loads the demo into an empty database and prints the sign-ins; with ``--people``, a population;
with ``--licences``, licences in any number."""

from __future__ import annotations

import time
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tirkelim.demo.bulk import Added, OtherSeed, add_population
from tirkelim.demo.licence_bulk import MOST as MOST_LICENCES
from tirkelim.demo.licence_bulk import add_licences
from tirkelim.demo.load import PASSWORD, is_loaded, load, sign_ins
from tirkelim.demo.numbers import COUNTRY

SEED = 7
EACH = 10_000
"""Of so many people the progress is told."""


class Command(BaseCommand):
    """Load the demo region, and with it as many more people as are asked for."""

    help = (
        "Load the demo region into an empty database, and print who can sign in. "
        "With --people, add the first N people of the population that belongs to a seed; who is there already stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """How many people, and which."""
        parser.add_argument("--people", type=_people, default=0, metavar="N", help="people beside the demo region")
        parser.add_argument(
            "--licences", type=_licences, default=0, metavar="N", help="licences beside the demo region"
        )
        parser.add_argument(
            "--without-results", action="store_true", help="people without results of professional development"
        )
        parser.add_argument("--seed", type=int, default=SEED, metavar="S", help=f"whose population (default: {SEED})")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load once; print always."""
        if not is_loaded():
            self.stdout.write("Making the demo region ...")
            load(timezone.now())
        people = sign_ins()
        if not people:
            raise CommandError("This database is in use and holds no demo: nothing was loaded.")
        if options["people"]:
            self._populate(options["people"], options["seed"], results=not options["without_results"])
        if options["licences"]:
            self._license(options["licences"], options["seed"])
        self.stdout.write(f"\nDemo sign-ins (password {PASSWORD}):")
        for one in people:
            self.stdout.write(f"  {one.login:<12} {one.role}")

    def _populate(self, people: int, seed: int, *, results: bool) -> None:
        now, begun = timezone.now(), time.monotonic()
        done = Added(0, 0)
        try:
            for done in add_population(seed, people, now, timezone.localdate(now), results=results):
                if sum(done) % EACH == 0:
                    self.stdout.write(f"  {sum(done):,} of {people:,} people")
        except OtherSeed as other:
            raise CommandError(f"{other}; give the same --seed, or begin with an empty database") from other
        if done.known:
            self.stdout.write(f"{done.known:,} people of seed {seed} were here already and stay as they are.")
        seconds = time.monotonic() - begun
        speed = f" in {seconds:,.0f} seconds, {done.new / seconds:,.0f} a second" if done.new else ""
        self.stdout.write(f"{done.new:,} people added{speed}.")

    def _license(self, number: int, seed: int) -> None:
        now = timezone.now()
        for done in add_licences(seed, number, now, timezone.localdate(now)):
            if sum(done) % EACH == 0:
                self.stdout.write(f"  {sum(done):,} of {number:,} licences")
        self.stdout.write(f"{done.new:,} licences added, {done.known:,} were here already.")


def _licences(text: str) -> int:
    """A number of licences for whose people there are numbers. Raises ArgumentTypeError."""
    number = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= number <= MOST_LICENCES:
        raise ArgumentTypeError(f"write a whole number from 0 to {MOST_LICENCES}")
    return number


def _people(text: str) -> int:
    """A number of people that fits in. Raises ArgumentTypeError."""
    number = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= number <= COUNTRY.room:
        raise ArgumentTypeError(f"write a whole number from 0 to {COUNTRY.room}")
    return number
