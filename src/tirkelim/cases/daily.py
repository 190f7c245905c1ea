"""What is done once a local day, by the first of the processes that comes to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change

Work = Callable[[Change, datetime], Result]
"""Does the work of a day inside its change, and says what it did."""

NAMESPACE = UUID("b5a3d0f2-6a1c-5d0e-9c53-1f0e7f7a2f11")
_works: dict[str, Work] = {}


def every_day(name: str, work: Work) -> None:
    """Say what is done every day; called by the wiring in ``conf``."""
    _works[name] = work


def run(now: datetime) -> int:
    """Do the works of this local day that nobody has done yet; how many there were."""
    return sum(not run_one(name, work, now).repeated for name, work in _works.items())


def run_one(name: str, work: Work, now: datetime) -> Done:
    """Do one work, as a command whose id follows from its name and the day."""
    day = localdate(now)
    command = Command(uuid5(NAMESPACE, f"{name}:{day.isoformat()}"), None, now)
    return once(command, f"daily.{name}", {"day": day}, lambda made: work(made, now))
