"""May this holder do this, at this base, on this day? What the register answers, reason by reason.

It is an answer of the register, not of the law on permits, which is not held: the licence is valid, an annex names the
subtype at the base and is valid, and the certified staff that the subtype needs is on record (reading L14: too few is a
warning, the licence stays in force).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from tirkelim.law.finding import Finding
from tirkelim.register.licence_queries import AnnexOn, LicenceOn
from tirkelim.register.licence_status import LicenceStatus, LicenceStatusOn, licence_status
from tirkelim.services.licence.staffing.shortage import staffing_of


class Verdict(enum.StrEnum):
    """The answer in a word."""

    YES = "yes"
    SHORT = "yes_but_staff_is_short"
    NO = "no"


class Checked(enum.StrEnum):
    """What a reason is about."""

    LICENCE = "licence"
    BASE = "base"
    SUBTYPE = "subtype"
    ANNEX = "annex"
    STAFF = "staff"


CITATIONS = {
    Checked.LICENCE: "59/2020 ann.1 row 5",
    Checked.BASE: "59/2020 p.10(3)",
    Checked.SUBTYPE: "59/2020 ann.1 row 5",
    Checked.ANNEX: "59/2020 ann.1 row 5",
    Checked.STAFF: "59/2020 ann.1 row 8",
}
"""Where the result of the service, the control of a base and the papers about staff stand."""


class Reason(NamedTuple):
    """One thing looked at. ``met`` None: nothing says what is needed. ``standing``: the status and since when, of a
    licence or annex. ``number``: of the annex. ``by_specialty``: the subtype was asked about with a specialty.
    ``finding``: what the staffing rule found; it names nobody."""

    checked: Checked
    met: bool | None
    standing: LicenceStatusOn | None = None
    number: str = ""
    by_specialty: bool = False
    finding: Finding | None = None

    @property
    def citation(self) -> str:
        """The place of law."""
        return CITATIONS[self.checked]

    @property
    def readings(self) -> tuple[str, ...]:
        """The readings on which it rests."""
        return () if self.finding is None else self.finding.readings


class Answer(NamedTuple):
    """The answer and all its reasons, in the order in which they were looked at."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    annex: AnnexOn | None


def may(held: LicenceOn, base: UUID | None, subtype: str, specialty: str, day: date, known: datetime) -> Answer:
    """Whether the subtype (with its specialty, where it goes by specialties) may be practised at a base on the day of
    ``held``. ``base`` None: one that no annex names. Staff is asked for only where everything else is in order.
    """
    reasons = [Reason(Checked.LICENCE, held.status.status is LicenceStatus.VALID, held.status)]
    there = [one for one in held.annexes if one.annex.base_id == base]
    reasons.append(Reason(Checked.BASE, bool(there), number=", ".join(one.annex.number for one in there)))
    naming = [one for one in there if names(one, subtype, specialty)]
    if there:
        numbers = ", ".join(one.annex.number for one in naming)
        reasons.append(Reason(Checked.SUBTYPE, bool(naming), number=numbers, by_specialty=bool(specialty)))
    if not naming:
        return Answer(Verdict.NO, tuple(reasons), None)
    chosen = _best(naming, day)
    own = licence_status(chosen.annex, chosen.events, day)
    reasons.append(Reason(Checked.ANNEX, own.status is LicenceStatus.VALID, own, chosen.annex.number))
    if not all(reason.met for reason in reasons):
        return Answer(Verdict.NO, tuple(reasons), chosen)
    staff = _staff(held, chosen, subtype, specialty, day, known)
    short = any(reason.met is False for reason in staff)
    return Answer(Verdict.SHORT if short else Verdict.YES, (*reasons, *staff), chosen)


def names(annex: AnnexOn, subtype: str, specialty: str) -> bool:
    """Whether an annex names the subtype with the specialty."""
    return any((row.code, row.specialty) == (subtype, specialty) for row in annex.subtypes)


def _best(annexes: Iterable[AnnexOn], day: date) -> AnnexOn:
    """Of several annexes at one base the valid one; else a suspended one, else the newest."""
    order = (LicenceStatus.VALID, LicenceStatus.SUSPENDED)

    def rank(one: AnnexOn) -> tuple[int, int]:
        own = licence_status(one.annex, one.events, day).status
        return (order.index(own) if own in order else len(order), -one.annex.issued_on.toordinal())

    return min(annexes, key=rank)


def _staff(
    held: LicenceOn, annex: AnnexOn, subtype: str, specialty: str, day: date, known: datetime
) -> tuple[Reason, ...]:
    (found,) = staffing_of(held._replace(annexes=(annex,)), day, known) or (None,)
    lines = [] if found is None else found.lines
    wanted = [line for line in lines if (line.need.subtype, line.need.specialty) == (subtype, specialty)]
    if not wanted:
        return (Reason(Checked.STAFF, None),)
    return tuple(Reason(Checked.STAFF, not line.is_short, finding=line.finding) for line in wanted)
