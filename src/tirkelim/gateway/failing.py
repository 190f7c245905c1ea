"""Adapters that fail, for tests and drills: a source that is down, late or broken."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from tirkelim.gateway.answer import Answer, Holder, Question, Subject, unavailable
from tirkelim.gateway.faults import Fault


class DownSource:
    """Refuses every question. `fault` says how: "refused", "timeout", "bad_answer"."""

    def __init__(self, fault: str = "refused") -> None:
        self.fault = fault

    def ask(self, question: Question, now: datetime) -> Answer[Any]:
        """Always unavailable."""
        return unavailable(now, self.fault)

    def number_of(self, subject: Subject, now: datetime) -> Answer[str]:
        """Always unavailable."""
        return unavailable(now, self.fault)

    def send(self, number: str, text: str, now: datetime, key: str = "") -> Answer[str]:
        """Never taken."""
        return unavailable(now, self.fault)

    def begin(self, order: UUID, tenge: Decimal, purpose: str, return_to: str, now: datetime) -> Answer[str]:
        """Always unavailable."""
        return unavailable(now, self.fault)

    def state_of(self, order: UUID, now: datetime) -> Answer[Any]:
        """Always unavailable."""
        return unavailable(now, self.fault)


class NotConnected(DownSource):
    """A port behind which nobody has put a system: like one that is down, never a page that fails."""

    def __init__(self) -> None:
        super().__init__(Fault.NOT_CONNECTED)


class LateSource:
    """Breaks the rule of the ports: lets the time-out through as an exception."""

    def ask(self, question: Question, now: datetime) -> Answer[Any]:
        """Always raises TimeoutError, with a text that a careless log would spill."""
        about = question.about
        raise TimeoutError(f"no answer about {about.number if isinstance(about, Holder) else about.iin}")

    def begin(self, order: UUID, tenge: Decimal, purpose: str, return_to: str, now: datetime) -> Answer[str]:
        """Always raises TimeoutError."""
        raise TimeoutError(f"no answer about {order}")

    def state_of(self, order: UUID, now: datetime) -> Answer[Any]:
        """Always raises TimeoutError."""
        raise TimeoutError(f"no answer about {order}")
