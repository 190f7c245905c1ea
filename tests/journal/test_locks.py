"""Locks by name: one key, many, and all of a crowd."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from tirkelim.journal.locks import OutsideTransaction, hold, hold_all, hold_crowd


@pytest.mark.django_db(transaction=True)
def test_locks_live_in_transactions_and_keys_of_one_crowd_are_held_at_a_time() -> None:
    for take in (lambda: hold("a:1"), lambda: hold_all(["a:1"]), lambda: hold_crowd("a")):
        with pytest.raises(OutsideTransaction):
            take()
    with transaction.atomic(), pytest.raises(ValueError, match="one crowd"):
        hold_all(["a:1", "b:1"])


def waits(key: str) -> bool:
    """Whether somebody else has to wait for a key."""
    found: list[bool] = []

    def ask() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '200ms'")
                hold(key)
                found.append(False)
        except Exception:  # whatever the database calls it
            found.append(True)
        finally:
            connection.close()

    other = threading.Thread(target=ask)
    other.start()
    other.join()
    return found[0]


def keys_held() -> int:
    """How many keys this transaction holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        return int(cursor.fetchone()[0])


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_who_holds_a_crowd_holds_every_key_of_it_and_nothing_else() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    with transaction.atomic():
        hold_crowd("stream:person")
        hold_all(f"stream:person:{number}" for number in range(50_000))
        assert keys_held() == 1
        assert waits("stream:person:7")
        assert not waits("stream:report:7")
        assert not waits("alone")
    assert not waits("stream:person:7")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_keys_are_held_one_by_one_and_let_no_crowd_be_held() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    with transaction.atomic():
        hold_all(["entry:1", "entry:2"])
        assert keys_held() == 3
        assert [waits(key) for key in ("entry:1", "entry:2", "entry:3")] == [True, True, False]
