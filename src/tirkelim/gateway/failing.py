"""Adapters that fail, for tests and drills: a source that is down, late or broken."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from tirkelim.gateway.answer import Answer, Holder, Subject, unavailable


class DownSource:
    """Refuses every question. `fault` says how: "refused", "timeout", "bad_answer"."""

    def __init__(self, fault: str = "refused") -> None:
        self.fault = fault

    def ask(self, subject: Subject | Holder, now: datetime) -> Answer[Any]:
        """Always unavailable."""
        return unavailable(now, self.fault)

    def number_of(self, subject: Subject, now: datetime) -> Answer[str]:
        """Always unavailable."""
        return unavailable(now, self.fault)

    def send(self, number: str, text: str, now: datetime) -> Answer[str]:
        """Never taken."""
        return unavailable(now, self.fault)

    def begin(self, order: UUID, tenge: Decimal, purpose: str, return_to: str, now: datetime) -> Answer[str]:
        """Always unavailable."""
        return unavailable(now, self.fault)

    def state_of(self, order: UUID, now: datetime) -> Answer[Any]:
        """Always unavailable."""
        return unavailable(now, self.fault)


class LateSource:
    """Breaks the rule of the ports: lets the time-out through as an exception."""

    def ask(self, subject: Subject, now: datetime) -> Answer[Any]:
        """Always raises TimeoutError, with a text that a careless log would spill."""
        raise TimeoutError(f"no answer about {subject.iin}")

    def begin(self, order: UUID, tenge: Decimal, purpose: str, return_to: str, now: datetime) -> Answer[str]:
        """Always raises TimeoutError."""
        raise TimeoutError(f"no answer about {order}")

    def state_of(self, order: UUID, now: datetime) -> Answer[Any]:
        """Always raises TimeoutError."""
        raise TimeoutError(f"no answer about {order}")


class LateHolderSource:
    """As ``LateSource``, about whoever applies for a licence."""

    def ask(self, holder: Holder, now: datetime) -> Answer[Any]:
        """Always raises TimeoutError, with a text that a careless log would spill."""
        raise TimeoutError(f"no answer about {holder.number}")
