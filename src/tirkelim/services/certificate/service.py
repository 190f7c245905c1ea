"""The domestic certificate as a service of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.cases.service import Gathered, Problem, Routing, ServiceDefaults
from tirkelim.cases.standard_table import STANDARD_TABLE
from tirkelim.documents.payload import Payload
from tirkelim.identity.territories import TerritoryNotKnown, office_code
from tirkelim.journal.models import Change
from tirkelim.law.book import LawBook, current_book
from tirkelim.law.finding import Decision
from tirkelim.law.order_274_certificates.facts import CertificateFacts
from tirkelim.law.order_274_certificates.route import Route
from tirkelim.law.order_274_certificates.with_level import Application, decide
from tirkelim.law.restore import restore
from tirkelim.services.certificate.answers import read_answers
from tirkelim.services.certificate.gather import FIRST_SCHEMA, SCHEMA, gather
from tirkelim.services.certificate.issue import enter_granted, undo_granted
from tirkelim.services.certificate.officer import ground_of
from tirkelim.services.certificate.payloads import payloads_of
from tirkelim.services.certificate.result import SERVICE


class CertificateService(ServiceDefaults):
    """Issue of a specialist certificate for admission to clinical practice (274/2020 annex 2); a qualification level
    claimed in the same application is decided beside it (283/2020 p.5)."""

    name = "certificate"
    transitions = STANDARD_TABLE

    def problems_before_submission(self, case: Case, now: datetime) -> list[Problem]:
        """Pages not answered yet, or an unsigned statement. What the law would say is the pre-check's business."""
        answers = read_answers(case.draft.data)
        problems = [Problem("page_missing", page) for page in answers.missing_pages]
        if answers.declaration is not None and not answers.declaration.true:
            problems.append(Problem("not_signed", "declaration"))
        if answers.person is not None and not has_office(answers.person.residence_kato, localdate(now)):
            problems.append(Problem("no_office", "person"))
        return problems

    def routing(self, case: Case, now: datetime) -> Routing:
        """The department of the applicant's region; issue or confirmation by the route of the facts."""
        gathered = gather(case, now)
        person = gathered.read.answers.person
        if person is None:
            raise LookupError("an application without an address is not sent")
        proposal = decide(gathered.facts, localdate(now), current_book())
        action = "confirm" if proposal.route == Route.CONFIRMATION else "issue"
        return Routing(office_code(person.residence_kato, localdate(now)), action)

    def gather(self, case: Case, now: datetime) -> Gathered:
        """The facts of the case as they stand."""
        return gather(case, now)

    def decide(self, facts: Any, day: date, book: LawBook) -> Decision:
        """The kernel's decision function."""
        return decide(facts, day, book)

    def ground_of(self, kind: str) -> int | None:
        """The ground of row 9 that an officer's finding of this kind establishes. Raises ValueError."""
        return ground_of(kind)

    def load_facts(self, schema: str, raw: Mapping[str, Any]) -> Application:
        """Facts of a stored sheet; the first schema knew no level. Raises ValueError for another service's."""
        if schema == FIRST_SCHEMA:
            return Application(restore(CertificateFacts, raw))
        if schema != SCHEMA:
            raise ValueError(f"not a sheet of this service: {schema}")
        return restore(Application, raw)

    def grant(self, case: Case, stored: StoredDecision, decision: Decision, change: Change) -> str:
        """Enter the certificate, and the level where one is granted with it; a certificate of the same specialty that
        is still valid is superseded."""
        return enter_granted(case, stored, decision, "274/2020 ann.2 row 8", change)

    def undo(self, case: Case, earlier: StoredDecision, stored: StoredDecision, change: Change) -> None:
        """Take back the certificate and the level of an earlier decision."""
        undo_granted(case, earlier, stored, change)

    def payloads(self, stored: StoredDecision) -> tuple[Payload, ...]:
        """The certificate, or the reasoned refusal; beside a certificate the refusal of a level that was refused."""
        facts = stored.sheet.facts
        claim = facts["claim"] if stored.sheet.schema == FIRST_SCHEMA else facts["certificate"]["claim"]
        return payloads_of(stored, SERVICE, claim)


def has_office(kato: str, on: date) -> bool:
    """Whether a department decides for a region on a day."""
    try:
        office_code(kato, on)
    except TerritoryNotKnown:
        return False
    return True
