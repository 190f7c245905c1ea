"""Numbers of applications: random, short enough to read over the telephone, never sequential."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from tirkelim.cases.models import Case

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No characters that are mistaken for one another."""
LENGTH = 10


def new_case_number() -> str:
    """A number that no case has yet, such as ``A-7KQ2M-94XTP``. Drawn inside the submission's transaction."""
    return draw_number("A", lambda number: Case.objects.filter(number=number).exists())


def draw_number(prefix: str, is_taken: Callable[[str], bool]) -> str:
    """A number of the same pattern under another letter. Drawn inside the transaction that stores it."""
    while True:
        drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        number = f"{prefix}-{drawn[:5]}-{drawn[5:]}"
        if not is_taken(number):
            return number
