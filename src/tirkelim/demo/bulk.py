"""Stores invented people in batches: few statements, memory that does not grow, and a journal that verifies.

A batch is one transaction and one command, so that a repetition writes nothing. Inside it there is a change for each
day on which the register learned of something: the record of any past day is then what was known on it.
"""

from __future__ import annotations

import gc
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple
from uuid import uuid5
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

from tirkelim.demo.life import Entry, Life
from tirkelim.demo.population import YEARS_BACK, Population
from tirkelim.demo.workplaces import SINCE, Workplace, assessors_beside, identity, workplace_of
from tirkelim.demo.workplaces import assessor as assessor_of
from tirkelim.demo.workplaces import workplace as workplace_at
from tirkelim.journal.chain import BEGINNING, salted_digest
from tirkelim.journal.change import Command, change
from tirkelim.journal.models import Change, JournalEntry, JournalPayload
from tirkelim.journal.seal import closed_until
from tirkelim.journal.temporal import TemporalRow
from tirkelim.law.digest import canonical
from tirkelim.register.bulk.chains import Said, change_text, link_of
from tirkelim.register.bulk.tables import blank, insert, next_numbers
from tirkelim.register.commands.writing import organisation_stream, person_stream
from tirkelim.register.models import (
    Absence,
    Activity,
    AnnexSubtype,
    AssessmentConclusion,
    BaseFact,
    Certificate,
    CertificateEvent,
    CpdSheet,
    Education,
    Employment,
    Licence,
    LicenceAnnex,
    LicenceEvent,
    NameKey,
    Organisation,
    OrganisationFact,
    OrganisationStatus,
    Person,
    PersonFact,
    PersonIdentifier,
    ProductionBase,
    Qualification,
    Training,
)
from tirkelim.register.name_keys import NAMES, remember
from tirkelim.register.name_keys import values as search_words
from tirkelim.register.names import search_key

BATCH = 500
"""People stored, and held in memory, at a time."""
ACTION = "demo.population"
ALMATY = ZoneInfo("Asia/Almaty")
TABLES: tuple[type[models.Model], ...] = (
    Organisation, OrganisationFact, OrganisationStatus, Person, PersonIdentifier, PersonFact, Employment, Absence,
    Education, Training, Activity, Qualification, Certificate, CertificateEvent, AssessmentConclusion, CpdSheet,
    ProductionBase, BaseFact, Licence, LicenceAnnex, AnnexSubtype, LicenceEvent,
)  # fmt: skip
"""In the order in which rows point to each other."""


class OtherSeed(ValueError):
    """The database holds the population of another seed: their numbers would be the same."""


class Added(NamedTuple):
    """How many people were stored, and how many were there before."""

    new: int
    known: int


def add_population(seed: int, people: int, now: datetime, today: date, *, results: bool = True) -> Iterator[Added]:
    """Store the first `people` of a seed's population, batch by batch; tells after each how far it has come.

    Without `results` they have no results of professional development: a register of the country's size is then a
    third as large. Who is there already stays as they are. Raises OtherSeed; ImproperlyConfigured outside demo mode.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("demo data exist in demo mode only")
    _refuse_other(seed)
    population = Population(seed, today, results=results)
    if people:
        _add_workplaces(seed, workplace_of(people - 1) + 1, now, today)
    new = known = 0
    for first in range(0, people, BATCH):
        stored = add_people(population, range(first, min(first + BATCH, people)), now)
        new, known = new + stored.new, known + stored.known
        yield Added(new, known)


def add_people(population: Population, numbers: Sequence[int], now: datetime) -> Added:
    """Store these people of a population in one transaction, but those whom the register holds."""
    ids = {identity(population.seed, population.kind, number): number for number in numbers}
    held = set(Person.objects.filter(pk__in=list(ids)).values_list("pk", flat=True))
    missing = [number for person, number in ids.items() if person not in held]
    if missing:
        span = f"{population.kind}:{missing[0]}-{missing[-1]}:{len(missing)}"
        with without_tidying(), change(command_of(population.seed, span, now), ACTION) as made:
            Batch(made).store_people(population.person(number) for number in missing)
            made.result = {"seed": population.seed, "people": len(missing)}
    return Added(len(missing), len(held))


@contextmanager
def without_tidying() -> Iterator[None]:
    """Let no search for dead objects run while a batch is built of living ones: it takes a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(1)  # what the batch leaves behind is young
        if was:
            gc.enable()


def _refuse_other(seed: int) -> None:
    """Raise OtherSeed where another seed's people are."""
    first = Change.objects.filter(action=ACTION, result__isnull=False, result__has_key="country").first()
    if first is not None and (first.result or {}).get("seed") != seed:
        raise OtherSeed(f"this database holds the population of seed {(first.result or {}).get('seed')}")


def _add_workplaces(seed: int, number: int, now: datetime, today: date) -> None:
    """The organisations that are not there yet, and the assessors beside them."""
    wanted = {identity(seed, "workplace", k): (workplace_at, k) for k in range(number)}
    wanted |= {identity(seed, "assessor", k): (assessor_of, k) for k in range(assessors_beside(number) + 1)}
    names = iter(wanted)
    while some := list(islice(names, BATCH)):
        held = set(Organisation.objects.filter(pk__in=some).values_list("pk", flat=True))
        missing = [make(seed, k) for make, k in (wanted[one] for one in some if one not in held)]
        if missing:
            span = f"organisations:{missing[0].id}:{len(missing)}"
            with change(command_of(seed, span, now), ACTION) as made:
                Batch(made).store_workplaces(missing, date(today.year - YEARS_BACK, 1, 10))
                made.result = {"seed": seed, "organisations": len(missing), "country": True}


