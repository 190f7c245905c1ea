"""How people are found in a register of millions: search words of their names, and the indexes for them.

Safe beside people at work: indexes are made without a lock, the words in short transactions. After an interruption
the migration is run again; `tirkelim name_keys` can make the words as well.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from tirkelim.journal.extensions import need_extension
from tirkelim.journal.migrating import OnPostgresql

PRESENT = 'WHERE "known_to" IS NULL'


def trigrams(apps: Any, schema_editor: Any) -> None:
    """PostgreSQL finds parts of words by an extension."""
    need_extension(schema_editor.connection, "pg_trgm")


def words_of_names(apps: Any, schema_editor: Any) -> None:
    """Search words for the people who are there already; none in a new database."""
    if not apps.get_model("register", "Person").objects.using(schema_editor.connection.alias).exists():
        return
    from tirkelim.register.name_keys import rebuild

    for _last, _made in rebuild(missing_only=True):
        pass


def index(name: str, definition: str) -> OnPostgresql:
    """An index made beside people at work; what an interruption left of it is cleared away before."""
    drop = f'DROP INDEX CONCURRENTLY IF EXISTS "{name}"'
    return OnPostgresql([drop, f'CREATE INDEX CONCURRENTLY "{name}" ON {definition}'], drop)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("register", "0009_no_overlap")]
    operations = [
        migrations.RunPython(trigrams, migrations.RunPython.noop),
        migrations.CreateModel(
            name="NameSlip",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("heard", models.CharField(max_length=60)),
                ("word", models.CharField(max_length=60)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("heard", "word"), name="name_slip_once")],
            },
        ),
        migrations.RunPython(words_of_names, migrations.RunPython.noop),
        # Of names, in the order in which people are listed: the beginning of a surname.
        index("name_key_words", '"register_namekey" ("words" COLLATE "C")'),
        index("name_key_sounds", '"register_namekey" ("sounds" COLLATE "C")'),
        # Of any other word of a name.
        index("name_key_words_within", '"register_namekey" USING gin ("words" gin_trgm_ops)'),
        index("name_key_sounds_within", '"register_namekey" USING gin ("sounds" gin_trgm_ops)'),
        # Of what is rare: a position, a specialty, a level; and of those who live in a region.
        index("employment_by_position", f'"register_employment" ("position", "person_id") {PRESENT}'),
        index("employment_by_specialty", f'"register_employment" ("specialty", "person_id") {PRESENT}'),
        index("qualification_by_level", f'"register_qualification" ("level", "person_id") {PRESENT}'),
        index("person_fact_home", f'"register_personfact" ("residence_kato", "person_id") {PRESENT}'),
    ]
