"""What the earlier rows of a file said of each person and job, kept small: 281,000 rows are a normal file.

Every field is kept as two bytes made from its value. So it can be told that a row contradicts an earlier one and in
which field, but nothing can be read back. What a batch adds is kept only when the next one comes: a batch that is
planned anew (its transaction was rolled back) finds the memory as it was before.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

PERSON_FIELDS = (
    "surname_kk", "given_kk", "patronymic_kk", "surname_ru", "given_ru", "patronymic_ru", "surname_latin",
    "given_latin", "sex", "birth_date", "birth_place", "citizenship", "document_kind", "document_number",
    "document_issuer", "document_issued_on", "document_expires_on", "residence", "residence_kato",
    "registration_place", "registration_date", "mobile",
)  # fmt: skip
"""Columns that say something of the person: facts of the register by the same names."""
JOB_FIELDS = (
    "specialty", "is_main", "order_number", "order_date", "left_on", "leave_reason", "leave_order_number",
    "leave_order_date",
)  # fmt: skip
"""Columns that say something of the job beside what tells jobs apart."""


class Against(NamedTuple):
    """A contradiction: the field, and the number of the row that said otherwise first."""

    field: str
    row: int


class Stretch(NamedTuple):
    """The days of a main job in this file, as ordinals, the end not included; and whose it is, as a number."""

    first: int
    after: int
    organisation: int


class Said:
    """What rows said of things of one kind, field by field."""

    def __init__(self, fields: Sequence[str]) -> None:
        self.fields = fields
        self._places: dict[int, int] = {}
        self._rows = array("L")
        self._marks = array("H")

    def __contains__(self, key: int) -> bool:
        return key in self._places

    def row(self, key: int) -> int:
        """Number of the first row about a thing. Raises KeyError."""
        return self._rows[self._places[key]]

    def marks(self, values: Mapping[str, Any]) -> array[int]:
        """The fields as they are kept; 0 for one that is not said, or known not to exist."""
        return array("H", [_mark(values[name]) if name in values else 0 for name in self.fields])

    def against(self, key: int, marks: array[int]) -> list[Against]:
        """Fields that are said otherwise than before."""
        place = self._places.get(key)
        if place is None:
            return []
        width, row = len(self.fields), self._rows[place]
        before = self._marks[place * width : (place + 1) * width]
        if before == marks:
            return []
        pairs = zip(self.fields, before, marks, strict=True)
        return [Against(name, row) for name, was, becomes in pairs if was and becomes and was != becomes]

    def note(self, key: int, row: int, marks: array[int]) -> None:
        """Keep what a row says, beside what is kept already."""
        place = self._places.get(key)
        if place is None:
            self._places[key] = len(self._rows)
            self._rows.append(row)
            self._marks.extend(marks)
            return
        start = place * len(self.fields)
        for at, mark in enumerate(marks, start):
            self._marks[at] = self._marks[at] or mark


def _mark(value: Any) -> int:
    if value is None or value == "":
        return 0
    if isinstance(value, str):
        value = " ".join(value.casefold().split())
    return hash(value) % 65_535 + 1


class Memory:
    """What the earlier rows of the same file said, in a few bytes a row. One a pass over the file."""

    def __init__(self) -> None:
        self.people = Said(PERSON_FIELDS)
        self.jobs = Said(JOB_FIELDS)
        self._rows: dict[int, int] = {}
        self._main: dict[int, Stretch] = {}
        self._certificates: dict[int, int] = {}
        self._waiting: list[Note] = []
        self._last = 0

    def begin(self, first: int) -> None:
        """A batch begins with the row of this number: keep what the one before said, or forget it if it is this one."""
        if first > self._last:
            for note in self._waiting:
                self._keep(note)
        self._waiting.clear()
        self._last = first

    def add(self, note: Note) -> None:
        """Something a row of this batch says; kept when the next batch begins."""
        self._waiting.append(note)
        self._last = max(self._last, note.row)

    def same_row(self, key: int) -> int | None:
        """Number of an earlier row with the same values."""
        return self._rows.get(key)

    def main(self, person: int) -> Stretch | None:
        """The last main job that an earlier row gave to a person."""
        return self._main.get(person)

    def certificate(self, number: int) -> int | None:
        """The person to whom an earlier row gave a certificate."""
        return self._certificates.get(number)

    def _keep(self, note: Note) -> None:
        self._rows.setdefault(note.whole, note.row)
        for key in note.people:
            self.people.note(key, note.row, note.facts)
            if note.main is not None:
                self._main[key] = note.main
        self.jobs.note(note.job, note.row, note.terms)
        if note.certificate:
            self._certificates.setdefault(note.certificate, note.people[0])


class Note(NamedTuple):
    """What is kept of one row: keys are hashes."""

    row: int
    whole: int
    people: tuple[int, ...]
    facts: array[int]
    job: int
    terms: array[int]
    main: Stretch | None = None
    certificate: int = 0


def keys_of(values: Mapping[str, Any]) -> tuple[int, ...]:
    """Keys of a person, by each identifier."""
    return tuple(hash((scheme, values[scheme])) for scheme in ("iin", "passport") if scheme in values)


def whole_key(values: Mapping[str, Any]) -> int:
    """The key of a row: the same for rows that say the same."""
    return hash(frozenset(values.items()))


def job_key(person: int, values: Mapping[str, Any], organisation: Hashable) -> int:
    """What tells the jobs of a file apart: person, employer, the day of hiring, the position or its wording."""
    what = values.get("position") or (values.get("position_title") or "").casefold()
    return hash((person, organisation, values.get("hired_on"), what, values.get("is_main") is False))


def stretch(values: Mapping[str, Any], organisation: Hashable) -> Stretch:
    """The days of a row's job."""
    left: date | None = values.get("left_on")
    after = date.max.toordinal() if left is None else left.toordinal() + 1
    return Stretch(values["hired_on"].toordinal(), after, hash(organisation))
