"""The status of a certificate follows from its dates and events at a moment; it is stored nowhere."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol


class CertificateStatus(enum.StrEnum):
    """What a certificate is worth on a day."""

    NOT_YET = "not_yet"
    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class EventKind(enum.StrEnum):
    """What can happen to a certificate."""

    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    RESTORED = "restored"


class Dates(Protocol):
    """The dates of a certificate."""

    issued_on: date
    valid_until: date | None


class Event(Protocol):
    """An event of a certificate."""

    kind: str
    on: date
    superseded_by: str


class StatusOn(NamedTuple):
    """A status, since when, and the number of the certificate that took its place, if any."""

    status: CertificateStatus
    since: date
    superseded_by: str = ""


def status_on(certificate: Dates, events: Iterable[Event], on: date) -> StatusOn:
    """The status on a day. `events` in the order in which they became known; `valid_until` is the last valid day
    and null without limit. A later event of the same day outweighs an earlier one; a restored certificate is
    again what its dates say; what was withdrawn or superseded does not become merely expired."""
    if on < certificate.issued_on:
        return StatusOn(CertificateStatus.NOT_YET, certificate.issued_on)
    happened = sorted((event for event in events if event.on <= on), key=lambda event: event.on)
    last = happened[-1] if happened else None
    if last is not None and last.kind == EventKind.WITHDRAWN:
        return StatusOn(CertificateStatus.WITHDRAWN, last.on)
    if last is not None and last.kind == EventKind.SUPERSEDED:
        return StatusOn(CertificateStatus.SUPERSEDED, last.on, last.superseded_by)
    if certificate.valid_until is not None and certificate.valid_until < on:
        return StatusOn(CertificateStatus.EXPIRED, certificate.valid_until)
    return StatusOn(CertificateStatus.VALID, certificate.issued_on)
