"""Entries of many streams at once, linked exactly as `journal.chain.append` links them one by one."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Collection, Sequence
from typing import NamedTuple

from tirkelim.journal.chain import BEGINNING, instant, salted_digest
from tirkelim.journal.locks import hold_all
from tirkelim.journal.models import Change, JournalEntry, JournalPayload
from tirkelim.law.digest import canonical, plain
from tirkelim.register.bulk.tables import insert, next_numbers

SALT = 16
"""Bytes of salt in a payload."""
WORDS = json.JSONEncoder(default=plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Said(NamedTuple):
    """What is to be entered: in which stream, of what kind, and the words."""

    stream: str
    kind: str
    body: object


class Link(NamedTuple):
    """The end of a stream: number and hash of its last entry."""

    seq: int
    hash: str


def append_all(made: Change, said: Sequence[Said], known: Collection[str]) -> None:
    """Add the entries, in their order, to their streams. `known`: the streams that may have entries already; the others
    begin here. Raises IntegrityError where somebody else wrote to a stream meanwhile, OutsideTransaction."""
    hold_all(f"stream:{stream}" for stream in known)
    ends = _ends(known)
    change = change_text(made)
    numbers = next_numbers(JournalEntry, len(said))
    salts = secrets.token_bytes(SALT * len(said))
    entries, payloads = [], []
    for place, (one, number) in enumerate(zip(said, numbers, strict=True)):
        last = ends.get(one.stream, Link(0, BEGINNING))
        salt = salts[place * SALT : (place + 1) * SALT]
        text = words_of(one.body)
        sealed = salted_digest(salt, text)
        seq = last.seq + 1
        link = link_of(change, one, seq, sealed, last.hash)
        entries.append((number, one.stream, seq, made.pk, one.kind, sealed, last.hash, link))
        payloads.append((number, salt.hex(), text.decode(), None))
        ends[one.stream] = Link(seq, link)
    insert(JournalEntry, entries)
    insert(JournalPayload, payloads)


def _ends(streams: Collection[str]) -> dict[str, Link]:
    """The last entry of each stream that has any."""
    rows = JournalEntry.objects.filter(stream__in=streams).order_by("stream", "seq")
    # Ascending numbers: the last one of a stream stays.
    return {stream: Link(seq, link) for stream, seq, link in rows.values_list("stream", "seq", "hash")}


def words_of(body: object) -> bytes:
    """What `digest.canonical` gives for the bodies made here: only what JSON does not know is made plain."""
    return WORDS.encode(body).encode()


def change_text(made: Change) -> str:
    """The change as it goes into each entry's hash: the same text in all of them."""
    return canonical(
        {
            "id": str(made.id),
            "command": str(made.command_id),
            "actor": None if made.actor is None else str(made.actor),
            "at": instant(made.at),
            "action": made.action,
            "why": made.why,
        }
    ).decode()


def link_of(change: str, one: Said, seq: int, sealed: str, prev: str) -> str:
    """What `chain.entry_hash` gives, with the canonical JSON put together by hand: names of streams and kinds need no
    escaping, and it is made millions of times."""
    text = (
        f'{{"change":{change},"kind":"{one.kind}","prev":"{prev}","salted_digest":"{sealed}",'
        f'"seq":{seq},"stream":"{one.stream}"}}'
    )
    return hashlib.sha256(text.encode()).hexdigest()
