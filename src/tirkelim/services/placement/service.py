"""The placement of a resident doctor as a service of the engine. The order sets no term for the agreement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.cases.service import Gathered, Problem, Routing, ServiceDefaults, StepFunction
from tirkelim.cases.standard_table import applied_for_by
from tirkelim.cases.states import OPEN_STATES
from tirkelim.cases.transitions import TransitionTable
from tirkelim.documents.payload import Payload
from tirkelim.identity.models import Authority
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.law.book import LawBook
from tirkelim.law.finding import Decision
from tirkelim.law.order_304_residency.decision import decide
from tirkelim.law.order_304_residency.facts import PlacementFacts
from tirkelim.law.restore import restore
from tirkelim.law.standards.complaints import WHERE_THE_AUTHORITY_DECIDES
from tirkelim.register.commands.residency import PlacementTerms, enter_placement, undo_placement
from tirkelim.services.placement.gather import SCHEMA, gather
from tirkelim.services.placement.giving import grant
from tirkelim.services.placement.officer import GROUND_OF, Word
from tirkelim.services.placement.request import read_request
from tirkelim.services.placement.result import payloads_of

NAME = "placement"
PLACEMENT_TABLE = TransitionTable(row for row in applied_for_by("placement.write") if row.name != "refresh_sources")
"""What the applicant does in other services, here the school does that recommends."""


class PlacementService(ServiceDefaults):
    """Placement at a residency base on the recommendation of a school, agreed by the authorised body (304/2020)."""

    name = NAME
    authority = Authority.MINISTRY
    transitions = PLACEMENT_TABLE
    clocked = False
    complaints = WHERE_THE_AUTHORITY_DECIDES
    messages = {
        "accepted": _("Your placement is recommended to the ministry, number %(number)s."),
        "asked": _("Placement %(number)s: the ministry has asked your school for a document."),
        "granted": _("Placement %(number)s is agreed. Your job as resident doctor is in your record."),
        "refused": _("Placement %(number)s is not agreed. Your school has the reasons."),
        "intended": _("Placement %(number)s: a refusal is intended. Your school can read it and answer."),
        "complaint_answered": _("Placement %(number)s: the complaint of your school is answered. It has the answer."),
        "complaint_upheld": _("Placement %(number)s: the complaint of your school is upheld. It is decided again."),
    }
    steps: Mapping[str, StepFunction] = MappingProxyType({"grant": grant})

    def problems_before_submission(self, case: Case, now: datetime) -> list[Problem]:
        """Pages not answered, no school, or another recommendation for the same resident that still waits.

        What the law would say is shown before sending, and decided after.
        """
        problems = [Problem("page_missing", page) for page in read_request(case.draft.data).missing]
        if case.organisation is None:
            problems.append(Problem("no_school"))
        hold(f"placements:{case.subject_id}")
        if open_recommendation(case) is not None:
            problems.append(Problem("open_already"))
        return problems

    def routing(self, case: Case, now: datetime) -> Routing:
        """No territory: the ministry decides; the school acts."""
        return Routing("", "place", case.organisation)

    def gather(self, case: Case, now: datetime) -> Gathered:
        """The facts of the case as they stand."""
        return gather(case, now)

    def decide(self, facts: Any, day: date, book: LawBook) -> Decision:
        """The kernel's decision function."""
        return decide(facts, day, book)

    def ground_of(self, kind: str) -> int | None:
        """The ground that an officer's word may lead to. Raises ValueError."""
        return GROUND_OF[Word(kind)]

    def load_facts(self, schema: str, raw: Mapping[str, Any]) -> PlacementFacts:
        """Facts of a stored sheet. Raises ValueError for a schema of another service."""
        if schema != SCHEMA:
            raise ValueError(f"not a sheet of this service: {schema}")
        return restore(PlacementFacts, raw)

    def grant(self, case: Case, stored: StoredDecision, decision: Decision, change: Change) -> str:
        """Enter the placement and the job of the resident at the base. Raises LookupError."""
        terms, asked = decision.verdicts[0].terms, read_request(case.draft.data)
        if terms is None or terms.valid_until is None or asked.base is None or case.organisation is None:
            raise LookupError("a granted placement has its base and its days")
        placed = PlacementTerms(
            case.subject_id, case.organisation, asked.base, terms.specialty, terms.valid_from, terms.valid_until
        )
        return enter_placement(change, placed, stored.id, localdate(change.at)).number

    def undo(self, case: Case, earlier: StoredDecision, stored: StoredDecision, change: Change) -> None:
        """End the job that an earlier agreement began."""
        undo_placement(change, earlier.id, localdate(change.at))

    def payloads(self, stored: StoredDecision) -> tuple[Payload, ...]:
        """The agreement, or the reasoned refusal."""
        return payloads_of(stored)


def open_recommendation(case: Case) -> Case | None:
    """Another recommendation for the same resident that waits for the authorised body."""
    others = Case.objects.filter(service=NAME, subject=case.subject_id, state__in=OPEN_STATES)
    return others.exclude(pk=case.pk).first()
