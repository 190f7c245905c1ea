"""The database's row for a file in the store."""

from __future__ import annotations

from tirkelim.documents import store
from tirkelim.documents.models import Blob
from tirkelim.journal.models import Change


def keep(content: bytes, mime: str, change: Change) -> Blob:
    """Write the content to disk, then its row; the same content again gives the row that is there."""
    sha256 = store.write(content)
    blob, _ = Blob.objects.get_or_create(sha256=sha256, defaults={"size": len(content), "mime": mime, "change": change})
    return blob
