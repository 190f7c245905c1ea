"""Making a document and keeping it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction

from tirkelim.documents import blobs, store
from tirkelim.documents.errors import DocumentConflict, EvidenceForbidden
from tirkelim.documents.models import Document
from tirkelim.documents.payload import Payload, to_plain
from tirkelim.documents.recognise import PDF
from tirkelim.documents.sealing import sealed_page
from tirkelim.documents.typeset import render_pdf
from tirkelim.journal.models import Change


def store_document(
    payload: Payload, *, decision: UUID | None, change: Change, supersedes: Document | None = None
) -> Document:
    """Set the page, keep the PDF and its row. The same call again gives the document that is there.

    Meant for a worker that may be told twice. Raises DocumentConflict when the number is taken by a document that
    says something else, or `supersedes` was superseded already; CannotSeal when this installation seals its documents
    and cannot at the moment: then nothing is kept, and the caller comes again. Called through ``sealed_outside``, so
    that no transaction waits for the seal.
    """
    existing = Document.objects.filter(number=payload.number).first()
    if existing is not None:
        return _same_or_conflict(existing, payload, decision, supersedes)
    pdf, level = sealed_page(render_pdf(payload))
    try:
        with transaction.atomic():
            return Document.objects.create(
                decision=decision,
                number=payload.number,
                kind=_kind(payload),
                payload=to_plain(payload),
                blob=blobs.keep(pdf, PDF, change),
                seal=level,
                supersedes=supersedes,
                change=change,
            )
    except IntegrityError as fault:
        existing = Document.objects.filter(number=payload.number).first()
        if existing is None:
            raise DocumentConflict(payload.number) from fault
        return _same_or_conflict(existing, payload, decision, supersedes)


def open_document(document: Document, reader_check: Callable[[Document], bool]) -> bytes:
    """The PDF's bytes, after `reader_check` has said True at this very read; else raises EvidenceForbidden."""
    if reader_check(document) is not True:
        raise EvidenceForbidden
    return store.read(document.blob_id)


def seal_of(number: str) -> str | None:
    """The level of the department's seal on the document with the number; "" where it is not sealed, None where there
    is no such document (given before this register)."""
    found = Document.objects.filter(number=number).values_list("seal", flat=True)[:1]
    return next((level or "" for level in found), None)


def _same_or_conflict(
    existing: Document, payload: Payload, decision: UUID | None, supersedes: Document | None
) -> Document:
    superseded = None if supersedes is None else supersedes.pk
    if (existing.payload, existing.decision, existing.supersedes_id) != (to_plain(payload), decision, superseded):
        raise DocumentConflict(payload.number)
    return existing


def _kind(payload: Payload) -> str:
    return payload.kind
