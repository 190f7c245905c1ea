"""How every room behind sign-in is entered: signed in, by the methods of the page, and never into a dead end.

Someone whose session ended while a form was open finds what was sent again after signing in (``signing_in/kept.py``);
where it cannot be kept, they are told so, and come back to the page of that form, not to an address that only takes
forms.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tirkelim.portal.signing_in.kept import is_to_be_told, keep

View = Callable[..., HttpResponseBase]
READING = frozenset({"GET", "HEAD"})


def methods(*names: str) -> Callable[[View], Any]:
    """A view for these methods; reading an address that only takes forms leads to the page above it."""
    allowed = sorted({*names, "HEAD"} if "GET" in names else set(names))

    def wrap(view: View) -> Any:
        checked = require_http_methods(allowed)(view)

        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in READING and "GET" not in allowed:
                return redirect(page_above(request.path_info))
            return checked(request, *args, **kwargs)

        inner.shows_page = "GET" in allowed  # type: ignore[attr-defined]
        return inner

    return wrap


def signed_in(*names: str) -> Callable[[View], Any]:
    """A view for those who have signed in, with these methods only; others are led to sign in and back."""

    def wrap(view: View) -> Any:
        open_to_all = methods(*names)(view)

        @wraps(open_to_all)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_authenticated:
                answer: HttpResponseBase = open_to_all(request, *args, **kwargs)
                return answer
            if request.method in READING:
                if is_to_be_told(request):
                    messages.info(request, _("You were signed out because nothing was done for a while."))
                return redirect_to_login(request.get_full_path())
            if keep(request, timezone.now()):
                messages.warning(
                    request, _("You were signed out in the meantime. Sign in, and what you sent comes back.")
                )
            else:
                messages.warning(request, _("You were signed out in the meantime. What you sent last was not saved."))
            return redirect_to_login(request.path if "GET" in names else page_above(request.path_info))

        return inner

    return wrap


def private_room(*names: str) -> Callable[[View], Any]:
    """A view with personal data, signed in: kept in no cache, and what was typed stands in no error report."""

    def wrap(view: View) -> Any:
        return never_cache(sensitive_post_parameters()(signed_in(*names)(view)))

    return wrap


def page_above(path: str) -> str:
    """The nearest address above a path that shows a page; the home page where there is none."""
    parts = path.strip("/").split("/")[:-1]
    while parts:
        above = f"/{'/'.join(parts)}/"
        try:
            if getattr(resolve(above).func, "shows_page", True):
                return above
        except Resolver404:
            pass
        parts.pop()
    return "/"
