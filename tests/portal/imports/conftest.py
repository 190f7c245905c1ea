"""A clinic whose personnel officer brings tables, and the worker that takes them, in the same process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.builders import START
from tests.portal.personnel.conftest import Browser, Clinic

from tirkelim.identity.models import Role
from tirkelim.national.imports.work import work
from tirkelim.national.models import ImportRun, RunState

HEADINGS = ("ИИН", "Фамилия", "Имя", "Дата рождения", "Должность", "Дата приёма на работу", "Основное место работы",
            "Заметки")  # fmt: skip
NOTES = "Заметки"


class Tables(Clinic):
    """Tables of workers as personnel offices keep them."""

    def __init__(self) -> None:
        super().__init__()
        self.coordinator = self.account("coordinator", Role.NATIONAL_COORDINATOR)

    def row(self, surname: str = "Ахметова", **cells: str) -> tuple[str, ...]:
        """A row without mistakes, but for what is given."""
        born = date(1991, 5, 17)
        usual = {
            "ИИН": self.iin(born), "Фамилия": surname, "Имя": "Айгуль", "Дата рождения": "17.05.1991",
            "Должность": "Фельдшер", "Дата приёма на работу": "27.02.2026", "Основное место работы": "да",
            NOTES: "=1+1",
        }  # fmt: skip
        return tuple({**usual, **cells}[name] for name in HEADINGS)

    def csv(self, *rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> SimpleUploadedFile:
        """The rows as spreadsheets of the country save them."""
        text = "\r\n".join(";".join(row) for row in (headings, *rows))
        return SimpleUploadedFile("Штат.csv", text.encode("utf-8-sig"), "text/csv")


class Desk(Browser):
    """A browser that brings tables."""

    def bring(self, file: SimpleUploadedFile, **more: str) -> UUID:
        """Bring a table; the id of its run."""
        answer = self.send("/imports/bring/", {"file": file, **more})
        assert answer.status_code == 302, answer.content.decode()
        return UUID(answer.headers["Location"].split("/")[2])

    def checked(self, file: SimpleUploadedFile) -> ImportRun:
        """Bring a table and have it checked, with the columns as they were matched."""
        run = ImportRun.objects.get(pk=self.bring(file))
        self.check(run)
        worked()
        run.refresh_from_db()
        assert run.state == RunState.CHECKED, run.failure
        return run

    def check(self, run: ImportRun, **changed: str) -> Any:
        """Send the page of the columns."""
        columns = {f"column_{place}": key for place, key in run.columns.items()}
        return self.send(f"/imports/{run.id}/columns/", {**columns, **changed, "version": str(run.version)})

    def write(self, run: ImportRun, **decision: str) -> ImportRun:
        """Decide, and let the worker write."""
        answer = self.send(f"/imports/{run.id}/write/", {"version": str(run.version), **decision})
        assert answer.status_code == 302, answer.content.decode()
        worked()
        run.refresh_from_db()
        return run


def worked() -> None:
    """Let the worker take what waits; whatever it cannot do fails the test."""

    def failed(name: str, failure: Exception) -> None:
        raise failure

    work(failed)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    """A folder of the test's own for files."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def clock() -> Iterator[Any]:
    """The clock of pages and worker; `move_to` moves it."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def tables(db: None, clock: Any) -> Tables:
    """The clinic; what it holds was entered in the two days before now."""
    return Tables()


@pytest.fixture
def desk(tables: Tables) -> Desk:
    """The personnel officer's browser, in English."""
    client = Desk()
    client.cookies["til"] = "en"
    client.force_login(tables.hr)
    return client


def later(minutes: int = 1) -> timedelta:
    """A while."""
    return timedelta(minutes=minutes)
