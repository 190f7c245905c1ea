"""The difference between "known not to exist" (``None``) and "not known" (``UNKNOWN``).

A rule never compares with UNKNOWN: it answers with an unknown finding first.
"""

from __future__ import annotations

import enum
from typing import Final, TypeVar, Union

T = TypeVar("T")


class Unknown(enum.Enum):
    """The type of ``UNKNOWN``; an enum so that type checkers can narrow by ``is``."""

    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("UNKNOWN is neither true nor false: ask `is UNKNOWN` before deciding")

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown.UNKNOWN

Maybe = Union[T, Unknown]  # noqa: UP007 - a generic alias needs the older spelling under Python 3.11
"""A fact that may not be known."""


def any_unknown(*values: object) -> bool:
    """Whether at least one of the values is not known."""
    return any(value is UNKNOWN for value in values)
