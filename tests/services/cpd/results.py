"""Random results of the register, as the commands would store them, and the same as a program would send them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from tirkelim.law.order_283_cpd.activity import ProgrammeLevel, Quartile, Significance, Work
from tirkelim.law.order_283_cpd.criteria import criteria
from tirkelim.register.commands.activities import details_of
from tirkelim.register.models import Activity

DAY = date(2026, 3, 2)
NURSING, OTHER = "secondary.nursing", "residency.therapy"
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "hours": st.integers(1, 400).map(lambda halves: f"{halves // 2}.5" if halves % 2 else str(halves // 2)),
    "credits": st.integers(1, 10),
    "programme_level": st.sampled_from([level.value for level in ProgrammeLevel]),
    "programme_level_match": st.booleans(),
    "weeks": st.integers(1, 12),
    "days": st.integers(1, 5),
    "days_with_talk": st.integers(0, 3),
    "significance": st.sampled_from([one.value for one in Significance]),
    "count": st.integers(1, 3),
    "work": st.sampled_from([one.value for one in Work]),
    "author_position": st.integers(1, 5),
    "quartile": st.sampled_from([one.value for one in Quartile]),
    "years": st.sampled_from(["1", "1.5", "2", "0.5"]),
    "months": st.integers(1, 30),
    "membership_months": st.integers(1, 30),
    "test_questions": st.integers(1, 300),
    "clinical_scenarios": st.integers(1, 60),
    "health_authority_took_part": st.booleans(),
    "online": st.booleans(),
}
LEFT_OUT = {"authors"}
"""With a place among the authors nothing more is needed, and a number of them could contradict it."""

CRITERIA = [*criteria("66/2025"), *criteria("66/2025")[:1] * 5]
"""Cycles more often than others: they alone are weighed by the level of their programme."""


@st.composite
def results(draw: st.DrawFn) -> Activity:
    """One result; a detail that is not owed may be missing."""
    criterion = draw(st.sampled_from(CRITERIA))
    names = [name for name in details_of(criterion) if name not in LEFT_OUT and draw(st.integers(0, 5))]
    language = draw(st.sampled_from(["kk", "ru", "en", None]))
    return Activity(
        line=draw(st.uuids()),
        criterion=criterion.row,
        title=draw(st.text("абв", min_size=1, max_size=3)),
        specialty=draw(st.sampled_from([NURSING, NURSING, NURSING, OTHER])),
        completed_on=DAY - timedelta(days=draw(st.integers(-30, 2200))),
        details={name: draw(VALUES[name]) for name in names},
        evidence=draw(st.sampled_from([UUID(int=1), UUID(int=2), UUID(int=3), None])),
        document_language=language,
        translated_into=draw(st.sampled_from(["kk", None])) if language == "en" else None,
        translation=draw(st.sampled_from([UUID(int=9), None])),
        foreign_ranks=None,
        link=None,
        source="declared",
    )


def as_sent(row: Activity) -> dict[str, Any]:
    """The result in the public contract's words: written here anew, so that it can be held against the ledger."""
    numbers = {name: float(row.details[name]) for name in ("hours", "years") if name in row.details}
    sent = {
        **row.details,
        **numbers,
        "criterion": row.criterion,
        "completed_on": row.completed_on.isoformat(),
        "profile_match": row.specialty == NURSING,
        "evidence_complete": row.evidence is not None,
        "document_language": row.document_language,
        "translated_into": row.translated_into if row.translation else None,
    }
    if "programme_level_match" not in row.details and row.criterion == 1:
        sent["programme_level_match"] = None
    return sent
