"""Verification: does every stream still say what was written? Used by `tirkelim journal verify`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from tirkelim.journal.chain import BEGINNING, ERASED, entry_hash, salted_digest
from tirkelim.journal.models import JournalEntry, JournalPayload, Seal, SealedHead
from tirkelim.journal.seal import seal_root


class Problem(NamedTuple):
    """One thing that does not fit: where (stream and number in it, or "seal" and its number), and what."""

    stream: str
    seq: int
    what: str


class Report(NamedTuple):
    """Outcome of a verification; it is good when there are no problems."""

    streams: int
    entries: int
    erased: int
    seals: int
    problems: tuple[Problem, ...]

    @property
    def good(self) -> bool:
        """True when nothing was found."""
        return not self.problems


def verify_all() -> Report:
    """Check every stream, payload and seal. Reads everything once, in order; writes nothing."""
    streams = entries = erased = 0
    problems: list[Problem] = []
    rows = JournalEntry.objects.select_related("change", "payload").order_by("stream", "seq")
    for _, group in groupby(rows.iterator(chunk_size=2000), key=lambda entry: entry.stream):
        chain = list(group)
        streams += 1
        entries += len(chain)
        erased += sum(1 for entry in chain if _is_erased(entry))
        problems += verify_stream(chain)
    problems += _verify_seals()
    return Report(streams, entries, erased, Seal.objects.count(), tuple(problems))


def verify_stream(chain: list[JournalEntry]) -> list[Problem]:
    """Problems of one stream, given all its entries in order."""
    erasures = _recorded_erasures(chain)
    found: list[Problem] = []
    prev, expected = BEGINNING, 1
    for entry in chain:
        whats = [*_link(entry, prev, expected), *_words(entry, erasures)]
        found += [Problem(entry.stream, entry.seq, what) for what in whats]
        prev, expected = entry.hash, entry.seq + 1
    return found


def _link(entry: JournalEntry, prev: str, expected: int) -> Iterator[str]:
    """Does the entry follow the one before, and is its hash its own?"""
    if entry.seq != expected:
        yield f"entries {expected} to {entry.seq - 1} are missing"
    elif entry.prev_hash != prev:
        yield "does not follow the entry before"
    if entry.hash != entry_hash(entry):
        yield "the entry or its change was altered"


def _words(entry: JournalEntry, erasures: set[tuple[UUID, int]]) -> Iterator[str]:
    """Is the payload there, unaltered, or erased by a recorded erasure?"""
    payload = _payload(entry)
    if payload is None:
        yield "the payload is missing"
    elif payload.body is None or payload.salt is None:
        if (payload.erased_by_id, entry.seq) not in erasures:
            yield "the payload was erased without a record"
    elif entry.salted_digest != salted_digest(bytes.fromhex(payload.salt), payload.body.encode()):
        yield "the payload was altered"


def _recorded_erasures(chain: list[JournalEntry]) -> set[tuple[UUID, int]]:
    """Which change erased which entry, by the stream's own records of erasure."""
    found = set()
    for entry in chain:
        payload = _payload(entry) if entry.kind == ERASED else None
        if payload is not None and payload.body is not None:
            found.add((entry.change_id, json.loads(payload.body).get("seq")))
    return found


def _is_erased(entry: JournalEntry) -> bool:
    payload = _payload(entry)
    return payload is not None and payload.body is None


def _payload(entry: JournalEntry) -> JournalPayload | None:
    try:
        return entry.payload
    except JournalPayload.DoesNotExist:
        return None


def _verify_seals() -> Iterator[Problem]:
    """Roots follow each other, cover their heads, and the heads are still in the streams."""
    prev = BEGINNING
    for one in Seal.objects.order_by("id").iterator():
        heads = list(one.heads.values_list("stream", "seq", "hash"))
        if one.prev != prev:
            yield Problem("seal", one.id, "does not follow the seal before")
        if one.root != seal_root(one, heads):
            yield Problem("seal", one.id, "the seal or its heads were altered")
        prev = one.root
        yield from _heads(one)


def _heads(one: Seal) -> Iterator[Problem]:
    """Heads whose entry is gone or has another hash: a stream cut at its end shows here."""
    for head in SealedHead.objects.filter(seal=one).iterator():
        stored = JournalEntry.objects.filter(stream=head.stream, seq=head.seq).first()
        if stored is None:
            yield Problem(head.stream, head.seq, f"the entry is gone, yet seal {one.id} covers it")
        elif stored.hash != head.hash:
            yield Problem(head.stream, head.seq, f"the entry differs from what seal {one.id} covers")
