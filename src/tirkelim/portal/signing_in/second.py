"""The second page of signing in: a code of the authenticator, or setting one up where it is demanded."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import segno
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tirkelim.identity import second_factor
from tirkelim.identity.models import Account
from tirkelim.identity.sealing import BrokenSeal, seal, unseal
from tirkelim.identity.signin import Locked, SignedIn, client_address
from tirkelim.journal.change import Command
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.rooms import methods
from tirkelim.portal.signing_in import half
from tirkelim.portal.signing_in.entering import let_in, locked

UNPROCESSABLE = 422
FEW_CODES = 3
SHOWN, PURPOSE = "shown_secret", "shown_secret"


class CodeForm(PortalForm):
    """A code of six digits, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Six digits from your authenticator app, or one of your recovery codes."),
        max_length=40,
        error_messages={"required": _("Write the code that your authenticator app shows")},
    )


class SetUpForm(PortalForm):
    """The first code of a new authenticator."""

    code = forms.CharField(
        label=_("Code that the app shows now"),
        help_text=_("Six digits. A new one comes every half minute."),
        max_length=20,
        error_messages={"required": _("Write the code that the app shows")},
    )


@sensitive_post_parameters("code")
@never_cache
@methods("GET", "POST")
def code_page(request: HttpRequest) -> HttpResponse:
    """Ask whoever has given the password for the code."""
    moment = now()
    entering = half.waiting(request, moment)
    if entering is None:
        if request.method == "POST":
            messages.warning(request, gettext("It took too long. Begin again with your sign-in name."))
        return redirect("sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome = second_factor.check(entering.account, form.cleaned_data["code"], client_address(request), moment)
        if isinstance(outcome, SignedIn):
            _say_how_many_are_left(request, entering.account)
            return let_in(request, entering._replace(strong=True), moment)
        if isinstance(outcome, Locked):
            half.end(request)
            return locked(request, outcome, moment)
        form.add_error("code", gettext("The code is wrong or was used already. Wait for the next one and write that"))
    context = {"form": form, "login": entering.account.login}
    return render(request, "portal/signing_in/code.html", context, status=UNPROCESSABLE if form.errors else 200)


def _say_how_many_are_left(request: HttpRequest, account: Account) -> None:
    left = second_factor.codes_left(account.id)
    if left <= FEW_CODES:
        text = ngettext(
            "You have %(left)d recovery code left. Make new ones on the page “Sign-in and security”.",
            "You have %(left)d recovery codes left. Make new ones on the page “Sign-in and security”.",
            left,
        )
        messages.warning(request, text % {"left": left})


@sensitive_post_parameters("code")
@never_cache
@methods("GET", "POST")
def set_up_page(request: HttpRequest) -> HttpResponse:
    """Ask whoever may not come in without a second factor to set one up."""
    moment = now()
    entering = half.waiting(request, moment)
    if entering is None or second_factor.active_factor(entering.account.id) is not None:
        return redirect("sign_in")
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = set_up(request, form, half.command_of(request, entering, moment))
        if codes:
            half.begin(request, entering._replace(strong=True), moment)
            return render(request, "portal/signing_in/recovery_codes.html", {"codes": codes, "go_on": True})
    context = {"form": form, "hidden": hidden(), **picture(request, entering.account, moment), "demanded": True}
    return render(request, "portal/signing_in/set_up.html", context, status=UNPROCESSABLE if form.errors else 200)


@never_cache
@methods("POST")
def go_on(request: HttpRequest) -> HttpResponse:
    """The recovery codes are written down: on to where the sign-in leads."""
    moment = now()
    entering = half.waiting(request, moment)
    return redirect("sign_in") if entering is None else let_in(request, entering, moment)


def set_up(request: HttpRequest, form: SetUpForm, given: Command) -> list[str]:
    """Give the account of a command the authenticator that shows this code; the recovery codes, or none where the
    form says what is wrong."""
    try:
        secret = _shown(request, given.actor, given.now)
        codes = second_factor.new_recovery_codes()
        done = second_factor.enrol(given, secret, form.cleaned_data["code"], codes)
    except BrokenSeal:
        form.add_error(None, gettext("It took too long. Take the new picture below into the app."))
    except second_factor.WrongCode:
        form.add_error("code", gettext("The code does not fit. Check your telephone's clock, and write the next code"))
    except second_factor.HasOne:
        form.add_error(None, gettext("You have a second factor already."))
    else:
        request.session.pop(SHOWN, None)
        return [] if done.repeated else codes
    return []


def picture(request: HttpRequest, account: Account, now: datetime) -> dict[str, str]:
    """The secret to be taken into an app, as a picture and in letters: the same until it is taken or too old."""
    try:
        secret = _shown(request, account.id, now)
    except BrokenSeal:
        secret = second_factor.new_secret()
        request.session[SHOWN] = seal(f"{PURPOSE}:{account.id}", secret.encode(), now)
    drawn = segno.make(second_factor.address_of(secret, account.login), error="m")
    return {
        "picture": drawn.svg_data_uri(scale=5, border=2),
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        "login": account.login,
    }


def _shown(request: HttpRequest, account: UUID | None, now: datetime) -> str:
    """The secret that was shown to this account in this session, and to no other. Raises BrokenSeal."""
    return unseal(f"{PURPOSE}:{account}", str(request.session.get(SHOWN, "")), now, half.LASTS * 6).decode()
