"""Enters what was granted into the register: the licence, its annexes, re-issues and duplicates (59/2020)."""

from __future__ import annotations

from tirkelim.cases.models import Case
from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.journal.models import Change
from tirkelim.law.finding import Decision


def enter_granted(case: Case, stored: StoredDecision, decision: Decision, change: Change) -> str:
    """Enter the result of a decision; returns the public number of the licence.

    Raises Refused where the licence or annex was ended a moment before.
    """
    raise NotImplementedError


def undo_granted(case: Case, earlier: StoredDecision, stored: StoredDecision, change: Change) -> None:
    """Take back what an earlier decision gave, since ``stored`` stands in its place."""
    raise NotImplementedError
