"""The end of a session: noticed, warned of, put off; and what was sent too late comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tirkelim.identity import lasting
from tirkelim.identity.signin import close_session
from tirkelim.portal.edge import account_of, now
from tirkelim.portal.rooms import methods, signed_in
from tirkelim.portal.signing_in import kept
from tirkelim.portal.signing_in.entering import wanted

LEFT = "/sign-in/left/"
"""Asking how long a session still lasts is not something done in it."""


class SessionEnds:
    """Middleware: ends a session whose time is over, and notes that something is done in one that goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """End or go on, then the page."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            self._look(request, now())
        return self.get_response(request)

    def _look(self, request: HttpRequest, moment: datetime) -> None:
        session = request.session
        end = lasting.ends_at(session)
        if end is not None and end <= moment:
            account = session[SESSION_KEY]
            close_session(request)
            kept.note_end(request, account)
            return
        if request.path_info != LEFT:
            lasting.touch(session, moment)
        if kept.is_sent(request):
            kept.forget(request)


@never_cache
@methods("GET")
def left(request: HttpRequest) -> JsonResponse:
    """How many seconds the session still lasts, and whether that can be put off; for the warning."""
    return JsonResponse(_seconds(request, now()))


@never_cache
@signed_in("POST")
def stay(request: HttpRequest) -> HttpResponse:
    """Go on: by this very request something is done in the session."""
    moment = now()
    if request.session.get(lasting.SEEN):
        request.session[lasting.SEEN] = moment.isoformat()
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(_seconds(request, moment))
    return redirect(wanted(request) or reverse("security"))


def _seconds(request: HttpRequest, moment: datetime) -> dict[str, int | bool]:
    if not request.user.is_authenticated:
        return {"seconds": 0, "last": True}
    end, last = lasting.ends_at(request.session), lasting.last_moment(request.session)
    if end is None or last is None:
        return {"seconds": settings.SESSION_COOKIE_AGE, "last": False}
    return {"seconds": max(0, int((end - moment).total_seconds())), "last": end == last}


@sensitive_post_parameters()
@never_cache
@signed_in("GET", "POST")
def again(request: HttpRequest) -> HttpResponse:
    """Show that a form came too late and was kept: it is sent now, or given up."""
    form = kept.form_of(request, str(account_of(request).id), now())
    if form is None:
        return redirect("home")
    if request.method == "POST":
        kept.forget(request)
        return redirect(form.path)
    return render(request, "portal/signing_in/again.html", {"kept": form})
