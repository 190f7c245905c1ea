"""Requirements: the named, cited rules of which every decision is made. Each order defines its own, once."""

from __future__ import annotations

import sys
from typing import NamedTuple

from tirkelim.law.citation import Citation, cite
from tirkelim.law.finding import Finding, Param, Status, Value


class Requirement(NamedTuple):
    """One rule: a stable id, the place that states it, the facts it reads, the refusal ground it leads to."""

    id: str
    citation: Citation
    reads: tuple[str, ...] = ()
    ground: int | None = None

    def met(self, found: Value = None, required: Value = None, *params: Param, **how: object) -> Finding:
        """The finding that the requirement is met. ``how`` may give ``message`` and ``readings``."""
        return self._finding(Status.MET, found, required, params, how)

    def not_met(self, found: Value = None, required: Value = None, *params: Param, **how: object) -> Finding:
        """The finding that the requirement is not met."""
        return self._finding(Status.NOT_MET, found, required, params, how)

    def decide(
        self, holds: bool, found: Value = None, required: Value = None, *params: Param, **how: object
    ) -> Finding:
        """Met or not met, as ``holds`` says."""
        return self._finding(Status.MET if holds else Status.NOT_MET, found, required, params, how)

    def not_applicable(self, *params: Param, **how: object) -> Finding:
        """The finding that the requirement does not concern this case."""
        return self._finding(Status.NOT_APPLICABLE, None, None, params, how)

    def unknown(self, *params: Param, **how: object) -> Finding:
        """The finding that a fact which the requirement reads is not known."""
        return self._finding(Status.UNKNOWN, None, None, params, how)

    def _finding(
        self, status: Status, found: Value, required: Value, params: tuple[Param, ...], how: dict[str, object]
    ) -> Finding:
        message = str(how.pop("message", ""))
        readings = how.pop("readings", ())
        if how or not isinstance(readings, tuple):
            raise TypeError(f"a finding takes message and readings (a tuple), not {sorted(how)}")
        return Finding(self, status, found, required, message, params, readings)


_defined: dict[str, Requirement] = {}
_places: dict[str, tuple[str, int]] = {}


def define(id: str, citation: str, reads: tuple[str, ...] = (), ground: int | None = None) -> Requirement:
    """Define a requirement. Raises ValueError when the id is taken: an id names one rule for ever."""
    if id in _defined:
        raise ValueError(f"requirement {id} is defined twice")
    _defined[id] = Requirement(id, cite(citation), reads, ground)
    caller = sys._getframe(1)  # a reader of the law asks for the line; the definition itself stays plain data
    _places[id] = caller.f_code.co_filename, caller.f_lineno
    return _defined[id]


def place_of(id: str) -> tuple[str, int]:
    """The file and line where the requirement is defined. Raises KeyError for an unknown id."""
    return _places[id]


def requirements() -> tuple[Requirement, ...]:
    """All requirements defined so far, in the order of their definition."""
    return tuple(_defined.values())
