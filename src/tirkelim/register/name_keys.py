"""The search words of every name that a person has or had, kept beside the facts and made anew from them at any time.

Whoever writes facts of a person calls `refresh` in the same transaction; bulk writers store `values` with the person,
and `remember` the sounds of a batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from tirkelim.register.bulk.asking import among
from tirkelim.register.models import Merge, NameKey, Person, PersonFact
from tirkelim.register.names import search_key
from tirkelim.register.search_models import NameSlip
from tirkelim.register.sounds import sounds

NAMES = (
    "surname_kk", "given_kk", "patronymic_kk", "surname_ru", "given_ru", "patronymic_ru", "surname_latin",
    "given_latin",
)  # fmt: skip
"""The fields of PersonFact that hold names, in the order in which people are listed."""
LONGEST = 2000
LONGEST_WORD = 60
SHORTEST_SLIP = 3
"""Words of fewer letters are not looked for with a slip: everything would fit."""
BATCH = 1000
"""People whose words are made anew in one transaction."""


class Values(NamedTuple):
    """The folded words and their sounds, each with a space before it: the columns of NameKey."""

    words: str
    sounds: str


def values(names: Iterable[str | None]) -> Values:
    """The search words of names; by the first ones the person is listed. For bulk writers."""
    known = [name for name in names if name]
    heard = dict.fromkeys(one for name in known for one in sounds(name))
    return Values(_cut(search_key(*known)), _cut("".join(f" {one}" for one in heard)))


def name_key_values(versions: Iterable[PersonFact], of_duplicates: Iterable[PersonFact] = ()) -> Values:
    """The search words of a person of whom these versions of facts are presently known: names of today come first,
    so that the list is in their order, then former ones, so that a maiden name is found, and those of duplicates."""
    newest_first = [sorted(rows, key=lambda row: row.valid_from, reverse=True) for rows in (versions, of_duplicates)]
    return values(getattr(row, name) for rows in newest_first for row in rows for name in NAMES)


def refresh(person: UUID) -> None:
    """Make the search words of a person anew from the present knowledge; who has no facts left is not found."""
    versions = list(PersonFact.objects.current().filter(person=person))
    if not versions:
        NameKey.objects.filter(person=person).delete()
        return
    found = name_key_values(versions, _of_duplicates([person]).get(person, ()))
    NameKey.objects.update_or_create(person_id=person, defaults=found._asdict())
    remember([found.sounds])


def _of_duplicates(people: Iterable[UUID]) -> dict[UUID, list[PersonFact]]:
    """What was known of the entries that were merged into these people, directly or through others, by person: under
    those names they are looked for as well."""
    found: defaultdict[UUID, list[PersonFact]] = defaultdict(list)
    into = {person: person for person in people}
    while into:
        merges = list(Merge.objects.current().filter(kept__in=into))
        into = {merge.duplicate_id: into[merge.kept_id] for merge in merges}
        if merges:
            closed_by = {merge.change_id for merge in merges}
            for fact in PersonFact.objects.filter(person__in=into, closed_by__in=closed_by):
                found[into[fact.person_id]].append(fact)
    return found


def remember(found: Iterable[str]) -> None:
    """Make words findable that are mistyped by a letter: `found` are columns of sounds. Repeating does no harm."""
    words = {word for one in found for word in one.split() if SHORTEST_SLIP <= len(word) <= LONGEST_WORD}
    known = NameSlip.objects.filter(among("heard", words), word=F("heard")).values_list("word", flat=True)
    new = sorted(words - set(known))
    _store([(heard, word) for word in new for heard in sorted(rests(word))])


def _store(slips: list[tuple[str, str]]) -> None:
    """Keep words by what is heard of them, those left out that are kept already.

    As SQL on PostgreSQL: a name has ten of them, and as objects they cost more than all facts of its holder.
    """
    if connection.vendor != "postgresql":
        rows = [NameSlip(heard=heard, word=word) for heard, word in slips]
        NameSlip.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
    elif slips:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO register_nameslip (heard, word) SELECT * FROM unnest(%s::text[], %s::text[])"
                " ON CONFLICT DO NOTHING",
                [list(column) for column in zip(*slips, strict=True)],
            )


def rests(word: str) -> set[str]:
    """A word, and what is left of it without one of its letters."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def rebuild(after: UUID | None = None, *, missing_only: bool = False) -> Iterator[tuple[UUID, int]]:
    """Make the words of everybody anew, in the order of ids; tells after each batch the last id and the number made.

    Safe beside people at work: each batch is a short transaction that holds the rows it changes. It can be broken off
    and gone on with `after`; with `missing_only` those who have words are left alone.
    """
    while True:
        people = Person.objects.order_by("pk")
        if missing_only:
            people = people.filter(name_key__isnull=True)
        if after is not None:
            people = people.filter(pk__gt=after)
        some = list(people.values_list("pk", flat=True)[:BATCH])
        if not some:
            return
        after = some[-1]
        yield after, _rebuild(some)


@transaction.atomic
def _rebuild(people: list[UUID]) -> int:
    """The words of a batch. Rows are held before the facts are read: nobody's newer words are overwritten."""
    kept = {row.person_id: row for row in NameKey.objects.select_for_update().filter(person__in=people)}
    facts: defaultdict[UUID, list[PersonFact]] = defaultdict(list)
    for fact in PersonFact.objects.current().filter(person__in=people):
        facts[fact.person_id].append(fact)
    merged = _of_duplicates(people)
    fresh = {person: name_key_values(versions, merged.get(person, ())) for person, versions in facts.items()}
    changed = [row for person, row in kept.items() if person in fresh and (row.words, row.sounds) != fresh[person]]
    for row in changed:
        row.words, row.sounds = fresh[row.person_id]
    NameKey.objects.bulk_update(changed, ["words", "sounds"])
    new = [NameKey(person_id=person, **found._asdict()) for person, found in fresh.items() if person not in kept]
    # Someone at work may have made the words meanwhile, from newer facts: theirs stay.
    NameKey.objects.bulk_create(new, ignore_conflicts=True)
    NameKey.objects.filter(person__in=[person for person in kept if person not in fresh]).delete()
    remember(one.sounds for one in fresh.values())
    return len(changed) + len(new)


def _cut(text: str) -> str:
    """The text as far as the column holds it, in whole words."""
    return text if len(text) <= LONGEST else text[: text.rindex(" ", 0, LONGEST + 1)]
