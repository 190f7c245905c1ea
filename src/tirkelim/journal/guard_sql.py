"""The SQL of guards, for SQLite and for PostgreSQL. Both refuse with an integrity error that names the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from django.db.backends.base.base import BaseDatabaseWrapper


class Guard(NamedTuple):
    """What is installed on one table, in terms of columns."""

    table: str
    columns: tuple[str, ...]
    set_once: tuple[str, ...]
    clear_once: tuple[str, ...]


class Dialect(Protocol):
    """How one kind of database expresses guards."""

    def prepare(self) -> tuple[str, ...]:
        """Statements needed once before any guard."""

    def create(self, one: Guard) -> tuple[str, ...]:
        """Statements that put a guard in place."""

    def drop(self, table: str) -> tuple[str, ...]:
        """Statements that remove a table's guard, whether it is there or not."""

    def differing(self, connection: BaseDatabaseWrapper, guards: Mapping[str, Guard]) -> list[str]:
        """Tables whose installed guard is not exactly the wanted one."""


def dialect(connection: BaseDatabaseWrapper) -> Dialect:
    """The dialect of a connection. Raises NotImplementedError for any other kind of database."""
    if connection.vendor == "sqlite":
        return Sqlite()
    if connection.vendor == "postgresql":
        return Postgresql()
    raise NotImplementedError(f"no guards are written for {connection.vendor}")


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class Sqlite:
    """Triggers that compare every column; SQLite has no way to compare whole rows."""

    def prepare(self) -> tuple[str, ...]:
        """See Dialect."""
        return ()

    def create(self, one: Guard) -> tuple[str, ...]:
        """See Dialect."""
        return tuple(self._triggers(one).values())

    def _triggers(self, one: Guard) -> dict[str, str]:
        head = "CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW{when} BEGIN {body}; END"
        refuse = f"SELECT RAISE(ABORT, 'guard: rows of {one.table} are kept as written')"
        update, delete = (f"guard_{one.table}_{event}" for event in ("update", "delete"))
        table = _quote(one.table)
        return {
            update: head.format(name=_quote(update), event="UPDATE", table=table, when=self._when(one), body=refuse),
            delete: head.format(name=_quote(delete), event="DELETE", table=table, when="", body=refuse),
        }

    def _when(self, one: Guard) -> str:
        kept = []
        for column in one.columns:
            name = _quote(column)
            same = f"OLD.{name} IS NEW.{name}"
            if column in one.set_once:
                same = f"({same} OR OLD.{name} IS NULL)"
            elif column in one.clear_once:
                same = f"({same} OR NEW.{name} IS NULL)"
            kept.append(same)
        return f" WHEN NOT ({' AND '.join(kept)})"

    def drop(self, table: str) -> tuple[str, ...]:
        """See Dialect."""
        return tuple(f"DROP TRIGGER IF EXISTS {_quote(f'guard_{table}_{event}')}" for event in ("update", "delete"))

    def differing(self, connection: BaseDatabaseWrapper, guards: Mapping[str, Guard]) -> list[str]:
        """See Dialect."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            installed = dict(cursor.fetchall())
        return [
            table
            for table, one in guards.items()
            if any(installed.get(name) != sql for name, sql in self._triggers(one).items())
        ]


FUNCTION = "tirkelim_guard"
FUNCTION_BODY = """
DECLARE
    set_once text[] := string_to_array(TG_ARGV[0], ',');
    clear_once text[] := string_to_array(TG_ARGV[1], ',');
    was jsonb;
    becomes jsonb;
    name text;
    kept boolean := TG_OP = 'UPDATE';
BEGIN
    IF kept THEN
        was := to_jsonb(OLD);
        becomes := to_jsonb(NEW);
        kept := (was - set_once - clear_once) = (becomes - set_once - clear_once);
        FOREACH name IN ARRAY set_once LOOP
            kept := kept AND (was -> name IS NOT DISTINCT FROM becomes -> name OR was -> name = 'null'::jsonb);
        END LOOP;
        FOREACH name IN ARRAY clear_once LOOP
            kept := kept AND (was -> name IS NOT DISTINCT FROM becomes -> name OR becomes -> name = 'null'::jsonb);
        END LOOP;
    END IF;
    IF kept IS NOT TRUE THEN
        RAISE EXCEPTION 'guard: rows of % are kept as written', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
"""


class Postgresql:
    """One function for all tables: it compares rows as a whole, so an altered or added column needs no new guard."""

    def prepare(self) -> tuple[str, ...]:
        """See Dialect."""
        return (
            f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql"
            f" AS $guard${FUNCTION_BODY}$guard$",
        )

    def create(self, one: Guard) -> tuple[str, ...]:
        """See Dialect."""
        call = f"EXECUTE FUNCTION {FUNCTION}({self._arguments(one)})"
        table = _quote(one.table)
        return (
            f"CREATE TRIGGER {FUNCTION}_row BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {call}",
            f"CREATE TRIGGER {FUNCTION}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}",
            # Fires also for a session that replays replicated rows, where plain triggers stay silent.
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {FUNCTION}_row",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {FUNCTION}_truncate",
        )

    @staticmethod
    def _arguments(one: Guard) -> str:
        return f"'{','.join(one.set_once)}', '{','.join(one.clear_once)}'"

    def drop(self, table: str) -> tuple[str, ...]:
        """See Dialect."""
        return tuple(f"DROP TRIGGER IF EXISTS {FUNCTION}_{part} ON {_quote(table)}" for part in ("row", "truncate"))

    def differing(self, connection: BaseDatabaseWrapper, guards: Mapping[str, Guard]) -> list[str]:
        """See Dialect."""
        if not guards:
            return []
        with connection.cursor() as cursor:
            cursor.execute("SELECT prosrc FROM pg_proc WHERE oid = to_regproc(%s)", [FUNCTION])
            if cursor.fetchone() != (FUNCTION_BODY,):
                return list(guards)
            cursor.execute(
                "SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t"
                " JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE t.tgfoid = to_regproc(%s) AND t.tgenabled = 'A' AND pg_table_is_visible(c.oid)",
                [FUNCTION],
            )
            installed = {(table, name): text for table, name, text in cursor.fetchall()}
        return [
            table
            for table, one in guards.items()
            if any(
                f"{FUNCTION}({self._arguments(one)})" not in installed.get((table, f"{FUNCTION}_{part}"), "")
                for part in ("row", "truncate")
            )
        ]
