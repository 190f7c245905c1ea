"""What all commands of the commission stand on: rights, the stream, and why something is not done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from tirkelim.identity.models import Authority
from tirkelim.identity.policy import Scope, Scoped, require_actor
from tirkelim.journal.change import Command


class NotPossible(ValueError):
    """The commission cannot do this now. ``code`` names the explanation, ``field`` the answer it is about."""

    def __init__(self, code: str, field: str = "", **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params: Mapping[str, Any] = params


def scope_of(territory: str) -> Scope:
    """Where the commission of a local executive body belongs."""
    return Scope(territories=frozenset({territory}), authority=Authority.EMPLOYMENT.value)


def stream_of(territory: str) -> str:
    """The journal's stream of the commission."""
    return f"commission:{territory}"


def lock_of(territory: str) -> str:
    """What a command holds while it checks and writes: two of one commission never run side by side."""
    return f"commission:{territory}"


def allow(command: Command, action: str, where: str | Scoped) -> UUID:
    """The actor, who may do this in the territory, or to the case. Raises Denied; the system has no vote here."""
    if command.actor is None:
        raise ValueError("a person acts in the commission")
    scope = scope_of(where) if isinstance(where, str) else where
    require_actor(command.actor, action, scope, on=localdate(command.now))
    return command.actor


def written(text: str, field: str, code: str = "missing", longest: int | None = None) -> str:
    """What was typed, without spaces around. Raises NotPossible where nothing was, or too much."""
    clean = text.strip()
    if not clean:
        raise NotPossible(code, field)
    if longest is not None and len(clean) > longest:
        raise NotPossible("too_long", field, longest=longest)
    return clean
