"""Which entry a person stands under: people who were entered twice stand under one of the two (commands/merging.py)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from tirkelim.journal.locks import hold, hold_all
from tirkelim.register.models import Merge, Person

DEEPEST = 100
"""Merges one after another that are followed; more is a mistake."""
CROWD = "entry"
"""The crowd (journal/locks.py) of the keys under which entries of people are held."""


def kept_for(person: UUID) -> UUID:
    """The entry under which a person stands by the present knowledge: their own, unless it is merged into another."""
    for _step in range(DEEPEST):
        merge = Merge.objects.current().filter(duplicate=person).first()
        if merge is None:
            return person
        person = merge.kept_id
    raise RuntimeError("merges that lead nowhere")


def is_merged(person: UUID) -> bool:
    """Whether the entry is merged into another by the present knowledge."""
    return Merge.objects.current().filter(duplicate=person).exists()


def hold_entry(person: UUID) -> bool:
    """Inside a transaction: `wait_for_turn`. Whether facts may be written about the entry: it exists and is not merged
    into another."""
    wait_for_turn(person)
    return Person.objects.filter(pk=person).exists() and not is_merged(person)


def wait_for_turn(person: UUID) -> None:
    """Inside a transaction: let nobody hire the person, record a departure, merge or part the entry until it ends."""
    hold(f"{CROWD}:{person}")


def hold_entries(people: Iterable[UUID]) -> None:
    """`wait_for_turn` for several people; for thousands, `hold_crowd(CROWD)` comes first."""
    hold_all(f"{CROWD}:{person}" for person in people)
