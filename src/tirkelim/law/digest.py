"""Canonical JSON and its digest: what is stored, signed and replayed must have exactly one spelling.

Canonical JSON carries only objects, arrays, strings, integers, booleans and null: keys sorted, no spaces, UTF-8.
Everything else is turned into these first, floats are refused (two machines may print them differently).
"""

from __future__ import annotations

import dataclasses
import enum
import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from tirkelim.law.unknown import UNKNOWN

UNKNOWN_MARK = {"unknown": True}
"""How UNKNOWN is written, so that it can never be mistaken for a value or for null."""


def plain(value: object) -> Any:
    """The value as objects, arrays, strings, integers, booleans and null. Raises TypeError for anything else."""
    if value is UNKNOWN:
        return dict(UNKNOWN_MARK)
    if isinstance(value, enum.Enum):
        return plain(value.value)
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: plain(item) for name, item in zip(value._fields, value, strict=True)}
    if isinstance(value, dict):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain(item) for item in value)
    raise TypeError(f"{type(value).__name__} has no canonical JSON form")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"an object key must be text, not {type(key).__name__}")
    return key


def canonical(value: object) -> bytes:
    """The canonical JSON of a value, as UTF-8 bytes."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: object) -> str:
    """SHA-256 over the canonical JSON, in lower-case hexadecimal (64 characters)."""
    return hashlib.sha256(canonical(value)).hexdigest()
