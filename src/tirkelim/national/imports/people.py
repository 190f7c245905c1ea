"""What the register knows of the people of a batch, and what the batch's own rows add to it while they are planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

from tirkelim.national.imports.memory import PERSON_FIELDS
from tirkelim.register.bulk.asking import among
from tirkelim.register.bulk.types import JobChange, NewJob, NewPerson, PersonChange
from tirkelim.register.models import (
    Certificate,
    ConformityCertificate,
    Departure,
    Education,
    Employment,
    Licence,
    Organisation,
    PersonFact,
    PersonIdentifier,
    Placement,
    Qualification,
    Training,
)

Values = Mapping[str, Any]
FACTS = (*PERSON_FIELDS, "trained")
TERMS = (
    "position", "position_title", "specialty", "is_main", "claims_main", "hired_on", "left_on", "order_number",
    "order_date", "leave_order_number", "leave_order_date", "leave_reason",
)  # fmt: skip

EDUCATION = (
    "kind", "graduated_on", "institution", "country", "specialty", "qualification", "document_number", "started_on",
)  # fmt: skip
TRAINING = (
    "programme", "completed_on", "organisation_name", "hours", "credits", "specialty", "started_on",
    "certificate_number",
)  # fmt: skip
"""What of a person's papers is compared."""
Version: TypeAlias = Any
"""A version of facts (AXES and FACTS) or of a job (AXES, TERMS, line, organisation_id), as a row with names. No object
of a model: a file that is known already brings hundred thousands of them."""
AXES = ("id", "person_id", "valid_from", "valid_to")

NUMBERED = (
    (ConformityCertificate, "number"), (Placement, "number"), (Licence, "number"), (Qualification, "document_number"),
)  # fmt: skip
"""Public documents beside certificates, and where their numbers stand: see register/given_numbers.py."""


class Paper(NamedTuple):
    """A certificate with a number: of the register, or planned by an earlier row of the batch."""

    person_id: UUID
    specialty: str
    level: str | None
    issued_on: date
    valid_until: date | None


@dataclass(slots=True)
class Job:
    """A job as it stands after the rows planned so far. ``versions``: those of the register, by their first day; none
    for a job of this batch. ``values``: of the last version, with what was planned."""

    line: UUID
    organisation: UUID | None
    values: dict[str, Any]
    versions: list[Version] = field(default_factory=list)
    new: NewJob | None = None
    change: JobChange | None = None

    def mains(self) -> list[tuple[date, date | None]]:
        """The days on which it is the main job, the ends not included."""
        if self.versions:
            return [(row.valid_from, row.valid_to) for row in self.versions if row.is_main]
        if self.new is None or not self.values["is_main"]:
            return []
        return [(part.first, part.last) for part in self.new.parts() if not part.claimed]

    def version_on(self, day: date) -> Version | None:
        """The version that holds on a day; else the next one, else the last."""
        for row in self.versions:
            if row.valid_to is None or day < row.valid_to:
                return row
        return self.versions[-1] if self.versions else None


@dataclass(slots=True)
class Someone:
    """A person of the batch as they stand after the rows planned so far.

    ``facts``: versions of the register by their first day, none for a new person; ``values``: of the one that is
    compared. ``ours``: whether the run may change what is known of the person.
    """

    id: UUID
    identifiers: dict[str, set[str]]
    facts: list[Version] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    jobs: list[Job] = field(default_factory=list)
    educations: list[dict[str, Any]] = field(default_factory=list)
    trainings: list[dict[str, Any]] = field(default_factory=list)
    ours: bool = True
    departures: list[Departure] = field(default_factory=list)
    new: NewPerson | None = None
    change: PersonChange | None = None

    def facts_on(self, day: date) -> Version | None:
        """The version of the facts that holds on a day; else the next one, else the last."""
        for row in self.facts:
            if row.valid_to is None or day < row.valid_to:
                return row
        return self.facts[-1] if self.facts else None


