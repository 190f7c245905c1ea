"""No request is larger than any page has use for.

Forms are read before anyone knows who sent them, and files of a form are written to disk while they are read. Without
a limit a stranger could fill it. One address takes whole tables of workers: its view reads nothing before it knows who
sends (portal/imports/bringing.py).
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import override

from tirkelim.portal.errors import too_large
from tirkelim.portal.language import chosen

LARGEST = 32 * 1024 * 1024
"""Bytes. Three times the largest file of evidence: one that is merely too big still gets its own words in the form."""
TABLES = "imports_bring"
"""The page that takes tables of workers, as large as TIRKELIM_IMPORT_MEGABYTES says. One that is merely too big gets
its own words there too."""


class BodyLimit:
    """Middleware: answers 413 by the stated length, without reading the rest.

    A body without a stated length needs no look: Django reads none then.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on unless it is too large."""
        stated = request.META.get("CONTENT_LENGTH") or "0"
        if stated.isdecimal() and int(stated) > LARGEST and int(stated) > most(request):
            with override(chosen(request)):
                return too_large(request)
        return self.get_response(request)


def most(request: HttpRequest) -> int:
    """How many bytes the address of a request takes."""
    return settings.IMPORT_MEGABYTES * 1024 * 1024 + LARGEST if request.path == reverse(TABLES) else LARGEST
