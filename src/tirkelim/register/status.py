"""The status of a certificate follows from its dates, its events and further education at a moment; it is stored
nowhere."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from tirkelim.law.book import LawBook, current_book
from tirkelim.law.order_274_certificates.indefinite import given_in_time, last_day_by_training
from tirkelim.law.order_274_certificates.requirements import ACT


class CertificateStatus(enum.StrEnum):
    """What a certificate is worth on a day."""

    NOT_YET = "not_yet"
    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    TRAINING_LAPSED = "training_lapsed"
    """Given without a term, and without further education in five years (274/2020 ann.2 row 8)."""
    TERM_MISSING = "term_missing"
    """Without a term although it was given when one had to be set: the law knows no such certificate."""


NOT_STANDING = frozenset({CertificateStatus.WITHDRAWN, CertificateStatus.SUPERSEDED})
"""What was withdrawn or replaced is no longer a certificate that could be confirmed."""


class EventKind(enum.StrEnum):
    """What can happen to a certificate."""

    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    RESTORED = "restored"


class Dates(Protocol):
    """The dates of a certificate."""

    @property
    def issued_on(self) -> date: ...

    @property
    def valid_until(self) -> date | None: ...


class Event(Protocol):
    """An event of a certificate."""

    @property
    def kind(self) -> str: ...

    @property
    def on(self) -> date: ...

    @property
    def superseded_by(self) -> str: ...


class StatusOn(NamedTuple):
    """A status, since when, and the number of the certificate that took its place, if any.

    ``since`` is the last valid day of an expired one, and the first day without validity of one that lapsed.
    ``holds_until``: the last day on which a valid one holds if nothing happens; without a term, that is the day until
    which the further education passed so far suffices.
    """

    status: CertificateStatus
    since: date
    superseded_by: str = ""
    holds_until: date | None = None


def status_on(
    certificate: Dates, events: Iterable[Event], on: date, trained: Iterable[date] = (), book: LawBook | None = None
) -> StatusOn:
    """The status on a day. `events` in the order in which they became known; `valid_until` is the last valid day
    and null without limit; `trained` are the days on which the holder's further education ended, asked for only where
    there is no limit. A later event of the same day outweighs an earlier one; a restored certificate is again what it
    was before; what was withdrawn or superseded does not become merely expired."""
    if on < certificate.issued_on:
        return StatusOn(CertificateStatus.NOT_YET, certificate.issued_on)
    standing = _standing(events, on)
    if standing is not None:
        return StatusOn(CertificateStatus(standing.kind), standing.on, standing.superseded_by)
    if certificate.valid_until is None:
        return _without_term(certificate, on, trained, book or current_book())
    if certificate.valid_until < on:
        return StatusOn(CertificateStatus.EXPIRED, certificate.valid_until)
    return StatusOn(CertificateStatus.VALID, certificate.issued_on, holds_until=certificate.valid_until)


def _standing(events: Iterable[Event], on: date) -> Event | None:
    """The withdrawal or supersession that stands on the day: a restoration takes the latest kind of them back."""
    standing: list[Event] = []
    for event in sorted((event for event in events if event.on <= on), key=lambda event: event.on):
        if event.kind != EventKind.RESTORED:
            standing.append(event)
        else:
            undone = standing[-1].kind if standing else ""
            while standing and standing[-1].kind == undone:
                standing.pop()
    return standing[-1] if standing else None


def _without_term(certificate: Dates, on: date, trained: Iterable[date], book: LawBook) -> StatusOn:
    """Valid under the rule for certificates without a term, or since when it is not."""
    # Of days before the wording that is held the rule is told as it is first held: the register has to answer.
    rule = max(on, book.editions_of(ACT)[0].start)
    if not given_in_time(certificate.issued_on, rule, book):
        return StatusOn(CertificateStatus.TERM_MISSING, certificate.issued_on)
    latest = max((day for day in trained if day <= on), default=None)
    if latest is None:
        return StatusOn(CertificateStatus.TRAINING_LAPSED, certificate.issued_on)
    last = last_day_by_training(latest, rule, book)
    if on <= last:
        return StatusOn(CertificateStatus.VALID, certificate.issued_on, holds_until=last)
    return StatusOn(CertificateStatus.TRAINING_LAPSED, max(certificate.issued_on, last + timedelta(days=1)))
