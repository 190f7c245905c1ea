"""A sign-in that is begun and not finished: the password fits, something else is still asked for.

Such a session belongs to nobody: it opens the pages of this room and no others.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from tirkelim.identity.models import Account, Way
from tirkelim.identity.signin import close_session, usable
from tirkelim.journal.change import Command

KEY = "half_open"
LASTS = timedelta(minutes=10)


class Half(NamedTuple):
    """Whose sign-in it is, by what it began, whether a second factor was given, and where it leads."""

    account: Account
    way: Way
    strong: bool
    after: str


def begin(request: HttpRequest, half: Half, now: datetime) -> None:
    """Keep a sign-in that is not finished; who was signed in before is signed out."""
    if request.user.is_authenticated:
        close_session(request)
    if KEY not in request.session:
        request.session.cycle_key()
    request.session[KEY] = {
        "account": str(half.account.id),
        "way": half.way.value,
        "strong": half.strong,
        "after": half.after,
        "at": now.isoformat(),
    }


def waiting(request: HttpRequest, now: datetime) -> Half | None:
    """The sign-in that is not finished, unless it has waited too long or its account is closed meanwhile."""
    held = request.session.get(KEY)
    if not isinstance(held, dict) or now - datetime.fromisoformat(held["at"]) > LASTS:
        return None
    account = Account.objects.filter(pk=held["account"]).first()
    if account is None or not usable(account):
        return None
    return Half(account, Way(held["way"]), held["strong"], held["after"])


def end(request: HttpRequest) -> None:
    """Forget it: it is finished, or given up."""
    request.session.pop(KEY, None)


def command_of(request: HttpRequest, half: Half, now: datetime) -> Command:
    """The command of a form that whoever is half signed in sends. Raises BadRequest where its id is missing."""
    try:
        return Command(UUID(request.POST.get("command", "")), half.account.id, now)
    except ValueError:
        raise BadRequest("command") from None
