"""Locks by name, held until the end of the transaction.

What of a name stands before its last colon is its crowd: `stream:person:<id>` is of the crowd `stream:person`. Who
needs more names of a crowd than PostgreSQL's table of locks holds, takes the crowd at once.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

KEY = "hashtextextended(%s, 0)"
"""How a name becomes the number that PostgreSQL locks."""
HOLDS_CROWD = f"""
    SELECT EXISTS (
        SELECT 1 FROM pg_locks
        WHERE locktype = 'advisory' AND objsubid = 1 AND mode = 'ExclusiveLock' AND granted AND pid = pg_backend_pid()
            AND (classid::bigint << 32 | objid::bigint) = {KEY}
    )
"""  # noqa: S608 - constants of this module only


class OutsideTransaction(RuntimeError):
    """A lock lives as long as a transaction: there is none."""


def hold(key: str) -> None:
    """Wait until nobody else holds `key`, then hold it until the transaction ends.

    SQLite has one writer at a time: the first write of a transaction holds everything, so nothing is done here.
    Raises OutsideTransaction.
    """
    _require_transaction()
    if connection.vendor == "postgresql":
        crowd = _crowd(key)
        among = f"pg_advisory_xact_lock_shared({KEY}), " if crowd else ""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {among}pg_advisory_xact_lock({KEY})", [*crowd, key])


def hold_all(keys: Iterable[str]) -> None:
    """Hold many keys of one crowd, in one order for everybody, so that two who want the same ones do not wait for each
    other. Nothing is done where the transaction holds the crowd.

    Some thousands in a transaction at most: PostgreSQL keeps them all in one small table; else `hold_crowd` comes
    first. Raises OutsideTransaction, ValueError (keys of several crowds).
    """
    _require_transaction()
    wanted = sorted(set(keys))
    crowds = {name for key in wanted for name in _crowd(key)}
    if len(crowds) > 1:
        raise ValueError("keys of one crowd are held at a time")
    if not wanted or connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for crowd in crowds:
            cursor.execute(HOLDS_CROWD, [crowd])
            if cursor.fetchone() == (True,):
                return
            cursor.execute(f"SELECT pg_advisory_xact_lock_shared({KEY})", [crowd])
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(key, 0))"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS wanted (key, place) ORDER BY place",
            [wanted],
        )


def hold_crowd(crowd: str) -> None:
    """Hold all keys of a crowd, those included that nobody has named yet: everybody else who wants one waits until the
    transaction ends. To be taken before any key of it. Raises OutsideTransaction."""
    _require_transaction()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock({KEY})", [f"{crowd}:"])


def _crowd(key: str) -> list[str]:
    """The name under which the crowd of a key is held; none for a key of no crowd."""
    crowd, colon, _ = key.rpartition(":")
    return [f"{crowd}:"] if colon else []


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise OutsideTransaction("open a transaction first")
