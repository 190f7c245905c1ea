"""Which entry a person stands under: people who were entered twice stand under one of the two (commands/merging.py)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.journal.kept import kept
from tirkelim.journal.locks import hold, hold_all
from tirkelim.register.models import Merge, Person

DEEPEST = 100
"""Merges one after another that are followed; more is a mistake."""
CROWD = "entry"
"""The crowd (journal/locks.py) of the keys under which entries of people are held."""


def kept_for(person: UUID) -> UUID:
    """The entry under which a person stands by the present knowledge: their own, unless it is merged into another."""
    for _step in range(DEEPEST):
        further = _kept.first(person)
        if further is None:
            return person
        person = further
    raise RuntimeError("merges that lead nowhere")


@kept
def _kept(duplicate: UUID) -> QuerySet[Merge, UUID]:
    return Merge.objects.current().filter(duplicate=duplicate).values_list("kept_id", flat=True)


def is_merged(person: UUID) -> bool:
    """Whether the entry is merged into another by the present knowledge."""
    return _kept.first(person) is not None


def hold_entry(person: UUID) -> bool:
    """Inside a transaction: `wait_for_turn`. Whether facts may be written about the entry: it exists and is not merged
    into another."""
    wait_for_turn(person)
    return _exists.first(person) is not None and not is_merged(person)


@kept
def _exists(person: UUID) -> QuerySet[Person, UUID]:
    return Person.objects.filter(pk=person).values_list("pk", flat=True)


def wait_for_turn(person: UUID) -> None:
    """Inside a transaction: let nobody hire the person, record a departure, merge or part the entry until it ends."""
    hold(f"{CROWD}:{person}")


def hold_entries(people: Iterable[UUID]) -> None:
    """`wait_for_turn` for several people; for thousands, `hold_crowd(CROWD)` comes first."""
    hold_all(f"{CROWD}:{person}" for person in people)
