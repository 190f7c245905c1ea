"""The transitions of an application for a foreign specialist.

What the applicant does in other services, here the specialist may do, and the organisation that applies for them.
"""

from __future__ import annotations

from tirkelim.cases.standard_table import STANDARD_TABLE
from tirkelim.cases.transitions import TransitionTable

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

FOREIGN_TABLE = TransitionTable(
    row._replace(action="foreign.write") if row.name in OF_THE_APPLICANT else row for row in STANDARD_TABLE
)
"""The officer's commands need the same rights as in every service."""
