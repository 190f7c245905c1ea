"""The foreign specialist's certificate as a service of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.cases.service import Gathered, Problem, Routing, ServiceDefaults
from tirkelim.documents.payload import Bilingual, Payload
from tirkelim.identity.territories import office_code
from tirkelim.journal.models import Change
from tirkelim.law.book import LawBook, current_book
from tirkelim.law.finding import Decision
from tirkelim.law.order_274_certificates.foreign_with_level import ForeignApplication, decide
from tirkelim.law.order_274_certificates.route import Route
from tirkelim.law.restore import restore
from tirkelim.services.certificate.issue import enter_granted, undo_granted
from tirkelim.services.certificate.officer import ground_of
from tirkelim.services.certificate.payloads import payloads_of
from tirkelim.services.certificate.service import has_office
from tirkelim.services.foreign_certificate.answers import read_answers
from tirkelim.services.foreign_certificate.gather import SCHEMA, gather
from tirkelim.services.foreign_certificate.table import FOREIGN_TABLE

NAME = Bilingual(
    "Клиникалық практикаға жіберу үшін шетелдік маман сертификатын беру",
    "Выдача сертификата иностранному специалисту для допуска к клинической практике",
)


class ForeignCertificateService(ServiceDefaults):
    """Issue of a certificate to a foreign specialist for admission to clinical practice (274/2020 annex 6); a level
    claimed in the same application is decided beside it."""

    name = "foreign_certificate"
    transitions = FOREIGN_TABLE

    def problems_before_submission(self, case: Case, now: datetime) -> list[Problem]:
        """Pages not answered yet, an unsigned statement, an organisation in no department's region."""
        day = localdate(now)
        answers = read_answers(case.draft.data, day)
        problems = [Problem("page_missing", page) for page in answers.missing_pages]
        if answers.declaration is not None and not answers.declaration.true:
            problems.append(Problem("not_signed", "declaration"))
        if answers.organisation is not None and not has_office(answers.organisation.kato, day):
            problems.append(Problem("no_office", "organisation"))
        return problems

    def routing(self, case: Case, now: datetime) -> Routing:
        """The department of the organisation's region; issue or confirmation by the route of the facts.

        The organisation of the case is the one that opened it; an application of the specialist's own has none.
        """
        gathered, day = gather(case, now), localdate(now)
        organisation = gathered.read.answers.organisation
        if organisation is None:
            raise LookupError("an application without an organisation is not sent")
        proposal = decide(gathered.facts, day, current_book())
        action = "confirm" if proposal.route == Route.CONFIRMATION else "issue"
        return Routing(office_code(organisation.kato, day), action, case.organisation)

    def gather(self, case: Case, now: datetime) -> Gathered:
        """The facts of the case as they stand."""
        return gather(case, now)

    def decide(self, facts: Any, day: date, book: LawBook) -> Decision:
        """The kernel's decision function."""
        return decide(facts, day, book)

    def ground_of(self, kind: str) -> int | None:
        """The ground of row 9 that an officer's finding of this kind establishes. Raises ValueError."""
        return ground_of(kind)

    def load_facts(self, schema: str, raw: Mapping[str, Any]) -> ForeignApplication:
        """Facts of a stored sheet. Raises ValueError for a schema of another service."""
        if schema != SCHEMA:
            raise ValueError(f"not a sheet of this service: {schema}")
        return restore(ForeignApplication, raw)

    def grant(self, case: Case, stored: StoredDecision, decision: Decision, change: Change) -> str:
        """Enter the certificate, and the level where one is granted with it; a certificate of the same specialty that
        is still valid is superseded."""
        return enter_granted(case, stored, decision, "274/2020 ann.6 row 8", change)

    def undo(self, case: Case, earlier: StoredDecision, stored: StoredDecision, change: Change) -> None:
        """Take back the certificate and the level of an earlier decision."""
        undo_granted(case, earlier, stored, change)

    def payloads(self, stored: StoredDecision) -> tuple[Payload, ...]:
        """The certificate, or the reasoned refusal; beside a certificate the refusal of a level that was refused."""
        return payloads_of(stored, NAME, stored.sheet.facts["certificate"]["claim"])
