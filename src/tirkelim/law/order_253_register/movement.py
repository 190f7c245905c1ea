"""Headcount, migration and departure, which 253/2020 p.6 reports and does not define (readings R4, R5)."""

from __future__ import annotations

LEAVE_REASONS = (
    "own_wish", "agreement", "contract_end", "other_organisation", "abroad", "retirement", "redundancy", "employer",
    "death", "not_known",
)  # fmt: skip
"""Why people leave, as HR enters it; ``not_known`` where nothing, or nothing of these, was entered."""
