"""Duplicates and the certificate itself as files: making one, and downloading. The right is checked at every read."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirkelim.documents.errors import DocumentConflict
from tirkelim.documents.models import Document
from tirkelim.journal.change import CommandIdReused, TimeClosed
from tirkelim.portal.certificates.access import PURPOSE_CHANGE, PURPOSE_DOCUMENT, Opened, open_certificate, room
from tirkelim.portal.certificates.forms import DuplicateForm
from tirkelim.portal.certificates.page import original_of, shown
from tirkelim.portal.certificates.words import WHY_NOT
from tirkelim.portal.edge import command
from tirkelim.portal.serving import looked_at, serve_document
from tirkelim.services.certificate.duplicates import NotPossible, duplicates_of, make_duplicate


@room("POST")
def make(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """Have a duplicate made. A double click makes one."""
    opened = open_certificate(request, certificate, "certificate.duplicate", PURPOSE_CHANGE)
    form = DuplicateForm(request.POST)
    if not form.is_valid():
        return render(request, "portal/certificates/certificate.html", shown(opened, form), status=422)
    try:
        done = make_duplicate(command(request, opened.at.moment), certificate, form.cleaned_data["language"])
    except NotPossible as reason:
        messages.warning(request, str(WHY_NOT.get(reason.reason, reason.reason)))
    except (CommandIdReused, TimeClosed, DocumentConflict):
        messages.warning(request, _("Nothing was made: something changed at the same moment. Please try once more."))
    else:
        said = _("Duplicate %(number)s is made. It can be downloaded below, now and later.")
        messages.success(request, said % {"number": done.result["number"]})
    return redirect("certificate", certificate)


@room("GET")
def original(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """The certificate as it was issued."""
    opened = open_certificate(request, certificate, "document.read", PURPOSE_DOCUMENT)
    return _file(opened, original_of(opened.certificate))


@room("GET")
def copy(request: HttpRequest, certificate: UUID, document: UUID) -> HttpResponse:
    """A duplicate that was made before."""
    opened = open_certificate(request, certificate, "document.read", PURPOSE_DOCUMENT)
    return _file(opened, duplicates_of(opened.certificate.number).filter(pk=document).first())


def _file(opened: Opened, document: Document | None) -> HttpResponse:
    return serve_document(document, lambda: opened.may("document.read"), looked_at)
