"""What a duplicate of a certificate says: the certificate's data in one language, and that it is a duplicate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from tirkelim.documents.payload import LONGEST_NAME, PayloadError, check_common
from tirkelim.documents.qr import qr_svg
from tirkelim.documents.texts import breakable
from tirkelim.law.messages.dates import write_date

LANGUAGES = ("kk", "ru", "en")
ASKED_BY = ("holder", "department")


@dataclass(frozen=True, slots=True)
class DuplicatePayload:
    """A duplicate in one language. `valid_until` None: the certificate has no term, and `holds_until` is the day until
    which the further education passed so far keeps it valid. `department` and `source` are finished sentences; an
    empty department is not known. `decided_at` is the moment at which the duplicate was made."""

    form: ClassVar[str] = "certificate-duplicate/1"
    kind: ClassVar[str] = "duplicate"

    language: str
    number: str
    certificate_number: str
    holder: str
    specialty: str
    is_specialisation: bool
    level: str | None
    issued_on: date
    valid_until: date | None
    holds_until: date | None
    department: str
    source: str
    asked_by: str
    made_on: date
    check_address: str
    decided_at: datetime
    demo: bool

    def __post_init__(self) -> None:
        check_common(self.number, self.decided_at)
        if self.language not in LANGUAGES or self.asked_by not in ASKED_BY:
            raise PayloadError("a duplicate is in one of three languages, for the holder or the department")
        if not self.number.startswith(f"{self.certificate_number}/"):
            raise PayloadError("a duplicate is numbered after its certificate")
        if not (self.holder.strip() and self.specialty.strip() and self.source.strip() and self.check_address):
            raise PayloadError("a duplicate names the holder, the specialty, its source and where to check it")
        if max(len(text) for text in (self.holder, self.specialty, self.department, self.source)) > LONGEST_NAME:
            raise PayloadError(f"a name on a document has at most {LONGEST_NAME} characters")
        if self.valid_until is None and self.holds_until is None:
            raise PayloadError("a duplicate says until when the certificate holds")


def duplicate_from_plain(data: dict[str, Any]) -> DuplicatePayload:
    """Rebuild a duplicate from JSON values."""
    days = {name: _day(data[name]) for name in ("issued_on", "valid_until", "holds_until", "made_on")}
    return DuplicatePayload(**{**data, **days, "decided_at": datetime.fromisoformat(data["decided_at"])})


def duplicate_view(payload: DuplicatePayload) -> dict[str, Any]:
    """Everything that varies on the page, with dates in words of its language."""
    lang = payload.language
    until = payload.valid_until or payload.holds_until
    return {
        "language": lang,
        "number": breakable(payload.number),
        "certificate_number": breakable(payload.certificate_number),
        **{name: breakable(getattr(payload, name)) for name in ("holder", "specialty", "department", "source")},
        "is_specialisation": payload.is_specialisation,
        "level": payload.level,
        "issued_on": write_date(payload.issued_on, lang),
        "until": "" if until is None else write_date(until, lang),
        "has_term": payload.valid_until is not None,
        "asked_by": payload.asked_by,
        "made_on": write_date(payload.made_on, lang),
        "check_address": payload.check_address,
        "qr": qr_svg(payload.check_address),
        "demo": payload.demo,
    }


def _day(text: str | None) -> Any:
    return None if text is None else date.fromisoformat(text)
