"""Copies of people and their applications: rows inserted in bulk, alike in everything but ids, names and dates.

The originals are made by the system's own commands (`demo.applications`), so that a copy holds what a real
application holds: draft, consents, answers of state systems, files, journal.
"""

from __future__ import annotations

import copy
import random
import uuid
from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import models

from tirkelim.cases.models import Case, Draft, Filing
from tirkelim.cases.numbers import ALPHABET
from tirkelim.demo import names
from tirkelim.documents.models import EvidenceFile
from tirkelim.gateway.models import Consent, Pull
from tirkelim.journal.chain import BEGINNING, entry_hash, salted_digest
from tirkelim.journal.models import Change, JournalEntry, JournalPayload
from tirkelim.law.digest import canonical
from tirkelim.register.models import Person, PersonFact, PersonIdentifier, Scheme
from tirkelim.register.names import search_key

Row = TypeVar("Row", bound=models.Model)
AT_ONCE = 2000
"""Rows of one INSERT."""


class Rows:
    """Rows by table, kept until they are stored in the order in which the tables came up."""

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], list[models.Model]] = defaultdict(list)

    def add(self, row: Row) -> Row:
        """Remember a row."""
        self._rows[type(row)].append(row)
        return row

    def store(self) -> int:
        """Insert everything remembered and say how many rows it was. The guards allow inserts."""
        count = sum(map(len, self._rows.values()))
        for model, rows in self._rows.items():
            model._base_manager.bulk_create(rows, batch_size=AT_ONCE)
        self._rows.clear()
        return count


class Original(NamedTuple):
    """An application with everything that belongs to it, read once."""

    case: Case
    draft: Draft
    consents: tuple[tuple[Consent, tuple[Pull, ...]], ...]
    filings: tuple[tuple[Filing, EvidenceFile], ...]


def original(case: Case) -> Original:
    """Read an application to be copied."""
    consents = Consent.objects.filter(case=case.id).prefetch_related("pulls")
    filings = Filing.objects.filter(case=case, removed_by__isnull=True)
    return Original(
        case,
        Draft.objects.get(case=case),
        tuple((consent, tuple(consent.pulls.all())) for consent in consents),
        tuple((filing, EvidenceFile.objects.get(pk=filing.evidence)) for filing in filings),
    )


class Copier:
    """Makes people and copies of applications, the same ones from the same seed."""

    def __init__(self, seed: int = 20) -> None:
        self.chance = random.Random(seed)
        self.rows = Rows()
        self._serial = 0

    def id(self) -> UUID:
        """A random id."""
        return uuid.UUID(int=self.chance.getrandbits(128), version=4)

    def change(self, at: datetime, action: str) -> Change:
        """The change by which rows were written."""
        change = Change(id=self.id(), command_id=self.id(), actor=None, at=at, action=action, why="bench", result={})
        return self.rows.add(change)

    def person(self, change: Change, kato: str) -> UUID:
        """A person with an identifier, facts and the beginning of a journal."""
        self._serial += 1
        name = names.draw(self.chance)
        person = self.rows.add(Person(id=self.id(), change=change))
        born = date(1962, 1, 1) + timedelta(days=self.chance.randint(0, 14_000))
        known: dict[str, Any] = {"valid_from": born, "known_from": change.at, "change": change, "person": person}
        # Twelve digits that no date of birth begins with: nobody's number.
        number = f"99{self._serial:010}"
        self.rows.add(PersonIdentifier(id=self.id(), line=self.id(), scheme=Scheme.IIN, value=number, **known))
        spelt = {key: text for key, text in name._asdict().items() if key != "male"}
        facts = {"sex": "male" if name.male else "female", "birth_date": born, "residence_kato": kato}
        key = search_key(*spelt.values())
        self.rows.add(PersonFact(id=self.id(), line=person.id, search_key=key, **known, **spelt, **facts))
        self._begin(f"person:{person.id}", change, "person_added")
        return person.id

    def application(self, source: Original, change: Change, person: UUID, shift: timedelta) -> Case:
        """A copy of an application for another person, all its times moved by ``shift``."""
        case = _twin(source.case, id=self.id(), subject_id=person, change=change)
        if case.number is not None:
            drawn = "".join(self.chance.choice(ALPHABET) for _ in range(10))
            case.number = f"A-{drawn[:5]}-{drawn[5:]}"
            case.submitted_at += shift
            case.accepted_on += shift
            case.due_on += shift
        self.rows.add(case)
        self.rows.add(Draft(case=case, data=source.draft.data, saved_at=source.draft.saved_at + shift))
        self._consents(source, case, change, shift)
        self._filings(source, case, change, shift)
        self._begin(case.stream, change, *(["opened"] if case.number is None else ["opened", "submit"]))
        return case

    def _consents(self, source: Original, case: Case, change: Change, shift: timedelta) -> None:
        owner = {"case": case.id, "person": case.subject_id, "change": change}
        for consent, pulls in source.consents:
            twin = self.rows.add(_twin(consent, id=self.id(), at=consent.at + shift, **owner))
            for pull in pulls:
                self.rows.add(_twin(pull, id=self.id(), consent=twin, change=change, at=pull.at + shift))

    def _filings(self, source: Original, case: Case, change: Change, shift: timedelta) -> None:
        for filing, file in source.filings:
            moved = {"owner_stream": case.stream, "change": change, "at": file.at + shift}
            twin = self.rows.add(_twin(file, id=self.id(), **moved))
            self.rows.add(_twin(filing, id=self.id(), case=case, evidence=twin.pk, change=change))

    def _begin(self, stream: str, change: Change, *kinds: str) -> None:
        """The first entries of a stream of the journal, with true hashes."""
        text, before = canonical({}), BEGINNING
        for seq, kind in enumerate(kinds, 1):
            salt = self.chance.randbytes(16)
            digest = salted_digest(salt, text)
            entry = JournalEntry(stream=stream, seq=seq, change=change, kind=kind, salted_digest=digest)
            entry.prev_hash = before
            before = entry.hash = entry_hash(entry)
            self.rows.add(entry)
            self.rows.add(JournalPayload(entry=entry, salt=salt.hex(), body=text.decode()))


def _twin(row: Row, **values: Any) -> Row:
    """The same row under another id, not stored yet."""
    twin = copy.copy(row)
    twin._state = models.base.ModelState()
    for name, value in values.items():
        setattr(twin, name, value)
    return twin
