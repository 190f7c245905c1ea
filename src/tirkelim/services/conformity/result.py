"""The result as a document, from what was stored of the decision."""

from __future__ import annotations

from tirkelim.cases.models import Decision
from tirkelim.documents.payload import Payload


def payloads_of(decision: Decision) -> tuple[Payload, ...]:
    """The document of the decision."""
    return ()
