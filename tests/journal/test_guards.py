"""Guarded rows stay as written: through the ORM, through SQL, and after a table was rebuilt."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models.deletion import ProtectedError

from tirkelim.conf.start import problems
from tirkelim.journal import guards
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, change
from tirkelim.journal.models import Change, JournalEntry, JournalPayload
from tirkelim.register.models import Organisation, OrganisationFact

Make = Callable[..., Command]
GUARDED = sorted(guards.guarded_models(), key=lambda model: model._meta.label)
A_DAY = datetime.date(2026, 3, 2)


def ids(model: type[models.Model]) -> str:
    """Name a model in a test report."""
    return model._meta.label


@pytest.fixture
def fact(command: Make, db: None) -> OrganisationFact:
    """A temporal row, with everything it rests on."""
    with change(command(), "test.write") as made:
        append("organisation:1", made, "added", {"name": "Емхана"})
        organisation = Organisation.objects.create(bin="310640000124", change=made)
        row = OrganisationFact(
            organisation=organisation, line=organisation.id, name_kk="Емхана", kind="medical",
            valid_from=A_DAY, known_from=made.at, change=made,
        )  # fmt: skip
        row.save()
    return row


def refused(action: Callable[[], Any]) -> None:
    """The database refuses the action, and says that it was the guard."""
    with pytest.raises(IntegrityError, match="guard"), transaction.atomic():
        action()


def sql(statement: str, *values: object) -> None:
    """Run SQL past the ORM."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.django_db
def test_the_orm_cannot_rewrite_or_delete(fact: OrganisationFact) -> None:
    """Neither one row nor many."""
    refused(lambda: OrganisationFact.objects.update(name_kk="Аурухана"))
    refused(lambda: OrganisationFact.objects.all()._raw_delete(using="default"))
    refused(lambda: Organisation.objects.filter(pk=fact.organisation_id).update(bin="310641000134"))
    refused(lambda: Change.objects.update(why="because"))
    refused(lambda: Change.objects.update(actor=uuid.uuid4()))
    refused(lambda: JournalEntry.objects.update(kind="other"))
    refused(lambda: JournalPayload.objects.update(body="{}"))
    with pytest.raises(ProtectedError):
        Organisation.objects.all().delete()
    with pytest.raises(TypeError):
        fact.delete()
    with pytest.raises(TypeError):
        fact.save()


@pytest.mark.django_db
@pytest.mark.parametrize("model", GUARDED, ids=ids)
def test_every_guarded_table_refuses(model: type[models.Model], fact: OrganisationFact) -> None:
    """Where there are rows, SQL cannot delete them; PostgreSQL refuses TRUNCATE even on empty tables."""
    table = model._meta.db_table
    if model.objects.exists():  # type: ignore[attr-defined]
        refused(lambda: sql(f'DELETE FROM "{table}"'))  # noqa: S608
        for field in model._meta.concrete_fields:
            if not (field.null or field.primary_key):
                refused(lambda column=field.column: sql(f'UPDATE "{table}" SET "{column}" = NULL'))  # noqa: S608
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        refused(lambda: sql(f'TRUNCATE "{table}" CASCADE'))


@pytest.mark.django_db
def test_known_to_is_set_once(fact: OrganisationFact, command: Make) -> None:
    """Knowledge ends once; the end is neither moved nor taken back."""
    with change(command(), "test.close") as closing:
        rows = OrganisationFact.objects.filter(pk=fact.pk)
        refused(lambda: rows.update(known_to=closing.at, closed_by=closing, name_kk="Басқа"))
        assert rows.update(known_to=closing.at, closed_by=closing) == 1
        refused(lambda: rows.update(known_to=closing.at + datetime.timedelta(days=1)))
        refused(lambda: rows.update(known_to=None, closed_by=None))


@pytest.mark.django_db
def test_a_result_is_set_once(fact: OrganisationFact) -> None:
    """What a command answered stays its answer."""
    rows = Change.objects.filter(pk=fact.change_id)
    assert rows.update(result={"a": 1}) == 1
    refused(lambda: rows.update(result={"a": 2}))


@pytest.mark.django_db
def test_an_insert_cannot_replace_a_row(fact: OrganisationFact) -> None:
    """SQLite's INSERT OR REPLACE deletes the old row; it is refused like any deletion."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has INSERT OR REPLACE")
    refused(
        lambda: sql(
            "INSERT OR REPLACE INTO register_organisation SELECT id, '310642000145', change_id"
            " FROM register_organisation"
        )
    )


@pytest.mark.django_db
@pytest.mark.parametrize("model", GUARDED, ids=ids)
def test_a_missing_guard_forbids_the_start(model: type[models.Model]) -> None:
    """One trigger less, and the server does not start; the command that mends it says what it mended."""
    assert problems() == []
    table = model._meta.db_table
    from tirkelim.journal import guard_sql

    sql(guard_sql.dialect(connection).drop(table)[0])
    assert [problem.id for problem in problems()] == ["journal.E001"]
    assert table in problems()[0].msg
    call_command("install_guards", verbosity=0, stdout=open("/dev/null", "w"))  # noqa: SIM115
    assert problems() == []


@pytest.mark.django_db
def test_a_guard_that_was_switched_off_counts_as_missing() -> None:
    """PostgreSQL can leave a trigger in place and not fire it."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite cannot switch a trigger off")
    sql("ALTER TABLE register_certificate DISABLE TRIGGER ALL")
    assert guards.missing(connection) == ["register_certificate"]


@pytest.mark.django_db
def test_a_weakened_guard_counts_as_missing() -> None:
    """A guard that lets more through than declared is not the declared one."""
    guard_sql_rule = guards.wanted(connection, {"register_certificate"})["register_certificate"]
    from tirkelim.journal import guard_sql

    dialect = guard_sql.dialect(connection)
    weak = guard_sql_rule._replace(set_once=("valid_until",))
    for statement in (*dialect.drop(weak.table), *dialect.create(weak)):
        sql(statement)
    assert guards.missing(connection) == ["register_certificate"]


@pytest.mark.django_db(transaction=True)
def test_guards_come_back_after_a_table_is_rebuilt(command: Make) -> None:
    """SQLite rebuilds a table for an altered field and drops its triggers; the end of migration restores them."""
    old = Organisation._meta.get_field("bin")
    new = models.CharField(max_length=20, unique=True)
    new.set_attributes_from_name("bin")
    new.model = Organisation
    with connection.schema_editor() as editor:
        editor.alter_field(Organisation, old, new)
    if connection.vendor == "sqlite":
        assert guards.missing(connection) == ["register_organisation"]
    call_command("migrate", verbosity=0, skip_checks=True)
    assert guards.missing(connection) == []
    with connection.schema_editor() as editor:
        editor.alter_field(Organisation, new, old)
    call_command("migrate", verbosity=0, skip_checks=True)
    with change(command(), "test.write") as made:
        Organisation.objects.create(bin="310640000124", change=made)
    refused(lambda: Organisation.objects.update(bin="310641000134"))


@pytest.mark.django_db(transaction=True)
def test_a_data_migration_can_lift_the_guards_for_its_work(fact: OrganisationFact) -> None:
    """Rows can be mended with a reviewed migration; afterwards everything is guarded again."""
    with guards.lifted(connection):
        assert OrganisationFact.objects.update(name_kk="Аурухана") == 1
    refused(lambda: OrganisationFact.objects.update(name_kk="Емхана"))


def test_a_model_has_one_guard() -> None:
    """Two rules for one table would leave open which one holds."""
    with pytest.raises(ValueError, match="already"):
        guards.guard(Organisation, set_once=("bin",))
