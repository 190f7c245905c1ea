"""Commands to a case, and what comes of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from tirkelim.cases.service import Problem
from tirkelim.journal.change import Command

NOTHING: Mapping[str, Any] = MappingProxyType({})


class CaseCommand(NamedTuple):
    """What someone wants done with a case, the version they saw, and for decisions the digest of the facts they saw."""

    name: str
    case: UUID
    version: int
    command: Command
    body: Mapping[str, Any] = NOTHING
    facts_digest: str | None = None


class Applied(NamedTuple):
    """Done now."""

    case: UUID
    result: Mapping[str, Any]


class Repeated(NamedTuple):
    """Done before, by the same command: the first result."""

    case: UUID
    result: Mapping[str, Any]


class Stale(NamedTuple):
    """Not done: the case, or for a decision its facts, changed since they were seen (``what``)."""

    case: UUID
    what: str


class Forbidden(NamedTuple):
    """Not done: the actor may not do this with this case."""

    case: UUID


class Invalid(NamedTuple):
    """Not done: impossible in this state, or something is wrong with what was given."""

    case: UUID
    problems: tuple[Problem, ...]


Outcome = Applied | Repeated | Stale | Forbidden | Invalid


class Refused(Exception):
    """Raised by a step to undo the command and answer Invalid."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


class FactsChanged(Exception):
    """Raised by a decision whose facts are no longer those that the officer saw."""
