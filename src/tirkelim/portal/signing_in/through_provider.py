"""Signing in through the provider: sending the browser there, and taking the answer.

Neither address names anybody, and nothing that the provider says of a person is written anywhere but in the register's
own terms: an account, its sign-in.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from tirkelim.identity import lockout, provider
from tirkelim.identity.models import Way
from tirkelim.identity.provider import Begun, Problem, ProviderError
from tirkelim.identity.signin import Locked, client_address, note
from tirkelim.portal.edge import now
from tirkelim.portal.rooms import methods
from tirkelim.portal.signing_in.entering import let_in, locked, wanted
from tirkelim.portal.signing_in.half import Half
from tirkelim.portal.signing_in.joining import AskAdministrator, Nobody, account_of
from tirkelim.portal.signing_in.words import ASK_ADMINISTRATOR, NOT_IN_REGISTER, PROBLEMS

KEY = "provider"
MOST_BEGUN = 5
"""Sign-ins that one browser may have on their way, in as many windows."""
TRIED = (Problem.NOT_BEGUN, Problem.CODE_REFUSED, Problem.BAD_TOKEN)
"""Problems that count as failures of the address: nobody comes upon them by saying no or by waiting."""
UNAVAILABLE, FORBIDDEN = 503, 403


@never_cache
@methods("GET")
def leave(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider; what its answer must fit is kept in the session."""
    moment = now()
    if not provider.is_offered():
        return redirect("sign_in")
    begun = provider.begin(moment)
    try:
        there = provider.address(begun, _back(), _language())
    except ProviderError as error:
        return _problem(request, error.problem, wanted(request))
    held = list(request.session.get(KEY, []))[-MOST_BEGUN + 1 :]
    request.session[KEY] = [*held, {**begun._asdict(), "at": moment.isoformat(), "next": wanted(request)}]
    return redirect(there)


@never_cache
@methods("GET")
def back(request: HttpRequest) -> HttpResponse:
    """Take the provider's answer: sign in whom it names, or say why nobody is signed in."""
    moment, address = now(), client_address(request)
    limits = lockout.of_address(address)
    until = lockout.locked_until(limits, moment)
    if until is not None:
        return locked(request, Locked(until), moment)
    begun, after = _taken(request)
    try:
        if begun is None:
            # Some providers leave out the state where they say no.
            raise ProviderError(Problem.CANCELLED if "error" in request.GET else Problem.NOT_BEGUN)
        arrived = provider.arrive(begun, request.GET.dict(), _back(), moment)
        account = account_of(arrived.iin, arrived.bin, _language(), moment)
    except ProviderError as error:
        if error.problem in TRIED:
            lockout.count_failure(limits, moment)
        return _problem(request, error.problem, after)
    except Nobody:
        return _page(request, FORBIDDEN, **NOT_IN_REGISTER)
    except AskAdministrator:
        return _page(request, FORBIDDEN, **ASK_ADMINISTRATOR)
    note(account, Way.PROVIDER, address, moment, succeeded=True)
    return let_in(request, Half(account, Way.PROVIDER, arrived.strong, after), moment)


def _taken(request: HttpRequest) -> tuple[Begun | None, str]:
    """The sign-in that this answer belongs to, with the page that was wanted: taken out of the session, so that no
    answer counts twice."""
    state, held = request.GET.get("state", ""), request.session.get(KEY, [])
    found: dict[str, Any] | None = next((one for one in held if one["state"] == state), None)
    if found is None:
        return None, ""
    request.session[KEY] = [one for one in held if one is not found]
    at = datetime.fromisoformat(found["at"])
    return Begun(found["state"], found["nonce"], found["verifier"], at), found["next"]


def _back() -> str:
    return f"{settings.PUBLIC_URL}{reverse('sign_in_provider_back')}"


def _language() -> str:
    return (get_language() or "kk")[:2]


def _problem(request: HttpRequest, problem: Problem, after: str) -> HttpResponse:
    status = UNAVAILABLE if problem is Problem.DOWN else FORBIDDEN
    return _page(request, status, next=after, again=True, **PROBLEMS[problem])


def _page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    shown = {"provider": settings.OIDC["name"], **context}
    return render(request, "portal/signing_in/problem.html", shown, status=status)
