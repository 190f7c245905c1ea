"""Readings: what the project decided where the orders are silent, contradict themselves or were damaged."""

from __future__ import annotations

from typing import NamedTuple


class Reading(NamedTuple):
    """One decision about an unclear text; ``text`` says it in kk, ru and en."""

    id: str
    text: dict[str, str]
