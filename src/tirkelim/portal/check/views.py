"""The pages of the public check: a form for the number, and the answer that a QR code leads to.

They use no session and set no cookie, so they are the same for everyone; only the language differs. A number that
does not exist and one that cannot exist get the same answer after the same look-ups: among the certificates of
specialists, then among those of conformity.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tirkelim.documents.service import seal_of
from tirkelim.portal import anonymous, edge
from tirkelim.portal.anonymous import too_many
from tirkelim.portal.check import conformity
from tirkelim.portal.check.licence import public_licence
from tirkelim.portal.check.signs import Sign
from tirkelim.portal.check.throttle import seconds_to_wait
from tirkelim.portal.forms import PortalForm
from tirkelim.register.public_check import PublicCertificate, public_certificate
from tirkelim.register.public_conformity import public_conformity
from tirkelim.register.status import CertificateStatus
from tirkelim.services.common.specialty import specialty_name


class NumberForm(PortalForm):
    """The number, as it stands on the document."""

    number = forms.CharField(
        label=_("Number of the certificate or licence"),
        help_text=_("For example, KZ12ABC34567890. Spaces, dashes and small letters do no harm."),
        error_messages={"required": _("Write the number of the certificate or licence")},
    )


SIGNS = {
    CertificateStatus.VALID: Sign(_("The certificate is valid"), ""),
    CertificateStatus.EXPIRED: Sign(_("The certificate has expired"), "bad"),
    CertificateStatus.WITHDRAWN: Sign(_("The certificate was withdrawn"), "bad"),
    CertificateStatus.TRAINING_LAPSED: Sign(
        _("The certificate is not valid: no further education in five years"), "bad"
    ),
    CertificateStatus.TERM_MISSING: Sign(_("The certificate is not valid: it has no term"), "bad"),
    CertificateStatus.SUPERSEDED: Sign(_("The certificate was replaced by a new one"), "warn"),
}


# Exempt, so that nobody needs a cookie to check a certificate: a look-up changes nothing that a stranger could abuse.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a number; posted, answer for it."""
    moment = edge.now()
    form = NumberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return answer(request, form.cleaned_data["number"], moment)
    return page(request, "form", 422 if form.errors else 200, form=form)


@require_safe
def check_number(request: HttpRequest, number: str) -> HttpResponse:
    """Where the QR code of a certificate leads."""
    return answer(request, number, edge.now())


def answer(request: HttpRequest, number: str, moment: datetime) -> HttpResponse:
    """What the certificate with the number is worth at this moment; of a licence, the way to its page."""
    wait = seconds_to_wait(request)
    if wait:
        return too_many(request, wait)
    on = localdate(moment)
    found = public_certificate(number, on)
    if found is not None:
        return page(request, "result", 200, moment=moment, seal=seal_of(found.number), **described(found))
    conforming = public_conformity(number, on)
    if conforming is not None:
        said = conformity.described(conforming, on)
        return page(request, "conformity", 200, moment=moment, seal=seal_of(conforming.number), **said)
    licence = public_licence(number, on)
    if licence is not None:
        return anonymous.with_headers(redirect("licence_register_licence", licence.id))
    return page(request, "none", 404, moment=moment)


def described(found: PublicCertificate) -> dict[str, Any]:
    """The certificate in the language of the page."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    return {
        "certificate": found,
        "status": found.status.status.value,
        "since": found.status.since,
        "sign": SIGNS[found.status.status],
        "name": found.name(language),
        "specialty": specialty_name(found.specialty, language),
        "department": (found.office or {}).get(language, ""),
    }


def page(request: HttpRequest, template: str, code: int, /, **context: Any) -> HttpResponse:
    """A page of the check."""
    return anonymous.page(request, f"portal/check/{template}.html", code, "/check/", **context)
