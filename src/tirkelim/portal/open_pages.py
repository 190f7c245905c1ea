"""A shorter way for what is open to everyone and knows nobody: the public check, the licence register, the API.

Sessions, accounts, forgery marks and messages have no meaning there, so these requests do not pass through them. A
view on this way must therefore not need them: nothing here signs anyone in, sets a cookie or looks at one but the
language's, and every view is exempt from the forgery check (tests/portal/test_open_pages.py). The headers of security
are added outside of it, for all pages alike.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.urls import resolve

from tirkelim.portal.language import Language

OPEN = ("/check/", "/licence-register/", "/api/")
"""Beginnings of the addresses that take the shorter way."""

Handler = Callable[[HttpRequest], HttpResponseBase]


class OpenPages:
    """Middleware: answers open addresses by itself and hands all others on."""

    def __init__(self, get_response: Handler) -> None:
        self.others = get_response
        # What goes wrong in a view becomes its error page before the language is noted on it.
        answer = cast(Handler, convert_exception_to_response(_answer))
        self.open = cast(Handler, XFrameOptionsMiddleware(Language(answer)))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The response, by the shorter way or the usual one."""
        if not request.path_info.startswith(OPEN):
            return self.others(request)
        response = self.open(request)
        if isinstance(response, HttpResponse) and "Content-Length" not in response.headers:
            response.headers["Content-Length"] = str(len(response.content))
        return response


def _answer(request: HttpRequest) -> HttpResponseBase:
    """Find the view and call it."""
    found = resolve(request.path_info)
    request.resolver_match = found
    response: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    return response
