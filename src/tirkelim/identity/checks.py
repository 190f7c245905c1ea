"""Start-up checks: demo accounts, whose passwords are public, cannot exist outside demo mode; a sign-in provider is
reached by HTTPS, and its secret can be read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from tirkelim.identity.models import Account

TAG = "tirkelim"


def no_demo_accounts(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """An error for a database with demo accounts that is opened outside demo mode."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        if settings.DEMO or Account._meta.db_table not in connections[alias].introspection.table_names():
            continue
        if Account.objects.using(alias).filter(demo=True).exists():
            found.append(
                Error(
                    "the database holds demo accounts, but TIRKELIM_DEMO is not set",
                    hint="Never turn a demo database into a real one: start with an empty database.",
                    id="identity.E001",
                )
            )
    return found


def provider_can_be_trusted(**_: Any) -> list[CheckMessage]:
    """Errors for a provider whose answers anybody on the way could write, and for a secret that is not there."""
    found: list[CheckMessage] = []
    if not settings.OIDC["issuer"]:
        return found
    names = ("issuer", "authorize_url", "token_url", "keys_url", "userinfo_url")
    addresses = [settings.OIDC[name] for name in names if settings.OIDC[name]]
    if not settings.DEMO and not all(address.startswith("https://") for address in addresses):
        found.append(Error("an address of the sign-in provider (TIRKELIM_OIDC_...) is not https", id="identity.E002"))
    secret = settings.OIDC["secret_file"]
    if secret and not os.access(secret, os.R_OK):
        found.append(Error("TIRKELIM_OIDC_SECRET_FILE cannot be read", id="identity.E003"))
    return found


def register_checks() -> None:
    """Tell Django about the checks (called once, when the application is ready)."""
    register(no_demo_accounts, Tags.database, TAG)
    register(provider_can_be_trusted, TAG)
