"""Which documents a licence applicant owes (59/2020 ann.1 row 8; readings L3, L4, L8, L9)."""

from __future__ import annotations

import enum
from datetime import date
from typing import NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Param
from tirkelim.law.standards.services import Action
from tirkelim.law.unknown import UNKNOWN, Maybe


class Document(enum.StrEnum):
    """A document of row 8."""

    APPLICATION = "application"
    INFORMATION_FORM = "information_form"
    DIPLOMA = "diploma"
    RETRAINING_CERTIFICATE = "retraining_certificate"
    STAFF_WORK_PROOF = "staff_work_proof"
    PREMISES_TITLE = "premises_title"
    CHANGE_DOCUMENTS = "change_documents"
    PAPER_ORIGINAL = "paper_original"


ISSUE = frozenset({Action.ISSUE, Action.ISSUE_ANNEX})
REISSUE = frozenset({Action.REISSUE, Action.REISSUE_ANNEX})
DUPLICATE = frozenset({Action.DUPLICATE, Action.DUPLICATE_ANNEX})

ACTIONS_OF = {
    Document.APPLICATION: ISSUE | REISSUE | DUPLICATE,
    Document.INFORMATION_FORM: ISSUE,
    Document.DIPLOMA: ISSUE,
    Document.RETRAINING_CERTIFICATE: ISSUE,
    Document.STAFF_WORK_PROOF: ISSUE,
    Document.PREMISES_TITLE: ISSUE,
    Document.CHANGE_DOCUMENTS: REISSUE,
    Document.PAPER_ORIGINAL: REISSUE,
}
"""The actions for which row 8 names each document."""

UNLESS_HELD = frozenset({Document.STAFF_WORK_PROOF, Document.PREMISES_TITLE, Document.CHANGE_DOCUMENTS})
"""Documents not asked for where a state system has the data."""

OF_INDIVIDUALS = frozenset({Document.DIPLOMA, Document.RETRAINING_CERTIFICATE})
"""Documents of a person who practises; an organisation has none of its own (reading L10)."""


class Owed(NamedTuple):
    """Whether a document is owed, the text that explains it, and the readings it rests on."""

    owed: Maybe[bool]
    message: str
    params: tuple[Param, ...] = ()
    readings: tuple[str, ...] = ()


def document_owed(
    document: Document,
    action: Action,
    day: date,
    book: LawBook,
    graduation_year: Maybe[int] = UNKNOWN,
    in_state_system: Maybe[bool] = UNKNOWN,
    works_by_retraining: Maybe[bool] = UNKNOWN,
) -> Owed:
    """Whether the applicant owes the document on the day. Not known when the fact that decides it is not known."""
    if action not in ACTIONS_OF[document]:
        return Owed(False, "licence.document.other_action")
    if document is Document.DIPLOMA:
        return _diploma(graduation_year, day, book)
    if document is Document.RETRAINING_CERTIFICATE:
        return _retraining(works_by_retraining)
    if document in UNLESS_HELD:
        return _unless_held(document, in_state_system)
    if document is Document.PAPER_ORIGINAL:
        return Owed(True, "licence.document.paper_original")
    return Owed(True, "licence.document.always")


def _diploma(graduation_year: Maybe[int], day: date, book: LawBook) -> Owed:
    before = book.number("order_59.diploma_before_year", day)
    if graduation_year is UNKNOWN:
        return Owed(UNKNOWN, "licence.document.graduation_year_unknown", (("year", str(before)),), ("L8",))
    owed = graduation_year < before
    message = "licence.document.diploma_before" if owed else "licence.document.diploma_later"
    return Owed(owed, message, (("year", str(before)),), ("G5", "L8"))


def _retraining(works_by_retraining: Maybe[bool]) -> Owed:
    """Named by the standard without a condition; asked only from those who work by retraining (reading L4)."""
    owed = works_by_retraining is UNKNOWN or works_by_retraining
    return Owed(owed, "licence.document.retraining" if owed else "licence.document.no_retraining", (), ("L4",))


def _unless_held(document: Document, in_state_system: Maybe[bool]) -> Owed:
    readings = () if document is Document.CHANGE_DOCUMENTS else ("L3",)
    if in_state_system is UNKNOWN:
        # Row 8 asks for the change documents and only excepts what the systems hold: owed until one is known to hold.
        owed: Maybe[bool] = True if document is Document.CHANGE_DOCUMENTS else UNKNOWN
        return Owed(owed, "licence.document.system_unknown", (), readings)
    message = "licence.document.held" if in_state_system else "licence.document.not_held"
    return Owed(not in_state_system, message, (), readings)
