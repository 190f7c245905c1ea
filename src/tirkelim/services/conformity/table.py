"""The transitions of a conformity case: as of every service, with the commission in between and an own end for what
is not accepted (503/2016 p.6-11; reading K5)."""

from __future__ import annotations

from tirkelim.cases.standard_table import CONSIDERING, applied_for_by
from tirkelim.cases.states import State
from tirkelim.cases.transitions import TransitionTable, row

LOOKED_INTO = (*CONSIDERING, State.AT_COMMISSION)

CONFORMITY_TABLE = TransitionTable(
    (
        *(line for line in applied_for_by("conformity.write") if line.name != "refresh_sources"),  # no system is asked
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
