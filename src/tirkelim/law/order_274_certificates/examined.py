"""One requirement examined in a case: its finding, the document behind it, and what would still settle it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding, Need, NeedStatus, Param, Status
from tirkelim.law.order_274_certificates.documents import Due
from tirkelim.law.order_274_certificates.facts import CertificateFacts
from tirkelim.law.order_274_certificates.findings import document_message, document_term
from tirkelim.law.order_274_certificates.requirements import Rules
from tirkelim.law.order_274_certificates.translation import acceptable
from tirkelim.law.requirement import Requirement
from tirkelim.law.unknown import UNKNOWN


class Examined(NamedTuple):
    """``curable``: not met only because something is not filed yet. ``waits_for``: who would settle what is unknown."""

    finding: Finding
    need: Need | None = None
    curable: bool = False
    waits_for: str = ""

    @property
    def status(self) -> Status:
        """The status of the finding."""
        return self.finding.status


class Evidence(NamedTuple):
    """Whether a document is filed, and filed so that it can be read (in Kazakh or Russian, or translated)."""

    filed: bool
    readable: bool


def evidence(facts: CertificateFacts, kind: str, book: LawBook) -> Evidence:
    """What the applicant filed under a document's id: one readable copy is enough."""
    documents = facts.filed_as(kind)
    readable = any(
        _readable(document.language, document.translated_into, facts.applied_on, book) for document in documents
    )
    return Evidence(bool(documents), readable)


def _readable(language: str, translated_into: str | None, day: date, book: LawBook) -> bool:
    return acceptable(language, translated_into, day, book)


def examine_document(
    document: str, requirement: Requirement, due: Due, shown: Evidence, rules: Rules, waits_for: str = ""
) -> tuple[Examined, ...]:
    """The outcome for a document of row 8, and a second one when an owed one was filed without its translation.

    ``waits_for``: the source whose answer is open, should it not be known whether the document is owed.
    """
    if due.owed is False:
        return (_not_owed(document, requirement, due),)
    if shown.readable:
        return (_shown(document, requirement, due),)
    if shown.filed and due.owed is True:
        lacking = rules.translation.not_met(
            document_term(document),
            None,
            ("document", document_term(document)),
            message="certificate.translation.lacking",
        )
        return _open(document, requirement, due, waits_for), Examined(lacking, curable=True)
    return (_open(document, requirement, due, waits_for),)


def _not_owed(document: str, requirement: Requirement, due: Due) -> Examined:
    message, params = document_message(document, due.reason), _params(document, due)
    held = due.reason == "in_system"
    status = NeedStatus.HELD_BY_SYSTEM if held else NeedStatus.NOT_REQUIRED
    need = Need(document, status, requirement.citation, message, params, due.readings)
    if held:
        return Examined(requirement.met(True, True, *params, message=message, readings=due.readings), need)
    return Examined(requirement.not_applicable(*params, message=message, readings=due.readings), need)


def _shown(document: str, requirement: Requirement, due: Due) -> Examined:
    message, params = "certificate.document.filed", _params(document, due)
    need = Need(document, NeedStatus.FILED, requirement.citation, message, params, due.readings)
    return Examined(requirement.met(True, True, *params, message=message, readings=due.readings), need)


def _open(document: str, requirement: Requirement, due: Due, waits_for: str) -> Examined:
    """Owed and not shown: missing. Not known whether owed: unknown, and filing it would settle that as well."""
    params = _params(document, due)
    if due.owed is UNKNOWN:
        message = "certificate.document.source_silent" if waits_for else "certificate.document.unknown"
        need = Need(document, NeedStatus.UNKNOWN, requirement.citation, message, params, due.readings)
        return Examined(requirement.unknown(*params, message=message, readings=due.readings), need, waits_for=waits_for)
    message = document_message(document, "owed")
    need = Need(document, NeedStatus.MISSING, requirement.citation, message, params, due.readings)
    finding = requirement.not_met(False, True, *params, message=message, readings=due.readings)
    return Examined(finding, need, curable=True)


def _params(document: str, due: Due) -> tuple[Param, ...]:
    return (("document", document_term(document)), *due.params)
