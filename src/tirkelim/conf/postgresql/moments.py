"""Reading moments as PostgreSQL writes them in UTC: 2026-11-21 19:42:38.123456+00.

Every fact of the register bears two moments. psycopg takes each apart with a regular expression, a hundred times slower
than Python's own reader, which does nearly all of them.
"""

from __future__ import annotations

from datetime import UTC, datetime

from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.types.datetime import TimestamptzLoader


class MomentLoader(Loader):
    """A moment in UTC. `timezone` is what Django asks a loader for."""

    timezone = UTC

    def load(self, data: Buffer) -> datetime:
        """The moment. Raises DataError for what Python has no date for, such as years before Christ."""
        try:
            return datetime.fromisoformat(bytes(data).decode()).astimezone(UTC)
        except ValueError:
            return TimestamptzLoader(self.oid, None).load(data).replace(tzinfo=UTC)
