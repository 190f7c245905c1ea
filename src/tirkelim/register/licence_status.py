"""What a licence and its annexes are worth on a day follows from their dates and events; it is stored nowhere."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from tirkelim.register.licence_models import LicenceEventKind


class LicenceStatus(enum.StrEnum):
    """What a licence or an annex is worth on a day."""

    NOT_YET = "not_yet"
    VALID = "valid"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    UNDONE = "undone"
    """The decision that gave it was replaced by another one."""


ENDS = {
    LicenceEventKind.UNDONE: LicenceStatus.UNDONE,
    LicenceEventKind.WITHDRAWN: LicenceStatus.WITHDRAWN,
    LicenceEventKind.TERMINATED: LicenceStatus.TERMINATED,
}
"""What ends a licence or an annex for good, the weightiest first."""


class Dates(Protocol):
    """The date of a licence or an annex."""

    @property
    def issued_on(self) -> date: ...


class Event(Protocol):
    """An event of it."""

    @property
    def kind(self) -> str: ...

    @property
    def on(self) -> date: ...

    @property
    def until(self) -> date | None: ...


class LicenceStatusOn(NamedTuple):
    """A status and since when: the day of issue of a valid one (or of its resumption), the first day without validity
    of others. ``until``: the last day of a suspension for a term."""

    status: LicenceStatus
    since: date
    until: date | None = None


def licence_status(row: Dates, events: Iterable[Event], on: date) -> LicenceStatusOn:
    """The status on a day of a licence by its own events, or of an annex by its own.

    ``events`` in the order in which they became known. A suspension for a term is over after its last day, another one
    when it is resumed; nothing resumes what was withdrawn or terminated.
    """
    if on < row.issued_on:
        return LicenceStatusOn(LicenceStatus.NOT_YET, row.issued_on)
    past = [event for event in events if event.on <= on]
    for kind, status in ENDS.items():
        ended = [event.on for event in past if event.kind == kind]
        if ended:
            return LicenceStatusOn(status, min(ended))
    return _suspension(row, past, on)


def annex_status(annex: Dates, events: Iterable[Event], licence: LicenceStatusOn, on: date) -> LicenceStatusOn:
    """The status of an annex on a day: that of its licence where the licence itself is not valid, else its own."""
    own = licence_status(annex, events, on)
    if own.status in ENDS.values() or licence.status is LicenceStatus.VALID:
        return own
    return own if own.status is LicenceStatus.NOT_YET else licence


def _suspension(row: Dates, past: list[Event], on: date) -> LicenceStatusOn:
    """Suspended or valid: days count before the order of entry, and a suspension outweighs a resumption of its day only
    where it was entered later."""
    standing: Event | None = None
    since = row.issued_on
    for event in sorted(past, key=lambda event: event.on):
        if event.kind == LicenceEventKind.SUSPENDED:
            standing = event
        elif event.kind == LicenceEventKind.RESUMED and standing is not None:
            standing, since = None, event.on
    if standing is None:
        return LicenceStatusOn(LicenceStatus.VALID, since)
    if standing.until is not None and standing.until < on:
        return LicenceStatusOn(LicenceStatus.VALID, standing.until + timedelta(days=1))
    return LicenceStatusOn(LicenceStatus.SUSPENDED, standing.on, standing.until)


GIVEN_ANEW = frozenset({LicenceEventKind.REISSUED, LicenceEventKind.DUPLICATED})
DECISION_REPLACED = "decision_replaced"
"""The ground of what a second decision causes: the one before was found wrong on a complaint."""


class Given(Protocol):
    """What says whether a licence or annex was given on paper."""

    @property
    def on_paper(self) -> bool:
        """Whether it was first given on paper."""


class Giving(Protocol):
    """An event of it, with its ground."""

    @property
    def kind(self) -> str:
        """What happened."""

    @property
    def ground(self) -> str:
        """Why."""


def is_on_paper(row: Given, own_events: Iterable[Giving]) -> bool:
    """Whether paper is still what its holder has: what was given anew since is electronic (row 3; reading L6), unless a
    second decision took that back."""
    balance = sum(-1 if event.ground == DECISION_REPLACED else 1 for event in own_events if event.kind in GIVEN_ANEW)
    return row.on_paper and balance <= 0
