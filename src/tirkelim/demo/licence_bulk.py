"""Invented licences in any number, with their holders, bases, subtypes, staff and what happened to them, for measuring.

Licence k depends on the seed, k and the day alone. Numbers of its people are taken from the end of the country's block,
those of its organisations from months of their own, so that a population can stand beside it.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from tirkelim.demo import people_names
from tirkelim.demo.bulk import Added, Batch, command_of, without_tidying
from tirkelim.demo.life import Entry
from tirkelim.demo.numbers import COUNTRY, bin_of, born, certificate_number
from tirkelim.demo.shares import PLACES, Place
from tirkelim.demo.workplaces import identity
from tirkelim.journal.change import change
from tirkelim.law.order_59_licence.staffing import needs_of, staff_lines
from tirkelim.law.order_59_licence.subtypes import claimable
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.period import add_years
from tirkelim.register.commands.licences import licence_stream
from tirkelim.register.commands.writing import organisation_stream, person_stream
from tirkelim.register.models import (
    AnnexSubtype,
    BaseFact,
    Certificate,
    Employment,
    Licence,
    LicenceAnnex,
    LicenceEvent,
    LicenceEventKind,
    Organisation,
    OrganisationFact,
    Person,
    PersonFact,
    PersonIdentifier,
    ProductionBase,
)
from tirkelim.register.names import search_key

BATCH = 250
"""Licences stored, and held in memory, at a time."""
ACTION = "demo.licences"
STAFF = 8
"""Numbers of people that are kept for one licence."""
MOST = COUNTRY.room // STAFF // 4
YEARS = 6
"""How far back licences were issued."""
INDIVIDUALS = 0.06
COVERED = 0.85
"""Share of an organisation's needs whose staff is there; an individual practises what their certificate is for."""
DENTISTRY, DENTIST = "14", "residency.therapeutic-dentistry"
"""What an individual practises, and in what they are certified."""
NAMES = ("Шипа", "Дәрумен", "Денсаулық", "Сұңқар", "Мейірім", "Арай", "Жанұя", "Самал", "Айгерім", "Нұр", "Алтын")
KINDS = (
    ("«{0}-{1}» медициналық орталығы", "Медицинский центр «{0}-{1}»"),
    ("«{0}-{1}» стоматологиясы", "Стоматология «{0}-{1}»"),
    ("№ {1} «{0}» емханасы", "Поликлиника № {1} «{0}»"),
    ("«{0}-{1}» зертханасы", "Лаборатория «{0}-{1}»"),
)
STREETS = ("Абай", "Сәтбаев", "Достық", "Мәңгілік Ел", "Жібек жолы", "Тәуелсіздік", "Бейбітшілік")
HAPPENED = (
    (0.04, LicenceEventKind.SUSPENDED, "violation"),
    (0.02, LicenceEventKind.WITHDRAWN, "violation_not_mended"),
    (0.03, LicenceEventKind.TERMINATED, "own_request"),
    (0.05, LicenceEventKind.REISSUED, "name"),
)


class Making(NamedTuple):
    """A licence while being made: its number among all, its chance, place and day of issue."""

    seed: int
    k: int
    chance: random.Random
    place: Place
    issued_on: date
    today: date
    batch: Batch

    def id(self, *parts: object) -> UUID:
        """The id of something of this licence: the same in every run with the seed."""
        return identity(self.seed, "licence", self.k, *parts)

    @property
    def holder(self) -> dict[str, UUID | None]:
        """Whose licence it is, as columns."""
        if self.k % round(1 / INDIVIDUALS) == 0:
            return {"organisation_id": None, "person_id": self.id("person", 0)}
        return {"organisation_id": self.id("organisation"), "person_id": None}


