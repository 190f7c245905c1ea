"""From a result of the register to the activity that the law reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tirkelim.law.book import LawBook, current_book
from tirkelim.law.finding import Finding
from tirkelim.law.order_283_cpd.activity import Activity as LawActivity
from tirkelim.law.order_283_cpd.criteria import Criterion, criteria
from tirkelim.law.order_283_cpd.levels import ACT
from tirkelim.law.order_283_cpd.profile import fits_profile
from tirkelim.law.order_283_cpd.questions import activity_of
from tirkelim.law.order_283_cpd.recognition import recognition_findings
from tirkelim.register.commands.activities import LEARNING_ROWS, details_of, facts_of
from tirkelim.register.models import Activity

COMMISSION_ROW = 21
LINK_ROW = 10
"""A publication is proven by its link in the database that indexes it (annex 1 row 10)."""

__all__ = ["COMMISSION_ROW", "LEARNING_ROWS", "criterion_of", "details_of", "law_activity", "recognition",
           "rows_of_annex"]  # fmt: skip


def rows_of_annex() -> tuple[Criterion, ...]:
    """The criteria of the newest wording held."""
    return criteria(current_book().latest(ACT).by)


def criterion_of(row: int) -> Criterion | None:
    """The criterion of a row of annex 1; None where there is no such row."""
    return next((one for one in rows_of_annex() if one.row == row), None)


def law_activity(row: Activity, specialty: str) -> LawActivity:
    """A result as the rules read it for a claim in a specialty (code of the list).

    Profile: UNKNOWN while the result names no specialty. The document is complete when a file (row 10: or a link) is
    there: whether it meets the criterion's requirement, the two signatories say. A translation counts with its file.
    """
    given = {name: getattr(row, name) for name in ("details", "completed_on", "started_on", "document_language")}
    translated = row.translated_into if row.translation is not None else None
    facts = facts_of({**given, "translated_into": translated})
    activity = activity_of(row.criterion, facts, str(row.line))
    return replace(activity, profile_match=fits_profile(row.specialty, specialty), evidence_complete=_has_proof(row))


def _has_proof(row: Activity) -> bool:
    return row.evidence is not None or (row.criterion == LINK_ROW and bool(row.link))


def recognition(ranks: Mapping[str, Any] | None, book: LawBook) -> tuple[Finding, ...]:
    """The findings of p.15 on a document from abroad: rankings, original. None at all where no ranks are stored."""
    if ranks is None:
        return ()
    places = {name: value for name, value in ranks.items() if name != "original_document"}
    return recognition_findings(places, bool(ranks.get("original_document")), book, book.latest(ACT).start)
