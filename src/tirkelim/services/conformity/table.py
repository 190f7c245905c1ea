"""The transitions of a conformity case: as of every service, with the commission in between and an own end for what
is not accepted (503/2016 p.6-11; reading K5)."""

from __future__ import annotations

from tirkelim.cases.standard_table import CONSIDERING, STANDARD_TABLE
from tirkelim.cases.states import State
from tirkelim.cases.transitions import TransitionTable, row

OF_THE_APPLICANT = frozenset(
    {
        "save_draft",
        "file_document",
        "remove_document",
        "submit",
        "answer_request",
        "answer_intention",
        "withdraw",
        "complain",
        "take_back_complaint",
    }
)
"""What the applicant does, or a representative on their behalf."""

LOOKED_INTO = (*CONSIDERING, State.AT_COMMISSION)

CONFORMITY_TABLE = TransitionTable(
    (
        *(
            line._replace(action="conformity.write") if line.name in OF_THE_APPLICANT else line
            for line in STANDARD_TABLE
            if line.name != "refresh_sources"  # no state system is asked
        ),
        # A row of the same name takes the place of the standard one.
        row("record_finding", LOOKED_INTO, None, "case.record_finding"),
        row("remove_finding", LOOKED_INTO, None, "case.record_finding"),
        row("withdraw", [State.DRAFT, *LOOKED_INTO], State.WITHDRAWN, "conformity.write"),
        row("pass_to_commission", [State.CONSIDERED], State.AT_COMMISSION, "case.pass"),
        row("recall_from_commission", [State.AT_COMMISSION], State.CONSIDERED, "case.pass"),
        row("recommend", [State.AT_COMMISSION], State.CONSIDERED, "commission.recommend"),
        row("decline", [State.CONSIDERED, State.ASKED], State.DECLINED, "case.decline"),
    )
)
