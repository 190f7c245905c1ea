"""What the worker looks at in every round, every few seconds: whether something happened that wants an answer today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Look = Callable[[datetime], int]
"""Looks once, and says how much it did. It may be repeated, and cut off at any moment, without harm."""

_looks: dict[str, Look] = {}


def each_round(name: str, look: Look) -> None:
    """Say what is looked at in every round; called by the wiring in ``conf``."""
    _looks[name] = look


def run(now: datetime, failed: Callable[[str, Exception], None]) -> int:
    """Look at everything once; how much was done. One that fails is told to ``failed``, and the others go on."""
    done = 0
    for name, look in _looks.items():
        try:
            done += look(now)
        except Exception as failure:  # whatever fails, the next round tries it again
            failed(name, failure)
    return done
