"""Indexes by which an import finds entries of the same birthday and an alike surname, and numbers of documents given."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from tirkelim.journal.migrating import OnPostgresql

BORN_ALIKE = '"register_personfact" ("birth_date", "search_key"{}) WHERE known_to IS NULL'


def index(name: str, definition: str) -> OnPostgresql:
    """An index made beside people at work; what an interruption left of it is cleared away before."""
    drop = f'DROP INDEX CONCURRENTLY IF EXISTS "{name}"'
    return OnPostgresql([drop, f'CREATE INDEX CONCURRENTLY "{name}" ON {definition}'], drop)


def on_sqlite(apps: Any, schema_editor: Any) -> None:
    """The same on SQLite, which compares texts by their bytes anyway."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f'CREATE INDEX IF NOT EXISTS "person_born_alike" ON {BORN_ALIKE.format("")}')


def off_sqlite(apps: Any, schema_editor: Any) -> None:
    """Take it away again."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute('DROP INDEX IF EXISTS "person_born_alike"')


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("register", "0012_duplicates_and_claims")]
    operations = [
        index("person_born_alike", BORN_ALIKE.format(' COLLATE "C"')),
        migrations.RunPython(on_sqlite, off_sqlite),
        index(
            "qualification_document", '"register_qualification" ("document_number") WHERE document_number IS NOT NULL'
        ),
    ]
