"""Sealing outside the transaction that keeps the document.

A seal may wait some seconds for a time stamp, and a transaction must not: on SQLite it holds up every other writer. So
the work is begun, says which page it needs sealed, is undone, and begins again when the seal is there. The same payload
gives the same page, so the seal still fits.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import TypeVar

from django.utils import timezone

from tirkelim.documents.store import digest_of
from tirkelim.signatures.seal import Sealed, is_wanted, seal

Result = TypeVar("Result")
_ready: ContextVar[dict[str, Sealed] | None] = ContextVar("ready", default=None)


class SealWanted(Exception):
    """The work cannot go on before this page is sealed; ``sealed_outside`` answers it."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__("a page waits for its seal")
        self.pdf = pdf


def sealed_outside(work: Callable[[], Result]) -> Result:
    """Carry out work that opens a transaction of its own and may keep documents; their seals are set before it.

    The work is begun once more for each document, so nothing outside its transaction may come of it. Raises CannotSeal.
    """
    ready: dict[str, Sealed] = {}
    token = _ready.set(ready)
    try:
        while True:
            try:
                return work()
            except SealWanted as wanted:
                # A seal says when it was set, which may be long after the decision.
                ready[digest_of(wanted.pdf)] = seal(wanted.pdf, timezone.now())
    finally:
        _ready.reset(token)


def sealed_page(pdf: bytes) -> tuple[bytes, str | None]:
    """The bytes to keep and the level of the seal on them; None where this installation seals nothing.

    Raises CannotSeal, and SealWanted inside ``sealed_outside``.
    """
    if not is_wanted():
        return pdf, None
    ready = _ready.get()
    if ready is None:
        found = seal(pdf, timezone.now())
    elif digest_of(pdf) in ready:
        found = ready[digest_of(pdf)]
    else:
        raise SealWanted(pdf)
    return found.content, found.level
