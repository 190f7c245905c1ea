"""What the answer to a complaint says as a document (503/2016 p.23; reading A1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from tirkelim.documents.conformity import TEMPLATES
from tirkelim.documents.forms import Form
from tirkelim.documents.payload import Bilingual, PayloadError, check_common, check_short
from tirkelim.documents.qr import qr_svg
from tirkelim.documents.texts import both, breakable, maybe
from tirkelim.documents.wording import date_both

NAMES = ("title", "applicant", "service", "about", "instance", "outcome")
DAYS = ("registered_on", "answered_on")
LISTS = ("next_steps", "rests_on")


@dataclass(frozen=True, slots=True)
class ComplaintAnswerPayload:
    """The answer of an instance: who answered about what, how, why, and what can be done next.

    ``reason`` holds the paragraphs as the instance wrote them, in whatever language; ``reference`` the act that they
    rest on, "" for none. ``body``: the office that the instance heads; None where the instance is no office's head.
    ``decided_at`` is the time of the answer.
    """

    form: ClassVar[str] = "complaint-answer/1"
    kind: ClassVar[str] = "complaint_answer"

    number: str
    complaint_number: str
    application_number: str
    title: Bilingual
    applicant: Bilingual
    service: Bilingual
    about: Bilingual
    instance: Bilingual
    body: Bilingual | None
    registered_on: date
    answered_on: date
    outcome: Bilingual
    reason: tuple[str, ...]
    reference: str
    next_steps: tuple[Bilingual, ...]
    rests_on: tuple[Bilingual, ...]
    check_address: str
    decided_at: datetime
    demo: bool

    def __post_init__(self) -> None:
        check_common(self.number, self.decided_at)
        for name in NAMES:
            check_short(getattr(self, name))
        if not any(text.strip() for text in self.reason):
            raise PayloadError("a complaint is answered with a reason")


def restore(data: dict[str, Any]) -> ComplaintAnswerPayload:
    """Rebuild the payload from JSON values."""
    found = dict(data)
    for name in NAMES:
        found[name] = Bilingual(**data[name])
    for name in DAYS:
        found[name] = date.fromisoformat(data[name])
    for name in LISTS:
        found[name] = tuple(Bilingual(**text) for text in data[name])
    body = data["body"]
    return ComplaintAnswerPayload(
        **{
            **found,
            "body": None if body is None else Bilingual(**body),
            "reason": tuple(data["reason"]),
            "decided_at": datetime.fromisoformat(data["decided_at"]),
        }
    )


def view(payload: ComplaintAnswerPayload) -> dict[str, Any]:
    """What the template takes."""
    return {
        **{name: both(getattr(payload, name)) for name in NAMES},
        **{name: date_both(getattr(payload, name)) for name in DAYS},
        **{name: [both(text) for text in getattr(payload, name)] for name in LISTS},
        "number": breakable(payload.number),
        "complaint_number": breakable(payload.complaint_number),
        "application_number": breakable(payload.application_number),
        "body": maybe(payload.body),
        "reason": [breakable(text) for text in payload.reason],
        "reference": breakable(payload.reference),
        "check_address": payload.check_address,
        "qr": qr_svg(payload.check_address),
        "demo": payload.demo,
    }


ANSWER = Form(name=ComplaintAnswerPayload.form, restore=restore, template=TEMPLATES / "complaint_answer.typ", view=view)
