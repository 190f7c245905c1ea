"""What is written many at a time: one of these for each thing that a command of the register would do.

Whoever makes them has checked them as the commands do, and has the right to write them. Ids come with them and follow
from what they are for, so that making them again after a kill gives the same ids. `values` are fields of the fact
without the person and the axes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

from tirkelim.register.main_place import Part, Stretch, parts

ENDING = ("left_on", "leave_reason", "leave_order_number", "leave_order_date")
"""Fields of a job that tell of its end."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Enter a person, as `add_person`: Person, PersonIdentifier by scheme, PersonFact, NameKey; journal `person_added`.

    `identifiers` as they are stored; `facts` are fields of PersonFact without search_key, holding from `valid_from`.
    """

    person: UUID
    identifiers: Mapping[str, str]
    facts: Mapping[str, Any]
    valid_from: date


@dataclass(frozen=True, slots=True)
class NewIdentifier:
    """Give a known person another identifier, as `add_identifier`; journal `identifier_added`."""

    person: UUID
    scheme: str
    value: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class PersonChange:
    """Correct a person's facts, or continue them from `changed_on` on, as `correct_person`; journal `person_corrected`.

    `version`: id of the PersonFact row that is known now. `values`: only the fields that become otherwise.
    """

    person: UUID
    version: UUID
    values: Mapping[str, Any]
    changed_on: date | None


@dataclass(frozen=True, slots=True)
class NewJob:
    """Record a job, as `hire`; journal `hired`. `values`: fields of Employment, at least hired_on and is_main; of a job
    that is over also left_on and leave_reason. Without an organisation organisation_name is among them.

    `standing`: days on which other main jobs of the person hold, in order of time: there a main job is only a claim.
    """

    person: UUID
    employment: UUID
    organisation: UUID | None
    values: Mapping[str, Any]
    standing: tuple[Stretch, ...] = ()

    def parts(self) -> list[Part]:
        """The days of the job, where it is the main one cut into those that are and those that are only claimed."""
        first, last = self.values["hired_on"], self.values.get("left_on")
        until = None if last is None else last + timedelta(days=1)
        return parts(first, until, self.standing if self.values["is_main"] else ())


@dataclass(frozen=True, slots=True)
class JobChange:
    """Correct a job (journal `employment_corrected`), or record when and why it ended (journal `left`), as
    `correct_employment`, `transfer` and `leave`.

    `version`: id of the Employment row that is known now; when the job ends the one that holds on its last day: later
    ones never held then. `values`: only the fields that become otherwise; the first day and whether it is the main job
    are not among them. With `changed_on` a transfer from that day on (journal `transferred`), without an end.
    """

    person: UUID
    employment: UUID
    version: UUID
    values: Mapping[str, Any]
    changed_on: date | None = None

    @property
    def ends(self) -> bool:
        """Whether the end of the job becomes otherwise."""
        return not self.values.keys().isdisjoint(ENDING)


@dataclass(frozen=True, slots=True)
class NewEducation:
    """Enter an education document, as `add_education`; journal `education_added`. `values`: at least kind, graduated_on
    and source."""

    person: UUID
    education: UUID
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NewTraining:
    """Enter further education, as `add_training`; journal `training_added`. `values`: at least programme, completed_on
    and source."""

    person: UUID
    training: UUID
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NewCertificate:
    """Record a certificate issued before this register, as `record_certificate`; journal `certificate_recorded`.
    `values`: number, specialty, issued_on, valid_until; level and office (KATO code of a region) where known."""

    person: UUID
    certificate: UUID
    values: Mapping[str, Any]


Write: TypeAlias = (
    NewPerson | NewIdentifier | PersonChange | NewJob | JobChange | NewEducation | NewTraining | NewCertificate
)


class WriteRow(NamedTuple):
    """What one row of a file, or one made person, brings, in the order in which the journal shall tell it."""

    number: int
    writes: tuple[Write, ...]
