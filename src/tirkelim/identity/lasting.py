"""How long a session lasts, and which sessions of an account are open.

A session ends TIRKELIM_IDLE_MINUTES after the last thing done in it, and TIRKELIM_SESSION_MINUTES after it began. That
something is done is noted at most once a minute, in the session itself.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from tirkelim.identity.lockout import forget_old_failures
from tirkelim.identity.models import Account, OpenSession, Way
from tirkelim.journal.change import Result
from tirkelim.journal.models import Change

BEGAN, SEEN, WAY = "began", "seen", "way"
NOTED_EVERY = timedelta(minutes=1)
BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("YaBrowser", "Yandex"), ("SamsungBrowser", "Samsung"), ("Firefox", "Firefox"),
    ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


class Listed(NamedTuple):
    """An open session in the list of its account. `here`: it is the one that asks."""

    id: UUID
    began_at: datetime
    seen_at: datetime
    way: str
    device: str
    here: bool


def begin(request: HttpRequest, account: Account, now: datetime, way: Way) -> None:
    """Mark the session that was just opened with its beginning, and list it."""
    session = request.session
    session[BEGAN] = session[SEEN] = now.isoformat()
    session[WAY] = way.value
    if session.session_key is None:
        session.create()
    OpenSession.objects.update_or_create(
        key=session.session_key,
        defaults={"account": account, "began_at": now, "way": way, "device": device(request)},
    )


def forget(request: HttpRequest) -> None:
    """Take the session off the list: it ends now."""
    if request.session.session_key:
        OpenSession.objects.filter(key=request.session.session_key).delete()


def ends_at(session: Any) -> datetime | None:
    """When the session ends unless something is done in it; None for one that bears no marks."""
    began, seen = _moment(session, BEGAN), _moment(session, SEEN)
    if began is None or seen is None:
        return None
    return min(seen + timedelta(minutes=settings.IDLE_MINUTES), last_moment(session) or seen)


def last_moment(session: Any) -> datetime | None:
    """When the session ends whatever is done."""
    began = _moment(session, BEGAN)
    return None if began is None else began + timedelta(minutes=settings.SESSION_MINUTES)


def touch(session: Any, now: datetime) -> None:
    """Note that something is done in the session."""
    seen = _moment(session, SEEN)
    if seen is not None and now - seen >= NOTED_EVERY:
        session[SEEN] = now.isoformat()


def sessions_of(account: Account, now: datetime, here: str | None = None) -> list[Listed]:
    """The open sessions of an account, the last used first. `here`: the key of the one that asks."""
    listed = {row.key: row for row in OpenSession.objects.filter(account=account)}
    found = []
    for stored in Session.objects.filter(session_key__in=listed, expire_date__gt=now):
        content = stored.get_decoded()
        end, seen = ends_at(content), _moment(content, SEEN)
        if end is None or seen is None or end <= now:
            continue
        row = listed[stored.session_key]
        found.append(Listed(row.id, row.began_at, seen, row.way, row.device, row.key == here))
    return sorted(found, key=lambda one: one.seen_at, reverse=True)


def end_sessions(account: UUID, but: str | None = None) -> int:
    """End the sessions of an account, all or all but one; returns how many were on the list. Inside a command."""
    rows = OpenSession.objects.filter(account=account).exclude(key=but or "")
    keys = list(rows.values_list("key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)


def tidy(now: datetime) -> int:
    """Delete sessions that ended long ago from Django's table and from the list; returns how many. For a timer."""
    gone = Session.objects.filter(expire_date__lte=now).delete()[0]
    OpenSession.objects.exclude(key__in=Session.objects.values("session_key")).delete()
    return gone


def tidy_daily(made: Change, now: datetime) -> Result:
    """The same as the work of a day, counters of failures included."""
    return {"sessions": tidy(now), "counters": forget_old_failures(now)}


def device(request: HttpRequest) -> str:
    """Browser and system in two words, from what the browser says of itself."""
    said = request.META.get("HTTP_USER_AGENT", "")
    browser = next((name for mark, name in BROWSERS if mark in said), "")
    system = next((name for mark, name in SYSTEMS if re.search(mark, said)), "")
    return ", ".join(filter(None, (browser, system)))


def _moment(session: Any, name: str) -> datetime | None:
    text = session.get(name)
    return datetime.fromisoformat(text) if isinstance(text, str) else None
