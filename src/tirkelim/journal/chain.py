"""Streams of entries, each linked to the one before by its hash.

An entry holds only a salted digest of what it says; the words themselves lie in a payload row that can be erased
(retention, erasure on request) without breaking the chain.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime

from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change, JournalEntry, JournalPayload
from tirkelim.law.digest import canonical, digest

BEGINNING = "0" * 64
"""The previous hash of a stream's first entry."""
ERASED = "payload_erased"
"""Kind of the entry that records an erasure."""


class AlreadyErased(ValueError):
    """The payload of this entry was erased before."""


def append(stream: str, change: Change, kind: str, body: object) -> JournalEntry:
    """Add an entry to a stream inside the transaction of `change`.

    `body` is anything that canonical JSON can carry. Raises OutsideTransaction, TypeError.
    """
    hold(f"stream:{stream}")
    last = JournalEntry.objects.filter(stream=stream).order_by("-seq").only("seq", "hash").first()
    text = canonical(body)
    salt = secrets.token_bytes(16)
    entry = JournalEntry(
        stream=stream,
        seq=last.seq + 1 if last else 1,
        change=change,
        kind=kind,
        salted_digest=salted_digest(salt, text),
        prev_hash=last.hash if last else BEGINNING,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    JournalPayload.objects.create(entry=entry, salt=salt.hex(), body=text.decode())
    return entry


def instant(at: datetime) -> str:
    """A moment as it is written into hashes: UTC, microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def salted_digest(salt: bytes, text: bytes) -> str:
    """SHA-256 over salt and text: without the salt even a short text cannot be guessed from it."""
    return hashlib.sha256(salt + text).hexdigest()


def entry_hash(entry: JournalEntry) -> str:
    """The hash an entry must have, computed from its own columns and its change."""
    change = entry.change
    return digest(
        {
            "stream": entry.stream,
            "seq": entry.seq,
            "kind": entry.kind,
            "salted_digest": entry.salted_digest,
            "prev": entry.prev_hash,
            "change": {
                "id": str(change.id),
                "command": str(change.command_id),
                "actor": None if change.actor is None else str(change.actor),
                "at": instant(change.at),
                "action": change.action,
                "why": change.why,
            },
        }
    )


def erase_payload(entry: JournalEntry, change: Change, reason: str) -> JournalEntry:
    """Erase what an entry says, for good, and record the erasure in the same stream.

    `reason` names the ground (a retention rule, a request), never the person. Records of erasure hold nothing
    personal and stay. Raises AlreadyErased, ValueError (a record of erasure).
    """
    if entry.kind == ERASED:
        raise ValueError("a record of erasure is not erased")
    hold(f"stream:{entry.stream}")
    erased = JournalPayload.objects.filter(entry=entry, body__isnull=False).update(
        salt=None, body=None, erased_by=change
    )
    if not erased:
        raise AlreadyErased(str(entry))
    return append(entry.stream, change, ERASED, {"seq": entry.seq, "reason": reason})
