"""Finding people by name in any alphabet and spelling, by identifier, and by what the register knows of them.

What is spelt so comes first, then what sounds so, then what is a letter off. No page costs more for standing in a
large register: at most MOST people are listed, in steps that each look at a bounded number of rows.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from tirkelim.register.as_of import AsOf
from tirkelim.register.models import NameKey, PersonFact, PersonIdentifier
from tirkelim.register.name_keys import NAMES, SHORTEST_SLIP, rests
from tirkelim.register.names import search_key, search_words
from tirkelim.register.people_filters import CertificateState, PeopleQuery, Standing, filtered
from tirkelim.register.people_reach import Reach, allowed, reach_of
from tirkelim.register.people_stretches import by_name, of_region
from tirkelim.register.queries import facts_of_people
from tirkelim.register.search_models import NameSlip
from tirkelim.register.sounds import heard_words, sound, sounds

__all__ = [
    "MOST",
    "CertificateState",
    "Found",
    "Hit",
    "Page",
    "PeopleQuery",
    "Reach",
    "Standing",
    "find",
    "people",
    "reach_of",
]

MOST = 1000
"""Whoever stands further down is not listed: a search that finds more has to say more."""
SOME = 500
"""Rows looked at where no index gives them in order."""
FEW = 10
"""With fewer people than this, a slip is assumed as well."""
CORRECTIONS = 12
LONG = 6
"""Letters of a word in which two slips may be."""
TELLING = 3
"""Letters of a name from which on few people have it."""
END = "\U0010ffff"


class Found(enum.StrEnum):
    """Why somebody is in the list."""

    FILTER = "filter"
    IDENTIFIER = "identifier"
    NAME = "name"
    FORMER = "former"
    SOUNDS = "sounds"
    ALIKE = "alike"


class Hit(NamedTuple):
    """Somebody found: who they were on the day, if the register knew that; and why."""

    person: UUID
    facts: PersonFact | None
    why: Found


class Page(NamedTuple):
    """A stretch of the list. `more`: it goes on; `full`: it ends only because nobody reads on after MOST people."""

    hits: tuple[Hit, ...]
    more: bool
    full: bool = False


def find(query: PeopleQuery, when: AsOf, within: Reach, skip: int = 0, limit: int = 20) -> Page:
    """The people in reach whom the query fits, after the first `skip`; by kind of finding, then by name."""
    skip = max(0, min(skip, MOST))
    wanted = min(skip + limit, MOST)
    found = list(islice(_ranked(query, when, within, wanted + 1), wanted + 1))
    page = found[skip:wanted]
    facts = facts_of_people((person for person, _ in page), *when)
    hits = tuple(Hit(person, facts.get(person), _why(why, facts.get(person), query)) for person, why in page)
    more = len(found) > wanted
    return Page(hits, more and wanted < MOST, more and wanted == MOST)


def people(query: PeopleQuery, when: AsOf, within: Reach, most: int) -> list[UUID]:
    """Everybody whom the query fits, up to `most`, in the order of the list; for an export."""
    return [person for person, _ in islice(_ranked(query, when, within, most), most)]


def _why(why: Found, facts: PersonFact | None, query: PeopleQuery) -> Found:
    """A name that is found, but is not that of the day, is a former one."""
    if why is Found.NAME and facts is not None:
        words = search_key(*(getattr(facts, name) for name in NAMES))
        return why if all(word in words for word in search_words(query.name)) else Found.FORMER
    return why


def _ranked(query: PeopleQuery, when: AsOf, within: Reach, need: int) -> Iterator[tuple[UUID, Found]]:
    """People and why they are found, each once, step by step; later steps are asked only when read so far."""
    if within.empty:
        return
    query = _seen(query, within)
    if within.regions and not within.everything and not (query.name or query.identifier):
        everybody = filtered(_names(when, within), query, when, within)
        left = query.standing is Standing.LEFT
        inside = of_region(everybody, _column(when, within), within, need, former=left)
        yield from ((person, Found.FILTER) for person in inside)
        return
    base = _base(query, when, within)
    if query.identifier:
        whose = PersonIdentifier.objects.current().filter(scheme__in=["iin", "passport"], value=query.identifier)
        yield from ((person, Found.IDENTIFIER) for person in _ids(base.filter(person__in=whose.values("person"))[:2]))
        return
    seen: set[UUID] = set()
    for why, people_ in _steps(query, base, when, within, need, seen):
        for person in people_:
            if person not in seen:
                seen.add(person)
                yield person, why


def _seen(query: PeopleQuery, within: Reach) -> PeopleQuery:
    """Of those who left, their former employer may not learn what they hold now."""
    if query.standing is Standing.LEFT and not (within.everything or within.regions):
        return query._replace(level="", track="", certificate=None, sex="", age_from=None, age_to=None)
    return query


def _base(query: PeopleQuery, when: AsOf, within: Reach) -> QuerySet[Any]:
    """Rows with a person in reach whom the filters fit: of search words now, of the facts of another day else."""
    few = sum(map(len, search_words(query.name))) > TELLING or bool(query.identifier)
    found = _names(when, within).filter(allowed(within, former=query.standing is Standing.LEFT, few=few))
    return filtered(found, query, when, within)


def _names(when: AsOf, within: Reach) -> QuerySet[Any]:
    found: QuerySet[Any] = NameKey.objects.all() if within.is_now(when) else PersonFact.objects.as_of(*when)
    return found


def _column(when: AsOf, within: Reach) -> str:
    return "words" if within.is_now(when) else "search_key"


def _steps(
    query: PeopleQuery, base: QuerySet[Any], when: AsOf, within: Reach, need: int, seen: set[UUID]
) -> Iterator[tuple[Found, Iterable[UUID]]]:
    """The steps of a search by name, the surest first."""
    column = _column(when, within)
    if not query.name:
        yield Found.FILTER, _in_order(base, column, "", need)
        return
    words = search_words(query.name)
    if not words:
        return
    yield Found.NAME, _begun(base, column, words, need)
    if column != "words":
        return  # of names that were believed once, only the spelling is kept
    heard = [f" {one}" for one in sounds(query.name)]
    if heard and len(seen) < need:
        yield Found.SOUNDS, _begun(base, "sounds", heard, need)
    if heard and len(seen) < min(need, FEW):
        yield Found.ALIKE, _alike(base, heard_words(query.name))


def _begun(base: QuerySet[Any], column: str, words: list[str], need: int) -> Iterator[UUID]:
    """Who has a word beginning as each of these. One word: first those who are listed under it, in order."""
    if len(words) == 1:
        yield from _in_order(base, column, words[0], need)
    for word in words:
        base = base.filter(**{f"{column}__contains": word})
    some = base.values_list("person_id", column)[: max(SOME, need)]
    yield from (person for person, _ in sorted(some, key=lambda row: (row[1], str(row[0]))))


def _in_order(base: QuerySet[Any], column: str, beginning: str, need: int) -> list[UUID]:
    """The first people by name whose words begin so: the index gives them in order."""
    ordered = by_name(base, column)
    if beginning:
        ordered = ordered.filter(listed__gte=beginning, listed__lt=beginning + END)
    return _ids(ordered[:need])


def _ids(found: QuerySet[Any]) -> list[UUID]:
    return list(found.values_list("person_id", flat=True))


def _alike(base: QuerySet[Any], typed: list[str]) -> Iterator[UUID]:
    """Who has for each word one that sounds so, or is a letter off; the nearest first."""
    near = [{sound(one): 0, **corrections(one)} for one in typed]
    if all(len(one) == 1 for one in near):
        return
    for one in near:
        fits = Q(pk__in=[])
        for word in one:
            fits |= Q(sounds__contains=f" {word}")
        base = base.filter(fits)
    rows_ = list(base.values_list("person_id", "sounds")[:SOME])
    yield from (person for person, _ in sorted(rows_, key=lambda row: (_far(row[1], near), row[1], str(row[0]))))


def _far(sounds_: str, near: list[dict[str, int]]) -> int:
    """How many letters the words of a name are off, together."""
    return sum(min((far for word, far in one.items() if f" {word}" in sounds_), default=LONG) for one in near)


def corrections(typed: str) -> dict[str, int]:
    """Words of names whose sound is a letter off, in long words two, with the number of letters; the nearest first."""
    heard = {sound(typed), sound(typed, merged=False)}
    length = min(map(len, heard))
    if length < SHORTEST_SLIP:
        return {}
    most = 2 if length >= LONG else 1
    parts = set().union(*map(rests, heard))
    if most > 1:
        parts = parts.union(*map(rests, parts))
    words = set(NameSlip.objects.filter(heard__in=parts).values_list("word", flat=True))
    far = sorted((min(distance(one, word) for one in heard), word) for word in words)
    return {word: letters for letters, word in far[: CORRECTIONS + 1] if 0 < letters <= most}


def distance(one: str, other: str) -> int:
    """How many letters have to be put in, left out, changed or swapped with the next to make one word the other."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        this = [row]
        for at, its in enumerate(other, start=1):
            cost = min(last[at] + 1, this[at - 1] + 1, last[at - 1] + (letter != its))
            if row > 1 and at > 1 and letter == other[at - 2] and one[row - 2] == its:
                cost = min(cost, before[at - 2] + 1)
            this.append(cost)
        before, last = last, this
    return last[-1]
