"""What is done once a local day, by the first of the processes that comes to it.

A small work is done in one transaction. One that goes through a whole table is done in portions, each with a
transaction of its own, so that nobody who writes meanwhile has to wait for the end of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change

Work = Callable[[Change, datetime], Result]
"""Does the work of a day inside its change, and says what it did."""

InPortions = Callable[[datetime], Result]
"""Does the work of a day in changes of its own, and says what it did. It may be cut off at any moment and begun anew,
or be done by two processes at a time, without harm."""

NAMESPACE = UUID("b5a3d0f2-6a1c-5d0e-9c53-1f0e7f7a2f11")
_works: dict[str, Work] = {}
_in_portions: dict[str, InPortions] = {}


def every_day(name: str, work: Work) -> None:
    """Say what is done every day; called by the wiring in ``conf``."""
    _works[name] = work


def every_day_in_portions(name: str, work: InPortions) -> None:
    """Say what is done every day in portions; called by the wiring in ``conf``."""
    _in_portions[name] = work


def run(now: datetime) -> int:
    """Do the works of this local day that nobody has done yet; how many there were."""
    done = [run_one(name, work, now) for name, work in _works.items()]
    done += [run_in_portions(name, work, now) for name, work in _in_portions.items()]
    return sum(not one.repeated for one in done)


def run_one(name: str, work: Work, now: datetime) -> Done:
    """Do one work, as a command whose id follows from its name and the day."""
    return once(_command(name, now), f"daily.{name}", {"day": localdate(now)}, lambda made: work(made, now))


def run_in_portions(name: str, work: InPortions, now: datetime) -> Done:
    """Do one work in portions; the command, as of ``run_one``, says at the end that it is done."""
    command = _command(name, now)
    first = Change.objects.filter(command_id=command.id).first()
    if first is not None:
        return Done(first.result or {}, repeated=True)
    result = work(now)
    return once(command, f"daily.{name}", {"day": localdate(now)}, lambda made: result)


def _command(name: str, now: datetime) -> Command:
    return Command(uuid5(NAMESPACE, f"{name}:{localdate(now).isoformat()}"), None, now)
