"""What is written many at a time: one of these for each thing that a command of the register would do.

Whoever makes them has checked them as the commands do, and has the right to write them. Ids come with them, drawn
beforehand by `drawn`, so that writing the same again meets the same ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID, uuid5

from tirkelim.register.models import Education, Employment, PersonFact, Training

NOTHING: Mapping[str, Any] = {}


def drawn(run: UUID, row: int, what: str) -> UUID:
    """The id of what a row brings: the same every time. `what` tells apart what one row brings, such as job or
    education.2."""
    return uuid5(run, f"{row}:{what}")


@dataclass(frozen=True, slots=True)
class NewPerson:
    """As `add_person`. `identifiers` by scheme (iin, passport), as they are stored; `facts` are fields of PersonFact
    without search_key; they hold from `valid_from`."""

    person: UUID
    identifiers: Mapping[str, str]
    facts: Mapping[str, Any]
    valid_from: date


@dataclass(frozen=True, slots=True)
class NewIdentifier:
    """As `add_identifier`: another identifier of a known person, as it is stored."""

    person: UUID
    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class PersonChange:
    """As `correct_person`: `old` is the presently known version; with `changed_on` the facts are otherwise from that
    day on, without it they were never so."""

    old: PersonFact
    values: Mapping[str, Any]
    changed_on: date | None = None

    @property
    def person(self) -> UUID:
        """Whose facts these are."""
        return self.old.person_id


@dataclass(frozen=True, slots=True)
class NewJob:
    """As `hire`. `terms`: position, position_title, specialty, order_number, order_date, claims_main. A job that is
    over has its last day, and may have leave_reason, leave_order_number and leave_order_date in `leaving`."""

    person: UUID
    employment: UUID
    organisation: UUID | None
    hired_on: date
    is_main: bool
    organisation_name: str = ""
    left_on: date | None = None
    terms: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    leaving: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class JobChange:
    """As `transfer` (with its day) or `correct_employment` (without): `old` is the presently known version."""

    old: Employment
    values: Mapping[str, Any]
    transferred_on: date | None = None

    @property
    def person(self) -> UUID:
        """Whose job it is."""
        return self.old.person_id


@dataclass(frozen=True, slots=True)
class JobEnd:
    """As `leave`: `old` is the last presently known version of the job; `left_on` its last day."""

    old: Employment
    left_on: date
    reason: str
    order_number: str = ""
    order_date: date | None = None

    @property
    def person(self) -> UUID:
        """Whose job it was."""
        return self.old.person_id


@dataclass(frozen=True, slots=True)
class NewEducation:
    """As `add_education`; `details` as there."""

    person: UUID
    education: UUID
    kind: str
    graduated_on: date
    source: str
    details: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class NewTraining:
    """As `add_training`; `details` as there."""

    person: UUID
    training: UUID
    programme: str
    completed_on: date
    source: str
    details: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class LearningChange:
    """As `correct_education` or `correct_training`: `old` is the presently known version."""

    old: Education | Training
    values: Mapping[str, Any]

    @property
    def person(self) -> UUID:
        """Whose learning it was."""
        return self.old.person_id


@dataclass(frozen=True, slots=True)
class EarlierCertificate:
    """As `record_certificate` for one that was issued before this register: it has a number and no decision. `office`
    is the KATO code of a region."""

    person: UUID
    certificate: UUID
    number: str
    specialty: str
    issued_on: date
    valid_until: date | None
    level: str | None = None
    office: str | None = None


Item: TypeAlias = (
    NewPerson
    | NewIdentifier
    | PersonChange
    | NewJob
    | JobChange
    | JobEnd
    | NewEducation
    | NewTraining
    | LearningChange
    | EarlierCertificate
)


class RowItems(NamedTuple):
    """What one row of a file (or one made person) brings, in the order in which the journal shall tell it."""

    number: int
    items: tuple[Item, ...]


Batch: TypeAlias = "list[RowItems]"
"""Rows that are written by one change. Nobody in it is changed twice in the same line of facts."""
