"""Which entry a person stands under: people who were entered twice stand under one of the two (commands/merging.py)."""

from __future__ import annotations

from uuid import UUID

from tirkelim.journal.locks import hold
from tirkelim.register.models import Merge, Person

DEEPEST = 100
"""Merges one after another that are followed; more is a mistake."""


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
    """Inside a transaction: let nobody merge or part the entry until it ends. Whether facts may be written about it:
    it exists and is not merged into another."""
    hold(f"entry:{person}")
    return Person.objects.filter(pk=person).exists() and not is_merged(person)
