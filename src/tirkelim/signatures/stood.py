"""Which time-stamping authorities stood a short while ago: thousands of signatures a day bear the stamp of one.

Kept in each process, for ten minutes, as revocation lists are; with everything that it rested on, which is evidence of
each signature. Nobody's own certificate is remembered here: a key reported stolen must not work for another minute.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Lock
from typing import Final, NamedTuple

from tirkelim.signatures.ground import LISTS, Ground
from tirkelim.signatures.revocation import fresh_crl, fresh_ocsp
from tirkelim.signatures.trust import Trust

REUSE: Final = timedelta(minutes=10)
MOST: Final = 100


class Stood(NamedTuple):
    """That a certificate stood at a time, by whose trust, and what showed it."""

    at: datetime
    trust: Trust
    ground: Ground


_kept: dict[bytes, Stood] = {}
_lock = Lock()


def remembered(certificate: bytes, trust: Trust, now: datetime, ground: Ground) -> bool:
    """Whether the certificate (DER) stood within the last ten minutes; what showed it is added to the ground."""
    found = _kept.get(certificate)
    if found is None or found.trust is not trust or not timedelta(0) <= now - found.at <= REUSE:
        return False
    if not _still_fresh(found.ground, now):
        return False
    for kind in LISTS:
        for piece in getattr(found.ground, kind):
            ground.add(kind, piece)
    return True


def remember(certificate: bytes, trust: Trust, now: datetime, ground: Ground) -> None:
    """The certificate stands now, as the ground shows."""
    with _lock:
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[certificate] = Stood(now, trust, ground)


def _still_fresh(ground: Ground, now: datetime) -> bool:
    answers = all(fresh_ocsp(content, now) is not None for content in ground.ocsp)
    return answers and all(fresh_crl(content, now) is not None for content in ground.crls)
