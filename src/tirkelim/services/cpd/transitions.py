"""What a confirmation can go through (283/2020 p.7-11): two people, and everything that comes before their words."""

from __future__ import annotations

from tirkelim.cases.states import State
from tirkelim.cases.transitions import TransitionTable, row

REVIEWED = (State.CONSIDERED,)
"""States in which rows are reviewed: by HR, or by the head where there is no HR service."""
OPEN = (State.CONSIDERED, State.ASKED, State.AT_HEAD)
"""States in which a confirmation waits for someone."""

CPD_TABLE = TransitionTable(
    (
        row("save_draft", [State.DRAFT], None, "case.draft"),
        row("submit", [State.DRAFT], State.CONSIDERED, "case.submit"),
        row("review_row", REVIEWED, None, "cpd.review"),
        row("take_back_review", REVIEWED, None, "cpd.review"),
        row("ask_for_documents", REVIEWED, State.ASKED, "cpd.review"),
        row("answer_request", [State.ASKED], State.CONSIDERED, "case.answer"),
        row("confirm_hr", REVIEWED, State.AT_HEAD, "cpd.confirm_hr"),
        row("send_back", [State.AT_HEAD], State.CONSIDERED, "cpd.confirm_head"),
        row("confirm_head", [State.AT_HEAD], State.GRANTED, "cpd.confirm_head"),
        row("confirm_alone", REVIEWED, State.GRANTED, "cpd.confirm_head"),
        row("withdraw", [State.DRAFT, *OPEN], State.WITHDRAWN, "case.withdraw"),
    )
)
"""``confirm_alone`` is the head's word where the organisation has no HR service on that day (reading C3)."""
