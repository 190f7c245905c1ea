"""What every page knows beside its own subject: languages, navigation, who is signed in, demo mode."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tirkelim.identity.lasting import ends_at
from tirkelim.identity.policy import roles
from tirkelim.notices.telling import unseen
from tirkelim.portal.again import is_kept
from tirkelim.portal.edge import account_of
from tirkelim.portal.navigation import Line, navigation
from tirkelim.portal.reports.reminding import reminder


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor. The account is looked up only if the page prints something about it."""
    plain = request.method in ("GET", "HEAD") or is_kept(request)
    here = request.get_full_path() if plain else request.path
    found = SimpleLazyObject(lambda: lines(request))
    return {
        "site": {
            "demo": settings.DEMO,
            "signatures": settings.SIGNATURES_REQUIRED,
            "languages": settings.LANGUAGES,
            "here": here,
            "navigation": found,
            "folded": SimpleLazyObject(lambda: [line for line in found if line.folded]),
            "reminder": SimpleLazyObject(lambda: reminder(request)),
            "session": SimpleLazyObject(lambda: session_end(request)),
            "unseen": SimpleLazyObject(lambda: new_notices(request)),
            "contact_centre": settings.CONTACT_CENTRE,
            "contact_centre_long": unbroken(settings.CONTACT_CENTRE_LONG),
            "state_portal": settings.STATE_PORTAL_URL,
        }
    }


def new_notices(request: HttpRequest) -> int:
    """How many notices the signed-in person has not opened yet."""
    return unseen(account_of(request))


def unbroken(text: str) -> SafeString:
    """A telephone number that is not parted at the end of a line."""
    return format_html('<span class="t-nowrap">{}</span>', text)


def lines(request: HttpRequest) -> list[Line]:
    """The navigation of this request's reader."""
    return navigation(request, roles_of(request))


def session_end(request: HttpRequest) -> dict[str, Any]:
    """When this request's session ends unless something is done in it; nothing for one that bears no marks."""
    end = ends_at(request.session)
    if end is None:
        return {}
    return {"at": timezone.localtime(end), "seconds": max(0, int((end - timezone.now()).total_seconds()))}


def roles_of(request: HttpRequest) -> frozenset[str]:
    """The roles that the signed-in account has today; none for the public."""
    return roles(getattr(request, "user", None), timezone.localdate())
