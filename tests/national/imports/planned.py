"""Rows written as a personnel officer writes them, checked and planned; and written, where a test wants them known."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.register.conftest import World

from tirkelim.journal.change import Command, Result, once
from tirkelim.journal.models import Change
from tirkelim.national.imports.checking import CheckContext, CheckedRow, check_row
from tirkelim.national.imports.plan_types import Outcome, PlannedRow
from tirkelim.national.imports.planning import RunContext, plan_batch
from tirkelim.national.imports.rows import RawRow
from tirkelim.register.bulk.types import WriteRow
from tirkelim.register.bulk.writer import write
from tirkelim.register.models import Organisation

TODAY = date(2026, 3, 2)
BORN = date(1990, 7, 21)


def checked(row: dict[str, Any], number: int = 2, **how: Any) -> CheckedRow:
    """One row by the keys of its columns."""
    context = CheckContext(today=TODAY, demo=True, **how)
    return check_row(RawRow(number, tuple(row.values())), dict(enumerate(row)), context)


def issues(row: CheckedRow | PlannedRow) -> dict[str, str]:
    """What was told: codes by column."""
    return {issue.column: issue.code for issue in row.issues}


class Table:
    """A personnel office with its tables."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.employer: UUID = world.organisation()
        self.bin = self.bin_of(self.employer)

    def bin_of(self, organisation: UUID) -> str:
        return Organisation.objects.get(pk=organisation).bin

    def worker(self, **otherwise: Any) -> dict[str, Any]:
        """A woman who works here since 2024. None takes a cell away."""
        row = {
            "iin": self.world.iin(BORN),
            "surname_kk": "Сейітова",
            "given_kk": "Әсем",
            "patronymic_kk": "Ерланқызы",
            "birth_date": "21.07.1990",
            "sex": "әйел",
            "position": "Акушер",
            "is_main": "иә",
            "hired_on": "01.02.2024",
            "order_number": "15-ж",
        } | otherwise
        return {key: cell for key, cell in row.items() if cell is not None}

    def context(self, **how: Any) -> RunContext:
        given: dict[str, Any] = {
            "run": uuid4(),
            "organisation": self.employer,
            "corrects": False,
            "today": TODAY,
            "known": self.world.now,
            "demo": True,
        }
        return RunContext(**(given | how))

    def plan(self, *rows: dict[str, Any], context: RunContext | None = None, **how: Any) -> list[PlannedRow]:
        """What would be done with these rows."""
        context = context or self.context(**how)
        own = "" if context.organisation is None else self.bin_of(context.organisation)
        return plan_batch([checked(row, number, bin=own) for number, row in enumerate(rows, 2)], context)

    def bring(self, *rows: dict[str, Any], **how: Any) -> list[PlannedRow]:
        """Plan these rows and write those that are not wrong."""
        planned = self.plan(*rows, **how)

        def work(made: Change) -> Result:
            write(made, [WriteRow(row.number, row.writes) for row in planned if row.writes])
            return {}

        once(self.world.command(), "test.import", {"run": uuid4()}, work)
        return planned

    def outcomes(self, *rows: dict[str, Any], **how: Any) -> list[Outcome]:
        return [row.outcome for row in self.plan(*rows, **how)]


def later(now: datetime) -> Command:
    """A command of the system a little later."""
    return Command(uuid4(), None, now + timedelta(minutes=1))
