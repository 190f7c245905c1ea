"""Which documents of row 8 an applicant owes (specification I-3 to I-9, F-5 to F-8, N-1, N-2; p.9, p.24)."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tirkelim.law.ask.kinds import Year
from tirkelim.law.book import LawBook
from tirkelim.law.finding import Param
from tirkelim.law.order_274_certificates.route import Applicant, Route
from tirkelim.law.order_274_certificates.three_valued import all_of, negate, when_known
from tirkelim.law.period import add_years
from tirkelim.law.unknown import UNKNOWN, Maybe

HOME = "KZ"


class Document(enum.StrEnum):
    """The documents whose duty follows from a few plain facts."""

    DIPLOMA = "diploma"
    RECOGNITION = "recognition"
    FOREIGN_LABOUR_PERMIT = "foreign_labour_permit"
    PROOF_OF_WORK = "proof_of_work"
    NAME_CHANGE = "name_change"
    IDENTITY_DOCUMENT = "identity_document"
    CERTIFICATE_COPY = "certificate_copy"
    INTERNSHIP = "internship"


NAMED = {
    (Applicant.DOMESTIC, Route.INITIAL): {"diploma", "internship", "recognition", "proof_of_work"},
    (Applicant.DOMESTIC, Route.CONFIRMATION): {"recognition", "proof_of_work", "certificate_copy", "internship"},
    (Applicant.FOREIGN, Route.INITIAL): {
        "identity_document",
        "recognition",
        "diploma",
        "internship",
        "proof_of_work",
        "foreign_labour_permit",
        "name_change",
    },
    (Applicant.FOREIGN, Route.CONFIRMATION): {"identity_document", "certificate_copy"},
}
"""The documents that each list of row 8 names; what it does not name is not asked for (p.9, p.24, D-5)."""


@dataclass(frozen=True, slots=True)
class DocumentCase:
    """What the duty depends on. Countries are two-letter codes; ``in_state_system``: a state system has the data."""

    applicant: Applicant
    applied_on: date
    route: Route
    graduation_year: Maybe[Year] = UNKNOWN
    in_state_system: Maybe[bool] = UNKNOWN
    studied_in: Maybe[str] = UNKNOWN
    citizenship: Maybe[str] = UNKNOWN
    permanent_resident: Maybe[bool] = UNKNOWN
    first_job_after_graduation: Maybe[bool] = UNKNOWN
    name_changed: Maybe[bool] = UNKNOWN
    changed_in: Maybe[str] = UNKNOWN
    valid_until: Maybe[date | None] = UNKNOWN


class Due(NamedTuple):
    """Whether a document is owed, the reason as part of a message key, and what the message names."""

    owed: Maybe[bool]
    reason: str
    params: tuple[Param, ...] = ()
    readings: tuple[str, ...] = ()


class Condition(NamedTuple):
    """A condition of the duty; ``otherwise`` says why the document is not owed when it fails."""

    holds: Maybe[bool]
    otherwise: str
    params: tuple[Param, ...] = ()
    readings: tuple[str, ...] = ()


def document_due(document: Document, case: DocumentCase, book: LawBook) -> Due:
    """Whether the applicant owes the document, and why (not)."""
    if document not in NAMED[case.applicant, case.route]:
        return Due(False, "not_named")
    if case.in_state_system is True:
        return Due(False, "in_system")
    conditions = _CONDITIONS[document](case, book)
    owed = all_of(*(condition.holds for condition in conditions))
    if owed is True:
        return Due(True, "owed")
    first = next(condition for condition in conditions if condition.holds is owed)
    reason = first.otherwise if owed is False else "unknown"
    return Due(owed, reason, first.params, first.readings)


def _diploma(case: DocumentCase, book: LawBook) -> tuple[Condition, ...]:
    absent = Condition(negate(case.in_state_system), "in_system")
    if case.applicant is Applicant.DOMESTIC:
        last = book.number("certificate.diploma.last_year", case.applied_on)
        early = when_known(case.graduation_year, lambda year: year <= last)
        return Condition(early, "later_graduate", (("year", str(last)),), ("S1",)), absent
    before = book.number("foreign_certificate.diploma.before_year", case.applied_on)
    here = Condition(when_known(case.studied_in, _is_home), "studied_abroad")
    early = when_known(case.graduation_year, lambda year: year < before)
    return here, Condition(early, "later_graduate", (("year", str(before - 1)),), ("S2",)), absent


def _recognition(case: DocumentCase, book: LawBook) -> tuple[Condition, ...]:
    return (Condition(negate(when_known(case.studied_in, _is_home)), "studied_here"),)


def _permit(case: DocumentCase, book: LawBook) -> tuple[Condition, ...]:
    union = book.texts("foreign_certificate.permit.union_states", case.applied_on)
    return (
        Condition(negate(case.permanent_resident), "permanent_resident"),
        Condition(negate(when_known(case.citizenship, lambda state: state in union)), "union_citizen"),
    )


def _proof_of_work(case: DocumentCase, book: LawBook) -> tuple[Condition, ...]:
    first_job = case.first_job_after_graduation
    if case.applicant is Applicant.FOREIGN:
        return (Condition(negate(first_job), "first_job"),)
    # "If any", on the first list only: whoever begins to work has nothing to prove, everybody else is asked.
    nothing_yet = case.route is Route.INITIAL and first_job is True
    return Condition(not nothing_yet, "first_job"), Condition(negate(case.in_state_system), "in_system")


def _name_change(case: DocumentCase, book: LawBook) -> tuple[Condition, ...]:
    """Changes in Kazakhstan come from the state system unless it is known to have none (S20)."""
    changed = Condition(case.name_changed, "not_changed")
    if case.in_state_system is False:
        return (changed,)
    return changed, Condition(negate(when_known(case.changed_in, _is_home)), "changed_here", (), ("S20",))


def _identity(case: DocumentCase, book: LawBook) -> tuple[Condition, ...]:
    return (Condition(negate(case.in_state_system), "in_system"),)


def _certificate_copy(case: DocumentCase, book: LawBook) -> tuple[Condition, ...]:
    years = book.number("certificate.lapse_years", case.applied_on)
    until, day = case.valid_until, case.applied_on
    ended: Maybe[bool] = UNKNOWN
    recent: Maybe[bool] = UNKNOWN
    if until is not None and until is not UNKNOWN:
        ended, recent = until < day, day <= add_years(until, years)
    return (
        Condition(ended, "still_valid"),
        Condition(recent, "long_expired", (("years", years),), ("S6",)),
        Condition(negate(case.in_state_system), "in_system"),
    )


def _internship(case: DocumentCase, book: LawBook) -> tuple[Condition, ...]:
    """Mandatory only by diploma specialty and year (``education``); before the earliest year of all it never is."""
    if case.applicant is Applicant.FOREIGN or case.route is Route.CONFIRMATION:
        return (Condition(False, "if_any"),)
    groups = ("general_after_year", "eastern_after_year")
    first = min(book.number(f"certificate.internship.{group}", case.applied_on) for group in groups)
    late = when_known(case.graduation_year, lambda year: year > first)
    return Condition(late, "early_graduate", (("year", str(first)),)), Condition(UNKNOWN, "if_any")


def _is_home(country: str) -> bool:
    return country == HOME


_CONDITIONS: dict[Document, Callable[[DocumentCase, LawBook], tuple[Condition, ...]]] = {
    Document.DIPLOMA: _diploma,
    Document.RECOGNITION: _recognition,
    Document.FOREIGN_LABOUR_PERMIT: _permit,
    Document.PROOF_OF_WORK: _proof_of_work,
    Document.NAME_CHANGE: _name_change,
    Document.IDENTITY_DOCUMENT: _identity,
    Document.CERTIFICATE_COPY: _certificate_copy,
    Document.INTERNSHIP: _internship,
}
