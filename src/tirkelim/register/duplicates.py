"""Entries that may be of one person: born on one day, of one sex, with names that sound alike; or with one document.

Looked for lazily: a page of suspects reads birthdays one after another, in the present knowledge, until it has enough
or has read its share, and says where it stopped. Nothing is stored.
"""

from __future__ import annotations

import enum
import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, groupby
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, QuerySet

from tirkelim.register.models import PersonFact
from tirkelim.register.name_keys import rests
from tirkelim.register.sounds import sounds

ENOUGH = 25
"""Pairs on a page."""
SHARE = 20_000
"""Entries that one page reads at most."""
SOME = 4_000
"""Entries read in one statement."""
SURNAMES = ("surname_kk", "surname_ru", "surname_latin")
GIVEN = ("given_kk", "given_ru", "given_latin")
SHORTEST_SLIP = 4
"""Shorter names with a letter off are other names."""


class Why(enum.StrEnum):
    """What makes two entries suspected."""

    SAME_NAME = "same_name"
    ALIKE_NAME = "alike_name"
    SAME_DOCUMENT = "same_document"


class Pair(NamedTuple):
    """Two entries that may be of one person, the one known longer first."""

    one: PersonFact
    other: PersonFact
    why: Why


class Suspects(NamedTuple):
    """A page: `until` is the last birthday that it has read, `more` whether there are later ones."""

    pairs: list[Pair]
    until: date | None
    more: bool


def suspects(after: date | None = None, enough: int = ENOUGH, share: int = SHARE) -> Suspects:
    """Entries of people born after a day (None: from the beginning) that sound alike, by birthday.

    Reads whole birthdays until there are `enough` pairs or `share` entries were read.
    """
    found: list[Pair] = []
    read, until = 0, None
    for day, born in birthdays(after):
        if until is not None and (len(found) >= enough or read >= share):
            return Suspects(found, until, more=True)
        for _sex, group in groupby(born, key=lambda row: row.sex):
            found += alike(list(group))
        read, until = read + len(born), day
    return Suspects(found, until, more=False)


def birthdays(after: date | None, some: int = SOME) -> Iterator[tuple[date, list[PersonFact]]]:
    """Birthdays after a day with the entries of those born then, by sex; read `some` entries at a time."""
    while True:
        rows = _present().filter(birth_date__isnull=False, sex__isnull=False)
        if after is not None:
            rows = rows.filter(birth_date__gt=after)
        beyond = list(rows.order_by("birth_date").values_list("birth_date", flat=True)[some : some + 1])
        if beyond:
            rows = rows.filter(birth_date__lte=beyond[0])
        for day, born in groupby(rows.order_by("birth_date", "sex", "known_from"), key=lambda row: row.birth_date):
            yield day, list(born)
        if not beyond:
            return
        after = beyond[0]


def with_one_document(skip: int = 0, enough: int = ENOUGH) -> list[Pair]:
    """Entries with the same number of the same kind of document, by number; `skip` numbers stood on pages before."""
    numbers = (
        _present()
        .filter(document_number__gt="")
        .values("document_kind", "document_number")
        .annotate(entries=Count("person", distinct=True))
        .filter(entries__gt=1)
        .order_by("document_number", "document_kind")[skip : skip + enough]
    )
    wanted = [(row["document_kind"], row["document_number"]) for row in numbers]
    rows = _present().filter(document_number__in=[number for _kind, number in wanted]).order_by("known_from")
    by_number: dict[tuple[str | None, str | None], dict[UUID, PersonFact]] = defaultdict(dict)
    for row in rows:
        by_number[row.document_kind, row.document_number].setdefault(row.person_id, row)
    return [
        Pair(one, other, Why.SAME_DOCUMENT)
        for key in wanted
        for one, other in combinations(by_number[key].values(), 2)
    ]  # fmt: skip


def alike(born: Sequence[PersonFact]) -> Iterator[Pair]:
    """Pairs among people of one birthday and sex: surname and given name sound the same, or one of them is a letter
    off. Versions of one person's facts are no pair."""
    heard = [(row, _heard(row, SURNAMES), _heard(row, GIVEN)) for row in born]
    together: dict[str, list[int]] = defaultdict(list)
    for number, (_row, surnames, given) in enumerate(heard):
        for word in {f"s {one}" for one in surnames} | {f"g {one}" for one in given}:
            together[word].append(number)
    told: set[tuple[UUID, UUID]] = set()
    for first, second in sorted({pair for numbers in together.values() for pair in combinations(numbers, 2)}):
        (one, *names), (other, *others) = heard[first], heard[second]
        people = (one.person_id, other.person_id)
        why = None if one.person_id == other.person_id or people in told else _why(names, others)
        if why is not None:
            told.add(people)
            yield Pair(one, other, why)


def _why(names: Sequence[set[str]], others: Sequence[set[str]]) -> Why | None:
    same = [bool(mine & theirs) for mine, theirs in zip(names, others, strict=True)]
    if all(same):
        return Why.SAME_NAME
    if all(held or _a_letter_off(mine, theirs) for held, mine, theirs in zip(same, names, others, strict=True)):
        return Why.ALIKE_NAME
    return None


def _a_letter_off(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether some two of the words differ by one letter: left out, put in, or another one."""
    left = {rest for word in mine if len(word) >= SHORTEST_SLIP for rest in rests(word)}
    return any(rest in left for word in theirs if len(word) >= SHORTEST_SLIP for rest in rests(word))


def _heard(row: PersonFact, names: Sequence[str]) -> set[str]:
    """How the names sound, in every spelling that is known; a double name as one."""
    return {_sound(name) for field in names if (name := getattr(row, field))} - {""}


@functools.lru_cache(maxsize=50_000)
def _sound(name: str) -> str:
    """Kept, because a country has few names."""
    return "".join(sounds(name))


def _present() -> QuerySet[PersonFact]:
    """The facts that are known now. Those of entries that are merged into others are closed."""
    rows: QuerySet[PersonFact] = PersonFact.objects.current()
    return rows
