"""``tirkelim demo``: loads the demo into an empty database and prints the sign-ins."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tirkelim.demo.load import PASSWORD, is_loaded, load, sign_ins


class Command(BaseCommand):
    """Load the demo region."""

    help = "Load the demo region into an empty database, and print who can sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load once; print always."""
        if not is_loaded():
            self.stdout.write("Making the demo region ...")
            load(timezone.now())
        people = sign_ins()
        if not people:
            raise CommandError("This database is in use and holds no demo: nothing was loaded.")
        self.stdout.write(f"\nDemo sign-ins (password {PASSWORD}):")
        for one in people:
            self.stdout.write(f"  {one.login:<12} {one.role}")
