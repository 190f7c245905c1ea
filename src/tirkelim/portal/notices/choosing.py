"""Where the reader wants notices: by SMS, by e-mail to an address confirmed by a code, or in the cabinet only."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.notices.contacts import (
    EmailFault,
    NotConfirmed,
    choose_ways,
    confirm,
    contact_of,
    forget_email,
    send_code,
)
from tirkelim.portal.edge import account_of, now
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.rooms import private_room

UNPROCESSABLE = 422
FAULTS: dict[EmailFault, str | Promise] = {
    EmailFault.TOO_MANY: gettext_lazy("Too many codes were sent within an hour. Please try again in an hour."),
    EmailFault.NOT_SENT: gettext_lazy("The letter could not be sent. Check the address, or try again later."),
    EmailFault.WRONG: gettext_lazy("This is not the code from the newest letter. Check it and try again."),
    EmailFault.EXPIRED: gettext_lazy("The code has ended. Ask for a new one."),
    EmailFault.SPENT: gettext_lazy("Too many wrong tries. Ask for a new code."),
}


class WaysForm(PortalForm):
    """By which ways."""

    by_sms = forms.BooleanField(
        label=gettext_lazy("By SMS, to the number registered on the e-government portal"), required=False
    )
    by_email = forms.BooleanField(label=gettext_lazy("By e-mail, to the confirmed address"), required=False)


class EmailForm(PortalForm):
    """A new address."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("We send a code of six digits to it. Letters hold no names and no reasons."),
        max_length=200,
        error_messages={"required": gettext_lazy("Write the e-mail address")},
    )


class CodeForm(PortalForm):
    """The code out of the letter."""

    code = forms.CharField(
        label=gettext_lazy("Code from the letter"),
        help_text=gettext_lazy("Six digits. They hold for 30 minutes."),
        max_length=20,
        error_messages={"required": gettext_lazy("Write the code from the letter")},
    )


@private_room("GET", "POST")
def ways(request: HttpRequest) -> HttpResponse:
    """Choose the ways. The cabinet always has every notice."""
    account = account_of(request)
    held = contact_of(account)
    form = WaysForm(request.POST or None, initial={"by_sms": held.by_sms, "by_email": held.by_email})
    if request.method == "POST" and form.is_valid():
        choose_ways(account, by_sms=form.cleaned_data["by_sms"], by_email=form.cleaned_data["by_email"])
        messages.success(request, _("Saved."))
        return redirect("notice_ways")
    return render(request, "portal/notices/ways.html", {"form": form, "contact": held})


@private_room("GET", "POST")
def email(request: HttpRequest) -> HttpResponse:
    """Write a new address; a code is sent to it."""
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            send_code(account_of(request), form.cleaned_data["email"], now())
            return redirect("notice_email_code")
        except NotConfirmed as wrong:
            form.add_error("email", ValidationError(str(FAULTS[wrong.fault]), code=wrong.fault))
    return render(request, "portal/notices/email.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


@private_room("GET", "POST")
def code(request: HttpRequest) -> HttpResponse:
    """Type in the code; from then on notices go to the new address."""
    account = account_of(request)
    held = contact_of(account)
    if not held.new_email:
        return redirect("notice_ways")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            confirm(account, form.cleaned_data["code"], now())
            messages.success(request, _("The address is confirmed."))
            return redirect("notice_ways")
        except NotConfirmed as wrong:
            form.add_error("code", ValidationError(str(FAULTS[wrong.fault]), code=wrong.fault))
    context = {"form": form, "contact": held}
    return render(request, "portal/notices/code.html", context, status=UNPROCESSABLE if form.errors else 200)


@private_room("POST")
def forget(request: HttpRequest) -> HttpResponse:
    """Take the address away."""
    forget_email(account_of(request))
    messages.success(request, _("The address is removed. No more letters are sent."))
    return redirect("notice_ways")
