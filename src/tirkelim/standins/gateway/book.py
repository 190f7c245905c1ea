"""What the stand-in knows, how it behaves, and what it was asked. Safe for threads; everything is in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from threading import RLock
from typing import Any

ANY = "*"


class Do(StrEnum):
    """How a question is answered."""

    FOUND = "found"  # what the records say, and a sample where they say nothing
    NOT_FOUND = "not_found"
    RECORDS = "records"  # what the records say: the usual way
    LATE = "late"  # long after the asker has lost patience
    DRIP = "drip"  # byte by byte, without an end
    DOWN = "down"  # "cannot answer now"
    REJECT = "reject"  # "do not understand the question"
    WRONG = "wrong"  # fields that were not agreed
    GARBAGE = "garbage"  # not JSON at all
    HALF = "half"  # the connection ends in the middle
    SOMEBODY_ELSE = "somebody_else"  # a whole answer, about another person
    CONTRADICTORY = "contradictory"  # two answers in one that exclude each other


class BadScenario(ValueError):
    """A scenario file or order that cannot be read."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How a source answers; ``subject`` as "iin:…", "bin:…" or "register:…", "*" for everyone. ``times``: so often,
    afterwards as usual; None: always."""

    source: str
    do: Do
    subject: str = ANY
    times: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in. ``status``: how it was answered."""

    source: str
    subject: str
    correlation: str
    basis: str
    reference: str
    key: str
    do: str


@dataclass
class Message:
    """A short message that was handed over."""

    id: str
    number: str
    text: str
    key: str


@dataclass
class Payment:
    """An order at the stand-in bank. ``paid_at`` empty: not paid."""

    order: str
    tenge: str
    purpose: str
    return_to: str
    paid_at: str = ""


@dataclass
class Book:
    """Everything that the stand-in remembers."""

    records: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    payments: dict[str, Payment] = field(default_factory=dict)
    lock: RLock = field(default_factory=RLock)

    def read(self, path: Path) -> None:
        """Take in a scenario file. Raises BadScenario."""
        try:
            self.take(json.loads(path.read_text("utf-8")))
        except (OSError, ValueError) as bad:
            raise BadScenario(f"{path}: {bad}") from None

    def take(self, plain: Any) -> None:
        """Take in records and scenarios, as they stand in a file. Raises BadScenario."""
        if not isinstance(plain, Mapping) or set(plain) - {"records", "scenarios"}:
            raise BadScenario("write an object with records and scenarios")
        with self.lock:
            for source, subjects in dict(plain.get("records", {})).items():
                for subject, records in dict(subjects).items():
                    self.records[source, subject] = list(records)
            self.rules = [*map(rule_of, plain.get("scenarios", ())), *self.rules]

    def set_rules(self, rules: Iterable[Rule]) -> None:
        """These scenarios and no others."""
        with self.lock:
            self.rules = list(rules)

    def know(self, source: str, subject: str, *records: Any) -> None:
        """The records of someone at a source, in place of those before."""
        with self.lock:
            self.records[source, subject] = list(records)

    def held(self, source: str, subject: str) -> list[Any]:
        """The records of someone at a source."""
        with self.lock:
            return list(self.records.get((source, subject), ()))

    def do(self, source: str, subject: str) -> Do:
        """How the next question is answered: the first scenario that fits counts, and is used up by one."""
        with self.lock:
            for number, rule in enumerate(self.rules):
                if rule.source not in (ANY, source) or rule.subject not in (ANY, subject) or rule.times == 0:
                    continue
                if rule.times is not None:
                    self.rules[number] = Rule(rule.source, rule.do, rule.subject, rule.times - 1)
                return rule.do
        return Do.RECORDS

    def note(self, asked: Asked) -> None:
        """Remember a request."""
        with self.lock:
            self.asked.append(asked)

    def counted(self) -> list[dict[str, str]]:
        """Every request so far, whom it was about left out."""
        with self.lock:
            return [{name: value for name, value in asdict(one).items() if name != "subject"} for one in self.asked]


def rule_of(plain: Any) -> Rule:
    """A scenario from its JSON object. Raises BadScenario."""
    try:
        times = plain.get("times")
        return Rule(
            str(plain["source"]), Do(plain["do"]), str(plain.get("subject", ANY)), None if times is None else int(times)
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        raise BadScenario(f"write source, do ({', '.join(Do)}), and if wanted subject and times") from None
