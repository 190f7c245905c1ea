"""Sending what waits: at least once, and seen once, since a repetition carries the same id as the first try.

Nothing is sent inside a transaction: a slow system holds no lock. A delivery is claimed first, by counting the try and
setting the time of the next one; whoever dies in between leaves it to that next try.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from tirkelim.notices import by_email, by_sms
from tirkelim.notices.models import Delivery, Way
from tirkelim.notices.outcome import Ended, Failed, Outcome, Sent

log = logging.getLogger(__name__)

MOST_ATTEMPTS: Final = 10
MOST_FAILURES: Final = 3
"""Of one way in one round."""
FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=6)

WAYS: Mapping[str, Callable[[Delivery, datetime], Outcome]] = {Way.SMS: by_sms.send, Way.EMAIL: by_email.send}


class Round(NamedTuple):
    """What one round of sending did."""

    sent: int
    ended: int
    failed: int


def send_waiting(now: datetime, limit: int = 200) -> Round:
    """Try everything whose time has come, oldest first. A way that failed three times rests until the next round: the
    documents that wait beside would otherwise wait for a mail server that is down, letter by letter."""
    waiting = Delivery.objects.filter(next_at__lte=now).select_related("notice").order_by("next_at", "pk")[:limit]
    outcomes: list[Outcome | None] = []
    failures: Counter[str] = Counter()
    for delivery in waiting:
        if failures[delivery.way] >= MOST_FAILURES:
            continue
        outcome = _try(delivery, now)
        failures[delivery.way] += isinstance(outcome, Failed)
        outcomes.append(outcome)
    return Round(*(sum(isinstance(one, kind) for one in outcomes) for kind in (Sent, Ended, Failed)))


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many tries: twice as long each time, up to six hours."""
    return min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)


def _try(delivery: Delivery, now: datetime) -> Outcome | None:
    """One try; None where another process is at it."""
    attempts = delivery.attempts + 1
    claimed = Delivery.objects.filter(pk=delivery.pk, attempts=delivery.attempts, next_at=delivery.next_at)
    if not claimed.update(attempts=attempts, next_at=now + pause_after(attempts)):
        return None
    outcome = _sent_soundly(delivery, now)
    row = Delivery.objects.filter(pk=delivery.pk, sent_at=None, ended_at=None)
    if isinstance(outcome, Sent):
        row.update(sent_at=now, next_at=None, reference=outcome.reference[:100], fault="")
    elif isinstance(outcome, Ended):
        row.update(ended_at=now, next_at=None, fault=outcome.why)
    elif attempts >= MOST_ATTEMPTS:
        row.update(ended_at=now, next_at=None, fault=outcome.fault)
    else:
        row.update(fault=outcome.fault)
    return outcome


def _sent_soundly(delivery: Delivery, now: datetime) -> Outcome:
    """What became of a try; whatever goes wrong is a failure to be tried again."""
    try:
        return WAYS[delivery.way](delivery, now)
    except Exception as failure:  # whatever fails, the others go on
        # The kind only: a message may carry an address.
        log.warning("a notice was not sent by %s: %s", delivery.way, type(failure).__name__)
        return Failed(type(failure).__name__[:40])
