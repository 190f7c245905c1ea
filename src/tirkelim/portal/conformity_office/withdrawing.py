"""Withdrawal of a certificate whose holder works outside the profession (503/2016 p.21, p.24): what it rests on, a
second look, then the command."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tirkelim.portal.choices import language
from tirkelim.portal.conformity_office.access import Opened, open_held, room
from tirkelim.portal.conformity_office.page import crumbs, holder_of
from tirkelim.portal.desk.conformity_words import profession_name
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.forms import DayField, PortalForm
from tirkelim.portal.show import Link, Row
from tirkelim.portal.wording import day_in_words
from tirkelim.portal.writing import Telling, is_written
from tirkelim.register.commands.conformity import WITHDRAWABLE
from tirkelim.services.conformity.withdrawal import withdraw as withdraw_command

UNPROCESSABLE = 422
LONGEST_REFERENCE = 300
MISSING = gettext_lazy("Name the act that establishes it: who drew it up, its number and date")
PROBLEMS: dict[str, Promise] = {
    "too_long": gettext_lazy("Shorten it: there is room for 300 characters"),
    "missing": MISSING,
    "before_issue": gettext_lazy("This day lies before the issue of the certificate"),
    "in_the_future": gettext_lazy("This day has not come yet"),
    "withdrawn_already": gettext_lazy("This certificate of conformity was withdrawn already"),
    "not_in_force": gettext_lazy("The certificate was not in force on this day, or is not any more"),
}


class WithdrawForm(PortalForm):
    """What the withdrawal rests on, and from which day."""

    reference = forms.CharField(
        label=gettext_lazy("The act that establishes work outside the profession"),
        help_text=gettext_lazy("Who drew it up, its number and date, and in which profession the holder worked"),
        max_length=LONGEST_REFERENCE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": MISSING},
    )
    on = DayField(label=gettext_lazy("From which day is it withdrawn?"))

    def __init__(self, *args: Any, issued_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["on"]
        field.earliest, field.latest = issued_on, today


@room("GET", "POST")
def withdraw(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """The form, the second look, or the deed, by the button that was pressed. What was typed is never lost."""
    opened = open_held(request, certificate, "conformity.withdraw")
    row = opened.certificate
    form = WithdrawForm(request.POST or None, issued_on=row.issued_on, today=opened.at.today)
    step = request.POST.get("step", "")
    if request.method == "GET" and opened.held.status.status not in WITHDRAWABLE:
        messages.info(request, _("There is nothing to withdraw: the certificate is not in force."))
        return redirect("conformity_office_certificate", row.id)
    if request.method == "POST" and form.is_valid():
        if step == "do":
            done = _done(opened, form)
            if done is not None:
                return done
        elif step != "change":
            return render(request, "portal/conformity_office/second_look.html", _look(opened, form))
    context = {**_frame(opened), "form": form}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "portal/conformity_office/withdraw.html", context, status=status)


def _done(opened: Opened, form: WithdrawForm) -> HttpResponse | None:
    """Withdraw it and go to the certificate; None where the register does not take it, with the reasons."""
    request, row, given = opened.at.request, opened.certificate, form.cleaned_data
    telling = Telling(PROBLEMS, _("This form was sent before. Look at the certificate, then send again."))
    given_now = command(request, opened.at.moment)
    if not is_written(form, lambda: withdraw_command(given_now, row.id, given["on"], given["reference"]), telling):
        return None
    messages.success(request, _("It is withdrawn. The holder is told, and the public check shows it from now on."))
    return redirect("conformity_office_certificate", row.id)


NOT_KEPT = frozenset({"csrfmiddlewaretoken", "command", "step"})


def _look(opened: Opened, form: WithdrawForm) -> dict[str, Any]:
    """Everything that is about to be written, and the boxes as they were sent."""
    given = form.cleaned_data
    rows = [
        Row(_("Holder"), holder_of(opened)),
        Row(pgettext("conformity", "Profession"), profession_name(opened.certificate.profession, language())),
        Row(_("Number"), opened.certificate.number),
        Row(_("From"), day_in_words(given["on"], language())),
        Row(_("Act"), given["reference"]),
    ]
    kept = [(name, value) for name, value in opened.at.request.POST.items() if name not in NOT_KEPT]
    return {**_frame(opened), "rows": rows, "kept": kept}


def _frame(opened: Opened) -> dict[str, Any]:
    row = opened.certificate
    here = Link(row.number, reverse("conformity_office_certificate", args=[row.id]))
    return {
        "certificate": row,
        "name": holder_of(opened),
        "profession": profession_name(row.profession, language()),
        "crumbs": crumbs(here, Link(pgettext("certificate", "Withdraw"), "")),
        "hidden": hidden(),
    }
