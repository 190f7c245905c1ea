"""What the statements of the reports share: the two time axes, and values as each database takes and gives them.

Statements are constants of this room; what comes from outside is always a parameter.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, models
from django.utils.timezone import localdate

KNOWN = "known_from <= %s AND (known_to IS NULL OR known_to > %s)"
"""What was known at a moment; takes the moment twice."""
VALID = "valid_from <= %s AND (valid_to IS NULL OR valid_to > %s)"
"""What holds on a day; takes the day twice."""
AT_ONCE = 5_000
"""Rows that are taken from the database at a time."""
FIELDS: dict[type, models.Field[Any, Any]] = {
    uuid.UUID: models.UUIDField(),
    datetime: models.DateTimeField(),
    date: models.DateField(),
}


def bound(*values: Any) -> list[Any]:
    """Values as the database takes them in a comparison."""
    return [
        FIELDS[type(value)].get_db_prep_value(value, connection) if type(value) in FIELDS else value for value in values
    ]


def as_id(value: Any) -> uuid.UUID:
    """An id as a database gives it: SQLite keeps it as text."""
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)


def as_day(value: Any) -> date | None:
    """A day as a database gives it: SQLite keeps it as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def as_moment_day(value: Any) -> date:
    """The day in Almaty of a moment that a statement gives as text, in UTC where no offset is told."""
    moment = datetime.fromisoformat(value)
    return localdate(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def rows(statement: str, params: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement a few thousand at a time, so that memory does not grow with them.

    Needs a transaction on PostgreSQL, where a cursor of the server gives them.
    """
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute(statement, params)
            while taken := cursor.fetchmany(AT_ONCE):
                yield from taken
            return
        name = f"report_{uuid.uuid4().hex}"
        cursor.execute(f"DECLARE {name} NO SCROLL CURSOR FOR {statement}", params)
        try:
            while True:
                cursor.execute(f"FETCH {AT_ONCE} FROM {name}")
                if not (taken := cursor.fetchall()):
                    break
                yield from taken
        finally:
            cursor.execute(f"CLOSE {name}")
