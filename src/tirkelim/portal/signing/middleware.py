"""Any view may need a signature: what it asks for is answered here, after everything that it did was undone.

The answer carries along every field that was sent, so that the same form, sent again with the signature, is the same
command. None of the forms that lead here takes files; what is filed was kept before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect

from tirkelim.portal.edge import STEPPED_BACK
from tirkelim.portal.signing.page import Wanted, back_of, signing_page
from tirkelim.signatures.requiring import SignatureWanted


class Signing:
    """Middleware: answers SignatureWanted, and leads back whoever does not want to sign."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing on the way in and out."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Back without signing: to the page of the form; one that keeps what was typed shows it itself."""
        if request.method != "POST" or STEPPED_BACK not in request.POST or getattr(view, "keeps_typed", False):
            return None
        return redirect(back_of(request))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """The page that asks for the signature; for a script the same as JSON."""
        if not isinstance(exception, SignatureWanted) or request.method != "POST":
            return None
        wanted = Wanted(exception.purpose, exception.content, exception.refused)
        if wants_json(request):
            return JsonResponse(wanted.as_json(), status=409)
        return signing_page(request, wanted)


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, not a person in front of a page."""
    accepts = request.headers.get("Accept", "")
    return request.content_type == "application/json" or ("json" in accepts and "text/html" not in accepts)
