"""One writer at a time for one thing: a stream, a line of facts, a number."""

from __future__ import annotations

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
