"""One writer at a time for one thing: a stream, a line of facts, a number."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection


class OutsideTransaction(RuntimeError):
    """Something was to be written without a transaction around it."""


def hold(key: str) -> None:
    """Wait until nobody else holds `key`, and hold it to the end of the transaction.

    On SQLite every transaction begins as the only writer (BEGIN IMMEDIATE), so there is nothing to wait for.
    Raises OutsideTransaction.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{key}: open a transaction first")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def hold_all(keys: Iterable[str]) -> None:
    """Hold many keys, in one order for everybody, so that two who want the same ones do not wait for each other.

    Some thousands at most: PostgreSQL keeps them all in one small table. Raises OutsideTransaction.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction("open a transaction first")
    wanted = sorted(set(keys))
    if wanted and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(key, 0))"
                " FROM unnest(%s::text[]) WITH ORDINALITY AS wanted (key, place) ORDER BY place",
                [wanted],
            )
