"""What a service must offer to the engine; the engine knows nothing else of it."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from tirkelim.cases.models import Case
from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.cases.transitions import TransitionTable
from tirkelim.documents.payload import Payload
from tirkelim.identity.models import Authority
from tirkelim.journal.models import Change
from tirkelim.law.book import LawBook, current_book
from tirkelim.law.digest import digest
from tirkelim.law.finding import Decision
from tirkelim.law.standards.complaints import BY_READING, Route
from tirkelim.law.standards.deadlines import Clock, clock

if TYPE_CHECKING:
    from tirkelim.cases.steps import Step

Text = str | Promise
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


class Milestone(NamedTuple):
    """Something that has to happen in a case by a day: its name for the pages, the last day, and when it was done."""

    name: str
    due_on: date
    done_on: date | None
    citation: str


class Service(Protocol):
    """A public service behind the engine."""

    name: str
    transitions: TransitionTable
    authority: Authority
    """Who decides it: rights reach no further than one's own authority."""
    complaints: tuple[Route, ...]
    """Who answers complaints about it; none where the service knows no complaints."""
    steps: Mapping[str, StepFunction]
    """What the service's own commands do, beside those that all services share (cases/steps.py)."""

    @property
    def messages(self) -> Mapping[str, Text]:
        """What its short messages to applicants say, where that differs from what notices/catalogue.py says for all."""

    def book(self) -> LawBook:
        """The law book by which it decides."""

    def clock(self, action: str, submitted_at: datetime, zone: ZoneInfo) -> Clock | None:
        """Acceptance and due day of an application; None for a service for which no standard sets a term."""

    def milestones(self, case: Case, now: datetime) -> tuple[Milestone, ...]:
        """The days within the term by which steps of the service are due, and the result's own."""

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

    def undo(self, case: Case, earlier: StoredDecision, stored: StoredDecision, change: Change) -> None:
        """Take back what an earlier decision of the case wrote into the register: after an upheld complaint ``stored``
        stands in its place. Called in the transaction of ``stored``, after ``grant`` where that one grants too."""

    def payloads(self, stored: StoredDecision) -> tuple[Payload, ...]:
        """What the documents of a decision say, in the order in which they are made; every word from stored rows."""


class ServiceDefaults:
    """What most services have in common; a service overrides what differs."""

    name: str = ""
    authority: Authority = Authority.HEALTH
    complaints: tuple[Route, ...] = BY_READING
    clocked: bool = True
    """Whether a standard of the same name sets a term for it. CPD results, assessments and levels have none."""
    messages: Mapping[str, Text] = MappingProxyType({})
    steps: Mapping[str, StepFunction] = MappingProxyType({})

    def book(self) -> LawBook:
        """The book of the committed data."""
        return current_book()

    def clock(self, action: str, submitted_at: datetime, zone: ZoneInfo) -> Clock | None:
        """By the standard in force on the day of submission: the hours and terms that the book holds under the name
        of the service."""
        if not self.clocked:
            return None
        return clock(self.name, action, submitted_at, self.book(), zone)

    def milestones(self, case: Case, now: datetime) -> tuple[Milestone, ...]:
        """None beside the due day."""
        return ()

    def undo(self, case: Case, earlier: StoredDecision, stored: StoredDecision, change: Change) -> None:
        """Nothing: for services whose decisions cannot be complained about, or write nothing that could be undone."""
