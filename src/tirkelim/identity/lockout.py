"""Locks after failures: of a name, an address, an account's codes. Only keyed hashes of them are kept.

A lock ends by itself after TIRKELIM_LOCK_MINUTES; an administrator may end that of a name and of codes before.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from tirkelim.identity.models import Throttle
from tirkelim.journal.locks import hold

Limits = Mapping[str, int]
"""Keys, each with how many failures it bears."""


def of_name(login: str) -> Limits:
    """The limit of a sign-in name, whether or not anybody has it."""
    return {key("name", login): settings.SIGN_IN_FAILURES}


def of_address(address: str) -> Limits:
    """The limit of a network address, for whatever is tried from it."""
    return {key("address", address): settings.ADDRESS_FAILURES}


def of_codes(account: UUID) -> Limits:
    """The limit of an account's second factor: codes and recovery codes together."""
    return {key("codes", str(account)): settings.SIGN_IN_FAILURES}


def locked_until(limits: Limits, now: datetime) -> datetime | None:
    """Until when one of these is locked; None where none is."""
    locked = Throttle.objects.filter(key__in=list(limits), locked_until__gt=now)
    return locked.order_by("-locked_until").values_list("locked_until", flat=True).first()


def count_failure(limits: Limits, now: datetime) -> None:
    """One more failure of each; at its limit a key is locked and counting begins anew."""
    with transaction.atomic():
        for one in sorted(limits):
            _count(one, limits[one], now)


def forgive(keys: Iterable[str]) -> int:
    """Forget failures and locks; returns how many of the keys had any."""
    return Throttle.objects.filter(key__in=list(keys)).delete()[0]


def key(kind: str, value: str) -> str:
    """The keyed hash under which a name, an address or an account is counted."""
    secret = settings.SECRET_KEY.encode()
    return hmac.new(secret, f"sign-in:{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def forget_old_failures(now: datetime) -> int:
    """Delete counters that no longer matter; returns how many. For a regular clean-up."""
    before = now - timedelta(minutes=settings.LOCK_MINUTES)
    counters = Throttle.objects.filter(since__lt=before).exclude(locked_until__gt=now)
    return counters.delete()[0]


def _count(one: str, limit: int, now: datetime) -> None:
    hold(f"throttle:{one}")
    span = timedelta(minutes=settings.LOCK_MINUTES)
    row = Throttle.objects.filter(key=one).first() or Throttle(key=one, since=now)
    if row.since + span <= now:
        row.failures, row.since = 0, now
    row.failures += 1
    if row.failures >= limit:
        row.failures, row.since, row.locked_until = 0, now, now + span
    row.save()
