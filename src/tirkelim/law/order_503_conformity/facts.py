"""The facts of a conformity case, as its decision reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tirkelim.law.period import Length
from tirkelim.law.standards.services import Action
from tirkelim.law.unknown import UNKNOWN, Maybe


@dataclass(frozen=True, slots=True)
class Commission:
    """What the commission's minutes say of one person (p.6, p.9)."""

    held_on: date
    minutes: str
    recommends_issue: bool
    qualification_meets: bool


@dataclass(frozen=True, slots=True)
class ConformityFacts:
    """Everything the decision on a conformity certificate reads.

    ``applied_on``: the day of application, whose wording decides. ``filed`` and ``expired`` hold ids of the standard's
    documents. ``commission`` None: it has not met. The threshold is the local executive body's own (reading K2):
    ``points_threshold`` None means that it has set none.
    ``certificate_ruled_on``: the day whose wording gave the certificate held, which may be earlier than the day of its
    issue (that is here for who reads the sheet): it was applied for before, or it re-issues an earlier one.
    ``event_on`` is the day of the labour contract (extension) or of the change (re-issue).
    ``contract_until`` None: an open-ended contract.
    """

    action: Action
    applied_on: date
    filed: frozenset[str] = frozenset()
    expired: frozenset[str] = frozenset()
    treaty_exempts_education: Maybe[bool] = UNKNOWN
    profession: Maybe[str] = UNKNOWN
    activity: Maybe[str] = UNKNOWN
    framework_level: Maybe[int] = UNKNOWN
    higher_education: Maybe[bool] = UNKNOWN
    academic_degree: Maybe[bool] = UNKNOWN
    english_teaching_certificate: Maybe[bool] = UNKNOWN
    service: Maybe[Length] = UNKNOWN
    commission: Commission | None = None
    points_threshold: int | None = None
    threshold_source: str = ""
    untrue_data: Maybe[bool] = UNKNOWN
    certificate_issued_on: Maybe[date] = UNKNOWN
    certificate_ruled_on: Maybe[date] = UNKNOWN
    certificate_valid_until: Maybe[date] = UNKNOWN
    contract_until: Maybe[date | None] = UNKNOWN
    event_on: Maybe[date] = UNKNOWN
    references: tuple[tuple[str, str], ...] = ()
    """What an officer's finding rests on, by fact name."""

    def reference(self, fact: str) -> str:
        """The reference given for a fact, or an empty text."""
        return dict(self.references).get(fact, "")
