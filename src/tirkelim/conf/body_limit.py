"""No request is larger than any page has use for.

Forms are read before anyone knows who sent them, and files of a form are written to disk while they are read. Without
a limit a stranger could fill it.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import override

from tirkelim.portal.errors import too_large
from tirkelim.portal.language import chosen

LARGEST = 32 * 1024 * 1024
"""Bytes. Three times the largest file of evidence: one that is merely too big still gets its own words in the form."""


class BodyLimit:
    """Middleware: answers 413 by the stated length, without reading the rest.

    A body without a stated length needs no look: Django reads none then.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on unless it is too large."""
        stated = request.META.get("CONTENT_LENGTH") or "0"
        if stated.isdecimal() and int(stated) > LARGEST:
            with override(chosen(request)):
                return too_large(request)
        return self.get_response(request)
