"""What must hold before the server answers its first request."""

from __future__ import annotations

from django.conf import settings
from django.core.checks import CheckMessage, Error, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

TAG = "tirkelim"


def problems() -> list[CheckMessage]:
    """Errors that forbid serving: no secret key, missing guards, demo accounts outside demo mode."""
    found: list[CheckMessage] = []
    if not (settings.SECRET_KEY_IS_SET or settings.DEMO):
        found.append(Error("TIRKELIM_SECRET_KEY is not set", id="tirkelim.E001"))
    found += run_checks(tags=[TAG], databases=list(connections))
    return [message for message in found if message.is_serious()]


def refuse_unsafe_start() -> None:
    """Raise ImproperlyConfigured naming every problem. Closes connections: workers must not share them."""
    try:
        found = problems()
    finally:
        connections.close_all()
    if found:
        raise ImproperlyConfigured("; ".join(f"{message.id}: {message.msg}" for message in found))
