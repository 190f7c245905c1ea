"""The database itself refuses what cannot be: two versions of one fact on one day, two main jobs of one person.

The rules stand beside the models and are put in place after every migration (journal/no_overlap.py). Here is what
they need: an extension on PostgreSQL, and a register in which no two main jobs of one person hold at once. Earlier
releases let the second employer's entry stand as main too; from now on it is a claim until the other job has ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from django.db import migrations
from django.utils import timezone

from tirkelim.journal.extensions import need_extension


def prepare(apps: Any, schema_editor: Any) -> None:
    """Make the extension, and turn every main job that begins while another holds into a claim."""
    need_extension(schema_editor.connection, "btree_gist")
    jobs = apps.get_model("register", "Employment").objects.using(schema_editor.connection.alias)
    found = list(begun_while_another_holds(jobs))
    if found:
        settle(jobs, found)


def begun_while_another_holds(jobs: Any) -> Iterator[UUID]:
    """Ids of the main jobs, of the present knowledge, that begin while an earlier one of the person holds."""
    rows = jobs.filter(known_to__isnull=True, is_main=True).order_by("person_id", "valid_from", "known_from", "id")
    person, until = None, None
    for id, whose, valid_from, valid_to in rows.values_list("id", "person_id", "valid_from", "valid_to").iterator():
        if whose == person and (until is None or valid_from < until):
            yield id
        else:
            person, until = whose, valid_to


def settle(jobs: Any, found: list[UUID]) -> None:
    """Record the claims: as any correction, with a change, a new version, and an entry in the person's journal."""
    from tirkelim.journal.chain import append
    from tirkelim.journal.change import Command, change

    why = "two main jobs at once: the later one is a claim until the other has ended"
    with change(Command(uuid4(), None, timezone.now(), why), "register.settle_main") as made:
        for old in jobs.filter(pk__in=found):
            jobs.filter(pk=old.pk).update(known_to=made.at, closed_by=made.id)
            old.id, old.known_from, old.change_id = uuid4(), made.at, made.id
            old.is_main, old.claims_main = False, True
            old.save(force_insert=True)
            changes = {"is_main": {"was": True, "becomes": False}, "claims_main": {"was": False, "becomes": True}}
            body = {"employment": old.line, "version": old.valid_from, "changes": changes}
            append(f"person:{old.person_id}", made, "employment_corrected", body)


class Migration(migrations.Migration):
    dependencies = [("register", "0008_movement"), ("journal", "0001_initial")]
    operations = [migrations.RunPython(prepare, migrations.RunPython.noop)]
