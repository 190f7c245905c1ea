"""Work of the outbox that belongs to this service: making documents and telling applicants."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tirkelim.cases.models import Decision, Outbox
from tirkelim.documents.service import store_document
from tirkelim.services.certificate.result import payload_of


def make_document(message: Outbox, now: datetime) -> None:
    """Make the document of a decision; made once however often it is asked for."""
    decision = Decision.objects.select_related("case", "sheet", "change").get(pk=UUID(message.to))
    store_document(payload_of(decision), decision=decision.id, change=decision.change)
