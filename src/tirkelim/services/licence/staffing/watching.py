"""Notices on the same day that a subtype has become short of certified staff, and that it no longer is."""

from __future__ import annotations

from datetime import datetime

from tirkelim.journal.change import Result
from tirkelim.journal.models import Change


def watch_changes(now: datetime) -> int:
    """Look at what changed in the register since the last look; how many shortages were told or closed."""
    return 0


def sweep(made: Change, now: datetime) -> Result:
    """Look at every licence, once a day; result {"told", "over"}."""
    return {"told": 0, "over": 0}
