"""People and organisations to try the register with; all numbers are synthetic."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tirkelim.journal.change import Command
from tirkelim.register import commands
from tirkelim.register.identifiers import control_digit

START = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
ASTANA, ABAI = "710000000", "100000000"


class World:
    """Makes commands a minute apart, and through them people and organisations."""

    def __init__(self) -> None:
        self.now = START
        self.serial = 0

    def command(self, actor: UUID | None = None, now: datetime | None = None, id: UUID | None = None) -> Command:
        """A command of the system, or of an actor."""
        self.now += timedelta(minutes=1)
        return Command(id or uuid4(), actor, now or self.now, "a test")

    def iin(self, born: date, male: bool = False) -> str:
        """A number nobody living has: of the 19th century."""
        while True:
            self.serial += 1
            start = f"{born:%y%m%d}{1 if male else 2}{self.serial:04}"
            control = control_digit(start)
            if control is not None:
                return f"{start}{control}"

    def person(self, surname: str = "Сейітова", **facts: Any) -> UUID:
        """A woman born in 1990, unless told otherwise."""
        facts = {"surname_kk": surname, "given_kk": "Әсем", "birth_date": date(1990, 7, 21), "sex": "female"} | facts
        iin = self.iin(facts["birth_date"], facts["sex"] == "male")
        return UUID(commands.add_person(self.command(), facts, iin=iin).result["person"])

    def organisation(self, name: str = "№ 5 қалалық емхана", kato: str = ASTANA) -> UUID:
        """A medical organisation since 2010."""
        while True:
            self.serial += 1
            control = control_digit(start := f"310640{self.serial:05}")
            if control is not None:
                break
        facts = {"name_kk": name, "kind": "medical", "kato": kato}
        done = commands.add_organisation(self.command(), f"{start}{control}", facts, valid_from=date(2010, 1, 1))
        return UUID(done.result["organisation"])

    def job(self, person: UUID, organisation: UUID, hired_on: date = date(2020, 9, 1), **terms: Any) -> UUID:
        """A main job."""
        terms = {"is_main": True, "position": 20, "position_title": "дәрігер"} | terms
        done = commands.hire(self.command(), person=person, organisation=organisation, hired_on=hired_on, **terms)
        return UUID(done.result["employment"])


@pytest.fixture
def world(db: None) -> World:
    """An empty register and the means to fill it."""
    return World()


@pytest.fixture
def make_world() -> Callable[[], World]:
    """For tests that build many worlds."""
    return World
