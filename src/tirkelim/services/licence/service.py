"""The licence for medical activity as a service of the engine (59/2020): issue, re-issue and duplicate of a licence and
of its annexes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.cases.service import Gathered, Problem, Routing, ServiceDefaults, StepFunction, Text
from tirkelim.documents.payload import Payload
from tirkelim.identity.models import Authority
from tirkelim.journal.models import Change
from tirkelim.law.book import LawBook
from tirkelim.law.finding import Decision
from tirkelim.law.order_59_licence.decision import decide
from tirkelim.law.order_59_licence.facts import LicenceFacts
from tirkelim.law.restore import restore
from tirkelim.services.licence.gather import SCHEMA, gather
from tirkelim.services.licence.issue import enter_granted, undo_granted
from tirkelim.services.licence.officer import ground_of
from tirkelim.services.licence.precheck import SERVICE, hold_applicant, problems, routing_of
from tirkelim.services.licence.result import payloads_of
from tirkelim.services.licence.steps import STEPS
from tirkelim.services.licence.table import LICENCE_TABLE
from tirkelim.services.licence.visits import words as visits


class LicenceService(ServiceDefaults):
    """Issue, re-issue and duplicate of a licence for medical activity and of its annexes."""

    name = SERVICE
    transitions = LICENCE_TABLE
    authority = Authority.HEALTH
    messages: Mapping[str, Text] = MappingProxyType(
        {
            "granted": _("Application %(number)s is granted. The licence is in your cabinet."),
            "declined": _("Application %(number)s is not accepted. Why, you can read in your cabinet."),
            **visits.MESSAGES,
        }
    )
    steps: Mapping[str, StepFunction] = MappingProxyType(STEPS)

    def problems_before_submission(self, case: Case, now: datetime) -> list[Problem]:
        """What is wrong with the form, its bases, or the licence it names."""
        hold_applicant(case)
        return list(problems(case, now))

    def routing(self, case: Case, now: datetime) -> Routing:
        """The department of the region in which the bases lie, else the licence's own; the applicant's organisation.

        Raises LookupError where none of these is known.
        """
        return routing_of(case, now)

    def gather(self, case: Case, now: datetime) -> Gathered:
        """The facts of the case as they stand."""
        return gather(case, now)

    def decide(self, facts: Any, day: date, book: LawBook) -> Decision:
        """The kernel's decision function."""
        return decide(facts, day, book)

    def ground_of(self, kind: str) -> int | None:
        """The ground of row 9 that an officer's finding of this kind establishes. Raises ValueError."""
        return ground_of(kind)

    def load_facts(self, schema: str, raw: Mapping[str, Any]) -> LicenceFacts:
        """Facts of a stored sheet. Raises ValueError for a schema of another service."""
        if schema != SCHEMA:
            raise ValueError(f"not a sheet of this service: {schema}")
        return restore(LicenceFacts, raw)

    def grant(self, case: Case, stored: StoredDecision, decision: Decision, change: Change) -> str:
        """Enter the licence, the annex, the re-issue or the duplicate."""
        return enter_granted(case, stored, decision, change)

    def undo(self, case: Case, earlier: StoredDecision, stored: StoredDecision, change: Change) -> None:
        """Take back what an earlier decision of the case wrote into the register."""
        undo_granted(case, earlier, stored, change)

    def payloads(self, stored: StoredDecision) -> tuple[Payload, ...]:
        """The licence and its annexes, the reasoned refusal, or why the application is not accepted."""
        return payloads_of(stored)
