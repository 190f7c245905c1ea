"""What a document says, as plain frozen data.

A payload is everything that varies on the page: it is stored beside the PDF, so the page can be set again and
compared years later. It carries finished sentences in Kazakh and Russian, never keys to be looked up, because
wording may change after the document was given out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from tirkelim.documents.forms import own_form

if TYPE_CHECKING:
    from tirkelim.documents.duplicate import DuplicatePayload
    from tirkelim.documents.forms import OwnPayload
    from tirkelim.documents.level import LevelPayload
    from tirkelim.documents.minutes import MinutesPayload
    from tirkelim.documents.sheet import SheetPayload

#: Longest name, specialty or department that the one-page certificate is proven to hold, in characters.
LONGEST_NAME = 200
#: Longest sentence in a refusal, in characters.
LONGEST_TEXT = 4000


class PayloadError(ValueError):
    """A payload that cannot be printed: an empty or overlong text, a date that runs backwards."""


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same words in Kazakh and in Russian."""

    kk: str
    ru: str

    def __post_init__(self) -> None:
        if not self.kk.strip() or not self.ru.strip():
            raise PayloadError("a text must stand in both languages")
        if max(len(self.kk), len(self.ru)) > LONGEST_TEXT:
            raise PayloadError("a text is too long for a document")

    @classmethod
    def same(cls, text: str) -> Bilingual:
        """One wording for both languages: a name, a number."""
        return cls(text, text)


@dataclass(frozen=True, slots=True)
class CertificatePayload:
    """A specialist certificate for admission to clinical practice (274/2020 ann.2 row 5).

    `issued_on` and `valid_until` are the first and the last day it holds. `decided_at` is an aware time and is
    the only clock the PDF knows. `ground` names the decision it rests on. `edition` and `later_amendment` say
    which wording of the order was applied and whether a newer one is known but not held.
    """

    form: ClassVar[str] = "specialist-certificate/1"
    kind: ClassVar[str] = "certificate"

    number: str
    holder: Bilingual
    specialty: Bilingual
    is_specialisation: bool
    level: str | None
    issued_on: date
    valid_until: date
    department: Bilingual
    ground: Bilingual
    edition: Bilingual
    later_amendment: Bilingual | None
    check_address: str
    decided_at: datetime
    demo: bool

    def __post_init__(self) -> None:
        check_common(self.number, self.decided_at)
        for text in (self.holder, self.specialty, self.department, self.ground):
            check_short(text)
        if not self.check_address:
            raise PayloadError("a certificate needs an address where it can be checked")
        if self.valid_until <= self.issued_on:
            raise PayloadError("a certificate must end after it begins")


@dataclass(frozen=True, slots=True)
class UnmetRequirement:
    """One requirement that stayed unmet: what it asks, where it stands in law, what was seen, what helps.

    `found` and `required` are None where there is nothing to show beside the sentence.
    """

    requirement: Bilingual
    citation: Bilingual
    found: Bilingual | None
    required: Bilingual | None
    next_step: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class RefusalGround:
    """One ground of row 9. `reference` is the document a ground rests on (court decision, answer of a body)."""

    number: int
    text: Bilingual
    reference: Bilingual | None = None
    unmet: tuple[UnmetRequirement, ...] = ()

    def __post_init__(self) -> None:
        if self.number < 1:
            raise PayloadError("a ground has a number from 1 up")


@dataclass(frozen=True, slots=True)
class RefusalPayload:
    """A reasoned refusal of a public service (274/2020 ann.2 row 9): every ground that applies, in order."""

    form: ClassVar[str] = "reasoned-refusal/1"
    kind: ClassVar[str] = "refusal"

    number: str
    applicant: Bilingual
    service: Bilingual
    claimed: Bilingual
    application_number: str
    applied_on: date
    decided_on: date
    department: Bilingual
    grounds: tuple[RefusalGround, ...]
    next_steps: tuple[Bilingual, ...]
    appeal: Bilingual
    edition: Bilingual
    later_amendment: Bilingual | None
    check_address: str | None
    decided_at: datetime
    demo: bool

    def __post_init__(self) -> None:
        check_common(self.number, self.decided_at)
        for text in (self.applicant, self.service, self.claimed, self.department):
            check_short(text)
        if not self.grounds:
            raise PayloadError("a refusal names at least one ground")
        numbers = [ground.number for ground in self.grounds]
        if numbers != sorted(set(numbers)):
            raise PayloadError("grounds stand once each, in the order of their numbers")


