"""`work`: the process beside the web server that makes documents, sends messages, reminds once a day and seals the
journal."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from tirkelim.cases import daily, outbox, rounds
from tirkelim.journal.seal import SealedLater, WritersBusy, seal

PAUSE_SECONDS = 2
SEAL_SECONDS = 3600
SEAL_AGAIN_SECONDS = 60


class Command(BaseCommand):
    """Do what the outbox holds, again and again; any number of these may run, and each may die at any moment."""

    help = "Makes documents, sends messages and seals the journal, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One round only, for a timer or a test."""
        parser.add_argument("--once", action="store_true", help="do what waits now, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin the day's work, look at what happened, work, rest while nothing waits, and seal once an hour."""
        if options["once"]:
            daily.run(timezone.now())
            rounds.run(timezone.now(), self.tell)
            self.stdout.write(f"{outbox.work(timezone.now())} done")
            return
        sealed = time.monotonic()
        begun: date | None = None
        while True:
            begun = self.begin_day(begun)
            rounds.run(timezone.now(), self.tell)
            if not outbox.work(timezone.now()):
                time.sleep(PAUSE_SECONDS)
            if time.monotonic() - sealed >= SEAL_SECONDS:
                sealed = time.monotonic() - (0 if self.seal() else SEAL_SECONDS - SEAL_AGAIN_SECONDS)
            close_old_connections()

    def begin_day(self, begun: date | None) -> date | None:
        """Do what is done once a local day, when a new one has begun; the day that is done. A failure is told and
        tried again with the next round: nothing else waits for it."""
        now = timezone.now()
        if begun == timezone.localdate(now):
            return begun
        try:
            daily.run(now)
        except Exception as failure:  # whatever fails, documents and messages go on
            self.tell("the day's work", failure)
            return begun
        return timezone.localdate(now)

    def seal(self) -> bool:
        """Seal the journal; false where someone writes for so long that it has to be tried again."""
        try:
            seal(timezone.now())
        except SealedLater:
            pass  # another worker was quicker
        except WritersBusy:
            return False
        return True

    def tell(self, name: str, failure: Exception) -> None:
        """Say that something failed, by its kind only: what it says may be personal."""
        self.stderr.write(f"{name} failed: {type(failure).__name__}")
