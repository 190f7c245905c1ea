"""Counting what nobody may do too often, in the database, so that all processes share one count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from tirkelim.identity.models import Throttle

TABLE = Throttle._meta.db_table
# One statement, so that nobody counts in between.
COUNT = f"""
INSERT INTO {TABLE} AS held (key, failures, since) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET
    failures = CASE WHEN held.since <= %s THEN 1 ELSE held.failures + 1 END,
    since = CASE WHEN held.since <= %s THEN excluded.since ELSE held.since END
RETURNING failures, since
"""  # noqa: S608 - our own table


def count(key: str, moment: datetime, span: timedelta) -> tuple[int, datetime]:
    """How often something was done, this time included, and since when. What began a `span` ago or earlier is
    forgotten: the count begins anew."""
    forgotten = _stored(moment - span)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key, _stored(moment), forgotten, forgotten])
        done, since = cursor.fetchone()
    return done, _read(since)


def _read(stored: datetime | str) -> datetime:
    """A moment out of the database: SQLite gives it without its zone, which is UTC, and from some versions on as
    text."""
    moment = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _stored(moment: datetime) -> Any:
    """A moment as the database holds it."""
    return Throttle._meta.get_field("since").get_db_prep_value(moment, connection)
