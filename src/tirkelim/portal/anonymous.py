"""How a page looks that is the same for everyone: no session, no account, no cookie; only the language differs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from tirkelim.portal import errors
from tirkelim.portal.navigation import navigation

HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}


def page(request: HttpRequest, template: str, code: int, home: str, /, **context: Any) -> HttpResponse:
    """Render a page without the context processors: they would open the session.

    ``home``: where the choice of another language leads from an answer that only a form brings.
    """
    site = {
        "demo": settings.DEMO,
        "languages": settings.LANGUAGES,
        "here": request.path if request.method in ("GET", "HEAD") else home,
        "navigation": navigation(request),
        "contact_centre": settings.CONTACT_CENTRE,
        "contact_centre_long": settings.CONTACT_CENTRE_LONG,
        "state_portal": settings.STATE_PORTAL_URL,
    }
    text = render_to_string(template, {"request": request, "site": site, **context})
    return HttpResponse(text, status=code, headers=HEADERS)


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """429, with the seconds until the next look-up in Retry-After."""
    response = with_headers(errors.too_many(request, minutes=1))
    response.headers["Retry-After"] = str(wait)
    return response


def with_headers(response: HttpResponse) -> HttpResponse:
    """The response, kept by nobody and found by no search engine."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
