"""What a device sends, read strictly: every command becomes a typed one, or is refused before anything is touched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

MOST = 100
"""Commands in one request."""
LONGEST_LINE = 300
"""Characters of the place of a line: subtype, specialty and key."""


class Unreadable(ValueError):
    """What was sent is not what a device of ours would send."""


@dataclass(frozen=True, slots=True)
class Place:
    """The line that a note or photo is about; key "": the base as a whole."""

    subtype: str
    specialty: str
    key: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A command as it came: its id, what it is, what it says. Its body is read when it is carried out."""

    id: UUID
    kind: str
    body: Mapping[str, Any]


def read_request(content: bytes) -> list[Sent]:
    """The commands in their order. Raises Unreadable."""
    try:
        sent = json.loads(content)
    except (ValueError, RecursionError):
        raise Unreadable("not JSON") from None
    if not isinstance(sent, dict) or not isinstance(sent.get("commands"), list):
        raise Unreadable("no list of commands")
    if len(sent["commands"]) > MOST:
        raise Unreadable("too many commands")
    return [_command(one) for one in sent["commands"]]


def _command(one: Any) -> Sent:
    if not isinstance(one, dict) or not isinstance(one.get("body"), dict):
        raise Unreadable("a command is an object with a body")
    return Sent(read_id(one.get("id")), text(one.get("kind"), 30), one["body"])


def read_id(value: Any) -> UUID:
    """An id. Raises Unreadable."""
    try:
        return UUID(value)
    except (ValueError, TypeError, AttributeError):
        raise Unreadable("no id") from None


def read_ids(value: Any) -> list[UUID]:
    """A list of ids. Raises Unreadable."""
    if not isinstance(value, list) or len(value) > 2000:
        raise Unreadable("no list of ids")
    return [read_id(one) for one in value]


def read_moment(value: Any) -> datetime:
    """A time with its offset. Raises Unreadable."""
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise Unreadable("a time carries its offset")
        return moment.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        raise Unreadable("no time") from None


def read_place(body: Mapping[str, Any]) -> Place:
    """The line that a command is about. Raises Unreadable."""
    parts = text(body.get("line"), LONGEST_LINE).split("|")
    if len(parts) != 3:
        raise Unreadable("no line")
    return Place(*parts)


def read_answer(value: Any) -> bool | None:
    """Conforms, does not, or neither. Raises Unreadable."""
    if value is None or isinstance(value, bool):
        return value
    raise Unreadable("no answer")


def text(value: Any, longest: int) -> str:
    """A text that every database can hold. Raises Unreadable."""
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        raise Unreadable("no text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Unreadable("half a letter") from None
    return value
