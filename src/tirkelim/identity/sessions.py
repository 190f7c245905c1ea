"""Sessions in the database as Django keeps them; looking one up is a kept query, since every signed-in page does it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from tirkelim.journal.kept import kept


@kept
def _open_session(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(db.SessionStore):
    """One session. The name of the class is prescribed by Django."""

    def _get_session_from_db(self) -> Any:
        found = _open_session.first(self.session_key, timezone.now()) if self.session_key else None
        if found is None:
            self._session_key = None  # as Django does: a key that leads nowhere is never taken over
        return found
