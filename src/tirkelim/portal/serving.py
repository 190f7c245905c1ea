"""Files and documents as answers: the right is asked at this very read, and no browser takes a file for a page."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from tirkelim.documents.errors import BlobLost, EvidenceForbidden
from tirkelim.documents.evidence import open_evidence
from tirkelim.documents.models import Document, EvidenceFile
from tirkelim.documents.service import open_document

PDF = "application/pdf"
# Nothing inside a file may run, load or send anything, whatever reads it.
IN_ITS_OWN_WINDOW = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'unsafe-inline'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)

Answer = Callable[[bytes, str, str], HttpResponse]
"""How the bytes are given: to be kept by whoever they belong to, or to be looked at in an office."""


def kept_by_reader(content: bytes, mime: str, name: str) -> HttpResponse:
    """The bytes as a download."""
    response = HttpResponse(content, content_type=mime)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def looked_at(content: bytes, mime: str, name: str) -> HttpResponse:
    """The bytes as what they were found to be, kept by nobody in between."""
    response = HttpResponse(content, content_type=mime)
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    response.headers["Content-Security-Policy"] = IN_ITS_OWN_WINDOW
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response


def serve_document(
    document: Document | None, allowed: Callable[[], bool], answer: Answer = kept_by_reader
) -> HttpResponse:
    """The PDF of a document. Raises Http404 where there is none, or the reader may not see it."""
    if document is None:
        raise Http404
    try:
        content = open_document(document, lambda _document: allowed())
    except (EvidenceForbidden, BlobLost):
        raise Http404 from None
    return answer(content, PDF, f"{document.number.replace('/', '-')}.pdf")


def serve_file(file: UUID, stream: str, allowed: Callable[[], bool], answer: Answer = kept_by_reader) -> HttpResponse:
    """A file of evidence of the stream, such as one case. Raises Http404 as ``serve_document``."""
    row = EvidenceFile.objects.select_related("blob").filter(pk=file, owner_stream=stream).first()
    if row is None:
        raise Http404
    try:
        opened = open_evidence(row, lambda one: one.owner_stream == stream and allowed())
    except (EvidenceForbidden, BlobLost):
        raise Http404 from None
    return answer(opened.content, opened.mime, opened.name)
