"""Changes: every write happens inside one, carries a command id, and is carried out once.

    with change(command, "register.add_person", content) as made:
        ...rows that point to `made`...
        made.result = {"person": str(person.id)}

A command that comes a second time (a repeated click, a retried request) is answered with the first result.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Subquery

from tirkelim.journal.models import Change, Seal
from tirkelim.law.digest import canonical

Result = dict[str, Any]


class Command(NamedTuple):
    """Who wants something done, when and why. `now` is read from the clock once, at the edge; `actor` None is
    the system itself; `why` holds no personal data. `proof`: the signature that came with it, for the writers that ask
    for one (``signatures/requiring.py``); it is no part of what the command says."""

    id: UUID
    actor: UUID | None
    now: datetime
    why: str = ""
    proof: Any = None


class Done(NamedTuple):
    """The outcome of a command; `repeated` when it had been carried out before."""

    result: Result
    repeated: bool


class Repeated(Exception):
    """The command was carried out before; `result` is what it was answered with then."""

    def __init__(self, first: Change) -> None:
        super().__init__(f"command {first.command_id} was carried out before")
        self.change = first
        self.result: Result = first.result or {}


class CommandIdReused(ValueError):
    """The same command id came with another content, another action or from another actor."""


class TimeClosed(ValueError):
    """A seal has closed the time of this command: read the clock again and repeat it."""


@contextmanager
def change(command: Command, action: str, content: object = None) -> Iterator[Change]:
    """A transaction with its Change. `content` is what the command says, to tell a repetition from a reuse.

    Set `.result` (a JSON object) inside the block; it is stored when the block ends.
    Raises Repeated, CommandIdReused, TimeClosed before the block runs; ValueError for a time without offset.
    """
    if command.now.tzinfo is None:
        raise ValueError("the time of a command carries its offset")
    fingerprint = "" if content is None else _fingerprint(command, content)
    with transaction.atomic():
        made = _insert(command, action, fingerprint)
        yield made
        if made.result is not None:
            Change.objects.filter(pk=made.pk).update(result=made.result)


def once(command: Command, action: str, content: object, work: Callable[[Change], Result]) -> Done:
    """Carry out `work` inside a change, or answer with the first result where the command is a repetition."""
    try:
        with change(command, action, content) as made:
            made.result = work(made)
            return Done(made.result, repeated=False)
    except Repeated as repeated:
        if repeated.change.command_id != command.id:
            raise
        return Done(repeated.result, repeated=True)


def _fingerprint(command: Command, content: object) -> str:
    """A keyed digest: the content may be personal, and a change outlives its erasure."""
    text = command.id.bytes + canonical(content)
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def _insert(command: Command, action: str, fingerprint: str) -> Change:
    """Insert the change, or find that a twin was first. A racing twin is waited for by the unique index."""
    made = Change(
        command_id=command.id,
        actor=command.actor,
        at=command.now,
        action=action,
        why=command.why,
        fingerprint=fingerprint,
    )
    Change.objects.bulk_create([made], ignore_conflicts=True)
    # The newest seal is read after the insert: a seal being made now waits for us, or is seen here.
    newest = Subquery(Seal.objects.order_by("-id").values("closed_until")[:1])
    stored = Change.objects.annotate(closed_until=newest).filter(command_id=command.id).first()
    if stored is None:
        raise IntegrityError(f"the change for {action} could not be stored")
    if stored.pk != made.pk:
        if (stored.actor, stored.action, stored.fingerprint) != (command.actor, action, fingerprint):
            raise CommandIdReused(f"command {command.id} was used for something else")
        raise Repeated(stored)
    if stored.closed_until is not None and command.now <= stored.closed_until:
        raise TimeClosed(f"{command.now.isoformat()} is closed since the last seal")
    made._state.adding = False
    return made
