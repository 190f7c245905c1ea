"""The facts of a confirmation of CPD results (283/2020 p.2, 6-11): what annex 2's sheet is made from."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any

from tirkelim.law.order_283_cpd.activity import Activity
from tirkelim.law.order_283_cpd.facts import OfficerFinding, Subject
from tirkelim.law.order_283_cpd.refusals import RefusedReason
from tirkelim.law.unknown import UNKNOWN, Maybe


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One result handed in. ``line``: its name in the register; ``number``: that of its document.

    ``hr_accepts`` UNKNOWN: HR has not looked at it yet. ``reason`` and ``note`` go with a refusal.
    """

    activity: Activity
    line: str
    title: str = ""
    number: str = ""
    hr_accepts: Maybe[bool] = UNKNOWN
    reason: RefusedReason | None = None
    note: str = ""

    @property
    def reviewed(self) -> Activity:
        """The result as HR's acceptance leaves it.

        HR accepts what meets the row's requirements (p.11): document, profile and programme level are then no longer
        open. A known "no" stays: nothing is counted against a fact.
        """
        if self.hr_accepts is not True:
            return self.activity
        open_facts: dict[str, Any] = {name: True for name in _ATTESTED if getattr(self.activity, name) is UNKNOWN}
        return dataclasses.replace(self.activity, **open_facts)


_ATTESTED = ("evidence_complete", "profile_match", "programme_level_match")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """A worker's results handed in for confirmation, and what HR and the head have said.

    ``confirmed_by_*`` None: not given yet; UNKNOWN: not known. ``main_workplace``: the organisation is the worker's
    main place of work (p.7).
    """

    specialty: str
    rows: tuple[SheetRow, ...] = ()
    confirmed_by_hr_on: Maybe[date | None] = None
    confirmed_by_head_on: Maybe[date | None] = None
    same_signatory: bool = False
    without_hr_service: bool = False
    main_workplace: Maybe[bool] = UNKNOWN
    officer: tuple[OfficerFinding, ...] = ()

    def officer_says(self, subject: Subject) -> bool | None:
        """What the latest finding on a subject says; None when there is none."""
        said = [finding.holds for finding in self.officer if finding.subject is subject]
        return said[-1] if said else None
