"""The qualification level, asked for alone, as a service of the engine. The law sets no term for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.cases.service import Gathered, Problem, Routing, ServiceDefaults, Text
from tirkelim.cases.standard_table import STANDARD_TABLE
from tirkelim.documents.payload import Payload
from tirkelim.identity.territories import TerritoryNotKnown, office_code
from tirkelim.journal.models import Change
from tirkelim.law.book import LawBook, current_book
from tirkelim.law.finding import Decision
from tirkelim.law.order_283_cpd.decision import decide
from tirkelim.law.order_283_cpd.facts import LevelFacts
from tirkelim.law.restore import restore
from tirkelim.register.given_numbers import draw_free
from tirkelim.register.queries import organisation_facts, person_facts
from tirkelim.services.cpd.experience import main_employer
from tirkelim.services.level.answers import read_answers
from tirkelim.services.level.entering import enter_level, undo_level
from tirkelim.services.level.gather import SCHEMA, gather
from tirkelim.services.level.officer import GROUND_OF, LevelFinding
from tirkelim.services.level.result import payload_of


class LevelService(ServiceDefaults):
    """Award and confirmation of a qualification level (283/2020 p.12-19)."""

    name = "level"
    transitions = STANDARD_TABLE
    clocked = False
    messages: Mapping[str, Text] = {
        "asked": _("Application %(number)s: a document is missing. Please open your cabinet."),
        "accepted": _("Application %(number)s is with the department. A level has no statutory term."),
        "granted": _("Application %(number)s: the level is given. It is in your record."),
    }

    def problems_before_submission(self, case: Case, now: datetime) -> list[Problem]:
        """Pages not answered, an unsigned statement, no office. What the law would say is shown before, not here."""
        answers = read_answers(case.draft.data)
        problems = [Problem("page_missing", page) for page in answers.missing_pages]
        if answers.declaration is not None and not answers.declaration.true:
            problems.append(Problem("not_signed", "declaration"))
        if office_of(case.subject_id, now) is None:
            problems.append(Problem("no_office"))
        return problems

    def routing(self, case: Case, now: datetime) -> Routing:
        """The department of the worker's region; the action is the kernel's route, since no standard names one."""
        office = office_of(case.subject_id, now)
        if office is None:
            raise LookupError("an application that no department would decide is not sent")
        proposal = decide(gather(case, now).facts, localdate(now), current_book())
        return Routing(office, proposal.route or "")

    def gather(self, case: Case, now: datetime) -> Gathered:
        """The facts of the case as they stand."""
        return gather(case, now)

    def decide(self, facts: Any, day: date, book: LawBook) -> Decision:
        """The kernel's decision function."""
        return decide(facts, day, book)

    def ground_of(self, kind: str) -> int | None:
        """The ground that an officer's finding of this kind may lead to. Raises ValueError."""
        return GROUND_OF[LevelFinding(kind)]

    def load_facts(self, schema: str, raw: Mapping[str, Any]) -> LevelFacts:
        """Facts of a stored sheet. Raises ValueError for a schema of another service."""
        if schema != SCHEMA:
            raise ValueError(f"not a sheet of this service: {schema}")
        return restore(LevelFacts, raw)

    def grant(self, case: Case, stored: StoredDecision, decision: Decision, change: Change) -> str:
        """Enter the level; its document has a number of its own."""
        terms = decision.verdicts[0].terms
        if terms is None:
            raise ValueError("a grant has terms")
        number = draw_free()
        enter_level(case.subject_id, stored, terms, number, change)
        return number

    def undo(self, case: Case, earlier: StoredDecision, stored: StoredDecision, change: Change) -> None:
        """Take back the level of an earlier decision."""
        undo_level(earlier, change)

    def payloads(self, stored: StoredDecision) -> tuple[Payload, ...]:
        """The document of the level, or the reasoned refusal."""
        return (payload_of(stored),)


def office_of(person: UUID, now: datetime) -> str | None:
    """The department that decides: that of the residence's region, else of the main workplace's; None: unknown."""
    day = localdate(now)
    facts = person_facts(person, day, now)
    places = [facts.residence_kato if facts else None]
    workplace = main_employer(person, day, now)
    if workplace is not None:
        employer = organisation_facts(workplace, day, now)
        places.append(employer.kato if employer else None)
    return next((office for office in (_office(place, day) for place in places) if office), None)


def _office(kato: str | None, on: date) -> str | None:
    try:
        return office_code(kato, on) if kato else None
    except TerritoryNotKnown:
        return None
