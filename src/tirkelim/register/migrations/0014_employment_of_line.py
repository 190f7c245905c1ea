"""All versions of a job, the corrected ones as well: reports and the work list ask when a job was first entered."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from tirkelim.journal.migrating import OnPostgresql

OF_LINE = '"employment_of_line" ON "register_employment" ("line", "known_from")'
DROP = 'DROP INDEX CONCURRENTLY IF EXISTS "employment_of_line"'


def on_sqlite(apps: Any, schema_editor: Any) -> None:
    """The same on SQLite."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {OF_LINE}")


def off_sqlite(apps: Any, schema_editor: Any) -> None:
    """Take it away again."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute('DROP INDEX IF EXISTS "employment_of_line"')


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("register", "0013_born_alike")]
    operations = [
        # Made beside people at work; what an interruption left of it is cleared away before.
        OnPostgresql([DROP, f"CREATE INDEX CONCURRENTLY {OF_LINE}"], DROP),
        migrations.RunPython(on_sqlite, off_sqlite),
    ]
