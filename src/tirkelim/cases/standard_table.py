"""The transitions that every service of a standard shares; a service may add rows of its own."""

from __future__ import annotations

from collections.abc import Iterable

from tirkelim.cases.states import DECIDED_STATES, OPEN_STATES, State
from tirkelim.cases.transitions import Transition, TransitionTable, row

FILLING = (State.DRAFT, State.ASKED, State.HEARING)
"""States in which the applicant may file and take back documents."""
CONSIDERING = (State.CONSIDERED, State.ASKED, State.HEARING)
"""States in which the office has the case and nobody else decides on it first."""

ANSWERABLE = OPEN_STATES | DECIDED_STATES | {State.WITHDRAWN}
"""A complaint is owed an answer whatever became of the application since."""

COMPLAINT_ROWS = (
    row("complain", OPEN_STATES | DECIDED_STATES, None, "case.complain"),
    row("take_back_complaint", ANSWERABLE, None, "case.complain"),
    row("dismiss_complaint", ANSWERABLE, None, "complaint.decide"),
    row("uphold_complaint", DECIDED_STATES, State.CONSIDERED, "complaint.decide"),
    row("urge_decision", ANSWERABLE, None, "complaint.decide"),
)
"""Complaints of every public service: about a decision, which may be reopened, or about the course of a case."""

STANDARD_ROWS = (
    row("save_draft", [State.DRAFT], None, "case.draft"),
    row("file_document", FILLING, None, "evidence.add"),
    row("remove_document", FILLING, None, "evidence.add"),
    row("submit", [State.DRAFT], State.CONSIDERED, "case.submit"),
    row("ask_for_documents", [State.CONSIDERED], State.ASKED, "case.ask"),
    row("answer_request", [State.ASKED], State.CONSIDERED, "case.answer"),
    row("record_finding", CONSIDERING, None, "case.record_finding"),
    row("remove_finding", CONSIDERING, None, "case.record_finding"),
    row("refresh_sources", CONSIDERING, None, "case.record_finding"),
    row("intend_refusal", CONSIDERING, State.HEARING, "case.decide"),
    row("answer_intention", [State.HEARING], State.CONSIDERED, "case.answer"),
    row("grant", CONSIDERING, State.GRANTED, "case.decide"),
    row("refuse", CONSIDERING, State.REFUSED, "case.decide"),
    row("withdraw", [State.DRAFT, *CONSIDERING], State.WITHDRAWN, "case.withdraw"),
)
"""An application is written, sent, considered, perhaps asked to be completed, and decided; or taken back."""

STANDARD_TABLE = TransitionTable((*STANDARD_ROWS, *COMPLAINT_ROWS))
OF_THE_APPLICANT = frozenset(
    {"case.draft", "evidence.add", "case.submit", "case.answer", "case.withdraw", "case.complain"}
)
"""The rights that whoever applies needs; the others are the office's."""


def applied_for_by(right: str, rows: Iterable[Transition] = STANDARD_TABLE) -> TransitionTable:
    """The same transitions for a service in which others than the subject may apply too: by a right of its own."""
    return TransitionTable(one._replace(action=right) if one.action in OF_THE_APPLICANT else one for one in rows)
