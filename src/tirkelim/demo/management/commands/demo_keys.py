"""``tirkelim demo_keys``: keys of the test authority for the accounts of the demo, for ``make run-signed``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tirkelim.demo.keys import issue_keys
from tirkelim.standins.authority import Authority
from tirkelim.standins.ncalayer.keys import PASSWORD


class Command(BaseCommand):
    """Make the keys."""

    help = "Link the accounts of the demo to their numbers and put keys of the test authority for them into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the authority lies, and where the keys go."""
        parser.add_argument("--authority", type=Path, required=True, help="folder of the test authority")
        parser.add_argument("--keys", type=Path, required=True, help="folder for the PKCS#12 files")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is not there yet; say where it is."""
        if not settings.DEMO:
            raise CommandError("keys of the test authority exist in demo mode only")
        try:
            authority = Authority.load(options["authority"])
        except OSError:
            raise CommandError("no test authority lies there: start it first") from None
        count = issue_keys(authority, options["keys"], timezone.now())
        self.stdout.write(f"{count} keys in {options['keys']} (password {PASSWORD})")
