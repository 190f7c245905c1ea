"""The made-up service behind the engine."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate
from tests.tiny_service.answers import read_answers
from tests.tiny_service.decision import decide
from tests.tiny_service.facts import CourseFacts
from tests.tiny_service.result import payload_of

from tirkelim.cases.models import Case
from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.cases.queries import standing_filings, standing_findings
from tirkelim.cases.service import Gathered, Origin, Problem, Routing, ServiceDefaults, Source
from tirkelim.cases.standard_table import STANDARD_TABLE
from tirkelim.documents.payload import Payload
from tirkelim.identity.territories import TerritoryNotKnown, office_code
from tirkelim.journal.models import Change
from tirkelim.law.book import LawBook, current_book
from tirkelim.law.data import records_of, with_records
from tirkelim.law.finding import Decision
from tirkelim.law.restore import restore
from tirkelim.law.unknown import UNKNOWN

NAME, SCHEMA = "training_course", "training_course/1"


class Read:
    """What is read of a case, once, for its facts and for the page that shows them."""

    def __init__(self, case: Case) -> None:
        self.answers = read_answers(case.draft.data)
        self.filings = standing_filings(case)
        self.findings = standing_findings(case)


class CourseService(ServiceDefaults):
    """Permission to hold a training course."""

    name = NAME
    transitions = STANDARD_TABLE
    messages = {"granted": "Application %(number)s: the permission is in your cabinet."}

    def book(self) -> LawBook:
        """The orders that the package holds, and its own beside them."""
        return own_book()

    def problems_before_submission(self, case: Case, now: datetime) -> list[Problem]:
        """Pages not answered yet, an unsigned statement, a region without an office."""
        answers = read_answers(case.draft.data)
        problems = [Problem("page_missing", page) for page in answers.missing_pages]
        if answers.course is not None and _office(answers.course.kato, localdate(now)) is None:
            problems.append(Problem("no_office", "course"))
        return problems

    def routing(self, case: Case, now: datetime) -> Routing:
        """The department of the region where the course is held."""
        course = read_answers(case.draft.data).course
        office = _office(course.kato, localdate(now)) if course else None
        if office is None:
            raise LookupError("an application without a region is not sent")
        return Routing(office, "issue")

    def gather(self, case: Case, now: datetime) -> Gathered:
        """The facts of the case as they stand, with the source of each."""
        read = Read(case)
        course, teacher = read.answers.course, read.answers.teacher
        facts = CourseFacts(
            applied_on=localdate(case.submitted_at or now),
            title=course.title if course else "",
            hours=course.hours if course else UNKNOWN,
            years=teacher.years if teacher else UNKNOWN,
            filed=frozenset(filing.document for filing in read.filings),
        )
        declared = Source(Origin.DECLARED, at=case.draft.saved_at)
        filed = {
            f"filed.{number}": Source(Origin.DOCUMENT, str(filing.evidence), filing.change.at)
            for number, filing in enumerate(read.filings)
        }
        return Gathered(SCHEMA, facts, {"hours": declared, "years": declared, **filed}, read=read)

    def decide(self, facts: Any, day: date, book: LawBook) -> Decision:
        """The kernel's decision function."""
        return decide(facts, day, book)

    def ground_of(self, kind: str) -> int | None:
        """An officer establishes nothing here. Raises ValueError."""
        raise ValueError(kind)

    def load_facts(self, schema: str, raw: Mapping[str, Any]) -> CourseFacts:
        """Facts of a stored sheet. Raises ValueError for a sheet of another service."""
        if schema != SCHEMA:
            raise ValueError(f"not a sheet of this service: {schema}")
        return restore(CourseFacts, raw)

    def grant(self, case: Case, stored: StoredDecision, decision: Decision, change: Change) -> str:
        """Nothing is entered into the register: the permission is the document itself."""
        return f"{case.number}/{stored.seq}"

    def payloads(self, stored: StoredDecision) -> tuple[Payload, ...]:
        """The permission, or the reasoned refusal."""
        return (payload_of(stored),)


@functools.cache
def own_book() -> LawBook:
    """The committed book, which has the calendar and the terms of complaints, with the records beside this file."""
    return with_records(current_book(), records_of(Path(__file__).parent / "law"))


def _office(kato: str, on: date) -> str | None:
    try:
        return office_code(kato, on)
    except TerritoryNotKnown:
        return None
