"""The law book: editions, parameters, readings and the working calendar, given to the rules as one argument."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from tirkelim.law.calendar import WorkingCalendar
from tirkelim.law.digest import digest
from tirkelim.law.edition import Edition, NotInForce, Order, in_succession
from tirkelim.law.parameter import Parameter, ParameterNotSet, ParameterValue
from tirkelim.law.reading import Reading

KERNEL = "1"
"""Version of the rules as code; stored with every decision. Raised when a rule's code changes what it decides."""


class LawBook:
    """All dated data of the law. Immutable: a change of data is another book with another digest."""

    def __init__(
        self,
        orders: tuple[Order, ...],
        editions: tuple[Edition, ...],
        parameters: tuple[Parameter, ...],
        readings: dict[str, Reading],
        calendar: WorkingCalendar,
        created: dict[str, date] | None = None,
        classifiers: str = "",
    ) -> None:
        self.orders = {order.id: order for order in orders}
        self.editions = in_succession(editions)
        self.parameters = parameters
        self.readings = readings
        self.calendar = calendar
        self.classifiers = classifiers
        """Digest of the classifiers and texts that the rules read beside the parameters."""
        self._created = created or {}
        self._by_parameter: dict[str, tuple[Parameter, ...]] = {}
        # Newest first: a later edition's value may stand beside one that names no end.
        for parameter in sorted(parameters, key=lambda parameter: parameter.start, reverse=True):
            self._by_parameter[parameter.id] = (*self._by_parameter.get(parameter.id, ()), parameter)

    def beside(
        self,
        *editions: Edition,
        parameters: tuple[Parameter, ...] = (),
        orders: tuple[Order, ...] = (),
        readings: Mapping[str, Reading] = MappingProxyType({}),
        created: Mapping[str, date] = MappingProxyType({}),
    ) -> LawBook:
        """Another book that holds these editions and parameters as well: a draft to try, or a wording to compare.

        ``created``: by act, the day before which it did not exist.
        """
        return LawBook(
            (*self.orders.values(), *orders),
            (*self.editions, *editions),
            (*self.parameters, *parameters),
            {**self.readings, **readings},
            self.calendar,
            {**self._created, **created},
            self.classifiers,
        )

    def edition(self, act: str, day: date) -> Edition:
        """The edition of the act in force on the day. Raises NotInForce."""
        held = self.editions_of(act)
        for edition in held:
            if edition.covers(day):
                return edition
        raise self._not_in_force(act, day, held)

    def editions_of(self, act: str) -> tuple[Edition, ...]:
        """The held editions of an act, oldest first. Raises KeyError when none is held."""
        held = tuple(sorted((e for e in self.editions if e.act == act), key=lambda edition: edition.start))
        if not held:
            raise KeyError(act)
        return held

    def latest(self, act: str) -> Edition:
        """The newest held edition of an act, for questions that name no day."""
        return self.editions_of(act)[-1]

    def _not_in_force(self, act: str, day: date, held: tuple[Edition, ...]) -> NotInForce:
        if day < held[0].start:
            existed = act in self._created and self._created[act] <= day
            return NotInForce(act, day, "before_held" if existed else "before_act", held[0].start)
        ended = [edition for edition in held if edition.end is not None and edition.end < day]
        return NotInForce(act, day, "repealed", ended[-1].end, ended[-1].later_amendment)

    def record(self, id: str, day: date) -> Parameter:
        """The record of a parameter on the day. Raises ParameterNotSet; KeyError when there is no such parameter."""
        for parameter in self._by_parameter[id]:
            if parameter.covers(day):
                return parameter
        raise ParameterNotSet(id, day)

    def parameter(self, id: str, day: date) -> ParameterValue:
        """The value of a parameter on the day. Raises as ``record``."""
        return self.record(id, day).value

    def number(self, id: str, day: date) -> int:
        """A parameter that is a whole number. Raises TypeError when it is something else."""
        value = self.parameter(id, day)
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"parameter {id} is not a number")
        return value

    def day(self, id: str, day: date) -> date:
        """A parameter that is a date. Raises TypeError when it is something else."""
        value = self.parameter(id, day)
        if not isinstance(value, date):
            raise TypeError(f"parameter {id} is not a date")
        return value

    def texts(self, id: str, day: date) -> tuple[str, ...]:
        """A parameter that is a list of texts. Raises TypeError when it is something else."""
        value = self.parameter(id, day)
        if not isinstance(value, tuple) or not all(isinstance(item, str) for item in value):
            raise TypeError(f"parameter {id} is not a list of texts")
        return tuple(str(item) for item in value)

    @functools.cached_property
    def digest(self) -> str:
        """SHA-256 over all data of the book; stored with every decision."""
        return digest(
            {
                "orders": tuple(self.orders.values()),
                "editions": self.editions,
                "parameters": self.parameters,
                "readings": {id: reading.text for id, reading in self.readings.items()},
                "calendar": self.calendar.version,
                "classifiers": self.classifiers,
            }
        )


@functools.cache
def current_book() -> LawBook:
    """The book made from the committed data, read once."""
    from tirkelim.law.data import load_book  # deferred: the loader needs this module

    return load_book()
