"""Numbers of applications: random, short enough to read over the telephone, never sequential."""

from __future__ import annotations

import secrets

from tirkelim.cases.models import Case

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No characters that are mistaken for one another."""
LENGTH = 10


def new_case_number() -> str:
    """A number that no case has yet, such as ``A-7KQ2M-94XTP``. Drawn inside the submission's transaction."""
    while True:
        drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        number = f"A-{drawn[:5]}-{drawn[5:]}"
        if not Case.objects.filter(number=number).exists():
            return number
