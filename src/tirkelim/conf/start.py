"""What must hold before the server answers its first request."""

from __future__ import annotations

from django.conf import settings
from django.core.checks import CheckMessage, Error, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

TAG = "tirkelim"


def problems() -> list[CheckMessage]:
    """Errors that forbid serving: no secret key, tables not up to date, missing guards, demo accounts
    outside demo mode."""
    found: list[CheckMessage] = []
    if not (settings.SECRET_KEY_IS_SET or settings.DEMO):
        found.append(Error("TIRKELIM_SECRET_KEY is not set", id="tirkelim.E001"))
    found += [message for alias in connections for message in _tables_up_to_date(alias)]
    found += run_checks(tags=[TAG], databases=list(connections))
    return [message for message in found if message.is_serious()]


def _tables_up_to_date(alias: str) -> list[CheckMessage]:
    """An error when migrations wait: code that does not know its tables must not write to them."""
    executor = MigrationExecutor(connections[alias])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [Error(f"{len(waiting)} migrations wait: run migrate", id="tirkelim.E002")] if waiting else []


def refuse_unsafe_start() -> None:
    """Raise ImproperlyConfigured naming every problem. Closes connections: workers must not share them."""
    try:
        found = problems()
    finally:
        connections.close_all()
    if found:
        raise ImproperlyConfigured("; ".join(f"{message.id}: {message.msg}" for message in found))
