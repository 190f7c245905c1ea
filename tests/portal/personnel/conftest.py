"""A clinic with its personnel officer and head, and a browser for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from tests.builders import ASTANA, START, Office

from tirkelim.identity.models import Account, Role
from tirkelim.register.models import PersonFact

TODAY = date(2026, 3, 2)


class Clinic(Office):
    """The clinic's people and browsers; the clock of the pages is that of the world."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START - timedelta(days=2)
        self.clinic = self.organisation()
        self.other_clinic = self.organisation("№ 2 аурухана")
        self.hr = self.account("personnel", Role.HR_OFFICER, organisation=self.clinic)
        self.head = self.account("head", Role.HEAD_OF_ORGANISATION, organisation=self.clinic)
        self.stranger = self.account("stranger", Role.HR_OFFICER, organisation=self.other_clinic)

    def worker(self, surname: str = "Сейітова", hired_on: date = date(2025, 9, 1), **facts: Any) -> UUID:
        """Someone who works here."""
        person = self.person(surname, **facts)
        self.job(person, self.clinic, hired_on, position=59, position_title="мейіргер")
        return person

    def browser(self, account: Account | None, language: str = "en") -> Browser:
        """A browser in which the account is signed in."""
        client = Browser()
        client.cookies["til"] = language
        if account is not None:
            client.force_login(account)
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


@pytest.fixture
def clock() -> Iterator[Any]:
    """The clock stands at the beginning of the world; `clock.move_to` moves it."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(db: None, clock: Any) -> Clinic:
    """The clinic; what it holds was entered in the two days before now."""
    return Clinic()


@pytest.fixture
def browser(world: Clinic) -> Browser:
    """The personnel officer's browser."""
    return world.browser(world.hr)


def facts_of(person: UUID) -> PersonFact:
    """What the register holds of a person today."""
    return PersonFact.objects.current(TODAY).get(person=person)


__all__ = ["ASTANA", "TODAY", "Browser", "Clinic", "days", "facts_of", "visible"]
