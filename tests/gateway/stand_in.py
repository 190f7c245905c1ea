"""The stand-in of the state gateway behind the ports of a test, over real HTTP on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tirkelim.gateway import registry
from tirkelim.gateway.contract import SYSTEMS
from tirkelim.gateway.http import Connection, Limits
from tirkelim.gateway.live import wire_live
from tirkelim.gateway.records import AnyDataSet, Record, record_to_plain
from tirkelim.standins.gateway.book import ANY, Book, Do, Rule
from tirkelim.standins.gateway.server import Gateway

PATIENT = Limits(connect=10, read=10, total=20, tries=2, pause=0.001, break_after=1000, break_for=0.05)
"""A busy machine does not look like a silent system."""
QUICK = Limits(connect=10, read=0.2, total=0.5, tries=2, pause=0.001, break_after=1000, break_for=0.05)
"""For a system that is late on purpose."""
LATE = 0.6
"""How late the stand-in is."""


class Live:
    """The stand-in with its book, and the connections to it by the names of the systems."""

    def __init__(self, server: Gateway, limits: Limits) -> None:
        self.server = server
        self.book = server.book
        self.limits = limits
        self.systems = {name: Connection(name, server.base, limits) for name in SYSTEMS}

    def know(self, data_set: AnyDataSet, subject: str, *records: Record) -> None:
        """The records of someone at a source."""
        self.book.know(data_set.value, subject, *map(record_to_plain, records))

    def do(self, source: str, do: Do, subject: str = ANY, times: int | None = None) -> None:
        """How a source answers from now on. One that is late is not waited for long."""
        self.book.rules.insert(0, Rule(source, do, subject, times))
        if do in (Do.LATE, Do.DRIP):
            for name, ports in SYSTEMS.items():
                if source == ANY or source.partition("/")[0] in ports:
                    self.systems[name].limits = QUICK

    def well(self) -> None:
        """Every source answers again as usual."""
        self.book.set_rules([])
        for system in self.systems.values():
            system.limits = self.limits

    def asked(self, source: str) -> list[Any]:
        """The requests to a source."""
        return [one for one in self.book.asked if one.source == source]


@contextmanager
def live(limits: Limits = PATIENT, *, wire: tuple[str, ...] = tuple(SYSTEMS)) -> Iterator[Live]:
    """The stand-in behind the ports of these systems; afterwards what was there before."""
    before = dict(registry._adapters)
    with Gateway(Book(), late=LATE) as server:
        made = Live(server, limits)
        wire_live(lambda name: made.systems[name] if name in wire else None)
        try:
            yield made
        finally:
            registry._adapters.clear()
            registry._adapters.update(before)
