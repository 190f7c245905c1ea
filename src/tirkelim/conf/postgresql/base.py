"""The name of this module is prescribed: Django looks for ``DatabaseWrapper`` in ``<ENGINE>.base``."""

from __future__ import annotations

import select
from datetime import UTC
from typing import Any

from django.db.backends.postgresql import base

from tirkelim.conf.postgresql.moments import MomentLoader


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL as Django knows it.

    With CONN_HEALTH_CHECKS Django sends ``SELECT 1`` before the first statement of every request. A server that has
    ended the connection (restart, time-out, an administrator) has said so on its socket already: only when something
    waits there to be read is the question asked.

    Moments are read by Python's own reader (`moments`).
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection of the server's."""
        connection = super().get_new_connection(conn_params)
        if self.timezone == UTC:
            connection.adapters.register_loader("timestamptz", MomentLoader)
        return connection

    def is_usable(self) -> bool:
        """Whether the kept connection can be used."""
        if self.connection is None or self.connection.closed:
            return False
        return _is_quiet(self.connection.fileno()) or super().is_usable()


def _is_quiet(socket: int) -> bool:
    """Whether nothing has arrived since the last answer: no end, no error, no message."""
    poll = select.poll()
    poll.register(socket, select.POLLIN | select.POLLPRI)
    return not poll.poll(0)
