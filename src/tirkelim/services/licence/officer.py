"""What an officer records of their own in a licence case, and what it means as facts (59/2020 ann.1 rows 8, 9)."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import NamedTuple

from tirkelim.cases.models import OfficerFinding
from tirkelim.law.order_59_licence import requirements as req
from tirkelim.law.unknown import UNKNOWN, Maybe


class LicenceFinding(enum.StrEnum):
    """What an officer can establish."""

    COURT_BAN = "court_ban"
    """A court act in force forbids the applicant this activity (ground 1)."""
    NO_COURT_BAN = "no_court_ban"
    BODY_NEGATIVE = "approving_body_negative"
    """A body that has to agree answered that the applicant does not meet what is required (ground 4)."""
    BODY_POSITIVE = "approving_body_positive"
    """Every body that was asked has agreed, or none has to be asked."""
    DEBTOR_BAN = "debtor_ban"
    """A court forbids, at the request of an enforcement officer, to issue a licence to the debtor (ground 5)."""
    NO_DEBTOR_BAN = "no_debtor_ban"
    UNTRUE = "untrue"
    """Documents or data are untrue (ground 6)."""
    CHECKED_TRUE = "checked_true"
    """Documents and data were checked, and nothing untrue was found."""
    SPECIAL_RIGHT_LOST = "special_right_lost"
    """A court act took the special right from the applicant (ground 7)."""
    SPECIAL_RIGHT_KEPT = "special_right_kept"
    CONSENT_WITHHELD = "consent_withheld"
    """The consent to access restricted personal data is not there, or was taken back (ground 8)."""
    STAFF_IN_SYSTEM = "staff_in_system"
    """A state system holds the labour contracts of the staff: their proof of work is not asked for (reading L3)."""
    STAFF_NOT_IN_SYSTEM = "staff_not_in_system"
    PREMISES_IN_SYSTEM = "premises_in_system"
    """A state system holds the right to the premises of every base: its document is not asked for (reading L3)."""
    PREMISES_NOT_IN_SYSTEM = "premises_not_in_system"
    CHANGE_IN_SYSTEM = "change_in_system"
    """A state system holds what led to the re-issue: its document is not asked for."""
    CHANGE_NOT_IN_SYSTEM = "change_not_in_system"


class Pair(NamedTuple):
    """The finding that something that must not be is there, and the one that it is not."""

    found: LicenceFinding
    clear: LicenceFinding


BARS = {
    "court_ban": Pair(LicenceFinding.COURT_BAN, LicenceFinding.NO_COURT_BAN),
    "negative_answer": Pair(LicenceFinding.BODY_NEGATIVE, LicenceFinding.BODY_POSITIVE),
    "debtor_ban": Pair(LicenceFinding.DEBTOR_BAN, LicenceFinding.NO_DEBTOR_BAN),
    "untrue_data": Pair(LicenceFinding.UNTRUE, LicenceFinding.CHECKED_TRUE),
    "special_right_lost": Pair(LicenceFinding.SPECIAL_RIGHT_LOST, LicenceFinding.SPECIAL_RIGHT_KEPT),
}
"""By the fact that each pair settles."""

HELD = {
    "staff_in_state_system": Pair(LicenceFinding.STAFF_IN_SYSTEM, LicenceFinding.STAFF_NOT_IN_SYSTEM),
    "premises_in_state_system": Pair(LicenceFinding.PREMISES_IN_SYSTEM, LicenceFinding.PREMISES_NOT_IN_SYSTEM),
    "change_in_state_system": Pair(LicenceFinding.CHANGE_IN_SYSTEM, LicenceFinding.CHANGE_NOT_IN_SYSTEM),
}
"""Whether a state system holds what a document would show, by fact; the newest of the two counts."""

GROUND_OF: dict[LicenceFinding, int | None] = {
    **dict.fromkeys(LicenceFinding),
    LicenceFinding.COURT_BAN: req.COURT_BAN.ground,
    LicenceFinding.BODY_NEGATIVE: req.APPROVING_BODY.ground,
    LicenceFinding.DEBTOR_BAN: req.DEBTOR_BAN.ground,
    LicenceFinding.UNTRUE: req.TRUE_DATA.ground,
    LicenceFinding.SPECIAL_RIGHT_LOST: req.SPECIAL_RIGHT.ground,
    LicenceFinding.CONSENT_WITHHELD: req.CONSENT.ground,
}
"""The refusal ground that a finding establishes; None: it settles a question instead. Ground 2 follows from the fee,
ground 3 from the documents and the act of the visit."""


def ground_of(kind: str) -> int | None:
    """The ground of row 9 that a finding of this kind establishes. Raises ValueError."""
    return GROUND_OF[LicenceFinding(kind)]


def last(findings: Sequence[OfficerFinding], *kinds: LicenceFinding) -> OfficerFinding | None:
    """The newest standing finding of one of these kinds."""
    return next((finding for finding in reversed(findings) if finding.kind in kinds), None)


def bar_of(findings: Sequence[OfficerFinding], fact: str) -> tuple[Maybe[bool], OfficerFinding | None]:
    """Whether what must not be is there, and the finding that says so; not known while nobody looked.

    That nothing was found takes nothing back that was found: that finding itself is taken back.
    """
    pair = BARS[fact]
    there, clear = last(findings, pair.found), last(findings, pair.clear)
    if there is not None:
        return True, there
    return (UNKNOWN, None) if clear is None else (False, clear)


def held_of(findings: Sequence[OfficerFinding], fact: str) -> tuple[Maybe[bool], OfficerFinding | None]:
    """Whether a state system holds it, as the newest finding says; not known without one."""
    pair = HELD[fact]
    newest = last(findings, *pair)
    return (UNKNOWN, None) if newest is None else (newest.kind == pair.found, newest)
