"""`install_guards`: put the guards back, for example after a restore without triggers."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from tirkelim.journal import guards, no_overlap


class Command(BaseCommand):
    """Install every guard and say which tables had none."""

    help = "Installs the database guards of append-only tables."

    def handle(self, *args: Any, **options: Any) -> None:
        """Name the tables that lacked their guard and the rules that were not kept, then install all."""
        lacking = guards.missing(connection) + no_overlap.missing(connection)
        guards.install(connection)
        no_overlap.install(connection)
        for table in lacking:
            self.stdout.write(f"{table}: guard installed")
        self.stdout.write(f"{len(lacking)} guards were missing; all are in place.")
