"""The result as documents: licence and annexes, the reasoned refusal, or why the application is not accepted."""

from __future__ import annotations

from tirkelim.cases.models import Decision
from tirkelim.documents.payload import Payload


def payloads_of(decision: Decision) -> tuple[Payload, ...]:
    """The documents of the decision."""
    raise NotImplementedError
