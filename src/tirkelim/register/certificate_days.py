"""On which days a certificate is valid, as stretches: what ``register.status`` answers, for every day at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from tirkelim.law.book import LawBook, current_book
from tirkelim.law.order_274_certificates.indefinite import last_day_by_training
from tirkelim.law.order_274_certificates.requirements import ACT
from tirkelim.register.status import CertificateStatus, Dates, Event, status_on

A_DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """Days from ``first`` to ``last``, both included; ``last`` None: no end is known."""

    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.first <= day and (self.last is None or day <= self.last)

    def common(self, other: Stretch) -> Stretch | None:
        """The days that are in both."""
        first = max(self.first, other.first)
        ends = [last for last in (self.last, other.last) if last is not None]
        last = min(ends, default=None)
        return None if last is not None and last < first else Stretch(first, last)


def valid_days(
    certificate: Dates, events: Iterable[Event], trained: Collection[date] = (), book: LawBook | None = None
) -> tuple[Stretch, ...]:
    """The days on which a certificate is valid by what is known of it; arguments as of ``status_on``.

    A status can change only on the day of issue, after the last valid day, on the day of an event and, without a term,
    with further education or the rule: it is asked on each of these days, and holds up to the next one.
    """
    rules = book or current_book()
    every = tuple(events)
    days = sorted(_turns(certificate, every, trained, rules))
    found: list[Stretch] = []
    for place, day in enumerate(days):
        if status_on(certificate, every, day, trained, rules).status is not CertificateStatus.VALID:
            continue
        last = days[place + 1] - A_DAY if place + 1 < len(days) else None
        if found and found[-1].last is not None and found[-1].last + A_DAY == day:
            found[-1] = found[-1]._replace(last=last)
        else:
            found.append(Stretch(day, last))
    return tuple(found)


def _turns(certificate: Dates, events: Iterable[Event], trained: Collection[date], book: LawBook) -> set[date]:
    """The days on which the status may change, from the day of issue on."""
    turns = {event.on for event in events}
    if certificate.valid_until is not None:
        turns.add(certificate.valid_until + A_DAY)
    else:
        rules = {edition.start for edition in book.editions_of(ACT)}
        turns |= rules | set(trained)
        turns |= {last_day_by_training(day, rule, book) + A_DAY for day in trained for rule in rules}
    return {certificate.issued_on, *(day for day in turns if day > certificate.issued_on)}
