"""``tirkelim journal verify``: checks every chain and seal, and says where something was altered."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tirkelim.journal.verify import verify_all


class Command(BaseCommand):
    """Verify the journal. Exit status 1 when something was found."""

    help = "Verify the journal: every entry, payload and seal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The one thing that can be asked of the journal from here."""
        parser.add_argument("task", choices=["verify"], help="verify: check all chains and seals")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was read, and each problem with its stream and number."""
        report = verify_all()
        self.stdout.write(
            f"{report.entries} entries in {report.streams} streams, {report.erased} erased, {report.seals} seals."
        )
        for problem in report.problems:
            self.stdout.write(f"{problem.stream} {problem.seq}: {problem.what}")
        if not report.good:
            raise CommandError(f"{len(report.problems)} problems found.")
        self.stdout.write("The journal is unaltered.")
