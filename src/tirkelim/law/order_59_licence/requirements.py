"""The requirements of 59/2020 for a licence for medical activity, with the refusal ground each leads to."""

from __future__ import annotations

from tirkelim.law.requirement import define

GROUNDS_ROW = "59/2020 ann.1 row 9"

DOCUMENT_OWED = define(
    "licence.document", "59/2020 ann.1 row 8", reads=("document", "graduation_year", "in_state_system")
)
DOCUMENTS = define("licence.documents", "59/2020 ann.1 row 8", reads=("filed",), ground=3)
"""The package is whole. The standard names no outcome of its own for a part that is missing: ground 3 (reading L9)."""
VISIT_NOTICE = define("licence.visit_notice", "59/2020 p.14", reads=("notified_at", "visit_at", "recorded_channel"))
PAPER_ORIGINAL = define("licence.paper_original", "59/2020 ann.1 row 3", reads=("original_on_paper",))
"""Only what was given on paper has a duplicate (reading L6)."""

COURT_BAN = define("licence.court_ban", f"{GROUNDS_ROW}(1)", reads=("court_ban",), ground=1)
FEE_PAID = define("licence.fee_paid", f"{GROUNDS_ROW}(2)", reads=("payment",), ground=2)
QUALIFICATION = define("licence.qualification", f"{GROUNDS_ROW}(3)", reads=("bases",), ground=3)
APPROVING_BODY = define("licence.approving_body", f"{GROUNDS_ROW}(4)", reads=("negative_answer",), ground=4)
PERMIT_CONTROL = define("licence.permit_control", "59/2020 p.10(3)", reads=("bases",), ground=4)
DEBTOR_BAN = define("licence.debtor_ban", f"{GROUNDS_ROW}(5)", reads=("debtor_ban",), ground=5)
TRUE_DATA = define("licence.true_data", f"{GROUNDS_ROW}(6)", reads=("untrue_data",), ground=6)
SPECIAL_RIGHT = define("licence.special_right", f"{GROUNDS_ROW}(7)", reads=("special_right_lost",), ground=7)
CONSENT = define("licence.consent", f"{GROUNDS_ROW}(8)", reads=("consent",), ground=8)
STAFFING = define("licence.staffing", "59/2020 ann.1 row 8", reads=("subtype", "specialists"))
"""Certified staff at the base for a subtype: a warning, not a ground by itself (reading L14)."""
