"""Rows written directly are the rows that the model would have written."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tirkelim.journal.direct import insert, update
from tirkelim.journal.models import Change, JournalEntry, JournalPayload

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)


def a_change(**more: object) -> Change:
    values = {"command_id": uuid4(), "at": NOW, "action": "test", "actor": uuid4(), "result": {"а": [1, None]}}
    return Change(**values | more)


def an_entry(change: Change, seq: int = 1) -> JournalEntry:
    digests = {"salted_digest": "a" * 64, "prev_hash": "b" * 64, "hash": "c" * 64}
    return JournalEntry(stream="case:1", seq=seq, change=change, kind="k", **digests)


def columns(row: object) -> dict[str, object]:
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


def test_a_row_is_stored_as_by_the_model() -> None:
    change = a_change()
    insert(change)
    assert columns(Change.objects.get(pk=change.pk)) == columns(change)
    assert (change._state.adding, change._state.db) == (False, "default")


def test_numbers_of_the_database_come_back() -> None:
    change = a_change(result=None, actor=None)
    insert(change)
    first, second = an_entry(change, 1), an_entry(change, 2)
    for entry in (first, second):
        with CaptureQueriesContext(connection) as run:
            insert(entry)
        assert len(run) == 1
    insert(JournalPayload(entry=first, salt="s", body="{}"))
    assert first.pk < second.pk
    assert [entry.pk for entry in JournalEntry.objects.order_by("seq")] == [first.pk, second.pk]
    assert first.payload.body == "{}"


def test_a_taken_value_is_an_error_or_left_alone() -> None:
    first = a_change()
    insert(first)
    twin = a_change(command_id=first.command_id, action="other")
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(twin)
    insert(twin, unless_there=True)
    assert Change.objects.get().action == "test"


def test_an_update_says_how_many_rows_it_met() -> None:
    change, other = a_change(result=None), a_change(result=None)
    insert(change)
    insert(other)
    assert update(Change, {"id": change.id, "action": "nothing"}, {"result": {"n": 1}}) == 0
    assert update(Change, {"id": change.id, "action": "test"}, {"result": {"n": 1}}) == 1
    change.refresh_from_db()
    other.refresh_from_db()
    assert (change.result, other.result) == ({"n": 1}, None)


def test_an_update_may_clear_a_field() -> None:
    change = a_change()
    insert(change)
    entry = an_entry(change)
    insert(entry)
    payload = JournalPayload(entry=entry, salt="s", body="{}")
    insert(payload)
    values = {"salt": None, "body": None, "erased_by_id": change.id}
    assert update(JournalPayload, {"entry_id": payload.pk}, values) == 1
    payload.refresh_from_db()
    assert (payload.salt, payload.body, payload.erased_by) == (None, None, change)
