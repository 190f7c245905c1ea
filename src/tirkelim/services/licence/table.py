"""The transitions of a licence case: as of every service, with the fee, the visits of permit control and, for a
duplicate of what was never on paper, an end of its own (59/2020 p.14, ann.1 rows 6, 8; readings L6, L15, L16)."""

from __future__ import annotations

from tirkelim.cases.standard_table import ANSWERABLE, CONSIDERING, applied_for_by
from tirkelim.cases.states import State
from tirkelim.cases.transitions import TransitionTable, row

PAYABLE = (State.DRAFT, *CONSIDERING)

LICENCE_TABLE = TransitionTable(
    (
        *applied_for_by("licence.write"),
        row("start_payment", PAYABLE, None, "licence.write"),
        # A payment may be confirmed when the application is over already: then it is given back.
        row("confirm_payment", [State.DRAFT, *ANSWERABLE], None, "licence.write"),
        row("check_payment", CONSIDERING, None, "case.record_finding"),
        row("plan_visit", CONSIDERING, None, "visit.plan"),
        row("cancel_visit", CONSIDERING, None, "visit.plan"),
        row("notify_visit", CONSIDERING, None, "visit.plan"),
        row("sign_act", CONSIDERING, None, "visit.record"),
        row("decline", [State.CONSIDERED, State.ASKED], State.DECLINED, "case.decline"),
    )
)
