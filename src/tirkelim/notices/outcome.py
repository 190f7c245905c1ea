"""What may become of one try to send a notice."""

from __future__ import annotations

from typing import NamedTuple


class Sent(NamedTuple):
    """Taken over by the operator, under this reference."""

    reference: str


class Ended(NamedTuple):
    """Nothing to try: "no_address" or "not_wanted"."""

    why: str


class Failed(NamedTuple):
    """Not taken; it is tried again. ``fault``: the kind of failure, nothing personal."""

    fault: str


Outcome = Sent | Ended | Failed
