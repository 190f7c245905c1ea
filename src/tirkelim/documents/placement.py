"""What the agreement to a placement at a residency base says as a document (304/2020 p.4, p.7, p.13)."""

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

NAMES = ("body", "resident", "school", "base", "specialty")
DAYS = ("starts_on", "ends_on", "decided_on")


@dataclass(frozen=True, slots=True)
class PlacementPayload:
    """The agreement of the authorised body: who is placed where, in what, on whose recommendation.

    ``starts_on`` and ``ends_on``: first and last day of the training at the base. ``recommendation`` is the school's
    paper, ``reference`` what the agreement rests on, ``contract`` the number of the contract with the base ("" where
    the base is the school's own). ``decided_at`` is the time of the decision.
    """

    form: ClassVar[str] = "placement-agreement/1"
    kind: ClassVar[str] = "placement"

    number: str
    body: Bilingual
    resident: Bilingual
    school: Bilingual
    base: Bilingual
    specialty: Bilingual
    starts_on: date
    ends_on: date
    recommendation: Bilingual
    contract: str
    reference: str
    application_number: str
    decided_on: date
    edition: Bilingual
    later_amendment: Bilingual | None
    check_address: str
    decided_at: datetime
    demo: bool

    def __post_init__(self) -> None:
        check_common(self.number, self.decided_at)
        for name in NAMES:
            check_short(getattr(self, name))
        if self.ends_on < self.starts_on:
            raise PayloadError("a training must not end before it begins")


def restore(data: dict[str, Any]) -> PlacementPayload:
    """Rebuild the payload from JSON values."""
    found = dict(data)
    for name in (*NAMES, "recommendation", "edition"):
        found[name] = Bilingual(**data[name])
    for name in DAYS:
        found[name] = date.fromisoformat(data[name])
    later = data["later_amendment"]
    found["later_amendment"] = None if later is None else Bilingual(**later)
    found["decided_at"] = datetime.fromisoformat(data["decided_at"])
    return PlacementPayload(**found)


def view(payload: PlacementPayload) -> dict[str, Any]:
    """What the template takes."""
    return {
        **{name: both(getattr(payload, name)) for name in (*NAMES, "recommendation", "edition")},
        **{name: date_both(getattr(payload, name)) for name in DAYS},
        "number": breakable(payload.number),
        "contract": breakable(payload.contract),
        "reference": breakable(payload.reference),
        "application_number": breakable(payload.application_number),
        "later_amendment": maybe(payload.later_amendment),
        "check_address": payload.check_address,
        "qr": qr_svg(payload.check_address),
        "demo": payload.demo,
    }


AGREEMENT = Form(name=PlacementPayload.form, restore=restore, template=TEMPLATES / "placement.typ", view=view)
