"""Files of evidence: taken after a look inside, opened only for whom the caller vouches."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from tirkelim.documents import blobs, store
from tirkelim.documents.errors import EvidenceForbidden, evidence_messages
from tirkelim.documents.models import EvidenceFile
from tirkelim.documents.names import safe_name
from tirkelim.documents.recognise import SUFFIX, recognise
from tirkelim.journal.models import Change

_OWNER = re.compile(r"[a-z_]{1,20}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class OpenedEvidence(NamedTuple):
    """What to send to a reader. Send it with this type, `nosniff`, and never inline as HTML."""

    content: bytes
    mime: str
    name: str


def take_evidence(
    *,
    owner_stream: str,
    kind: str,
    name: str,
    content: bytes,
    uploaded_by: UUID,
    now: datetime,
    change: Change,
) -> EvidenceFile:
    """Keep a file for its owner ("case:<uuid>", "person:<uuid>"). Whether this person may send it, the caller knows.

    Raises EvidenceError for anything but a whole PDF, JPEG or PNG of at most 10 MB, ValueError for a malformed
    owner. On return the bytes are on disk; the row is the caller's transaction's.
    """
    if not _OWNER.fullmatch(owner_stream):
        raise ValueError("an owner is written like case:<uuid>")
    mime = recognise(content)
    return EvidenceFile.objects.create(
        owner_stream=owner_stream,
        kind=kind,
        blob=blobs.keep(content, mime, change),
        original_name=safe_name(name, SUFFIX[mime]),
        uploaded_by=uploaded_by,
        at=now,
        change=change,
    )


def open_evidence(file: EvidenceFile, reader_check: Callable[[EvidenceFile], bool]) -> OpenedEvidence:
    """The file's bytes, after `reader_check` has said True for exactly this file, at this very read.

    Raises EvidenceForbidden otherwise, BlobLost when the store has lost or altered the bytes.
    """
    if reader_check(file) is not True:
        raise EvidenceForbidden
    return OpenedEvidence(store.read(file.blob_id), file.blob.mime, file.original_name)


def earlier_copy(file: EvidenceFile) -> EvidenceFile | None:
    """An older file of the same owner with the same bytes. Files of other owners are never looked at."""
    same = EvidenceFile.objects.filter(owner_stream=file.owner_stream, blob_id=file.blob_id)
    return same.exclude(pk=file.pk).filter(at__lte=file.at).order_by("at").first()


def duplicate_warning(file: EvidenceFile, language: str) -> str | None:
    """What to tell the sender when this owner already has exactly this file, in kk, ru or en; else None."""
    earlier = earlier_copy(file)
    if earlier is None:
        return None
    texts = evidence_messages()["duplicate"]
    return texts.get(language, texts["kk"]).format(name=earlier.original_name)
