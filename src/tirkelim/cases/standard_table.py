"""The transitions that every service of a standard shares; a service may add rows of its own."""

from __future__ import annotations

from tirkelim.cases.states import OPEN_STATES, State
from tirkelim.cases.transitions import TransitionTable, row

FILLING = (State.DRAFT, State.ASKED)
"""States in which the applicant may file and take back documents."""

STANDARD_TABLE = TransitionTable(
    (
        row("save_draft", [State.DRAFT], None, "case.draft"),
        row("file_document", FILLING, None, "evidence.add"),
        row("remove_document", FILLING, None, "evidence.add"),
        row("submit", [State.DRAFT], State.CONSIDERED, "case.submit"),
        row("ask_for_documents", [State.CONSIDERED], State.ASKED, "case.ask"),
        row("answer_request", [State.ASKED], State.CONSIDERED, "case.answer"),
        row("record_finding", OPEN_STATES, None, "case.record_finding"),
        row("remove_finding", OPEN_STATES, None, "case.record_finding"),
        row("refresh_sources", OPEN_STATES, None, "case.record_finding"),
        row("grant", OPEN_STATES, State.GRANTED, "case.decide"),
        row("refuse", OPEN_STATES, State.REFUSED, "case.decide"),
        row("withdraw", [State.DRAFT, *OPEN_STATES], State.WITHDRAWN, "case.withdraw"),
    )
)
"""An application is written, sent, considered, perhaps asked to be completed, and decided; or taken back."""
