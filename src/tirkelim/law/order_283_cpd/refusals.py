"""Why a result is not confirmed (283/2020 p.11): the reasons that HR chooses from, each with the place that asks it."""

from __future__ import annotations

import enum

from tirkelim.law.citation import Citation, cite
from tirkelim.law.finding import Term


class RefusedReason(enum.StrEnum):
    """What a document or result does not meet. A note in HR's own words goes with it; OTHER cannot be without one."""

    NOT_PROFILE = "not_profile"
    DOCUMENT_INCOMPLETE = "document_incomplete"
    HOURS_NOT_STATED = "hours_not_stated"
    NO_TRANSLATION = "no_translation"
    NOT_OWN = "not_own"
    OUT_OF_PERIOD = "out_of_period"
    OTHER = "other"

    @property
    def term(self) -> Term:
        """The reason in words."""
        return Term(f"cpd.refused.{self.value}")


_OF_THE_ROW = (RefusedReason.NOT_PROFILE, RefusedReason.DOCUMENT_INCOMPLETE, RefusedReason.HOURS_NOT_STATED)
_PLACE = {
    RefusedReason.NO_TRANSLATION: cite("283/2020 p.7"),
    RefusedReason.NOT_OWN: cite("283/2020 p.7"),
    RefusedReason.OUT_OF_PERIOD: cite("283/2020 p.6"),
    RefusedReason.OTHER: cite("283/2020 p.11"),
}


def cited(reason: RefusedReason, criterion: int) -> Citation:
    """Where it is asked: in the row of annex 1, or in the paragraph for all rows. Row 18 states its own period."""
    if reason in _OF_THE_ROW or (reason is RefusedReason.OUT_OF_PERIOD and criterion == 18):
        return cite(f"283/2020 ann.1 row {criterion}")
    return _PLACE[reason]
