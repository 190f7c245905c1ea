"""What one invented person is made of before it is stored: facts with the days on which the register learns of them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tirkelim.demo.numbers import Block
from tirkelim.demo.shares import LEVELS, Profession
from tirkelim.demo.workplaces import Workplace

FRIDAY = 4


@dataclass(slots=True)
class Fact:
    """A row to be stored: its table and values, the day from which it is known, and from which it is known better."""

    model: Any
    values: dict[str, Any]
    known: date
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the person's journal: on which day, of which kind, and what it says."""

    known: date
    kind: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """A result of professional development, as a confirmation sheet takes it."""

    line: UUID
    criterion: int
    title: str
    completed_on: date
    details: Mapping[str, Any]


@dataclass(slots=True)
class Life:
    """One person while being made. `since` is the day on which the register learned of the person."""

    seed: int
    number: int
    today: date
    block: Block
    chance: random.Random
    person: UUID
    male: bool
    birth: date
    iin: str
    track: str
    profession: Profession
    workplace: Workplace
    graduated: date
    since: date
    facts: list[Fact] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    steps: list[date] = field(default_factory=list)
    """On which day each level of the track was obtained, the initial one first."""

    @property
    def is_doctor(self) -> bool:
        """Whether the track is one of doctors."""
        return self.track in ("7I", "7R", "8")

    @property
    def started(self) -> date:
        """The first day of the first job."""
        return self.graduated + timedelta(days=70)

    def new_id(self) -> UUID:
        """An id out of the person's own chance: the same in every run."""
        return UUID(int=self.chance.getrandbits(128), version=4)

    def luck(self, share: float) -> bool:
        """True in so many cases of one."""
        return self.chance.random() < share

    def day_between(self, first: date, last: date) -> date:
        """Some day from `first` to `last`, both included; `first` where they stand the wrong way round."""
        return first + timedelta(days=self.chance.randint(0, max(0, (last - first).days)))

    def learned(self, day: date) -> date:
        """When the register learns of something of a day: on the Friday of that week."""
        friday = day + timedelta(days=(FRIDAY - day.weekday()) % 7)
        return max(self.since, min(self.today, friday))

    def taken_over(self, day: date) -> date:
        """When results of a day are taken over into the register: at the end of the half-year."""
        end = date(day.year, 6, 30) if day.month <= 6 else date(day.year, 12, 31)
        return max(self.since, min(self.today, end))

    def level_on(self, day: date) -> str | None:
        """The level held on a day."""
        held = sum(1 for obtained in self.steps if obtained <= day)
        return LEVELS[self.track][held - 1] if held else None

    def put(self, model: Any, known: date, /, **values: Any) -> Fact:
        """A row known from a day on."""
        made = Fact(model, values, known)
        self.facts.append(made)
        return made

    def line(self, model: Any, known: date, valid_from: date, /, **values: Any) -> Fact:
        """A fact on two time axes, as the first version of a line of its own."""
        line = values.pop("line", None) or self.new_id()
        return self.put(
            model, known, id=self.new_id(), line=line, person_id=self.person,
            **{"valid_to": None, **values, "valid_from": valid_from},
        )  # fmt: skip

    def better(self, old: Fact, known: date, *versions: Mapping[str, Any]) -> list[Fact]:
        """From `known` on these versions stand instead of `old`; what was never believed is not stored."""
        if old.known == known:
            self.facts.remove(old)
        else:
            old.closed = known
        return [self.put(old.model, known, **{**old.values, "id": self.new_id(), **values}) for values in versions]

    def say(self, known: date, kind: str, /, **body: Any) -> None:
        """Add an entry to the person's journal."""
        self.entries.append(Entry(known, kind, body))
