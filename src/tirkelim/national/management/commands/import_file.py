"""`import_file`: a table of workers brought from the command line, by somebody who has the right to it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tirkelim.identity.models import Account
from tirkelim.identity.policy import Denied
from tirkelim.journal.change import Command as Order
from tirkelim.national.imports import store
from tirkelim.national.imports.rows import TableError
from tirkelim.national.imports.runs import HasErrors, WrongColumns, create_run, start_check, start_write
from tirkelim.national.imports.work import work_on
from tirkelim.national.models import ImportRun, Mode, RunState
from tirkelim.register.models import Organisation

BLOCK = 1 << 20


class Command(BaseCommand):
    """Check a table and, unless only the check is wanted, write it. Exit status 1 where it could not be written."""

    help = "Checks a table of workers (CSV or XLSX) and writes it into the register."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, in whose name, for whom, and how."""
        parser.add_argument("file", type=Path, help="CSV or XLSX; its headings say what its columns are")
        parser.add_argument("--account", required=True, help="sign-in name of who brings it; their rights count")
        parser.add_argument("--bin", default="", help="of the organisation; without it a column holds the BIN")
        parser.add_argument("--mode", choices=Mode.values, default=Mode.ALL, help="all rows or none, or the good ones")
        parser.add_argument("--corrects", action="store_true", help="correct what the register has otherwise")
        parser.add_argument("--check", action="store_true", help="only check: nothing is written")

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring, check, write; rows and codes of what was found go to standard output, never what stands in cells."""
        try:
            run = self.checked(options)
            if not options["check"]:
                run = self.written(run, options)
        except (Denied, HasErrors, TableError, WrongColumns, store.TooLarge) as stopped:
            raise CommandError(f"{type(stopped).__name__}: {stopped}") from stopped
        if run.state == RunState.FAILED or run.failure:
            raise CommandError(run.failure)

    def checked(self, options: dict[str, Any]) -> ImportRun:
        """Bring the file and have it checked."""
        path: Path = options["file"]
        account = Account.objects.filter(login=options["account"]).first()
        if account is None:
            raise CommandError("there is no such account")
        self.account: UUID = account.id
        try:
            done = create_run(
                self.order(), self.organisation(options["bin"]), path.name, path.suffix[1:].lower(), blocks(path)
            )
        except OSError as unreadable:
            raise CommandError(f"{path}: {unreadable.strerror}") from unreadable
        run = ImportRun.objects.get(pk=done.result["run"])
        start_check(self.order(), run.id, run.version)
        run = work_on(run.id, self.tell)
        for issue in store.issues(run.id):
            self.stdout.write(f"{issue.row}\t{issue.severity}\t{issue.column}\t{issue.code}")
        self.summary(run, run.counts)
        return run

    def written(self, run: ImportRun, options: dict[str, Any]) -> ImportRun:
        """Have it written, where it could be checked."""
        if run.state != RunState.CHECKED:
            return run
        start_write(self.order(), run.id, run.version, options["mode"], corrects=options["corrects"])
        run = work_on(run.id, self.tell)
        self.summary(run, run.counts.get("written", {}))
        return run

    def order(self) -> Order:
        """A command of the account, now."""
        return Order(uuid4(), self.account, timezone.now(), "command line")

    def organisation(self, number: str) -> UUID | None:
        """The organisation of a BIN; None for a table of many."""
        if not number:
            return None
        found = Organisation.objects.filter(bin=number).first()
        if found is None:
            raise CommandError("there is no such organisation")
        return found.id

    def summary(self, run: ImportRun, counts: dict[str, Any]) -> None:
        """How many rows of each kind, to standard error."""
        numbers = ", ".join(f"{name} {number}" for name, number in counts.items() if isinstance(number, int))
        self.stderr.write(f"{run.state}: {numbers}")

    def tell(self, name: str, failure: Exception) -> None:
        """Say that something failed, by its kind only: what it says may be personal."""
        self.stderr.write(f"{name} failed: {type(failure).__name__}")


def blocks(path: Path) -> Iterator[bytes]:
    """The file, a block at a time."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block
