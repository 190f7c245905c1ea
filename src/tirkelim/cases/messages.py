"""What the steps of a case, and whatever else happens, tell people: the outbox's messages become notices."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tirkelim.cases.models import Case, Outbox
from tirkelim.notices.catalogue import key_of
from tirkelim.notices.telling import tell


def send_message(message: Outbox, now: datetime) -> None:
    """Tell the applicant about a step, and whoever applied for them. A person without a registered number sees
    everything in the cabinet; so does an organisation, which has no number."""
    case = Case.objects.get(pk=UUID(message.to))
    what = _text(case, message.body["what"])
    words = {"number": case.number or "", "due": case.due_on.isoformat() if case.due_on else ""}
    for person in dict.fromkeys(filter(None, (case.subject_id, case.representative))):
        tell(person, what, words, key=f"{message.dedupe_key}:{person}", now=now, case=case.id)


def send_notice(message: Outbox, now: datetime) -> None:
    """Tell a reader something that is about no application."""
    words = {name: value for name, value in message.body.items() if name != "what"}
    tell(message.to, message.body["what"], words, key=message.dedupe_key, now=now)


def _text(case: Case, what: str) -> str:
    """The key of the text. That a complaint is upheld is said in other words where no term runs."""
    key = key_of(case.service, what)
    return "case.complaint_upheld_undated" if key == "case.complaint_upheld" and case.due_on is None else key
