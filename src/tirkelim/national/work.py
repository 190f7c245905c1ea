"""The worker of this room: makes the reports that were asked for, and brings tables of workers into the register."""

from __future__ import annotations

from tirkelim.national.imports import work as imports
from tirkelim.national.reports import orders
from tirkelim.national.taking import Told


def work(failed: Told) -> int:
    """Do what waits, until nothing does; how many pieces of work there were. Reports, which take less time, come
    first; what stops one piece of work is told to `failed`, and the others go on."""
    done = 0
    while taken := orders.work(failed) + imports.work_once(failed):
        done += taken
    return done
