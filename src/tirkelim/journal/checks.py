"""Start-up check: a database without its guards is not served."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from tirkelim.journal import guards, no_overlap

TAG = "tirkelim"
"""Tag of the checks that must pass before the server starts (conf/start.py runs them)."""


def guards_are_installed(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """One error a table whose guard is missing; tables that do not exist yet are no error."""
    return [
        Error(
            f"the table {table} is not guarded against changes",
            hint="Run the management command install_guards, and find out who removed the guard.",
            id="journal.E001",
        )
        for alias in databases or ()
        for table in guards.missing(connections[alias])
    ]


def nothing_holds_twice(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """One error a rule that the database does not keep."""
    return [
        Error(
            f"the database does not keep the rule {name}: two facts that exclude each other could hold on one day",
            hint="Run the management command install_guards, and find out who removed the rule.",
            id="journal.E002",
        )
        for alias in databases or ()
        for name in no_overlap.missing(connections[alias])
    ]


def register_checks() -> None:
    """Tell Django about the checks (called once, when the application is ready)."""
    register(guards_are_installed, Tags.database, TAG)
    register(nothing_holds_twice, Tags.database, TAG)
