"""Start-up check: demo accounts, whose passwords are public, cannot exist outside demo mode."""

from __future__ import annotations

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


def register_checks() -> None:
    """Tell Django about the check (called once, when the application is ready)."""
    register(no_demo_accounts, Tags.database, TAG)
