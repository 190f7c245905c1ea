"""What a certificate of qualification conformity says (503/2016 rules' annex 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar

from tirkelim.documents.forms import Form
from tirkelim.documents.payload import Bilingual, PayloadError, check_common, check_short
from tirkelim.documents.qr import qr_svg
from tirkelim.documents.texts import both, breakable, maybe
from tirkelim.documents.wording import date_both

TEMPLATES = Path(__file__).parent / "templates"
TEXTS = ("holder", "profession", "sector", "body", "ground", "edition")
OPTIONAL_TEXTS = ("note", "points", "repeal")


@dataclass(frozen=True, slots=True)
class ConformityPayload:
    """A certificate of conformity, an extended one, a re-issue or a duplicate.

    ``number`` is that of this document, ``certificate_number`` that of the certificate, which an extension keeps.
    ``valid_until`` is the last day. ``note``: which certificate it replaces, or for which contract it was extended.
    ``points``: those of the decision with the threshold and its source (an issue). ``repeal``: that the order has ended
    since. ``official``: who decided. ``practice``: made under the practice edition of the demo, which is no law.
    ``decided_at`` is an aware time and the only clock that the PDF knows.
    """

    form: ClassVar[str] = "conformity-certificate/1"
    kind: ClassVar[str] = "conformity"

    number: str
    certificate_number: str
    holder: Bilingual
    profession: Bilingual
    sector: Bilingual
    framework_level: int | None
    issued_on: date
    valid_from: date
    valid_until: date
    body: Bilingual
    ground: Bilingual
    note: Bilingual | None
    points: Bilingual | None
    official: str
    edition: Bilingual
    repeal: Bilingual | None
    supersedes: str | None
    check_address: str
    decided_at: datetime
    demo: bool
    practice: bool

    def __post_init__(self) -> None:
        check_common(self.number, self.decided_at)
        for text in (self.holder, self.profession, self.sector, self.body, self.ground):
            check_short(text)
        if not (self.certificate_number.strip() and self.official.strip() and self.check_address):
            raise PayloadError("a certificate has a number, whoever gave it, and an address where it can be checked")
        if self.valid_until < self.valid_from:
            raise PayloadError("a certificate does not end before it begins")


def restore_conformity(data: dict[str, Any]) -> ConformityPayload:
    """Rebuild the payload from JSON values."""
    texts = {name: Bilingual(**data[name]) for name in TEXTS}
    optional = {name: None if data[name] is None else Bilingual(**data[name]) for name in OPTIONAL_TEXTS}
    days = {name: date.fromisoformat(data[name]) for name in ("issued_on", "valid_from", "valid_until")}
    moment = datetime.fromisoformat(data["decided_at"])
    return ConformityPayload(**{**data, **texts, **optional, **days, "decided_at": moment})


def conformity_view(payload: ConformityPayload) -> dict[str, Any]:
    """What the template takes."""
    return {
        **{name: both(getattr(payload, name)) for name in TEXTS},
        **{name: maybe(getattr(payload, name)) for name in OPTIONAL_TEXTS},
        **{name: date_both(getattr(payload, name)) for name in ("issued_on", "valid_from", "valid_until")},
        "number": breakable(payload.certificate_number),
        "framework_level": payload.framework_level,
        "official": breakable(payload.official),
        "later_amendment": None,
        "check_address": payload.check_address,
        "qr": qr_svg(payload.check_address),
        "demo": payload.demo,
        "practice": payload.practice,
    }


CERTIFICATE = Form(
    name=ConformityPayload.form,
    restore=restore_conformity,
    template=TEMPLATES / "conformity.typ",
    view=conformity_view,
)
