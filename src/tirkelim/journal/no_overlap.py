"""What cannot hold twice on one day: the database itself refuses it, whoever writes and by whatever means.

A model says it once, beside its definition: `alone(Employment, "person", only="is_main")` means that of the rows of
one person that the register believes now and that are main, no two hold on the same day. Every temporal table says
so of its lines (journal/temporal.py).

PostgreSQL keeps it by exclusion constraints, SQLite by triggers. Both are put in place after every migration, as the
guards are (SQLite drops triggers silently when it rebuilds a table), and checked before the server starts. A row that
was closed never opens again: the guards see to that, so only new rows are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from tirkelim.journal.extensions import has_extension

EXTENSION = "btree_gist"
"""PostgreSQL's way to compare ids and ranges in one index."""
MARK = "_alone"
"""How the names of all these constraints end, by which a refusal is recognised."""


class Rule(NamedTuple):
    """In terms of columns: of the open rows of `table` with one value of `by`, and with `only` true where it is
    given, no two hold on the same day."""

    table: str
    by: str
    only: str

    @property
    def name(self) -> str:
        """The name of the constraint or trigger; it stands in the database's error."""
        return f"{self.table}_{self.by}{MARK}"

    def fits(self, row: str = "") -> str:
        """The condition under which a row counts; `row` is NEW. or nothing."""
        only = f" AND {row}{self.only}" if self.only else ""
        return f"{row}known_to IS NULL{only}"


_RULES: list[tuple[type[models.Model], str, str]] = []


def alone(model: type[models.Model], by: str, *, only: str = "") -> None:
    """Declare that of the rows with the same `by` no two hold on one day; `only` is a yes-or-no field."""
    if (model, by, only) not in _RULES:
        _RULES.append((model, by, only))


def is_refusal(error: IntegrityError) -> bool:
    """Whether the database refused a row because of such a rule."""
    return MARK in str(error)


def wanted(connection: BaseDatabaseWrapper, only: set[str] | None = None) -> Iterator[Rule]:
    """The rules of the tables that exist, and of `only` where given."""
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
    for model, by, flag in _RULES:
        table = model._meta.db_table
        if table in existing and (only is None or table in only):
            columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
            yield Rule(table, columns[by], flag)


def install(connection: BaseDatabaseWrapper, only: set[str] | None = None) -> None:
    """Put what is missing in place. On PostgreSQL nothing is done before the extension is there (register/0009)."""
    lacking = set(missing(connection))
    if connection.vendor == "postgresql" and not has_extension(connection, EXTENSION):
        return
    with connection.cursor() as cursor:
        for rule in list(wanted(connection, only)):
            if rule.name in lacking:
                for statement in _statements(connection, rule):
                    cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the rules that the database does not keep; empty when all is well."""
    rules = list(wanted(connection))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            installed = dict(cursor.fetchall())
            return [rule.name for rule in rules if installed.get(rule.name) != _trigger(rule)]
        cursor.execute(
            "SELECT c.conname FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid"
            " WHERE c.contype = 'x' AND c.convalidated AND pg_table_is_visible(t.oid)"
        )
        names = {name for (name,) in cursor.fetchall()}
    return [rule.name for rule in rules if rule.name not in names]


def _statements(connection: BaseDatabaseWrapper, rule: Rule) -> tuple[str, ...]:
    if connection.vendor == "sqlite":
        return f'DROP TRIGGER IF EXISTS "{rule.name}"', _trigger(rule)
    exclusion = (
        f'ALTER TABLE "{rule.table}" ADD CONSTRAINT "{rule.name}" EXCLUDE USING gist'
        f' ("{rule.by}" WITH =, daterange(valid_from, valid_to) WITH &&) WHERE ({rule.fits()})'
    )
    return (exclusion,)


def _trigger(rule: Rule) -> str:
    head = f'CREATE TRIGGER "{rule.name}" BEFORE INSERT ON "{rule.table}" FOR EACH ROW WHEN {rule.fits("NEW.")}'
    refuse = f"SELECT RAISE(ABORT, '{rule.name}: it already holds within these days')"
    same = f'"{rule.by}" = NEW."{rule.by}" AND {rule.fits()}'
    meets = "(valid_to IS NULL OR valid_to > NEW.valid_from) AND (NEW.valid_to IS NULL OR valid_from < NEW.valid_to)"
    return f'{head} BEGIN {refuse} FROM "{rule.table}" WHERE {same} AND {meets} LIMIT 1; END'


def install_after_migrate(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **_: object) -> None:
    """Handler of post_migrate: put in place what the tables of the migrated application should keep."""
    install(connections[using], only={model._meta.db_table for model in sender.get_models()})
