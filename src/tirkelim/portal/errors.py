"""Pages for what went wrong: what happened, and what to do now. They show no data of anyone and touch no database."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from tirkelim.portal.context import unbroken


def page(request: HttpRequest, status: int, **more: Any) -> HttpResponse:
    """The page for a status, in the current language."""
    context = {
        "site": {
            "demo": settings.DEMO,
            "languages": settings.LANGUAGES,
            "here": request.path if status != 404 else "/",
            "contact_centre": settings.CONTACT_CENTRE,
            "contact_centre_long": unbroken(settings.CONTACT_CENTRE_LONG),
        },
        **more,
    }
    return HttpResponse(render_to_string(f"portal/errors/{status}.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request cannot be read."""
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in or not, this page is for others. Does not say whether the thing asked for exists."""
    return page(request, 403)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's security mark is missing or old (CSRF)."""
    return page(request, 403, form_too_old=True)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is no such page."""
    return page(request, 404)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: the request is larger than anything a page takes."""
    return page(request, 413)


def too_many(request: HttpRequest, minutes: int = 15) -> HttpResponse:
    """429: too many attempts; `minutes` until the next one is worth it. For views that throttle."""
    response = page(request, 429, minutes=minutes)
    response.headers["Retry-After"] = str(minutes * 60)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return page(request, 500)
