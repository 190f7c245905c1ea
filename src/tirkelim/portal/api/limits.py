"""How much one caller may ask: the size of a request, and how many a minute.

The counter lives in the memory of the process and forgets everything each minute: nothing about a caller is stored.
With n web processes an address may ask up to n times as often; it guards against loops, not against an attack.
"""

from __future__ import annotations

import threading
import time
from collections import Counter

from django.http import HttpRequest

LARGEST_BODY = 256 * 1024
"""Bytes: enough for the thousand activities that ``cpd.portfolio`` takes at most."""
MINUTE = 60


class BodyTooLarge(ValueError):
    """The request holds more than ``LARGEST_BODY`` bytes."""


def read_body(request: HttpRequest, limit: int = LARGEST_BODY) -> bytes:
    """The bytes of the request, never more than the limit. Raises BodyTooLarge."""
    stated = request.META.get("CONTENT_LENGTH") or "0"
    if stated.isdecimal() and int(stated) > limit:
        raise BodyTooLarge
    body = request.read(limit + 1)
    if len(body) > limit:
        raise BodyTooLarge
    return body


class Counted:
    """Requests of the current minute by address."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._minute = -1
        self._count: Counter[str] = Counter()

    def seconds_to_wait(self, address: str, limit: int, now: float | None = None) -> int:
        """Count a request; 0 when it is within the limit, else the seconds until the next minute. Limit 0: none."""
        if not limit:
            return 0
        moment = time.monotonic() if now is None else now
        with self._lock:
            if int(moment // MINUTE) != self._minute:
                self._minute = int(moment // MINUTE)
                self._count.clear()
            self._count[address] += 1
            within = self._count[address] <= limit
        return 0 if within else MINUTE - int(moment % MINUTE)
