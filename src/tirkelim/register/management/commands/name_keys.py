"""`name_keys`: make the search words of people's names anew, after a restore or a change of how names are compared."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tirkelim.register.name_keys import rebuild


class Command(BaseCommand):
    """Give words to people who have none; with --rebuild to everybody."""

    help = (
        "Makes the search words of names for people who have none, or for everybody with --rebuild. "
        "Runs beside people at work; after an interruption go on with --after."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether everybody, and after whom."""
        parser.add_argument("--rebuild", action="store_true", help="everybody, not only those who have no words")
        parser.add_argument("--after", default="", help="the last id that an interrupted run has told")

    def handle(self, *args: Any, **options: Any) -> None:
        """Batch by batch, telling where it is."""
        try:
            after = UUID(options["after"]) if options["after"] else None
        except ValueError:
            raise CommandError("--after: write the id that the interrupted run has told") from None
        total = 0
        for last, made in rebuild(after, missing_only=not options["rebuild"]):
            total += made
            self.stdout.write(f"done up to {last}")
        self.stdout.write(f"{total} people have new search words.")
