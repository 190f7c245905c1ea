"""Which language a page speaks: the reader's last choice, else the account's, else Kazakh.

The browser's own preference is not asked. Kazakh is the language of the state register; the two others stand one
click away at the top of every page, and a choice is remembered for a year.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from tirkelim.identity.models import Account
from tirkelim.portal.again import MARK
from tirkelim.portal.rooms import methods

YEAR = 365 * 24 * 60 * 60
SUPPORTED = frozenset(code for code, _ in settings.LANGUAGES)


class Language:
    """Middleware: makes the chosen language the current one for the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        code = chosen(request)
        translation.activate(code)
        request.LANGUAGE_CODE = code
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or code)
        patch_vary_headers(response, ["Cookie"])
        return response


def chosen(request: HttpRequest) -> str:
    """The language of the cookie if it is one of ours, otherwise Kazakh."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if code in SUPPORTED else settings.LANGUAGE_CODE


def remember(response: HttpResponseBase, code: str) -> None:
    """Keep the choice in the reader's browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True,
        samesite="Lax",
    )  # fmt: skip


# Exempt, so that public pages need no cookie for the switch; the worst a stranger could do is change the language.
@csrf_exempt
@methods("POST")
def choose_language(request: HttpRequest) -> HttpResponseRedirect:
    """Remember the language, for the account too, and return to the page. An unknown language changes nothing.

    A search is sent again to its page, which checks it as any form: a stranger's would lack the page's own mark.
    """
    after = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts=None):
        after = "/"
    response = HttpResponseRedirect(after, preserve_request=MARK in request.POST)
    code = request.POST.get("language", "")
    if code in SUPPORTED:
        remember(response, code)
        if request.user.is_authenticated:
            Account.objects.filter(pk=request.user.pk).update(language=code)
    return response
