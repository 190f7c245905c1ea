"""Reads stored facts back: from canonical JSON into the facts class, for replay.

A field that the class has gained since the facts were stored reads UNKNOWN, where its type can say so; where it cannot,
nobody knows what it would have held, and the facts cannot be restored. A field that the class has lost is an error too:
the replay would silently decide on less than was known.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from tirkelim.law.digest import UNKNOWN_MARK
from tirkelim.law.unknown import UNKNOWN, Unknown

Facts = TypeVar("Facts")


class CannotRestore(ValueError):
    """The stored facts do not fit the class."""


def restore(cls: type[Facts], raw: object) -> Facts:
    """The facts stored as ``raw`` (the output of ``digest.plain``). Raises CannotRestore."""
    return typing.cast(Facts, _restore(cls, raw))


def _restore(hint: Any, raw: object) -> Any:
    if raw == UNKNOWN_MARK:
        return UNKNOWN
    if raw is None:
        return None
    if typing.get_origin(hint) is typing.Annotated:
        return _restore(typing.get_args(hint)[0], raw)
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return _restore_union(typing.get_args(hint), raw)
    if typing.get_origin(hint) in (tuple, frozenset):
        return _restore_sequence(hint, raw)
    if isinstance(hint, type) and (dataclasses.is_dataclass(hint) or hasattr(hint, "_fields")):
        return _restore_class(hint, raw)
    return _restore_scalar(hint, raw)


def _restore_union(members: tuple[Any, ...], raw: object) -> Any:
    inner = [member for member in members if member not in (type(None), Unknown)]
    if len(inner) != 1:
        raise CannotRestore(f"a stored fact has one kind, not {members}")
    return _restore(inner[0], raw)


def _restore_sequence(hint: Any, raw: object) -> Any:
    if not isinstance(raw, list):
        raise CannotRestore(f"a list is needed for {hint}")
    make = typing.get_origin(hint)
    kinds = typing.get_args(hint)
    if make is tuple and (len(kinds) != 2 or kinds[1] is not Ellipsis):
        return tuple(_restore(kind, item) for kind, item in zip(kinds, raw, strict=True))
    return make(_restore(kinds[0], item) for item in raw)


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls, include_extras=True)


def _restore_class(cls: type, raw: object) -> Any:
    if not isinstance(raw, Mapping):
        raise CannotRestore(f"an object is needed for {cls.__name__}")
    hints = _hints(cls)
    lost = sorted(set(raw) - set(hints))
    if lost:
        raise CannotRestore(f"{cls.__name__} no longer has {', '.join(lost)}")
    gained = sorted(name for name, hint in hints.items() if name not in raw and not _may_be_unknown(hint))
    if gained:
        raise CannotRestore(f"{cls.__name__} was stored without {', '.join(gained)}")
    return cls(**{name: _restore(hint, raw[name]) if name in raw else UNKNOWN for name, hint in hints.items()})


def _may_be_unknown(hint: Any) -> bool:
    if typing.get_origin(hint) is typing.Annotated:
        return _may_be_unknown(typing.get_args(hint)[0])
    return hint is Unknown or Unknown in typing.get_args(hint)


def _restore_scalar(hint: Any, raw: object) -> Any:
    if hint is date or hint is datetime:
        return hint.fromisoformat(str(raw))
    if hint is Decimal:
        return Decimal(str(raw))
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint(raw)
    if isinstance(hint, type) and isinstance(raw, hint):
        return raw
    if isinstance(hint, type) and issubclass(hint, (int, str)) and isinstance(raw, (int, str)):
        return hint(raw)
    raise CannotRestore(f"{raw!r} is not a {hint}")
