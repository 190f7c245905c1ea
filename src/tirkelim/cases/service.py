"""What a service must offer to the engine; the engine knows nothing else of it."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from uuid import UUID

from tirkelim.cases.models import Case
from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.cases.transitions import TransitionTable
from tirkelim.documents.payload import Payload
from tirkelim.journal.models import Change
from tirkelim.law.book import LawBook
from tirkelim.law.digest import digest
from tirkelim.law.finding import Decision

if TYPE_CHECKING:
    from tirkelim.cases.steps import Step

StepFunction = Callable[["Step"], dict[str, str]]
"""Carries out a command on the case of the step, inside the command's transaction; returns what it answers."""


class Origin(enum.StrEnum):
    """Where a fact came from."""

    DECLARED = "declared"
    DOCUMENT = "document"
    STATE_SYSTEM = "state_system"
    REGISTER = "register"
    OFFICER = "officer"


class Source(NamedTuple):
    """The origin of one fact, with its reference (a document, a system's answer, a finding) and time."""

    origin: Origin
    reference: str = ""
    at: datetime | None = None


class Gathered(NamedTuple):
    """Facts frozen for a decision. ``sources`` says by fact path where each came from.

    ``read`` is what the service read to make the facts, for a page that shows it beside them: nothing is read twice.
    """

    schema: str
    facts: Any
    sources: Mapping[str, Source]
    read: Any = None

    @property
    def digest(self) -> str:
        """What the officer saw, in one word: if it changes, nothing is decided (canonical JSON, SHA-256)."""
        return digest({"schema": self.schema, "facts": self.facts})


class Problem(NamedTuple):
    """Why a command cannot be carried out: a field where there is one, and the key of the explanation."""

    code: str
    field: str = ""
    params: tuple[tuple[str, Any], ...] = ()


class Routing(NamedTuple):
    """Which office decides ("": none, an organisation acts), under which action of the standard the clock runs, and
    which organisation acts in the case, if one does."""

    territory: str
    action: str
    organisation: UUID | None = None


class Service(Protocol):
    """A public service behind the engine."""

    name: str
    transitions: TransitionTable
    clocked: bool
    """Whether a standard sets a term for it. CPD results, assessments and levels have none."""
    steps: Mapping[str, StepFunction]
    """What the service's own commands do, beside those that all services share (cases/steps.py)."""

    def problems_before_submission(self, case: Case, now: datetime) -> list[Problem]:
        """What is still missing or wrong in the form itself (not in law): such an application cannot be sent."""

    def routing(self, case: Case, now: datetime) -> Routing:
        """The office and the action, from what the applicant declared."""

    def gather(self, case: Case, now: datetime) -> Gathered:
        """All facts of the case as they stand: form, register, state systems, officer's findings."""

    def decide(self, facts: Any, day: date, book: LawBook) -> Decision:
        """The kernel's decision function of the service."""

    def ground_of(self, kind: str) -> int | None:
        """The refusal ground that a kind of officer's finding establishes, None where it settles a question instead.

        Raises ValueError for a kind that the service does not know.
        """

    def load_facts(self, schema: str, raw: Mapping[str, Any]) -> Any:
        """The facts class from a stored sheet; facts added to a schema later are UNKNOWN."""

    def grant(self, case: Case, stored: StoredDecision, decision: Decision, change: Change) -> str:
        """Write the result into the register, in the decision's transaction. Returns its public number.

        Only verdicts that are granted in ``decision`` are written; a claim that was refused beside them is not.
        """

    def payloads(self, stored: StoredDecision) -> tuple[Payload, ...]:
        """What the documents of a decision say, in the order in which they are made; every word from stored rows."""
