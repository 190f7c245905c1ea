"""`national`: the process beside the web server that counts reports, and checks and writes tables of workers."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from tirkelim.national.work import work

PAUSE_SECONDS = 1


class Command(BaseCommand):
    """Work on what waits, again and again; any number of these may run, and each may die at any moment."""

    help = "Counts reports, checks and writes imported tables, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only what waits now, for a timer or a test."""
        parser.add_argument("--once", action="store_true", help="do what waits now, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work, and rest while nothing waits. A database that is away is waited for."""
        if options["once"]:
            self.stdout.write(f"{work(self.tell)} done")
            return
        while True:
            try:
                work(self.tell)
            except OperationalError as away:
                self.tell("the database", away)
            time.sleep(PAUSE_SECONDS)
            close_old_connections()

    def tell(self, name: str, failure: Exception) -> None:
        """Say that something failed, by its kind only: what it says may be personal."""
        self.stderr.write(f"{name} failed: {type(failure).__name__}")
