"""One's own page: by what one signs in, the second factor, open sessions, recent sign-ins."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.hashers import check_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tirkelim.identity import lockout, second_factor
from tirkelim.identity.accounts import change_own_password, end_other_sessions
from tirkelim.identity.identifiers import BIN, IIN, knows_identifier
from tirkelim.identity.lasting import WAY, sessions_of
from tirkelim.identity.models import Account, SignInRecord, Way
from tirkelim.identity.powers import must_have_second_factor
from tirkelim.identity.signin import Locked, SignedIn, client_address, open_session
from tirkelim.portal.accounts.words import WAYS
from tirkelim.portal.edge import account_of, command, hidden, now
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.rooms import private_room
from tirkelim.portal.signing_in.entering import locked
from tirkelim.portal.signing_in.password import LONGEST, NewPasswordForm
from tirkelim.portal.signing_in.second import CodeForm, SetUpForm, picture, set_up

UNPROCESSABLE = 422
RECENT = 20


class OwnPasswordForm(NewPasswordForm):
    """The password that is given up, and the new one twice."""

    present = forms.CharField(
        label=_("Password you have now"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": _("Write the password you have now")},
    )
    field_order = ("present", "password", "again")


class ConfirmingForm(PortalForm):
    """A code before something that weakens the account."""

    code = CodeForm.base_fields["code"]


@private_room("GET")
def security_page(request: HttpRequest) -> HttpResponse:
    """Everything about one's own sign-in."""
    moment, account = now(), account_of(request)
    context = {
        "has_password": account.has_usable_password(),
        "iin": knows_identifier(account.id, IIN),
        "bin": knows_identifier(account.id, BIN),
        "factor": second_factor.active_factor(account.id),
        "demanded": must_have_second_factor(account, localdate(moment)),
        "codes_left": second_factor.codes_left(account.id),
        "sessions": _sessions(request, account, moment),
        "sign_ins": sign_ins_of(account),
        "hidden": hidden(),
    }
    return render(request, "portal/accounts/security.html", context)


def _sessions(request: HttpRequest, account: Account, moment: datetime) -> list[dict[str, Any]]:
    found = sessions_of(account, moment, request.session.session_key)
    return [{**one._asdict(), "way": WAYS[one.way]} for one in found]


def sign_ins_of(account: Account) -> list[dict[str, Any]]:
    """The last attempts to sign in to an account, the newest first."""
    rows = SignInRecord.objects.filter(account=account).order_by("-id")[:RECENT]
    return [{"at": row.at, "way": WAYS[row.way], "succeeded": row.succeeded} for row in rows]


@private_room("POST")
def end_others(request: HttpRequest) -> HttpResponse:
    """End all sessions but this one."""
    done = end_other_sessions(command(request, now()), request.session.session_key)
    ended = done.result["ended"]
    text = ngettext("%(ended)d other session was ended.", "%(ended)d other sessions were ended.", ended)
    messages.success(request, text % {"ended": ended} if ended else gettext("There was no other session."))
    return redirect("security")


@private_room("GET", "POST")
def password_page(request: HttpRequest) -> HttpResponse:
    """Change one's own password; wrong ones count as failures to sign in."""
    moment, account = now(), account_of(request)
    if not account.has_usable_password():
        return redirect("security")
    form = OwnPasswordForm(request.POST if request.method == "POST" else None, account=account)
    if request.method == "POST" and form.is_valid():
        limits = lockout.of_codes(account.id)
        until = lockout.locked_until(limits, moment)
        if until is not None:
            return locked(request, Locked(until), moment)
        if check_password(form.cleaned_data["present"], account.password):
            change_own_password(command(request, moment), form.cleaned_data["password"])
            _go_on_in_a_new_session(request, account, moment)
            messages.success(request, gettext("Your password is changed. Your other sessions were ended."))
            return redirect("security")
        lockout.count_failure(limits, moment)
        form.add_error("present", gettext("This is not the password you have now"))
    context = {"form": form, "hidden": hidden()}
    return render(request, "portal/accounts/password.html", context, status=UNPROCESSABLE if form.errors else 200)


def _go_on_in_a_new_session(request: HttpRequest, account: Account, moment: datetime) -> None:
    """All sessions ended with the old password; this one goes on under a new key."""
    way = request.session.get(WAY, Way.PASSWORD.value)
    account.refresh_from_db()
    request.session.flush()
    open_session(request, account, moment, Way(way))


@private_room("GET", "POST")
def set_up_page(request: HttpRequest) -> HttpResponse:
    """Set up a second factor of one's own accord."""
    moment, account = now(), account_of(request)
    if second_factor.active_factor(account.id) is not None:
        return redirect("security")
    form = SetUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        codes = set_up(request, form, command(request, moment))
        if codes:
            return render(request, "portal/signing_in/recovery_codes.html", {"codes": codes})
    context = {"form": form, "hidden": hidden(), **picture(request, account, moment)}
    return render(request, "portal/signing_in/set_up.html", context, status=UNPROCESSABLE if form.errors else 200)


@private_room("GET", "POST")
def codes_page(request: HttpRequest) -> HttpResponse:
    """Make other recovery codes, after a code."""
    return _after_a_code(request, "codes")


@private_room("GET", "POST")
def take_off_page(request: HttpRequest) -> HttpResponse:
    """Take off one's own second factor, after a code, where it is not demanded."""
    if must_have_second_factor(account_of(request), localdate(now())):
        return redirect("security")
    return _after_a_code(request, "take_off")


def _after_a_code(request: HttpRequest, what: str) -> HttpResponse:
    moment, account = now(), account_of(request)
    if second_factor.active_factor(account.id) is None:
        return redirect("security")
    form = ConfirmingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        outcome = second_factor.check(account, form.cleaned_data["code"], client_address(request), moment)
        if isinstance(outcome, Locked):
            return locked(request, outcome, moment)
        if isinstance(outcome, SignedIn):
            return _codes(request, moment) if what == "codes" else _taken_off(request, moment)
        form.add_error("code", gettext("The code is wrong or was used already. Wait for the next one and write that"))
    context = {"form": form, "hidden": hidden(), "what": what}
    return render(request, "portal/accounts/after_a_code.html", context, status=UNPROCESSABLE if form.errors else 200)


def _codes(request: HttpRequest, moment: datetime) -> HttpResponse:
    codes = second_factor.new_recovery_codes()
    second_factor.renew_recovery_codes(command(request, moment), codes)
    return render(request, "portal/signing_in/recovery_codes.html", {"codes": codes})


def _taken_off(request: HttpRequest, moment: datetime) -> HttpResponse:
    second_factor.remove_own(command(request, moment))
    messages.success(request, gettext("The second factor is taken off."))
    return redirect("security")