class Batch:
    """The register as far as the rows of a batch are concerned, read with a fixed number of queries."""

    def __init__(self, rows: Sequence[Values], organisation: UUID | None, today: date) -> None:
        self.organisation = organisation
        self.today = today
        self.organisations = _organisations(rows) if organisation is None else {}
        self._by_identifier: dict[tuple[str, str], Someone] = {}
        self.people = self._read(rows)
        numbers = {row["certificate_number"] for row in rows if "certificate_number" in row}
        held = (
            Certificate.objects.filter(among("number", numbers)).values_list("number", *Paper._fields)
            if numbers
            else ()
        )
        self.certificates = {number: Paper(*paper) for number, *paper in held}
        self.given_otherwise = _given(numbers - self.certificates.keys())

    def employer(self, values: Values) -> UUID | None:
        """The organisation of a row; None for a BIN that the register does not know."""
        return self.organisation or self.organisations.get(values.get("bin", ""))

    def find(self, values: Values) -> list[Someone]:
        """The people whom the row's identifiers name: two of them where they contradict each other."""
        found = [self._by_identifier.get((one, values[one])) for one in ("iin", "passport") if one in values]
        return list({one.id: one for one in found if one is not None}.values())

    def add(self, someone: Someone) -> None:
        """One more person: new, or with one more identifier."""
        for scheme, values in someone.identifiers.items():
            self._by_identifier.update({(scheme, value): someone for value in values})

    def _read(self, rows: Sequence[Values]) -> dict[UUID, Someone]:
        values = {row[scheme] for row in rows for scheme in ("iin", "passport") if scheme in row}
        known = PersonIdentifier.objects.current().values_list("person_id", "scheme", "value")
        asked = {(scheme, row[scheme]) for row in rows for scheme in ("iin", "passport") if scheme in row}
        named = known.filter(among("value", values)) if values else ()
        ids = {person for person, *identifier in named if tuple(identifier) in asked}
        if not ids:
            return {}
        people = {one: Someone(one, {}) for one in ids}
        # All identifiers of these people: another one of the same kind contradicts them. After a merge there are more.
        for person, scheme, value in known.filter(among("person", ids)):
            people[person].identifiers.setdefault(scheme, set()).add(value)
            self._by_identifier[(scheme, value)] = people[person]
        self._facts(people)
        self._jobs(people)
        _learning(people, rows)
        return people

    def _facts(self, people: dict[UUID, Someone]) -> None:
        versions = PersonFact.objects.current().filter(among("person", people)).order_by("valid_from")
        for row in versions.values_list(*AXES, *FACTS, named=True):
            people[row.person_id].facts.append(row)
        for one in people.values():
            now = one.facts_on(self.today)
            one.values = {} if now is None else {name: getattr(now, name) for name in FACTS}
        for gone in Departure.objects.current().filter(among("person", people)):
            people[gone.person_id].departures.append(gone)

    def _jobs(self, people: dict[UUID, Someone]) -> None:
        lines: defaultdict[UUID, list[Version]] = defaultdict(list)
        found = Employment.objects.current().filter(among("person", people)).order_by("valid_from")
        for row in found.values_list(*AXES, "line", "organisation_id", *TERMS, named=True):
            lines[row.line].append(row)
        for line, versions in lines.items():
            last = versions[-1]
            values = {name: getattr(last, name) for name in TERMS}
            people[last.person_id].jobs.append(Job(line, last.organisation_id, values, versions))
        if self.organisation is not None:
            for one in people.values():
                one.ours = any(job.organisation == self.organisation and _holds(job, self.today) for job in one.jobs)


def day_after(day: date | None) -> date | None:
    """The first day on which something no longer holds whose last day this is."""
    return None if day is None else date.fromordinal(day.toordinal() + 1)


def _holds(job: Job, today: date) -> bool:
    return any(row.valid_to is None or row.valid_to > today for row in job.versions)


def _organisations(rows: Iterable[Values]) -> dict[str, UUID]:
    bins = {row["bin"] for row in rows if "bin" in row}
    return dict(Organisation.objects.filter(among("bin", bins)).values_list("bin", "id")) if bins else {}


def _learning(people: dict[UUID, Someone], rows: Sequence[Values]) -> None:
    """Educations and trainings, where the rows say anything of them."""
    if any("education_kind" in row for row in rows):
        for one in Education.objects.current().filter(among("person", people)).values("person_id", *EDUCATION):
            people[one["person_id"]].educations.append(one)
    if any("training_programme" in row or "no_training" in row for row in rows):
        for one in Training.objects.current().filter(among("person", people)).values("person_id", *TRAINING):
            people[one["person_id"]].trainings.append(one)


def _given(numbers: set[str]) -> set[str]:
    """Which of these numbers a document of another kind has."""
    if not numbers:
        return set()
    found: set[str] = set()
    for model, column in NUMBERED:
        found.update(model._default_manager.filter(among(column, numbers)).values_list(column, flat=True))
    return found