Payload: TypeAlias = (
    "OwnPayload | CertificatePayload | RefusalPayload | SheetPayload | DuplicatePayload | LevelPayload | MinutesPayload"
)
"""What any document says."""


def to_plain(payload: Payload) -> dict[str, Any]:
    """The payload as JSON values (dates as ISO text) with its form first; the inverse of `from_plain`."""
    return {"form": payload.form, **_plain(asdict(payload))}


def from_plain(plain: Mapping[str, Any]) -> Payload:
    """Rebuild a payload from what `to_plain` gave. An unknown form raises PayloadError."""
    data = dict(plain)
    form = data.pop("form", None)
    if form == CertificatePayload.form:
        return _certificate(data)
    if form == RefusalPayload.form:
        return _refusal(data)
    if form == "cpd-sheet/1":
        from tirkelim.documents.sheet import sheet_from_plain  # it stands on this module

        return sheet_from_plain(data)
    if form == "certificate-duplicate/1":
        from tirkelim.documents.duplicate import duplicate_from_plain  # it stands on this module

        return duplicate_from_plain(data)
    if form == "qualification-level/1":
        from tirkelim.documents.level import level_from_plain  # it stands on this module

        return level_from_plain(data)
    own = own_form(form)
    if own is not None:
        return own.restore(data)
    if form == "commission-minutes/1":
        from tirkelim.documents.minutes import minutes_from_plain  # it stands on this module

        return minutes_from_plain(data)
    raise PayloadError(f"unknown form {form!r}")


def _certificate(data: dict[str, Any]) -> CertificatePayload:
    for name in ("holder", "specialty", "department", "ground", "edition", "later_amendment"):
        data[name] = restored_text(data[name])
    for name in ("issued_on", "valid_until"):
        data[name] = date.fromisoformat(data[name])
    data["decided_at"] = datetime.fromisoformat(data["decided_at"])
    return CertificatePayload(**data)


def _refusal(data: dict[str, Any]) -> RefusalPayload:
    for name in ("applicant", "service", "claimed", "department", "appeal", "edition", "later_amendment"):
        data[name] = restored_text(data[name])
    for name in ("applied_on", "decided_on"):
        data[name] = date.fromisoformat(data[name])
    data["decided_at"] = datetime.fromisoformat(data["decided_at"])
    data["grounds"] = tuple(restored_ground(ground) for ground in data["grounds"])
    data["next_steps"] = tuple(Bilingual(**step) for step in data["next_steps"])
    return RefusalPayload(**data)


def restored_ground(data: Mapping[str, Any]) -> RefusalGround:
    """A ground of a refusal, rebuilt from JSON values."""
    unmet = tuple(restored_unmet(one) for one in data["unmet"])
    return RefusalGround(data["number"], Bilingual(**data["text"]), restored_text(data["reference"]), unmet)


def restored_unmet(data: Mapping[str, Any]) -> UnmetRequirement:
    """A requirement that is not met, rebuilt from JSON values."""
    return UnmetRequirement(**{name: restored_text(text) for name, text in data.items()})


def restored_text(data: Mapping[str, str] | None) -> Any:
    """A text rebuilt from JSON values, where there is one."""
    return None if data is None else Bilingual(**data)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def check_common(number: str, decided_at: datetime) -> None:
    """Raise PayloadError for a number or a time that no document may carry."""
    if not number.strip() or len(number) > 40:
        raise PayloadError("a document needs a number of at most 40 characters")
    if decided_at.tzinfo is None:
        raise PayloadError("the time of the decision must carry its time zone")


def check_short(text: Bilingual) -> None:
    """Raise PayloadError for a name that is too long for a document."""
    if max(len(text.kk), len(text.ru)) > LONGEST_NAME:
        raise PayloadError(f"a name on a document has at most {LONGEST_NAME} characters")
