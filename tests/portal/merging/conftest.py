"""A nurse who was entered twice: by her polyclinic, and by a hospital with her passport."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from tests.builders import START
from tests.portal.personnel.conftest import Browser, Clinic

from tirkelim.identity.models import Role
from tirkelim.register import commands


class Twice(Clinic):
    """Both entries, and the national coordinator."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START - timedelta(days=2)
        self.coordinator = self.account("coordinator", Role.NATIONAL_COORDINATOR)
        self.one = self.worker()
        facts = {"surname_ru": "Сеитова", "given_ru": "Асем", "birth_date": date(1990, 7, 21), "sex": "female"}
        done = commands.add_person(self.command(), facts, passport="KAZ:N01234567")
        self.two = UUID(done.result["person"])
        self.job(self.two, self.other_clinic, date(2025, 12, 1))


@pytest.fixture
def clock() -> Iterator[Any]:
    """The clock stands at the beginning of the world."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(db: None, clock: Any) -> Twice:
    """The nurse with two entries."""
    return Twice()


@pytest.fixture
def browser(world: Twice) -> Browser:
    """The coordinator's browser."""
    return world.browser(world.coordinator)