def add_licences(seed: int, number: int, now: datetime, today: date) -> Iterator[Added]:
    """Store the first `number` licences of a seed, batch by batch; tells after each how far it has come.

    Those that are there already stay. Raises ImproperlyConfigured outside demo mode.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("demo data exist in demo mode only")
    new = known = 0
    for first in range(0, number, BATCH):
        span = range(first, min(first + BATCH, number))
        ids = {identity(seed, "licence", k): k for k in span}
        held = set(Licence.objects.filter(pk__in=list(ids)).values_list("pk", flat=True))
        missing = [k for id, k in ids.items() if id not in held]
        if missing:
            _add(seed, missing, now, today)
        new, known = new + len(missing), known + len(held)
        yield Added(new, known)


def _add(seed: int, numbers: Sequence[int], now: datetime, today: date) -> None:
    with without_tidying(), change(command_of(seed, f"licences:{numbers[0]}:{len(numbers)}", now), ACTION) as made:
        batch = Batch(made)
        for k in numbers:
            _licence(seed, k, today, batch)
        batch.write()
        made.result = {"seed": seed, "licences": len(numbers)}


def _licence(seed: int, k: int, today: date, batch: Batch) -> None:
    """One licence with everything around it."""
    chance = random.Random(f"{seed}:licence:{k}")  # noqa: S311 - reproducible, not secret
    issued = today - timedelta(days=chance.randint(30, 365 * YEARS))
    one = Making(seed, k, chance, PLACES.draw(chance), issued, today, batch)
    _holder(one)
    number = certificate_number(seed, COUNTRY.room - 1 - k, 7, COUNTRY)
    row = {"id": one.id(), "number": number, **one.holder, "issued_on": issued, "office": one.place.kato}
    batch.row(Licence, row, issued)
    entries = [Entry(issued, "licence_issued", {"licence": one.id(), "number": number})]
    hired: dict[str, bool] = {}
    for place in range(chance.choice((1, 1, 1, 2, 2, 3))):
        _annex(one, place, hired)
        entries.append(Entry(issued, "licence_annex_issued", {"annex": one.id("annex", place)}))
    entries += _events(one)
    batch.stream(licence_stream(one.id()), entries)


def _holder(one: Making) -> None:
    """The organisation, or the individual with their certificate, that holds the licence."""
    if one.holder["organisation_id"] is None:
        _person(one, 0, DENTIST)
        return
    kind = one.chance.choice(KINDS)
    name, number = one.chance.choice(NAMES), one.k + 1
    facts = {
        "name_kk": kind[0].format(name, number), "name_ru": kind[1].format(name, number), "kind": "medical",
        "kato": one.place.kato, "ownership": one.chance.choice(("private", "private", "state")), "sector": "health",
    }  # fmt: skip
    id, known = one.id("organisation"), one.issued_on - timedelta(days=20)
    bin = bin_of(one.k, 2)
    one.batch.row(Organisation, {"id": id, "bin": bin}, known)
    key = search_key(facts["name_kk"], facts["name_ru"])
    row = {"id": uuid5(id, "facts"), "line": id, "organisation_id": id, "valid_from": date(2010, 1, 1), **facts}
    one.batch.row(OrganisationFact, {**row, "search_key": key}, known)
    one.batch.stream(organisation_stream(id), [Entry(known, "organisation_added", {"bin": bin, "facts": facts})])


def _annex(one: Making, place: int, hired: dict[str, bool]) -> None:
    """An annex at a base of its own, with its subtypes; most of the staff that these need is hired. ``hired`` says of
    each specialty that an annex of the licence needed whether someone was."""
    base, annex, chance = one.id("base", place), one.id("annex", place), one.chance
    one.batch.row(ProductionBase, {"id": base, **one.holder}, one.issued_on)
    address = f"{one.place.kk} қ., {chance.choice(STREETS)} көшесі, {chance.randint(1, 180)}"
    fact = {"id": uuid5(base, "facts"), "line": base, "base_id": base, "kato": one.place.kato, "address": address}
    one.batch.row(BaseFact, {**fact, "name": "", "valid_from": one.issued_on}, one.issued_on)
    row = {"id": annex, "licence_id": one.id(), "number": f"{place + 1:03}", "base_id": base}
    one.batch.row(LicenceAnnex, {**row, "issued_on": one.issued_on}, one.issued_on)
    alone = one.holder["organisation_id"] is None
    claimed = [(DENTISTRY, "")] if alone else _claimed(chance)
    for code, specialty in claimed:
        one.batch.row(AnnexSubtype, {"annex_id": annex, "code": code, "specialty": specialty}, one.issued_on)
    for need in () if alone else needs_of(claimed, staff_lines()):
        wanted = min(need.specialties)
        if wanted not in hired and sum(hired.values()) < STAFF - 1:
            hired[wanted] = chance.random() < COVERED
            if hired[wanted]:
                _person(one, sum(hired.values()), wanted)


def _claimed(chance: random.Random) -> list[tuple[str, str]]:
    codes = chance.sample(list(claimable()), chance.choice((1, 1, 2, 2, 3)))
    return [(code, chance.choice(_residencies()) if claimable()[code].by_specialty else "") for code in sorted(codes)]


@functools.cache
def _residencies() -> tuple[str, ...]:
    return tuple(sorted(code for code, listed in specialties().items() if listed.education == "residency"))


def _person(one: Making, place: int, specialty: str) -> None:
    """Someone with a certificate who works for the holder, or is the holder (0)."""
    number = COUNTRY.room - 1 - (one.k * STAFF + place)
    male = one.chance.random() < 0.3
    birth, iin = born(number, 1960 + one.chance.randint(0, 38), male, COUNTRY)
    id, known = one.id("person", place), one.issued_on - timedelta(days=10)
    name = people_names.draw(one.chance, male)
    spelt = {key: text for key, text in name._asdict().items() if key != "male"}
    about: dict[str, Any] = {"person_id": id, "valid_from": birth}
    one.batch.row(Person, {"id": id}, known)
    line = uuid5(id, "iin")
    one.batch.row(PersonIdentifier, {"id": line, "line": line, **about, "scheme": "iin", "value": iin}, known)
    facts = {"sex": "male" if male else "female", "birth_date": birth, "residence_kato": one.place.kato, **spelt}
    key = search_key(*spelt.values())
    one.batch.row(PersonFact, {"id": uuid5(id, "facts"), "line": id, **about, **facts, "search_key": key}, known)
    given = max(one.issued_on, one.today - timedelta(days=one.chance.randint(40, 1780)))
    number_of = certificate_number(one.seed, number, 0, COUNTRY)
    terms = {"number": number_of, "person_id": id, "specialty": specialty, "issued_on": given, "office": one.place.kato}
    one.batch.row(Certificate, {"id": uuid5(id, "certificate"), **terms, "valid_until": add_years(given, 5)}, given)
    entries = [Entry(known, "person_added", {"facts": facts})]
    if place:
        _job(one, id, known)
        entries.append(Entry(known, "hired", {"organisation": one.id("organisation")}))
    entries.append(Entry(given, "certificate_issued", {"number": number_of}))
    one.batch.stream(person_stream(id), entries)


def _job(one: Making, person: UUID, hired_on: date) -> None:
    organisation = one.holder["organisation_id"]
    if organisation is None:  # an individual works alone
        return
    line = uuid5(person, "job")
    row = {"id": line, "line": line, "person_id": person, "organisation_id": organisation, "valid_from": hired_on}
    one.batch.row(Employment, {**row, "is_main": True, "hired_on": hired_on, "position_title": "дәрігер"}, hired_on)


def _events(one: Making) -> Iterator[Entry]:
    """What happened to some of the licences since."""
    for share, kind, ground in HAPPENED:
        if one.chance.random() >= share:
            continue
        on = one.issued_on + timedelta(days=one.chance.randint(1, max(1, (one.today - one.issued_on).days)))
        row = {"licence_id": one.id(), "kind": kind, "on": on, "ground": ground, "reference": f"№ {one.k}"}
        one.batch.row(LicenceEvent, row, on)
        yield Entry(on, f"licence_{kind.value}", {"licence": one.id(), "ground": ground})
        return


__all__ = ["MOST", "add_licences"]
