"""What every page knows beside its own subject: languages, navigation, who is signed in, demo mode."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tirkelim.identity.policy import roles
from tirkelim.portal.navigation import Line, navigation
from tirkelim.portal.reports.reminding import reminder


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor. The account is looked up only if the page prints something about it."""
    here = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
    return {
        "site": {
            "demo": settings.DEMO,
            "languages": settings.LANGUAGES,
            "here": here,
            "navigation": SimpleLazyObject(lambda: lines(request)),
            "reminder": SimpleLazyObject(lambda: reminder(request)),
            "contact_centre": settings.CONTACT_CENTRE,
            "contact_centre_long": unbroken(settings.CONTACT_CENTRE_LONG),
            "state_portal": settings.STATE_PORTAL_URL,
        }
    }


def unbroken(text: str) -> SafeString:
    """A telephone number that is not parted at the end of a line."""
    return format_html('<span class="t-nowrap">{}</span>', text)


def lines(request: HttpRequest) -> list[Line]:
    """The navigation of this request's reader."""
    return navigation(request, roles_of(request))


def roles_of(request: HttpRequest) -> frozenset[str]:
    """The roles that the signed-in account has today; none for the public."""
    return roles(getattr(request, "user", None), timezone.localdate())
