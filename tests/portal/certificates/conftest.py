"""A department, a holder and browsers for everyone who may come to a certificate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from tests.builders import ASTANA, NURSING, Office

from tirkelim.identity.models import Account, Role
from tirkelim.portal.check import throttle
from tirkelim.register import commands
from tirkelim.register.models import Certificate

NUMBER = "KZ12ABC34567890"
TODAY = date(2026, 3, 2)


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
    return " ".join(words.replace("\u00a0", " ").replace("&#x27;", "'").split())


def day(name: str, on: date) -> dict[str, str]:
    """A date as three boxes send it."""
    return {f"{name}_{part}": str(getattr(on, part)) for part in ("day", "month", "year")}


class Desk(Office):
    """A department of Astana with its officer, and a holder who works at a clinic."""

    def __init__(self) -> None:
        super().__init__()
        self.clinic = self.organisation()
        self.holder = self.applicant("holder", surname_latin="Seiitova", given_latin="Asem")
        assert self.holder.person is not None
        self.job(self.holder.person, self.clinic)
        self.department = self.officer()
        self.hr = self.account("personnel", Role.HR_OFFICER, organisation=self.clinic)

    def certificate(self, person: UUID | None = None, **terms: Any) -> Certificate:
        """A nurse's certificate that was issued before this register."""
        given = {
            "person": person or self.holder.person, "specialty": NURSING, "issued_on": date(2024, 5, 10),
            "valid_until": date(2029, 5, 10), "office": ASTANA, "number": NUMBER,
        }  # fmt: skip
        done = commands.record_certificate(self.command(), commands.CertificateTerms(**{**given, **terms}))
        return Certificate.objects.get(pk=done.result["certificate"])

    def course(self, person: UUID, on: date, hours: int = 60) -> None:
        """Further education that the personnel service entered."""
        commands.add_training(
            self.command(), person=person, programme="Күтім", completed_on=on, source="document", hours=hours,
            specialty=NURSING,
        )  # fmt: skip

    def browser(self, account: Account | None, language: str = "en") -> Browser:
        """A browser in which the account is signed in."""
        client = Browser()
        client.cookies["til"] = language
        if account is not None:
            client.force_login(account)
        return client


@pytest.fixture
def desk(db: None, settings: Any) -> Desk:
    """The department, the holder, the clinic."""
    settings.CHECK_PER_MINUTE = 1000
    throttle.LOOKUPS.__init__()  # type: ignore[misc]
    return Desk()


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Coordinates]:
    """The afternoon of the day on which the world was made."""
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), tick=False) as travelled:
        yield travelled
