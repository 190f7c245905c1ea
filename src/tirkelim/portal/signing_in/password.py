"""Signing in by name and password, and out. The rules (throttling, sessions) are in identity/signin.py."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tirkelim.identity import provider
from tirkelim.identity.accounts import change_own_password
from tirkelim.identity.models import Account, Way
from tirkelim.identity.signin import Locked, SignedIn, authenticate, client_address, close_session
from tirkelim.portal.context import roles_of
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.navigation import start_page
from tirkelim.portal.rooms import methods
from tirkelim.portal.signing_in import half
from tirkelim.portal.signing_in.entering import let_in, locked, wanted
from tirkelim.portal.signing_in.half import Half

UNPROCESSABLE = 422
LONGEST = 200
WEAK = {
    "password_too_short": _("The password is too short. Write at least 12 characters"),
    "password_too_common": _("Many people use this password. Choose another"),
    "password_entirely_numeric": _("The password has digits only. Add letters or other signs"),
}


class SignInForm(PortalForm):
    """Name and password."""

    login = forms.CharField(
        label=_("Sign-in name"),
        max_length=50,
        error_messages={"required": _("Write your sign-in name")},
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": _("Write your password")},
    )


class NewPasswordForm(PortalForm):
    """Another password, written twice."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 12 characters. Several words that you remember are good."),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": _("Write the new password")},
    )
    again = forms.CharField(
        label=_("New password again"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": _("Write the new password a second time")},
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        """Long and rare enough, and another one than before."""
        text: str = self.cleaned_data["password"]
        if check_password(text, self.account.password):
            raise forms.ValidationError(_("This is the password you have now. Choose another"), "same")
        try:
            validate_password(text, self.account)
        except forms.ValidationError as weak:
            first = weak.error_list[0]
            words = WEAK.get(first.code or "", first.message)
            raise forms.ValidationError(str(words), first.code) from None
        return text

    def clean(self) -> dict[str, Any]:
        """Both times the same."""
        given: dict[str, Any] = super().clean() or {}
        first, second = given.get("password"), given.get("again")
        if first and second and first != second:
            self.add_error("again", _("The two passwords differ. Write the new one in both boxes"))
        return given


@sensitive_post_parameters("password")
@never_cache
@methods("GET", "POST")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; then to the page that was wanted, or to where the person's work begins.

    Who has signed in already may sign in as someone else: the session before ends with that. `?as=name` says whom
    a link is for (a story of the demo): another person is not led on, but asked to sign in under that name.
    """
    after, name = wanted(request), request.GET.get("as", "")
    meant = request.user.is_authenticated and name in ("", request.user.get_username())
    if meant and after and request.method != "POST":
        return redirect(after)
    form = SignInForm(request.POST or None, initial={"login": name})
    if request.method == "POST" and form.is_valid():
        moment = now()
        said = form.cleaned_data
        outcome = authenticate(said["login"], said["password"], client_address(request), moment)
        if isinstance(outcome, SignedIn):
            return let_in(request, Half(outcome.account, Way.PASSWORD, False, after), moment)
        if isinstance(outcome, Locked):
            return locked(request, outcome, moment)
        form.add_error(None, gettext("The sign-in name or the password is wrong. Check both and try again."))
    start = start_page(roles_of(request)) if request.user.is_authenticated else ""
    context = {
        "form": form,
        "next": after,
        "demo": settings.DEMO,
        "start": start,
        "provider": settings.OIDC["name"] if provider.is_offered() else "",
        "by_signature": settings.SIGNATURES_REQUIRED,
    }
    return render(request, "portal/signing_in/sign_in.html", context, status=UNPROCESSABLE if form.errors else 200)


@sensitive_post_parameters("password", "again")
@never_cache
@methods("GET", "POST")
def temporary_password(request: HttpRequest) -> HttpResponse:
    """Ask whoever came in by a password that an administrator knows for one of their own."""
    moment = now()
    entering = half.waiting(request, moment)
    if entering is None or not entering.account.password_is_temporary:
        return redirect("sign_in")
    form = NewPasswordForm(request.POST or None, account=entering.account)
    if request.method == "POST" and form.is_valid():
        change_own_password(half.command_of(request, entering, moment), form.cleaned_data["password"])
        entering.account.refresh_from_db()
        return let_in(request, entering, moment)
    context = {"form": form, "hidden": hidden(), "login": entering.account.login}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "portal/signing_in/temporary_password.html", context, status=status)


@methods("POST")
def sign_out(request: HttpRequest) -> HttpResponseRedirect:
    """End the session; the language stays."""
    language = translation.get_language()
    close_session(request)
    translation.activate(language or settings.LANGUAGE_CODE)
    messages.success(request, gettext("You are signed out."))
    return redirect("home")
