"""From a fitting password, provider or signature to an open session, past whatever else is asked for."""

from __future__ import annotations

import math
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate

from tirkelim.identity.models import Way
from tirkelim.identity.policy import roles
from tirkelim.identity.powers import must_have_second_factor
from tirkelim.identity.second_factor import active_factor
from tirkelim.identity.signin import Locked, open_session
from tirkelim.portal.errors import too_many
from tirkelim.portal.language import remember
from tirkelim.portal.navigation import start_page
from tirkelim.portal.signing_in import half, kept
from tirkelim.portal.signing_in.half import Half


def let_in(request: HttpRequest, entering: Half, now: datetime) -> HttpResponse:
    """Go on to the next page that asks for something, or in."""
    missing = _what_is_missing(entering, now)
    if missing:
        half.begin(request, entering, now)
        return redirect(missing)
    half.end(request)
    account = entering.account
    form = kept.form_of(request, str(account.id), now)
    request.session.pop(kept.ENDED, None)
    open_session(request, account, now, entering.way)
    if form is not None and kept.KEY in request.session:
        response = redirect("sign_in_again")
    else:
        response = redirect(entering.after or start_page(roles(account, localdate(now))))
    remember(response, account.language)
    return response


def _what_is_missing(entering: Half, now: datetime) -> str:
    """The page that asks for it; "" where nothing is missing."""
    account = entering.account
    has_factor = active_factor(account.id) is not None
    if has_factor and not entering.strong:
        return "sign_in_code"
    if account.password_is_temporary and entering.way is Way.PASSWORD:
        return "sign_in_password"
    if not (has_factor or entering.strong) and must_have_second_factor(account, localdate(now)):
        return "sign_in_authenticator"
    return ""


def wanted(request: HttpRequest) -> str:
    """The page of this site that was asked for before signing in, or "" where none was."""
    after = request.POST.get("next") or request.GET.get("next") or ""
    return after if url_has_allowed_host_and_scheme(after, allowed_hosts=None) else ""


def locked(request: HttpRequest, outcome: Locked, now: datetime) -> HttpResponse:
    """Say when it is worth trying again."""
    return too_many(request, minutes=math.ceil((outcome.until - now).total_seconds() / 60))
