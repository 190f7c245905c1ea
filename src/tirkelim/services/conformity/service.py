"""The certificate of qualification conformity as a service of the engine: a commission recommends, the local executive
body decides (503/2016)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.cases.service import Gathered, Milestone, Problem, Routing, ServiceDefaults, StepFunction, Text
from tirkelim.documents.payload import Payload
from tirkelim.identity.models import Authority
from tirkelim.identity.territories import office_code
from tirkelim.journal.models import Change
from tirkelim.law.book import LawBook, current_book
from tirkelim.law.finding import Decision
from tirkelim.law.order_503_conformity.decision import RULES, Rules, decide
from tirkelim.law.order_503_conformity.facts import ConformityFacts
from tirkelim.law.restore import restore
from tirkelim.law.standards.complaints import BY_THE_ORDER
from tirkelim.services.conformity.answers import read_answers
from tirkelim.services.conformity.gather import SCHEMA, gather
from tirkelim.services.conformity.issue import enter_granted, undo_granted
from tirkelim.services.conformity.milestones import milestones_of
from tirkelim.services.conformity.officer import ground_of
from tirkelim.services.conformity.precheck import SERVICE, problems
from tirkelim.services.conformity.result import payloads_of
from tirkelim.services.conformity.steps import STEPS
from tirkelim.services.conformity.table import CONFORMITY_TABLE


class ConformityService(ServiceDefaults):
    """Issue, extension, re-issue and duplicate of a certificate of qualification conformity.

    ``book``: gives the law book by which it decides; the demo puts a practice edition into its own. ``rules``: those of
    each wording, by the order that gave it.
    """

    name = SERVICE
    transitions = CONFORMITY_TABLE
    authority = Authority.EMPLOYMENT
    complaints = BY_THE_ORDER
    messages: Mapping[str, Text] = MappingProxyType(
        {"granted": _("Application %(number)s is granted. The document is in your cabinet.")}
    )
    steps: Mapping[str, StepFunction] = MappingProxyType(STEPS)

    def __init__(self, book: Callable[[], LawBook] = current_book, rules: Mapping[str, Rules] = RULES) -> None:
        self._book = book
        self._rules = rules

    def book(self) -> LawBook:
        """The book that was given."""
        return self._book()

    def milestones(self, case: Case, now: datetime) -> tuple[Milestone, ...]:
        """Hand-over, decision and result of an issue; else the result."""
        return milestones_of(case, self.book())

    def problems_before_submission(self, case: Case, now: datetime) -> list[Problem]:
        """What is wrong with the form or its sender, and a day on which no wording of the act answers."""
        return list(problems(case, now))

    def routing(self, case: Case, now: datetime) -> Routing:
        """The local body of the region that the applicant names; the action is what was asked for."""
        answers = read_answers(case.draft.data)
        if answers.person is None or answers.action is None:
            raise LookupError("an application without a region or an action is not sent")
        return Routing(office_code(answers.person.kato, localdate(now)), answers.action.value)

    def gather(self, case: Case, now: datetime) -> Gathered:
        """The facts of the case as they stand."""
        return gather(case, now)

    def decide(self, facts: Any, day: date, book: LawBook) -> Decision:
        """The kernel's decision function, with this service's rules."""
        return decide(facts, day, book, self._rules)

    def ground_of(self, kind: str) -> int | None:
        """The ground of row 9 that an officer's finding of this kind establishes. Raises ValueError."""
        return ground_of(kind)

    def load_facts(self, schema: str, raw: Mapping[str, Any]) -> ConformityFacts:
        """Facts of a stored sheet. Raises ValueError for a schema of another service."""
        if schema != SCHEMA:
            raise ValueError(f"not a sheet of this service: {schema}")
        return restore(ConformityFacts, raw)

    def grant(self, case: Case, stored: StoredDecision, decision: Decision, change: Change) -> str:
        """Enter the certificate, its extension, its re-issue or its duplicate."""
        return enter_granted(case, stored, decision, change)

    def undo(self, case: Case, earlier: StoredDecision, stored: StoredDecision, change: Change) -> None:
        """Take back what an earlier decision of the case wrote into the register."""
        undo_granted(case, earlier, stored, change)

    def payloads(self, stored: StoredDecision) -> tuple[Payload, ...]:
        """The certificate, the reasoned refusal, or why the application is not accepted."""
        return payloads_of(stored)
