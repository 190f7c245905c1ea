"""A nurse with her own ledger, and a browser for her."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.builders import NURSING, PNG, START, Office

from tirkelim.identity.models import Account
from tirkelim.register import commands

TODAY = date(2026, 3, 2)


class Ledger(Office):
    """A clinic and a nurse who works there."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START - timedelta(days=2)
        self.clinic = self.organisation()
        self.nurse = self.applicant("nurse")
        assert self.nurse.person is not None
        self.me: UUID = self.nurse.person
        self.job(self.me, self.clinic, date(2018, 9, 1), specialty=NURSING, position=59, position_title="мейіргер")

    def educate(self) -> None:
        """A diploma of a medical college."""
        commands.add_education(
            self.command(), person=self.me, kind="technical_vocational", graduated_on=date(2017, 6, 20),
            source="document", specialty="Мейіргер ісі", institution="Колледж",
        )  # fmt: skip

    def certify(self, level: str = "4.0", issued_on: date = date(2018, 9, 1)) -> None:
        """A certificate issued before this register, with a level."""
        terms = commands.CertificateTerms(
            person=self.me, specialty=NURSING, issued_on=issued_on, valid_until=date(2028, 9, 1), level=level,
            number=f"KZ{self.serial:08}",
        )  # fmt: skip
        commands.record_certificate(self.command(), terms)

    def result(self, criterion: int = 3, completed_on: date = date(2025, 5, 16), **values: Any) -> UUID:
        """A result of the nurse, without its document unless told otherwise."""
        details = values.pop("details", {"hours": "62.5"})
        values = {"title": "Жараны күту", "source": "declared", "specialty": NURSING} | values
        done = commands.add_activity(
            self.command(), self.me, criterion, completed_on=completed_on, details=details, **values
        )
        return UUID(done.result["activity"])

    def browser(self, account: Account | None = None, language: str = "en") -> Browser:
        """A browser in which the account, else the nurse, is signed in."""
        client = Browser()
        client.cookies["til"] = language
        client.force_login(account or self.nurse)
        return client


class Browser(Client):
    """Sends forms with a command id of their own, as the pages do."""

    def send(self, path: str, data: dict[str, Any], command: UUID | None = None) -> HttpResponse:
        """Post a form."""
        return self.post(path, {"command": str(command or uuid4()), **data})

    def text(self, path: str) -> str:
        """The page, which must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return visible(answer)


def visible(answer: Any) -> str:
    """The text of a page without its marks, with plain spaces."""
    words = re.sub(r"<[^>]*>", " ", answer.content.decode())
    return " ".join(words.replace("\u00a0", " ").split())


def days(**fields: date) -> dict[str, str]:
    """Dates as three boxes send them."""
    parts = ("day", "month", "year")
    return {f"{name}_{part}": str(getattr(day, part)) for name, day in fields.items() for part in parts}


def scan(name: str = "scan.png", content: bytes = PNG) -> SimpleUploadedFile:
    """A scanned document."""
    return SimpleUploadedFile(name, content, "image/png")


SEMINAR = {
    "title": "Жараны күту", "organisation_name": "Астана медицина университеті", "hours": "62,5", "online": "no",
    "specialty": NURSING, "document_language": "kk", "abroad": "no", **days(completed_on=date(2025, 5, 16)),
}  # fmt: skip
"""A seminar as the form sends it, without its file."""


@pytest.fixture
def clock() -> Iterator[Any]:
    """The clock stands at the beginning of the world."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(db: None, clock: Any) -> Ledger:
    """The clinic and its nurse."""
    return Ledger()


@pytest.fixture
def browser(world: Ledger) -> Browser:
    """The nurse's browser."""
    return world.browser()
