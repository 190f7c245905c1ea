"""Sign-in: passwords, throttling, sessions. Pages belong to the portal; the rules are here.

Failures are counted for the name and for the address, under a keyed hash. Wrong name and wrong password look the
same and take the same time.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.http import HttpRequest
from django.utils import translation

from tirkelim.identity.models import Account, SignInRecord, Throttle
from tirkelim.journal.locks import hold

BACKEND = "tirkelim.identity.backend.AccountBackend"


class SignedIn(NamedTuple):
    """Name and password fit."""

    account: Account


class Wrong(NamedTuple):
    """Name or password do not fit, or the account may not be used; which of them is not said."""


class Locked(NamedTuple):
    """Too many failures for this name or from this address: try again at `until`."""

    until: datetime


Outcome = SignedIn | Wrong | Locked


def authenticate(login: str, password: str, address: str, now: datetime) -> Outcome:
    """Check a name and password, counting failures. `address` is the caller's network address."""
    name = login.strip().lower()[:50]
    keys = {_key("name", name): settings.SIGN_IN_FAILURES, _key("address", address): settings.ADDRESS_FAILURES}
    until = _locked_until(keys, now)
    if until is not None:
        return Locked(until)
    account = Account.objects.filter(login=name).first()
    # An unknown name costs a hash as well, so that time does not tell names apart.
    fits = check_password(password, account.password) if account else not make_password(password)
    with transaction.atomic():
        if account is not None:
            SignInRecord.objects.create(account=account, at=now, succeeded=fits, address_key=_key("address", address))
        if account is not None and fits and usable(account):
            Throttle.objects.filter(key=_key("name", name)).delete()
            return SignedIn(account)
        for key, limit in keys.items():
            _count_failure(key, limit, now)
    return Wrong()


def usable(account: Account) -> bool:
    """Whether anyone may sign in to the account: it is open, and no demo account outside demo mode."""
    return account.is_active and (settings.DEMO or not account.demo)


def open_session(request: HttpRequest, account: Account) -> None:
    """Begin the account's session under a new session key, in its language."""
    auth.login(request, account, backend=BACKEND)
    translation.activate(account.language)


def close_session(request: HttpRequest) -> None:
    """End the session and forget everything in it."""
    auth.logout(request)


def client_address(request: HttpRequest) -> str:
    """The caller's network address. X-Forwarded-For counts only as far as our own proxies wrote it."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.TRUSTED_PROXIES:
        return direct
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return chain[-settings.TRUSTED_PROXIES] if len(chain) >= settings.TRUSTED_PROXIES else direct


def forget_old_failures(now: datetime) -> int:
    """Delete counters that no longer matter; returns how many. For a regular clean-up."""
    before = now - timedelta(minutes=settings.LOCK_MINUTES)
    counters = Throttle.objects.filter(since__lt=before).exclude(locked_until__gt=now)
    return counters.delete()[0]


def _key(kind: str, value: str) -> str:
    secret = settings.SECRET_KEY.encode()
    return hmac.new(secret, f"sign-in:{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def _locked_until(keys: dict[str, int], now: datetime) -> datetime | None:
    locked = Throttle.objects.filter(key__in=keys, locked_until__gt=now)
    return locked.order_by("-locked_until").values_list("locked_until", flat=True).first()


def _count_failure(key: str, limit: int, now: datetime) -> None:
    """One more failure; at the limit the key is locked and counting begins anew."""
    hold(f"throttle:{key}")
    span = timedelta(minutes=settings.LOCK_MINUTES)
    row = Throttle.objects.filter(key=key).first() or Throttle(key=key, since=now)
    if row.since + span <= now:
        row.failures, row.since = 0, now
    row.failures += 1
    if row.failures >= limit:
        row.failures, row.since, row.locked_until = 0, now, now + span
    row.save()
