"""Turning what is to be written into rows of tables and entries of the journal, without writing anything yet."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from tirkelim.journal.models import Change
from tirkelim.journal.temporal import OutOfOrder, TemporalRow
from tirkelim.register.bulk.chains import Said
from tirkelim.register.bulk.tables import Row, blank
from tirkelim.register.bulk.types import (
    ENDING,
    JobChange,
    NewCertificate,
    NewEducation,
    NewIdentifier,
    NewJob,
    NewPerson,
    NewTraining,
    PersonChange,
    Write,
)
from tirkelim.register.commands.certificates import CertificateTerms
from tirkelim.register.commands.writing import differences, person_stream
from tirkelim.register.models import (
    Certificate,
    Education,
    Employment,
    NameKey,
    Person,
    PersonFact,
    PersonIdentifier,
    Training,
)
from tirkelim.register.name_keys import LONGEST, NAMES, Values, values
from tirkelim.register.names import fold, search_key
from tirkelim.register.sounds import sounds

Old = Mapping[UUID, Any]
"""The versions that are to be closed, by id."""
Later = Mapping[UUID, list[Employment]]
"""Versions of ended jobs that begin after their last known one should end, by line."""
Fact = TypeVar("Fact", bound=TemporalRow)
DAY = timedelta(days=1)


class Gathered:
    """The rows of all tables, the versions to be closed, and the entries: everything one change writes."""

    def __init__(self, made: Change, old: Old, later: Later) -> None:
        self.made = made
        self.rows: dict[type[models.Model], list[Row]] = {}
        self.closing: dict[type[TemporalRow], list[UUID]] = {}
        self.said: list[Said] = []
        self.begun: set[UUID] = set()
        self.touched: set[UUID] = set()
        self.renamed: set[UUID] = set()
        self.sounds: list[str] = []
        self._old = old
        self._later = later

    def add(self, one: Write) -> None:
        """Gather what one of the things to be written comes to. Raises KeyError (an old version that is not there),
        OutOfOrder, TypeError (a field that there is not)."""
        ADDING[type(one)](self, one)
        self.touched.add(one.person)

    def known_streams(self) -> list[str]:
        """Streams of people who were in the register before."""
        return [person_stream(person) for person in self.touched - self.begun]

    def put(self, model: type[models.Model], values: Mapping[str, Any]) -> None:
        """One more row of a table, by the names of its columns."""
        self.rows.setdefault(model, []).append(blank(model).filled(values))

    def fact(self, model: type[TemporalRow], line: UUID, valid_from: date, values: Mapping[str, Any]) -> None:
        """One more version of a fact."""
        self.put(
            model,
            {
                "id": uuid.uuid4(),
                "line": line,
                "valid_from": valid_from,
                "known_from": self.made.at,
                "change_id": self.made.pk,
                **values,
            },
        )

    def version(self, old: TemporalRow, **values: Any) -> None:
        """What an old version says but for `values`, as a new one."""
        row = {field.attname: getattr(old, field.attname) for field in old._meta.concrete_fields}
        row |= {"id": uuid.uuid4(), "known_from": self.made.at, "known_to": None, "closed_by_id": None}
        self.put(type(old), {**row, "change_id": self.made.pk, **values})

    def close(self, old: TemporalRow) -> None:
        """The register stops believing a version."""
        if self.made.at < old.known_from:
            raise OutOfOrder(type(old).__name__)
        self.closing.setdefault(type(old), []).append(old.pk)

    def say(self, person: UUID, kind: str, body: object) -> None:
        """One more entry in a person's stream."""
        self.said.append(Said(person_stream(person), kind, body))

    def old(self, version: UUID) -> Any:
        """A version that is to be closed."""
        return self._old[version]

    def later(self, old: Employment) -> list[Employment]:
        """Later versions of the same job."""
        return [row for row in self._later.get(old.line, ()) if row.valid_from > old.valid_from]


def _new_person(sheet: Gathered, one: NewPerson) -> None:
    names = name_words([one.facts.get(name) for name in NAMES])
    sheet.begun.add(one.person)
    sheet.put(Person, {"id": one.person, "change_id": sheet.made.pk})
    for scheme, value in one.identifiers.items():
        _identifier(sheet, one.person, scheme, value, one.valid_from)
    sheet.fact(
        PersonFact, one.person, one.valid_from, {"person_id": one.person, "search_key": names.words, **one.facts}
    )
    sheet.put(NameKey, {"person_id": one.person, "words": names.words, "sounds": names.sounds})
    sheet.sounds.append(names.sounds)
    body = {"identifiers": dict(one.identifiers), "facts": dict(one.facts), "valid_from": one.valid_from}
    sheet.say(one.person, "person_added", body)


def name_words(names: Sequence[str | None]) -> Values:
    """As `name_keys.values`; what each name gives is remembered, since names come again and again."""
    found = [_words_of(name) for name in names if name]
    words = "".join(f" {word}" for word in dict.fromkeys(word for one in found for word in one[0]))
    heard = "".join(f" {word}" for word in dict.fromkeys(word for one in found for word in one[1]))
    return Values(words, heard) if len(words) < LONGEST and len(heard) < LONGEST else values(names)


@lru_cache(maxsize=32_768)
def _words_of(name: str) -> tuple[list[str], list[str]]:
    return fold(name).split(), sounds(name)


