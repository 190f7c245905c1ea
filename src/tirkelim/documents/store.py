"""Files kept under the digest of their content: written once, never changed, safe on disk before the commit."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from tirkelim.documents.errors import BlobLost


def digest_of(content: bytes) -> str:
    """SHA-256 in hexadecimal: the name of the content."""
    return hashlib.sha256(content).hexdigest()


def path_of(sha256: str) -> Path:
    """Where content with this digest lies: MEDIA_ROOT/aa/bb/aabb..."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def write(content: bytes) -> str:
    """Put the content on disk and return its digest. When it returns, a power cut can no longer lose the file.

    Call it before the rows that point at the file are committed. The same content twice is written once.
    """
    sha256 = digest_of(content)
    path = path_of(sha256)
    if path.is_file() and path.stat().st_size == len(content):
        _sync_folders(path)  # another process may have put it there a moment ago
        return sha256
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(draft)
        raise
    _sync_folders(path)
    return sha256


def read(sha256: str) -> bytes:
    """The content with this digest, checked. Raises BlobLost when it is missing or altered."""
    try:
        content = path_of(sha256).read_bytes()
    except OSError as fault:
        raise BlobLost(sha256) from fault
    if digest_of(content) != sha256:
        raise BlobLost(sha256)
    return content


def _sync_folders(path: Path) -> None:
    # The name of a new file lives in its folder, and the folder's in the one above: without this a power cut
    # may forget them.
    for folder in list(path.parents)[:3]:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
