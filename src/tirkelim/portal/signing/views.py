"""The page of one signature: who signed what, when and as whom, what was checked, and the files that prove it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.identity.policy import may
from tirkelim.portal.choices import language
from tirkelim.portal.edge import account_of, now
from tirkelim.portal.rooms import private_room
from tirkelim.portal.serving import kept_by_reader
from tirkelim.portal.show import Row
from tirkelim.portal.signing.kept import seen_by
from tirkelim.portal.signing.keys import NAMES, role_in_words
from tirkelim.portal.signing.summary import summary_of
from tirkelim.portal.wording import moment_in_words
from tirkelim.signatures.models import Signature
from tirkelim.signatures.purposes import Purpose

FILES: Mapping[str, tuple[str, str, str]] = {
    "cms": ("cms", "application/pkcs7-mime", "p7m"),
    "content": ("content", "application/json", "json"),
    "evidence": ("evidence", "application/json", "json"),
}
"""What can be downloaded: field, type and ending."""


@private_room("GET")
def signature_page(request: HttpRequest, signature: UUID) -> HttpResponse:
    """One signature, for whoever may see the case or the minutes in which it was given."""
    found = _found(request, signature)
    context = {
        "signature": found,
        "title": NAMES[Purpose(found.purpose)],
        "rows": _rows(found),
        "checks": _checks(found),
        "parts": summary_of(json.loads(bytes(found.content))) if found.content else [],
        "files": [name for name, (field, *_more) in FILES.items() if getattr(found, field)],
        "erased": not found.cms,
    }
    return render(request, "portal/signing/signature.html", context)


@private_room("GET")
def signature_file(request: HttpRequest, signature: UUID, name: str) -> HttpResponse:
    """The signature itself, what was signed, or what proves it later, as a file."""
    found = _found(request, signature)
    if name not in FILES:
        raise Http404
    field, mime, ending = FILES[name]
    content = getattr(found, field)
    if not content:
        raise Http404
    return kept_by_reader(bytes(content), mime, f"{found.purpose}-{str(found.id)[:8]}-{name}.{ending}")


def _found(request: HttpRequest, id: UUID) -> Signature:
    found = Signature.objects.select_related("change").filter(pk=id).first()
    if found is None:
        raise Http404
    account, day = account_of(request), localdate(now())
    if not any(may(account, right, thing, on=day) for right, thing in seen_by(found)):
        raise Http404
    return found


def _rows(found: Signature) -> list[Row]:
    rows: list[Any] = [
        Row(_("Signed by"), found.signer_name or _("erased")),
        Row(_("As"), role_in_words(found.roles)),
    ]
    if found.organisation_name:
        rows.append(Row(_("Organisation"), found.organisation_name))
    stamped = _("by a time stamp") if found.time_stamped else _("by the clock of this system: no time stamp")
    return [
        *rows,
        Row(_("Signed at"), f"{moment_in_words(found.signed_at, language())} ({stamped})"),
        Row(_("Certificate"), found.serial),
        Row(_("Issued by"), found.issuer),
        Row(_("Algorithm"), found.algorithm),
        Row(_("SHA-256 of what was signed"), found.content_digest),
        Row(_("SHA-256 of the signature"), found.cms_digest),
    ]


def _checks(found: Signature) -> list[str]:
    checks = [
        _("The signature fits what was signed, letter by letter."),
        _("The certificate leads to a trusted authority and was valid at the time of signing."),
        _("The certificate was not revoked."),
        _("It is a certificate for signing, in a role that may sign this."),
        _("Its IIN is that of the account, and its BIN that of the organisation where one signs."),
    ]
    if found.time_stamped:
        checks.append(_("The time stamp is one of a trusted authority, over this very signature."))
    return checks