def command_of(seed: int, span: str, now: datetime) -> Command:
    """The command of a batch: the same in every run with the seed."""
    return Command(identity(seed, "command", span), None, now, "demo")


class Batch:
    """The rows of one transaction, until they are written table by table."""

    def __init__(self, made: Change) -> None:
        self.made = made
        self.closed = closed_until()
        self.changes: dict[date, Change] = {}
        self.texts: dict[date, str] = {}
        self.rows: dict[type[models.Model], list[dict[str, Any]]] = defaultdict(list)
        self.entries: list[tuple[Any, ...]] = []
        self.payloads: list[tuple[str, str]] = []

    def store_people(self, lives: Iterable[Life]) -> None:
        """Store people with all their facts and entries."""
        for life in lives:
            for fact in life.facts:
                self.row(fact.model, fact.values, fact.known, fact.closed)
            self.stream(person_stream(life.person), sorted(life.entries, key=attrgetter("known")))
        self.write()

    def store_workplaces(self, found: Iterable[Workplace], known: date) -> None:
        """Store organisations with their statuses."""
        for one in found:
            facts = {
                "name_kk": one.name_kk, "name_ru": one.name_ru, "kind": one.kind, "kato": one.place.kato,
                "ownership": one.ownership, "sector": "health",
            }  # fmt: skip
            about = {"organisation_id": one.id, "valid_from": SINCE}
            self.row(Organisation, {"id": one.id, "bin": one.bin}, known)
            key = search_key(one.name_kk, one.name_ru)
            row = {"id": uuid5(one.id, "facts"), "line": one.id, **about, **facts, "search_key": key}
            self.row(OrganisationFact, row, known)
            entries = [Entry(known, "organisation_added", {"bin": one.bin, "facts": facts, "valid_from": SINCE})]
            for kind, number, since in one.statuses:
                line = uuid5(one.id, kind)
                status = {"kind": kind.value, "number": number, "valid_from": since}
                self.row(OrganisationStatus, {"id": line, "line": line, **about, **status}, known)
                entries.append(Entry(known, "status_recorded", {"status": line, **status, "valid_to": None}))
            self.stream(organisation_stream(one.id), entries)
        self.write()

    def row(self, model: type[models.Model], values: dict[str, Any], known: date, closed: date | None = None) -> None:
        """A row of which the register learned on a day, and learned better on another."""
        made = self.change_of(known)
        row = {**values, "change_id": made.pk}
        if issubclass(model, TemporalRow):
            row["known_from"] = made.at
            if closed is not None:
                better = self.change_of(closed)
                row |= {"closed_by_id": better.pk, "known_to": better.at}
        self.rows[model].append(row)

    def change_of(self, day: date) -> Change:
        """The change of a day: at eleven o'clock, but not after now, and not in a time that a seal has closed."""
        found = self.changes.get(day)
        if found is None:
            at = min(datetime.combine(day, time(11), ALMATY), self.made.at)
            if self.closed is not None and at <= self.closed:
                at = min(self.closed + timedelta(microseconds=1), self.made.at)
            command = uuid5(self.made.command_id, day.isoformat())
            found = Change(id=uuid5(command, "change"), command_id=command, at=at, action=ACTION, why="demo")
            self.changes[day] = found
            self.texts[day] = change_text(found)
        return found

    def stream(self, stream: str, said: Iterable[Entry]) -> None:
        """The entries of a new stream, each linked to the one before."""
        before = BEGINNING
        for seq, one in enumerate(said, start=1):
            text, salt = canonical(one.body), secrets.token_bytes(16)
            made, sealed = self.change_of(one.known), salted_digest(salt, text)
            link = link_of(self.texts[one.known], Said(stream, one.kind, one.body), seq, sealed, before)
            self.entries.append((stream, seq, made.pk, one.kind, sealed, before, link))
            self.payloads.append((salt.hex(), text.decode()))
            before = link

    def write(self) -> None:
        """Store everything, table by table."""
        Change.objects.bulk_create(self.changes.values())
        for model in TABLES:
            self.write_rows(model, self.rows[model])
        self.write_name_keys()
        numbers = next_numbers(JournalEntry, len(self.entries))
        insert(JournalEntry, [(number, *entry) for number, entry in zip(numbers, self.entries, strict=True)])
        said = zip(numbers, self.payloads, strict=True)
        insert(JournalPayload, [(number, salt, body, None) for number, (salt, body) in said])

    @staticmethod
    def write_rows(model: type[models.Model], rows: Sequence[dict[str, Any]]) -> None:
        """Store the rows of one table; where it numbers them itself, with numbers drawn for them."""
        if rows and isinstance(model._meta.pk, models.AutoField):
            numbers = next_numbers(model, len(rows))
            rows = [{**row, "id": number} for number, row in zip(numbers, rows, strict=True)]
        insert(model, [blank(model).filled(row) for row in rows])

    def write_name_keys(self) -> None:
        """The search words of these people's names, from what is known of them now: the newest names first."""
        versions: defaultdict[Any, list[dict[str, Any]]] = defaultdict(list)
        for fact in sorted(self.rows[PersonFact], key=itemgetter("valid_from"), reverse=True):
            if fact.get("known_to") is None:
                versions[fact["person_id"]].append(fact)
        keys = {
            person: search_words(fact.get(name) for fact in facts for name in NAMES)
            for person, facts in versions.items()
        }
        insert(NameKey, [(person, *key) for person, key in keys.items()])
        remember(key.sounds for key in keys.values())


__all__ = ["BATCH", "Added", "Batch", "OtherSeed", "add_people", "add_population", "command_of", "without_tidying"]
