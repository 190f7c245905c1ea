"""Guards: database triggers that keep rows as they were written, whoever writes and by whatever means.

A model is declared once, beside its definition: `guard(Model)` forbids UPDATE, DELETE and TRUNCATE;
`set_once` names fields that may go from NULL to a value, `clear_once` fields that may go from a value to NULL.
The triggers are installed after every migration (SQLite drops them silently when it rebuilds a table for an
altered field) and checked before the server starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from tirkelim.journal import guard_sql


class Rule(NamedTuple):
    """What may change in a guarded row: nothing, but for these fields in these directions."""

    set_once: tuple[str, ...] = ()
    clear_once: tuple[str, ...] = ()


_RULES: dict[type[models.Model], Rule] = {}


def guard(model: type[models.Model], *, set_once: tuple[str, ...] = (), clear_once: tuple[str, ...] = ()) -> None:
    """Declare the guard of a model. Raises ValueError when it already has another one."""
    rule = Rule(set_once, clear_once)
    if _RULES.setdefault(model, rule) != rule:
        raise ValueError(f"{model.__name__} already has a guard")


def guarded_models() -> tuple[type[models.Model], ...]:
    """Every model that has a guard, in the order of declaration."""
    return tuple(_RULES)


def wanted(connection: BaseDatabaseWrapper, only: set[str] | None = None) -> dict[str, guard_sql.Guard]:
    """The guards that this database should have, by table: of existing tables, and of `only` where given."""
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        found = {}
        for model, rule in _RULES.items():
            table = model._meta.db_table
            if table not in existing or (only is not None and table not in only):
                continue
            # Names are all that is needed: Django's own description also reads the table's SQL, which takes long.
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} LIMIT 0")  # noqa: S608
            found[table] = guard_sql.Guard(
                table=table,
                columns=tuple(column[0] for column in cursor.description),
                set_once=_columns(model, rule.set_once),
                clear_once=_columns(model, rule.clear_once),
            )
    return found


def _columns(model: type[models.Model], fields: tuple[str, ...]) -> tuple[str, ...]:
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
    return tuple(columns[name] for name in fields)


def install(connection: BaseDatabaseWrapper, only: set[str] | None = None) -> None:
    """Create or renew the guards; doing it twice changes nothing."""
    dialect = guard_sql.dialect(connection)
    guards = wanted(connection, only)
    with connection.cursor() as cursor:
        if guards:
            for statement in dialect.prepare():
                cursor.execute(statement)
        for one in guards.values():
            for statement in (*dialect.drop(one.table), *dialect.create(one)):
                cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables whose guard is absent, switched off or not the one declared; empty when all is well."""
    return guard_sql.dialect(connection).differing(connection, wanted(connection))


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Without guards inside the block: for emptying a test database, and for a migration that must mend rows."""
    lift(connection)
    try:
        yield
    finally:
        install(connection)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take all guards away; `install` brings them back."""
    dialect = guard_sql.dialect(connection)
    with connection.cursor() as cursor:
        for table in wanted(connection):
            for statement in dialect.drop(table):
                cursor.execute(statement)


def install_after_migrate(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Handler of post_migrate: (re)install the guards of the application that was migrated."""
    tables = {model._meta.db_table for model in sender.get_models()}
    install(connections[using], only=tables)
