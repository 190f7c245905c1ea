"""Numbers of public documents: random, so that one number tells nothing about another.

The pattern is that of the state registers: KZ, two digits, three letters, eight digits.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

PATTERN = re.compile(r"KZ[0-9]{2}[A-Z]{3}[0-9]{8}")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which are read as digits."""
ATTEMPTS = 20
LOOK_ALIKES = str.maketrans("АВСЕНКМРТХУ", "ABCEHKMPTXY")
"""Cyrillic capitals typed for Latin ones."""


class NoFreeNumber(RuntimeError):
    """No free number was found in many attempts; with 10^14 numbers this means a fault."""


def draw(is_taken: Callable[[str], bool]) -> str:
    """A number that is not taken. Draw it in the transaction that stores it. Raises NoFreeNumber."""
    for _ in range(ATTEMPTS):
        letters = "".join(secrets.choice(LETTERS) for _ in range(3))
        number = f"KZ{secrets.randbelow(100):02}{letters}{secrets.randbelow(10**8):08}"
        if not is_taken(number):
            return number
    raise NoFreeNumber(f"{ATTEMPTS} attempts")


def normalise(text: str) -> str | None:
    """The number meant by what a person typed (spaces, dashes, small and Cyrillic letters); None if none is."""
    number = re.sub(r"[\s\-–—]", "", text).upper().translate(LOOK_ALIKES)
    return number if PATTERN.fullmatch(number) else None
