"""Signing in by signature: NCALayer signs a challenge with the key for signing in, and the certificate says who it is.

A challenge is random, bound to the session, good for five minutes and for one answer, right or wrong.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tirkelim.identity import lockout
from tirkelim.identity.models import Account, Way
from tirkelim.identity.signin import Locked, client_address, note
from tirkelim.law.digest import canonical
from tirkelim.portal.edge import now
from tirkelim.portal.rooms import methods
from tirkelim.portal.signing.page import may_connect, script_settings, told
from tirkelim.portal.signing_in.entering import let_in, locked, wanted
from tirkelim.portal.signing_in.half import Half
from tirkelim.portal.signing_in.joining import AskAdministrator, Nobody, account_of
from tirkelim.portal.signing_in.through_provider import FORBIDDEN
from tirkelim.portal.signing_in.words import ASK_ADMINISTRATOR, NOT_IN_REGISTER, Said
from tirkelim.signatures.fitness import Reason, Unfit
from tirkelim.signatures.proving import read_base64
from tirkelim.signatures.verify import USAGES, verify_for_sign_in

KEY = "challenge"
LASTS = timedelta(minutes=5)
UNPROCESSABLE = 422
NOT_THEIR_FAULT = frozenset({Reason.REVOCATION_UNKNOWN, Reason.SERVICE_DOWN})
OWN_WORDS: dict[Reason, Said] = {
    Reason.WRONG_USAGE: {
        "title": _("This key is for signing documents, not for signing in"),
        "next": _("Choose the key for signing in: its file name begins with AUTH."),
    },
    Reason.OTHER_DATA: {
        "title": _("The signature is not over what this page asks for"),
        "next": _("The page has waited too long, or was opened in two windows. Sign again: it asks anew."),
    },
}
"""Where the words for signing documents (signatures/words.py) would mislead."""


@sensitive_post_parameters("signature")
@never_cache
@methods("GET", "POST")
def signature_page(request: HttpRequest) -> HttpResponse:
    """Ask for a signature over a fresh challenge, and sign in whom its certificate names."""
    if not settings.SIGNATURES_REQUIRED:
        return redirect("sign_in")
    moment = now()
    if request.method != "POST":
        return _page(request, moment)
    address = client_address(request)
    limits = lockout.of_address(address)
    until = lockout.locked_until(limits, moment)
    if until is not None:
        return locked(request, Locked(until), moment)
    try:
        account = _signer(request, moment)
    except Unfit as unfit:
        if unfit.reason not in NOT_THEIR_FAULT:
            lockout.count_failure(limits, moment)
        return _page(request, moment, unfit.reason)
    except Nobody:
        return _refused(request, NOT_IN_REGISTER)
    except AskAdministrator:
        return _refused(request, ASK_ADMINISTRATOR)
    note(account, Way.SIGNATURE, address, moment, succeeded=True)
    return let_in(request, Half(account, Way.SIGNATURE, settings.SIGNATURE_IS_STRONG, wanted(request)), moment)


def _signer(request: HttpRequest, moment: datetime) -> Account:
    """The account of whoever signed this session's challenge. Raises Unfit, Nobody, AskAdministrator."""
    content = _taken(request, moment)
    verified = verify_for_sign_in(read_base64(request.POST.get("signature", "")), moment)
    if content is None or verified.content != content:
        raise Unfit(Reason.OTHER_DATA)
    return account_of(verified.signer.iin, verified.signer.bin, _language(), moment)


def _taken(request: HttpRequest, moment: datetime) -> bytes | None:
    """The challenge of this session, which is good for one answer; None where there is none or it is too old."""
    held = request.session.pop(KEY, None)
    if not isinstance(held, dict) or moment - datetime.fromisoformat(held["at"]) > LASTS:
        return None
    return _content(held["nonce"])


def _content(nonce: str) -> bytes:
    """What is signed: it says that it is no more than a sign-in, and where."""
    return canonical({"purpose": "sign_in", "site": settings.PUBLIC_URL, "nonce": nonce})


def _page(request: HttpRequest, moment: datetime, refused: Reason | None = None) -> HttpResponse:
    nonce = secrets.token_urlsafe(32)
    request.session[KEY] = {"nonce": nonce, "at": moment.isoformat()}
    content = _content(nonce)
    context: dict[str, Any] = {
        "script": script_settings(content, [USAGES["authentication"]]),
        "canonical": content.decode(),
        "next": wanted(request),
        "refused": None if refused is None else OWN_WORDS.get(refused) or told(refused),
    }
    status = 200 if refused is None else UNPROCESSABLE
    return may_connect(render(request, "portal/signing_in/by_signature.html", context, status=status))


def _refused(request: HttpRequest, said: Said) -> HttpResponse:
    return render(request, "portal/signing_in/problem.html", said, status=FORBIDDEN)


def _language() -> str:
    return (get_language() or "kk")[:2]
