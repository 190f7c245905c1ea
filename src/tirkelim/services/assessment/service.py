"""The assessment as a service of the engine: asked for by the worker, concluded by an accredited organisation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NoReturn

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.cases.service import Gathered, Problem, Routing, ServiceDefaults, StepFunction, Text
from tirkelim.cases.states import State
from tirkelim.cases.transitions import TransitionTable, row
from tirkelim.documents.payload import Payload
from tirkelim.journal.models import Change
from tirkelim.law.book import LawBook, current_book
from tirkelim.law.finding import Decision
from tirkelim.law.order_283_cpd.assessed_levels import needs_sheet
from tirkelim.law.standards.complaints import Route
from tirkelim.register.assessment_queries import accreditation_of, newest_sheet
from tirkelim.services.assessment.concluding import correct_conclusion, record_conclusion
from tirkelim.services.assessment.request import AssessmentRequest, read_request


class AssessmentService(ServiceDefaults):
    """Assessment of professional preparedness (283/2020 p.5, p.12, p.16; order 249/2020).

    No rule decides here: the organisation concludes what it found, and the certificate and level services weigh it.
    """

    name = "assessment"
    clocked = False
    messages: Mapping[str, Text] = {
        "accepted": _("The assessment organisation has received your request %(number)s."),
        "granted": _("Request %(number)s: the conclusion of the assessment is in your cabinet."),
    }
    complaints: tuple[Route, ...] = ()
    transitions = TransitionTable(
        (
            row("save_draft", [State.DRAFT], None, "assessment.ask"),
            row("submit", [State.DRAFT], State.CONSIDERED, "assessment.ask"),
            row("withdraw", [State.DRAFT, State.CONSIDERED], State.WITHDRAWN, "assessment.ask"),
            row("record_conclusion", [State.CONSIDERED], State.DONE, "assessment.record"),
            row("correct_conclusion", [State.DONE], None, "assessment.record"),
        )
    )
    steps: Mapping[str, StepFunction] = MappingProxyType(
        {"record_conclusion": record_conclusion, "correct_conclusion": correct_conclusion}
    )

    def problems_before_submission(self, case: Case, now: datetime) -> list[Problem]:
        """Pages not answered, an organisation no longer accredited, a sheet that is missing or no longer the newest,
        no agreement to hand it over."""
        asked = read_request(case.draft.data, localdate(now), current_book())
        if asked.missing:
            return [Problem("page_missing", page) for page in asked.missing]
        return list(_problems(case, asked, now))

    def routing(self, case: Case, now: datetime) -> Routing:
        """No office: the chosen organisation acts."""
        asked = read_request(case.draft.data, localdate(now), current_book())
        return Routing("", "assess", asked.organisation)

    def gather(self, case: Case, now: datetime) -> Gathered:
        """Raises TypeError: nothing is decided by rules here."""
        self._no_rules()

    def decide(self, facts: Any, day: date, book: LawBook) -> Decision:
        """Raises TypeError."""
        self._no_rules()

    def ground_of(self, kind: str) -> int | None:
        """Raises ValueError: no officer takes part."""
        raise ValueError(kind)

    def load_facts(self, schema: str, raw: Mapping[str, Any]) -> Any:
        """Raises ValueError: there are no sheets of this service."""
        raise ValueError(f"not a sheet of this service: {schema}")

    def grant(self, case: Case, stored: StoredDecision, decision: Decision, change: Change) -> str:
        """Raises TypeError."""
        self._no_rules()

    def payloads(self, stored: StoredDecision) -> tuple[Payload, ...]:
        """None: the conclusion is a fact of the register; the organisation's protocol is its own paper."""
        return ()

    def _no_rules(self) -> NoReturn:
        raise TypeError("an accredited organisation concludes an assessment; no rule decides it")


def _problems(case: Case, asked: AssessmentRequest, now: datetime) -> Iterator[Problem]:
    day = localdate(now)
    if asked.organisation is None or accreditation_of(asked.organisation, day, now) is None:
        yield Problem("not_accredited", "organisation")
    sheet = newest_sheet(case.subject_id, str(asked.specialty), now) if asked.level else None
    number = "" if sheet is None else sheet.number
    if sheet is None and needs_sheet(asked.level, day, current_book()):
        yield Problem("no_sheet", "handover")
    elif asked.sheet != number:
        yield Problem("sheet_changed", "handover")
    elif not asked.agreed:
        yield Problem("not_agreed", "handover")
