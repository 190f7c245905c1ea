"""The leaves of a job by the present knowledge: the work list asks for those that have ended."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from tirkelim.journal.migrating import OnPostgresql

OF_JOB = '"absence_of_job" ON "register_absence" ("employment") WHERE known_to IS NULL'
DROP = 'DROP INDEX CONCURRENTLY IF EXISTS "absence_of_job"'


def on_sqlite(apps: Any, schema_editor: Any) -> None:
    """The same on SQLite."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {OF_JOB}")


def off_sqlite(apps: Any, schema_editor: Any) -> None:
    """Take it away again."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute('DROP INDEX IF EXISTS "absence_of_job"')


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("register", "0014_employment_of_line")]
    operations = [
        # Made beside people at work; what an interruption left of it is cleared away before.
        OnPostgresql([DROP, f"CREATE INDEX CONCURRENTLY {OF_JOB}"], DROP),
        migrations.RunPython(on_sqlite, off_sqlite),
    ]
