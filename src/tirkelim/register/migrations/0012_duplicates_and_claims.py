"""Indexes by which entries of one person are suspected, and claims to be the main place are found."""

from __future__ import annotations

from django.db import migrations

from tirkelim.journal.migrating import OnPostgresql


def index(name: str, definition: str) -> OnPostgresql:
    """An index made beside people at work; what an interruption left of it is cleared away before."""
    drop = f'DROP INDEX CONCURRENTLY IF EXISTS "{name}"'
    return OnPostgresql([drop, f'CREATE INDEX CONCURRENTLY "{name}" ON {definition}'], drop)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("register", "0011_main_or_claimed")]
    operations = [
        index("person_birthday", '"register_personfact" ("birth_date") WHERE known_to IS NULL'),
        index(
            "person_document",
            '"register_personfact" ("document_number") WHERE known_to IS NULL AND document_number IS NOT NULL',
        ),
        index("employment_claimed", '"register_employment" ("person_id") WHERE known_to IS NULL AND claims_main'),
    ]
