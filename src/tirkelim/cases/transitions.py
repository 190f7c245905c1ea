"""The table of transitions: which command leads from which states to which, and which right it needs.

The right is an action of ``identity.policy``, checked on the case itself; the table names no roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tirkelim.cases.states import State


class Transition(NamedTuple):
    """One row of the table. ``after`` None: the state stays as it is."""

    name: str
    before: frozenset[State]
    after: State | None
    action: str

    def state_after(self, before: State) -> State:
        """The state that the command leads to."""
        return self.after or before


class TransitionTable:
    """The transitions of one service, by command name."""

    def __init__(self, rows: Iterable[Transition]) -> None:
        self._rows = {row.name: row for row in rows}

    def __iter__(self) -> Iterator[Transition]:
        return iter(self._rows.values())

    def find(self, name: str, state: State) -> Transition | None:
        """The row for this command from this state; None when the command is illegal here."""
        row = self._rows.get(name)
        return row if row is not None and state in row.before else None

    def get(self, name: str) -> Transition | None:
        """The row of a command; None when the service has no such command."""
        return self._rows.get(name)

    def names(self) -> tuple[str, ...]:
        """All commands of the table."""
        return tuple(self._rows)


def row(name: str, before: Iterable[State], after: State | None, action: str) -> Transition:
    """One row of a table, written short."""
    return Transition(name, frozenset(before), after, action)
