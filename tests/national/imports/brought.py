"""Tables of invented workers, brought by somebody who may, checked and written by the worker itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from tests.builders import Office

from tirkelim.identity.models import Account, Role
from tirkelim.journal.change import Command
from tirkelim.journal.models import JournalEntry
from tirkelim.national.imports import store
from tirkelim.national.imports.issues import Severity
from tirkelim.national.imports.runs import create_run, start_check, start_write
from tirkelim.national.imports.work import work
from tirkelim.national.models import ImportRun
from tirkelim.register.models import (
    Certificate,
    Education,
    Employment,
    NameKey,
    PersonFact,
    PersonIdentifier,
    Training,
)

AXES = {"id", "line", "person_id", "change_id", "closed_by_id", "known_from", "known_to", "decision"}
Row = dict[str, str]


class Personnel(Office):
    """A personnel service that keeps its table."""

    def __init__(self) -> None:
        super().__init__()
        self.employer: UUID = self.organisation()
        self.hr: Account = self.account("personnel", Role.HR_OFFICER, organisation=self.employer)

    def order(self) -> Command:
        """A command of the personnel officer, now."""
        return Command(uuid4(), self.hr.id, timezone.now())

    def rows(self, count: int) -> list[Row]:
        """So many workers with a job, a diploma, a certificate and a training each."""
        return [self.row() for _ in range(count)]

    def row(self, **otherwise: str) -> Row:
        """A worker."""
        born = date(1980, 3, 4) + timedelta(days=self.serial % 5000)
        born = born.replace(day=28) if (born.month, born.day) == (2, 29) else born
        iin = self.iin(born)
        return {
            "iin": iin,
            "surname_kk": f"Сейітов{'абвгдежзиклмн'[self.serial % 13]}а",
            "given_kk": "Әсем",
            "birth_date": f"{born:%d.%m.%Y}",
            "sex": "Әйел",
            "mobile": f"+7 701 {self.serial:07}",
            "education_kind": "Интернатура",
            "education_institution": "Астана медицина университеті",
            "education_graduated_on": "30.06.2008",
            "position": "85",
            "is_main": "Иә",
            "hired_on": "01.09.2015",
            "certificate_number": f"KZ00ZZZ{self.serial:08}",
            "certificate_specialty": "secondary.nursing",
            "certificate_issued_on": "01.02.2024",
            "certificate_valid_until": "01.02.2029",
            "training_programme": "Шұғыл көмек",
            "training_completed_on": "01.03.2023",
            **otherwise,
        }

    def bring(self, rows: Iterable[Row]) -> ImportRun:
        """Bring a table; its columns are known by their headings."""
        done = create_run(self.order(), self.employer, "workers.csv", "csv", [table(rows)])
        return ImportRun.objects.get(pk=done.result["run"])

    def checked(self, rows: Iterable[Row]) -> ImportRun:
        """Bring a table and have it checked."""
        run = self.bring(rows)
        start_check(self.order(), run.id, run.version)
        work(fail)
        run.refresh_from_db()
        return run

    def written(self, run: ImportRun, mode: str = "good", *, corrects: bool = False) -> ImportRun:
        """Have a checked table written."""
        start_write(self.order(), run.id, run.version, mode, corrects=corrects)
        work(fail)
        run.refresh_from_db()
        return run


def fail(name: str, failure: Exception) -> None:
    """A mistake of ours is none that a test may overlook."""
    raise failure


def table(rows: Iterable[Row]) -> bytes:
    """The rows as CSV, by keys of the catalogue."""
    rows = list(rows)
    text = io.StringIO()
    out = csv.DictWriter(text, list(dict.fromkeys(key for row in rows for key in row)), delimiter=";")
    out.writeheader()
    out.writerows(rows)
    return text.getvalue().encode()


def codes(run: ImportRun) -> list[tuple[int, str]]:
    """Rows and codes of the errors that were found."""
    return [(one.row, one.code) for one in store.issues(run.id) if one.severity is Severity.ERROR]


def facts() -> dict[str, list[str]]:
    """Everything that the register knows of people, without ids and times: what must be the same in the end."""
    numbers = dict(PersonIdentifier.objects.current().values_list("person_id", "value"))
    found = {}
    for model in (PersonIdentifier, PersonFact, Employment, Education, Training, Certificate, NameKey):
        rows: list[dict[str, Any]] = list(model._default_manager.values())
        found[model.__name__] = sorted(
            str({name: value for name, value in row.items() if name not in AXES})
            + numbers[row["person_id"]]
            + str(row.get("known_to") is None)
            for row in rows
        )
    kinds = JournalEntry.objects.filter(stream__startswith="person:").values_list("stream", "seq", "kind")
    found["journal"] = sorted(f"{numbers[UUID(stream[7:])]} {seq} {kind}" for stream, seq, kind in kinds)
    return found
