"""What a state system said: found, not found, or nothing because it was down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

R_co = TypeVar("R_co", covariant=True)
T = TypeVar("T")


class Outcome(StrEnum):
    """How a question to a state system ended."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    UNAVAILABLE = "unavailable"


class SourceUnavailable(Exception):
    """The records of an answer that never came were asked for: the source was down, which proves nothing."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the question is about. The identifier never shows in a log or an error message.

    `iin` is None for a person without one (a foreigner).
    """

    person: UUID
    iin: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds or asks for a licence: an organisation by its BIN, else a person by the IIN. The number never shows in
    a log or an error message."""

    organisation: UUID | None
    person: UUID | None
    number: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if (self.organisation is None) == (self.person is None):
            raise ValueError("a holder is one organisation or one person")


class Basis(StrEnum):
    """What a question to a state system rests on."""

    CONSENT = "consent"  # the person's, by its id
    APPLICATION = "application"  # the declaration of an application, by the id of the case
    NOTICE = "notice"  # the number alone, to send the person a message


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a state system: about whom, what it rests on, and the id that both sides keep of it."""

    about: Subject | Holder
    basis: Basis
    reference: str
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class Answer(Generic[R_co]):
    """A source's answer with its reference and time.

    A down source never counts as "no record" (274/2020 p.9): `records` raises SourceUnavailable for it, so the
    caller has to look at `outcome` first. `fault` names the kind of failure for operators (gateway/faults.py), without
    personal data. `correlation` is the id of the question, by which the source's operators find it as well.
    """

    outcome: Outcome
    at: datetime
    reference: str = ""
    found: tuple[R_co, ...] = ()
    fault: str = ""
    correlation: str = ""

    def __post_init__(self) -> None:
        if (self.outcome is Outcome.FOUND) != bool(self.found):
            raise ValueError("an answer has records exactly when something was found")
        if (self.outcome is Outcome.UNAVAILABLE) != bool(self.fault):
            raise ValueError("an unavailable source has a fault, and only it")
        if self.at.tzinfo is None:
            raise ValueError("the time of an answer must carry its time zone")

    @property
    def records(self) -> tuple[R_co, ...]:
        """What was found; empty when the source answered that there is nothing."""
        if self.outcome is Outcome.UNAVAILABLE:
            raise SourceUnavailable(self.fault)
        return self.found


def found(records: tuple[T, ...], at: datetime, reference: str) -> Answer[T]:
    """An answer with records; with none of them it says "not found"."""
    return Answer(Outcome.FOUND if records else Outcome.NOT_FOUND, at, reference, records)


def unavailable(at: datetime, fault: str, correlation: str = "") -> Answer[Any]:
    """The source did not answer."""
    return Answer(Outcome.UNAVAILABLE, at, fault=fault, correlation=correlation)
