"""Yes, no, or not known: conditions joined so that an answer is given unless it depends on what is unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tirkelim.law.unknown import UNKNOWN, Maybe

T = TypeVar("T")


def all_of(*conditions: Maybe[bool]) -> Maybe[bool]:
    """Whether all hold: no as soon as one fails, otherwise not known while one is not known."""
    if any(condition is False for condition in conditions):
        return False
    return UNKNOWN if any(condition is UNKNOWN for condition in conditions) else True


def any_of(*conditions: Maybe[bool]) -> Maybe[bool]:
    """Whether at least one holds: yes as soon as one does, otherwise not known while one is not known."""
    if any(condition is True for condition in conditions):
        return True
    return UNKNOWN if any(condition is UNKNOWN for condition in conditions) else False


def negate(condition: Maybe[bool]) -> Maybe[bool]:
    """The opposite; what is not known stays so."""
    return UNKNOWN if condition is UNKNOWN else not condition


def when_known(value: Maybe[T], test: Callable[[T], bool]) -> Maybe[bool]:
    """What the test says of the value; not known while the value is not."""
    return UNKNOWN if value is UNKNOWN else test(value)


def or_null(condition: Maybe[bool]) -> bool | None:
    """The condition as an answer writes it: what is not known is null."""
    return None if condition is UNKNOWN else condition
