"""What the statements of the reports share: the two time axes, and values as each database takes and gives them.

Statements are constants of this room; what comes from outside is always a parameter.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, models
from django.utils.timezone import localdate

KNOWN = "known_from <= %s AND (known_to IS NULL OR known_to > %s)"
"""What was known at a moment; takes the moment twice."""
VALID = "valid_from <= %s AND (valid_to IS NULL OR valid_to > %s)"
"""What holds on a day; takes the day twice."""
MEMORY = "64MB"
"""Of PostgreSQL, for one sort or one table of a join."""
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


def rows(statement: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


def make_room() -> None:
    """Let the sorts of the count stay in memory for the rest of the transaction: a few times MEMORY at most."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL work_mem = '{MEMORY}'")
