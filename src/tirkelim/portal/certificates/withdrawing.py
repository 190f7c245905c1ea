"""Withdrawal and restoration: what is to be written, a second look at it, and then the command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.journal.change import Command, CommandIdReused, Done, TimeClosed
from tirkelim.portal.certificates.access import PURPOSE_CHANGE, Opened, open_certificate, room, status_of
from tirkelim.portal.certificates.forms import ActForm, RestoreForm, WithdrawForm
from tirkelim.portal.certificates.page import holder_of
from tirkelim.portal.certificates.words import GROUND_NAMES, MISSING, PROBLEMS
from tirkelim.portal.choices import language
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.show import Link, Row
from tirkelim.portal.wording import day_in_words
from tirkelim.register.commands import Invalid
from tirkelim.register.status import CertificateStatus
from tirkelim.services.certificate.withdrawal import Ground
from tirkelim.services.certificate.withdrawal import restore as restore_command
from tirkelim.services.certificate.withdrawal import withdraw as withdraw_command
from tirkelim.services.common.specialty import specialty_name

UNPROCESSABLE = 422


@room("GET", "POST")
def withdraw(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """Withdraw the certificate."""
    opened = open_certificate(request, certificate, "certificate.event", PURPOSE_CHANGE)
    form = WithdrawForm(request.POST or None, **_limits(opened))

    def write(given: Command) -> Done:
        ground = Ground(form.cleaned_data["ground"])
        return withdraw_command(given, certificate, ground, form.cleaned_data["on"], form.reference())

    return _step(opened, form, write, withdrawing=True)


@room("GET", "POST")
def restore(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """Restore a certificate whose withdrawal was annulled."""
    opened = open_certificate(request, certificate, "certificate.event", PURPOSE_CHANGE)
    form = RestoreForm(request.POST or None, **_limits(opened))

    def write(given: Command) -> Done:
        return restore_command(given, certificate, form.cleaned_data["on"], form.reference())

    return _step(opened, form, write, withdrawing=False)


def _limits(opened: Opened) -> dict[str, Any]:
    return {"issued_on": opened.certificate.issued_on, "today": opened.at.today}


def _step(opened: Opened, form: ActForm, write: Callable[[Command], Done], *, withdrawing: bool) -> HttpResponse:
    """The form, the second look, or the deed, by the button that was pressed. What was typed is never lost."""
    request = opened.at.request
    step = request.POST.get("step", "")
    if request.method == "POST" and form.is_valid():
        if step == "do":
            done = _done(opened, form, write, withdrawing)
            if done is not None:
                return done
        elif step != "change":
            return render(request, "portal/certificates/second_look.html", _look(opened, form, withdrawing))
    if request.method == "GET" and _withdrawn(opened) is withdrawing:
        messages.info(
            request, _("The certificate was withdrawn already.") if withdrawing else _("It is not withdrawn.")
        )
        return redirect("certificate", opened.certificate.id)
    context = {**_frame(opened, withdrawing), "form": form}
    return render(request, "portal/certificates/change.html", context, status=UNPROCESSABLE if form.errors else 200)


def _done(opened: Opened, form: ActForm, write: Callable[[Command], Done], withdrawing: bool) -> HttpResponse | None:
    """Carry it out and go to the certificate; None where the register does not take it, with the reasons."""
    request = opened.at.request
    try:
        write(command(request, opened.at.moment))
    except Invalid as bad:
        if "kind" in bad.errors:
            messages.warning(request, _("Somebody was quicker: look at what happened to the certificate."))
            return redirect("certificate", opened.certificate.id)
        for name, reason in bad.errors.items():
            known = MISSING.get(name) if reason == "missing" else PROBLEMS.get(reason)
            words = known or _("The register does not take this: check it")
            form.add_error(name if name in form.fields else None, ValidationError(str(words), code=reason))
        return None
    except (CommandIdReused, TimeClosed):
        form.add_error(None, ValidationError(_("This form was sent before. Look at the certificate, then send again.")))
        return None
    said = (
        _("The certificate is withdrawn. The holder is told, and the public check shows it from now on.")
        if withdrawing
        else _("The certificate is restored. The holder is told, and the public check shows it from now on.")
    )
    messages.success(request, said)
    return redirect("certificate", opened.certificate.id)


def _withdrawn(opened: Opened) -> bool:
    status = status_of(opened.certificate, opened.at.today, opened.at.moment)
    return status.status is CertificateStatus.WITHDRAWN


def _look(opened: Opened, form: ActForm, withdrawing: bool) -> dict[str, Any]:
    """Everything that is about to be written, and the boxes as they were sent."""
    given = form.cleaned_data
    rows = [Row(_("From"), day_in_words(given["on"], language()))]
    if withdrawing:
        rows.insert(0, Row(_("Ground"), str(GROUND_NAMES[given["ground"]])))
    rows.append(Row(_("Act"), str(form.reference()) or _("not named")))
    kept = [(name, value) for name, value in opened.at.request.POST.items() if name not in NOT_KEPT]
    return {**_frame(opened, withdrawing), "rows": rows, "kept": kept}


NOT_KEPT = frozenset({"csrfmiddlewaretoken", "command", "step"})


def _frame(opened: Opened, withdrawing: bool) -> dict[str, Any]:
    row = opened.certificate
    title = _("Withdraw the certificate") if withdrawing else _("Restore the certificate")
    here = Link(row.number, reverse("certificate", args=[row.id]))
    return {
        "certificate": row,
        "withdrawing": withdrawing,
        "title": title,
        "name": holder_of(opened),
        "specialty": specialty_name(row.specialty, language()),
        "crumbs": [Link(_("Certificates"), reverse("certificates")), here, Link(title, "")],
        "hidden": hidden(),
    }
