"""The confirmation of results as a service of the engine (283/2020 p.2, 6-11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.cases.numbers import draw_number
from tirkelim.cases.service import Gathered, Problem, Routing, ServiceDefaults, StepFunction, Text
from tirkelim.documents.payload import Payload
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.law.book import LawBook
from tirkelim.law.finding import Decision
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_283_cpd.sheet import SheetFacts
from tirkelim.law.order_283_cpd.sheet_decision import decide
from tirkelim.law.restore import restore
from tirkelim.law.standards.complaints import Route
from tirkelim.register.commands.sheets import write_sheet
from tirkelim.register.models import CpdSheet
from tirkelim.services.cpd.experience import main_employer
from tirkelim.services.cpd.further_education import enter_confirmed
from tirkelim.services.cpd.gather import SCHEMA, claimed, gather, lines_of, read_case
from tirkelim.services.cpd.result import payload_of, sheet_terms
from tirkelim.services.cpd.steps import STEPS
from tirkelim.services.cpd.transitions import CPD_TABLE, OPEN

NAME = "cpd"


class CpdService(ServiceDefaults):
    """Confirmation of results of professional development by the personnel service and the head."""

    name = NAME
    transitions = CPD_TABLE
    clocked = False
    messages: Mapping[str, Text] = {
        "accepted": _("Your results %(number)s are with the personnel service."),
        "asked": _("Results %(number)s: something has to be corrected. Please open “My development”."),
        "granted": _("Results %(number)s are confirmed. The sheet is under “My development”."),
    }
    complaints: tuple[Route, ...] = ()
    steps: Mapping[str, StepFunction] = STEPS

    def problems_before_submission(self, case: Case, now: datetime) -> list[Problem]:
        """No main place of work, no specialty, no row, no statement, or another confirmation that is still open."""
        problems = []
        if main_employer(case.subject_id, localdate(now), now) is None:
            problems.append(Problem("no_main_workplace"))
        if claimed(case) not in specialties():
            problems.append(Problem("no_specialty", "specialty"))
        if not lines_of(case):
            problems.append(Problem("no_row_chosen", "rows"))
        elif read_case(case, now).gone:
            problems.append(Problem("no_such_row", "rows"))
        if case.draft.data.get("statement") is not True:
            problems.append(Problem("not_stated", "statement"))
        hold(f"confirmation:{case.subject_id}")
        if open_confirmation(case) is not None:
            problems.append(Problem("open_already", "specialty"))
        return problems

    def routing(self, case: Case, now: datetime) -> Routing:
        """The main place of work (p.7); no office takes part."""
        return Routing("", "confirm", main_employer(case.subject_id, localdate(now), now))

    def gather(self, case: Case, now: datetime) -> Gathered:
        """The facts of the case as they stand."""
        return gather(case, now)

    def decide(self, facts: Any, day: date, book: LawBook) -> Decision:
        """The kernel's decision function."""
        return decide(facts, day, book)

    def ground_of(self, kind: str) -> int | None:
        """A confirmation knows no grounds: it is never refused as a whole. Raises ValueError."""
        raise ValueError(kind)

    def load_facts(self, schema: str, raw: Mapping[str, Any]) -> SheetFacts:
        """Facts of a stored sheet. Raises ValueError for a schema of another service."""
        if schema != SCHEMA:
            raise ValueError(f"not a sheet of this service: {schema}")
        return restore(SheetFacts, raw)

    def grant(self, case: Case, stored: StoredDecision, decision: Decision, change: Change) -> str:
        """Write the sheet; the latest of the same person and specialty is superseded by it."""
        number = draw_number("S", lambda drawn: CpdSheet.objects.filter(number=drawn).exists())
        facts = self.load_facts(stored.sheet.schema, stored.sheet.facts)
        sheet = write_sheet(change, sheet_terms(case, stored, facts, number))
        enter_confirmed(change, sheet, read_case(case, change.at))
        return sheet.number

    def payloads(self, stored: StoredDecision) -> tuple[Payload, ...]:
        """The confirmation sheet (annex 2)."""
        return (payload_of(stored),)


def open_confirmation(case: Case) -> Case | None:
    """Another confirmation of the same person and specialty that still waits for someone."""
    others = Case.objects.filter(service=NAME, subject=case.subject_id, state__in=OPEN).exclude(pk=case.pk)
    return others.filter(draft__data__specialty=claimed(case)).first()
