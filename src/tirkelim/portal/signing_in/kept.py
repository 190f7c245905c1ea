"""A form that was sent after its session had ended: it is kept for a while and comes back to the same account.

It lies sealed in the session of that browser, on the server. Files and passwords are not kept.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import NamedTuple

from django.http import HttpRequest

from tirkelim.identity.sealing import BrokenSeal, seal, unseal

KEY = "kept_form"
PURPOSE = "kept_form"
LASTS = timedelta(minutes=30)
LARGEST = 256 * 1024
"""Bytes of a form that is kept: several times what any page of ours asks in words."""
NOT_KEPT = ("csrfmiddlewaretoken", "password", "secret", "signature")
"""Words in the names of fields that are never kept."""
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
NOT_FROM = ("/sign-in/", "/security/")


ENDED = "ended"
"""Whose session has ended in this browser, until somebody signs in."""


class Form(NamedTuple):
    """A kept form: the address it was sent to, its fields in their order, and whether files came with it."""

    path: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool


def note_end(request: HttpRequest, account: str) -> None:
    """Note in the empty session that follows whose session has just ended: a form of theirs may still be sent."""
    request.session[ENDED] = {"account": account, "told": False}


def is_to_be_told(request: HttpRequest) -> bool:
    """Whether a session has ended here and nobody was told yet; they are now."""
    ended = request.session.get(ENDED)
    if not isinstance(ended, dict) or ended["told"]:
        return False
    request.session[ENDED] = {**ended, "told": True}
    return True


def keep(request: HttpRequest, now: datetime) -> bool:
    """Keep the form of a request whose session has just ended; False where it is not known whose it was."""
    ended, path = request.session.get(ENDED), request.get_full_path()
    if not isinstance(ended, dict) or not _is_form(request) or path.startswith(NOT_FROM):
        return False
    account = ended["account"]
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    fields = [pair for pair in pairs if not any(word in pair[0] for word in NOT_KEPT)]
    text = json.dumps({"path": path, "fields": fields, "had_files": bool(request.FILES)}).encode()
    if len(text) > LARGEST:
        return False
    request.session[KEY] = {"account": account, "path": path, "form": seal(f"{PURPOSE}:{account}", text, now)}
    return True


def _is_form(request: HttpRequest) -> bool:
    """Whether a person has sent this by a form of a page: what a script sends is the script's to send again."""
    by_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    return request.method == "POST" and request.content_type in FORMS and by_page


def form_of(request: HttpRequest, account: str, now: datetime) -> Form | None:
    """The form that is kept for this account; another account's is forgotten."""
    held = request.session.get(KEY)
    if not isinstance(held, dict):
        return None
    try:
        if held["account"] != account:
            raise BrokenSeal(PURPOSE)
        said = json.loads(unseal(f"{PURPOSE}:{account}", held["form"], now, LASTS))
    except BrokenSeal:
        forget(request)
        return None
    return Form(said["path"], tuple((name, value) for name, value in said["fields"]), said["had_files"])


def is_sent(request: HttpRequest) -> bool:
    """Whether this request sends the kept form, or another from the same page."""
    held = request.session.get(KEY)
    return request.method == "POST" and isinstance(held, dict) and held["path"] == request.get_full_path()


def forget(request: HttpRequest) -> None:
    """The form is sent, or given up."""
    request.session.pop(KEY, None)
