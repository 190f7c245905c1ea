"""Work of the outbox: the documents of a decision, made after it and made once however often they are asked for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tirkelim.cases.models import Decision, Outbox
from tirkelim.cases.registry import service
from tirkelim.documents.models import Document
from tirkelim.documents.payload import Payload
from tirkelim.documents.service import store_document


def make_documents(message: Outbox, now: datetime) -> None:
    """Make every document of a decision, each as its service words it."""
    decision = Decision.objects.select_related("case", "sheet", "change").get(pk=UUID(message.to))
    for payload in service(decision.case.service).payloads(decision):
        store_document(payload, decision=decision.id, change=decision.change, supersedes=_superseded(payload))


def _superseded(payload: Payload) -> Document | None:
    """The document that a new one takes the place of, where its payload names one."""
    number = getattr(payload, "supersedes", None)
    return Document.objects.get(number=number) if number else None