def _identifier(sheet: Gathered, person: UUID, scheme: str, value: str, valid_from: date) -> None:
    sheet.fact(PersonIdentifier, uuid.uuid4(), valid_from, {"person_id": person, "scheme": str(scheme), "value": value})


def _new_identifier(sheet: Gathered, one: NewIdentifier) -> None:
    _identifier(sheet, one.person, one.scheme, one.value, one.valid_from)
    sheet.say(one.person, "identifier_added", {"identifiers": {str(one.scheme): one.value}})


def _person_change(sheet: Gathered, one: PersonChange) -> None:
    old: PersonFact = sheet.old(one.version)
    fresh = dict(one.values)
    if any(name in fresh for name in NAMES):
        fresh["search_key"] = search_key(*(fresh.get(name, getattr(old, name)) for name in NAMES))
        sheet.renamed.add(one.person)
    _continue(sheet, old, one.changed_on, fresh)
    body = {"changed_on": one.changed_on, "changes": differences(old, one.values)}
    sheet.say(one.person, "person_corrected", body)


def _continue(sheet: Gathered, old: TemporalRow, on: date | None, fresh: Mapping[str, Any]) -> None:
    """A correction, or with a day another version from that day on."""
    sheet.close(old)
    if on is not None and on > old.valid_from:
        sheet.version(old, valid_to=on)
        sheet.version(old, valid_from=on, **fresh)
    else:
        sheet.version(old, **fresh)


def _new_job(sheet: Gathered, one: NewJob) -> None:
    parts = one.parts()
    for part in parts:
        terms = {**one.values, "claims_main": part.claimed, "is_main": one.values["is_main"] and not part.claimed}
        where = {"person_id": one.person, "organisation_id": one.organisation, "valid_to": part.last}
        sheet.fact(Employment, one.employment, part.first, {**where, **terms})
    said = {name: value for name, value in one.values.items() if name != "organisation_name"}
    body = {
        "person": one.person,
        "organisation": one.organisation,
        "organisation_name": one.values.get("organisation_name", ""),
        "values": {"left_on": None, **said},
        "employment": one.employment,
        "claimed": [(part.first, part.last) for part in parts if part.claimed],
    }
    sheet.say(one.person, "hired", body)


def _job_change(sheet: Gathered, one: JobChange) -> None:
    old: Employment = sheet.old(one.version)
    if one.ends:
        _left(sheet, one, old)
        return
    fresh = dict(one.values)
    body: dict[str, Any] = {"employment": one.employment, "changes": differences(old, fresh), "claimed": []}
    if one.changed_on is not None:
        _continue(sheet, old, one.changed_on, fresh)
        sheet.say(one.person, "transferred", body | {"transferred_on": one.changed_on, "values": fresh})
        return
    _continue(sheet, old, None, fresh)
    sheet.say(one.person, "employment_corrected", body | {"version": old.valid_from, "says_main": None})


def _left(sheet: Gathered, one: JobChange, old: Employment) -> None:
    """The job ended, or ended otherwise than was known; what else the row corrects is told before."""
    row = {**{name: getattr(old, name) for name in ENDING}, **one.values}
    last, more = row["left_on"], {name: value for name, value in one.values.items() if name not in ENDING}
    for later in sheet.later(old):
        sheet.close(later)
    sheet.close(old)
    sheet.version(old, **{**row, "valid_to": _after(last)})
    if more:
        body = {"employment": one.employment, "version": old.valid_from, "changes": differences(old, more)}
        sheet.say(one.person, "employment_corrected", body | {"says_main": None, "claimed": []})
    body = {
        "employment": one.employment,
        "left_on": last,
        "reason": row["leave_reason"],
        "order_number": row["leave_order_number"],
        "order_date": row["leave_order_date"],
        "claimed": [(old.valid_from, _after(last))] if old.claims_main else [],
    }
    sheet.say(one.person, "left", body)


def _new_education(sheet: Gathered, one: NewEducation) -> None:
    sheet.fact(Education, one.education, one.values["graduated_on"], {"person_id": one.person, **one.values})
    sheet.say(one.person, "education_added", {**one.values, "education": one.education})


def _new_training(sheet: Gathered, one: NewTraining) -> None:
    sheet.fact(Training, one.training, one.values["completed_on"], {"person_id": one.person, **one.values})
    sheet.say(one.person, "training_added", {**one.values, "training": one.training})


def _new_certificate(sheet: Gathered, one: NewCertificate) -> None:
    row = {"id": one.certificate, "person_id": one.person, "change_id": sheet.made.pk, **one.values}
    sheet.put(Certificate, row)
    terms = CertificateTerms(person=one.person, **one.values)
    body = {"certificate": one.certificate, "number": one.values["number"], "terms": terms}
    sheet.say(one.person, "certificate_recorded", body)


def _after(last: date | None) -> date | None:
    return None if last is None else last + DAY


ADDING: dict[type, Any] = {
    NewPerson: _new_person,
    NewIdentifier: _new_identifier,
    PersonChange: _person_change,
    NewJob: _new_job,
    JobChange: _job_change,
    NewEducation: _new_education,
    NewTraining: _new_training,
    NewCertificate: _new_certificate,
}
