"""Sign-in: passwords, throttling, sessions. Pages belong to the portal; the rules are here.

Failures are counted for the name and for the address (``lockout.py``). Wrong name and wrong password look the same
and take the same time. What a password opens may need a second factor yet: ``second_factor.py``.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.http import HttpRequest
from django.utils import translation

from tirkelim.identity import lasting, lockout
from tirkelim.identity.models import Account, SignInRecord, Way

BACKEND = "tirkelim.identity.backend.AccountBackend"


class SignedIn(NamedTuple):
    """What was given fits the account."""

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
    limits = {**lockout.of_name(name), **lockout.of_address(address)}
    until = lockout.locked_until(limits, now)
    if until is not None:
        return Locked(until)
    account = Account.objects.filter(login=name).first()
    # An unknown name costs a hash as well, so that time does not tell names apart.
    fits = check_password(password, account.password) if account else not make_password(password)
    with transaction.atomic():
        if account is not None:
            note(account, Way.PASSWORD, address, now, succeeded=fits)
        if account is not None and fits and usable(account):
            lockout.forgive(lockout.of_name(name))
            return SignedIn(account)
        lockout.count_failure(limits, now)
    return Wrong()


def note(account: Account, way: Way, address: str, now: datetime, *, succeeded: bool) -> None:
    """Record an attempt to sign in to an account."""
    SignInRecord.objects.create(
        account=account, at=now, succeeded=succeeded, way=way, address_key=lockout.key("address", address)
    )


def usable(account: Account) -> bool:
    """Whether anyone may sign in to the account: it is open, and no demo account outside demo mode."""
    return account.is_active and (settings.DEMO or not account.demo)


def open_session(request: HttpRequest, account: Account, now: datetime, way: Way = Way.PASSWORD) -> None:
    """Begin the account's session under a new session key, in its language."""
    auth.login(request, account, backend=BACKEND)
    lasting.begin(request, account, now, way)
    translation.activate(account.language)


def close_session(request: HttpRequest) -> None:
    """End the session and forget everything in it."""
    lasting.forget(request)
    auth.logout(request)


def client_address(request: HttpRequest) -> str:
    """The caller's network address. X-Forwarded-For counts only as far as our own proxies wrote it."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.TRUSTED_PROXIES:
        return direct
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return chain[-settings.TRUSTED_PROXIES] if len(chain) >= settings.TRUSTED_PROXIES else direct
