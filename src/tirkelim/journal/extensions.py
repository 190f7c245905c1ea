"""Extensions of PostgreSQL that the register needs: made where the role may, else said what the operator has to do."""

from __future__ import annotations

from django.core.management.base import CommandError
from django.db import ProgrammingError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper


def has_extension(connection: BaseDatabaseWrapper, name: str) -> bool:
    """Whether the database has an extension. Only for PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = %s", [name])
        return cursor.fetchone() is not None


def need_extension(connection: BaseDatabaseWrapper, name: str) -> None:
    """For a migration: make the extension unless it is there; other databases have none.

    Raises CommandError with the statement that somebody who may has to run once.
    """
    if connection.vendor != "postgresql" or has_extension(connection, name):
        return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(f'CREATE EXTENSION IF NOT EXISTS "{name}"')
    except ProgrammingError as refused:
        user, database = connection.settings_dict["USER"], connection.settings_dict["NAME"]
        raise CommandError(
            f"The role {user} may not make the extension {name}. Let somebody who may, such as the superuser, run"
            f' CREATE EXTENSION "{name}"; in the database {database} once, then migrate again.'
        ) from refused
