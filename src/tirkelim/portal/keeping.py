"""A file that was sent with a form is kept once, however often its button is pressed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import uuid5

from django.http import HttpRequest

from tirkelim.documents.evidence import take_evidence
from tirkelim.documents.models import EvidenceFile
from tirkelim.documents.store import digest_of
from tirkelim.journal.change import once
from tirkelim.portal.edge import account_of, command


class Sent(NamedTuple):
    """A file as it came: whose it becomes ("case:<uuid>", "person:<uuid>"), what it is meant to be, name and bytes."""

    owner_stream: str
    kind: str
    name: str
    content: bytes


def keep_once(request: HttpRequest, moment: datetime, sent: Sent, part: str = "evidence") -> EvidenceFile:
    """Keep a file under the command of the form. ``part`` tells apart the files of one form.

    Whether this account may send it, the caller has checked. Raises EvidenceError.
    """
    whole = command(request, moment)

    def work(made: Any) -> dict[str, str]:
        file = take_evidence(**sent._asdict(), uploaded_by=account_of(request).id, now=moment, change=made)
        return {"file": str(file.id)}

    # The digest tells a second click from another file sent with an old form.
    said = {"owner": sent.owner_stream, "kind": sent.kind, "part": part, "content": digest_of(sent.content)}
    done = once(whole._replace(id=uuid5(whole.id, part)), "evidence.take", said, work)
    return EvidenceFile.objects.get(pk=done.result["file"])
