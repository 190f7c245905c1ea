"""The pages of signing in and out. The rules (throttling, sessions) are in identity/signin.py."""

from __future__ import annotations

import math

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tirkelim.identity.signin import Locked, SignedIn, authenticate, client_address, close_session, open_session
from tirkelim.portal.context import roles_of
from tirkelim.portal.errors import too_many
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.language import remember
from tirkelim.portal.navigation import start_page
from tirkelim.portal.rooms import methods


class SignInForm(PortalForm):
    """Name and password."""

    login = forms.CharField(
        label=_("Sign-in name"),
        max_length=50,
        error_messages={"required": _("Write your sign-in name")},
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": _("Write your password")},
    )


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
        now = timezone.now()
        outcome = authenticate(form.cleaned_data["login"], form.cleaned_data["password"], client_address(request), now)
        if isinstance(outcome, SignedIn):
            open_session(request, outcome.account, now)
            response = redirect(after or start_page(roles_of(request)))
            remember(response, outcome.account.language)
            return response
        if isinstance(outcome, Locked):
            return too_many(request, minutes=math.ceil((outcome.until - now).total_seconds() / 60))
        form.add_error(None, gettext("The sign-in name or the password is wrong. Check both and try again."))
    start = start_page(roles_of(request)) if request.user.is_authenticated else ""
    context = {"form": form, "next": after, "demo": settings.DEMO, "start": start}
    return render(request, "portal/sign_in.html", context, status=422 if form.errors else 200)


@methods("POST")
def sign_out(request: HttpRequest) -> HttpResponseRedirect:
    """End the session; the language stays."""
    language = translation.get_language()
    close_session(request)
    translation.activate(language or settings.LANGUAGE_CODE)
    messages.success(request, gettext("You are signed out."))
    return redirect("home")


def wanted(request: HttpRequest) -> str:
    """The page of this site that was asked for before signing in, or "" where none was."""
    after = request.POST.get("next") or request.GET.get("next") or ""
    return after if url_has_allowed_host_and_scheme(after, allowed_hosts=None) else ""
