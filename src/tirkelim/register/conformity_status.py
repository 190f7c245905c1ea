"""What a certificate of conformity is worth on a day follows from its dates and events; it is stored nowhere
(503/2016 p.15, p.16, p.22, p.24)."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol

from tirkelim.register.conformity_models import ConformityEventKind


class ConformityStatus(enum.StrEnum):
    """What a certificate is worth on a day."""

    NOT_YET = "not_yet"
    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    LOST = "lost"
    """Lost or damaged, as its holder reported; a duplicate may have taken its place (p.22)."""
    SUPERSEDED = "superseded"
    """Re-issued with another number (p.22)."""


ENDED_BY = {
    ConformityEventKind.WITHDRAWN: ConformityStatus.WITHDRAWN,
    ConformityEventKind.LOST: ConformityStatus.LOST,
    ConformityEventKind.SUPERSEDED: ConformityStatus.SUPERSEDED,
}
"""What ends a certificate for good, the weightiest first: one that was lost stays lost when its duplicate is given,
and a withdrawal outweighs everything."""


class Dates(Protocol):
    """The dates of a certificate."""

    issued_on: date
    valid_until: date


class Event(Protocol):
    """An event of a certificate."""

    kind: str
    on: date
    until: date | None
    successor: str


class ConformityStatusOn(NamedTuple):
    """A status, since when, until when, and the number of the certificate that took its place.

    ``since`` is the first day without validity of one that was ended, the last valid day of an expired one, the day of
    issue otherwise. ``until`` is the last day of the term as decided up to the day asked about.
    """

    status: ConformityStatus
    since: date
    until: date
    successor: str = ""


def conformity_status(certificate: Dates, events: Iterable[Event], on: date) -> ConformityStatusOn:
    """The status on a day. ``events`` in the order in which they became known; an extension counts from its own day,
    so a certificate that ran out before it was extended was expired in between."""
    past = [event for event in events if event.on <= on]
    until = term_on(certificate, past, on)
    if on < certificate.issued_on:
        return ConformityStatusOn(ConformityStatus.NOT_YET, certificate.issued_on, until)
    standing = _without_restored(past)
    successor = next((event.successor for event in reversed(standing) if event.successor), "")
    for kind, status in ENDED_BY.items():
        ended = [event.on for event in standing if event.kind == kind]
        if ended:
            return ConformityStatusOn(status, min(ended), until, successor)
    if until < on:
        return ConformityStatusOn(ConformityStatus.EXPIRED, until, until)
    return ConformityStatusOn(ConformityStatus.VALID, certificate.issued_on, until)


def term_on(certificate: Dates, events: Iterable[Event], on: date) -> date:
    """The last day of the term as it stands on a day: that of the latest extension, else the one it was issued with."""
    extended = [event for event in events if event.kind == ConformityEventKind.EXTENDED and event.on <= on]
    latest = sorted(extended, key=lambda event: event.on)[-1:]
    return next((event.until for event in latest if event.until), certificate.valid_until)


def _without_restored(past: list[Event]) -> list[Event]:
    """The events without the replacements that a restoration took back; nothing else is ever taken back."""
    back = max((place for place, event in enumerate(past) if event.kind == ConformityEventKind.RESTORED), default=-1)
    return [event for place, event in enumerate(past) if event.kind != ConformityEventKind.SUPERSEDED or place > back]
