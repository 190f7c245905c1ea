"""What a licence for medical activity and its annexes say (59/2020). The forms of the rules are not held: ours is
provisional."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from tirkelim.documents.conformity import TEMPLATES
from tirkelim.documents.forms import Form
from tirkelim.documents.payload import Bilingual, PayloadError, check_common, check_short
from tirkelim.documents.qr import qr_svg
from tirkelim.documents.texts import both, breakable, capital, maybe
from tirkelim.documents.wording import date_both

TEXTS = ("holder", "department", "ground", "edition")
OPTIONAL_TEXTS = ("note", "later_amendment")


@dataclass(frozen=True, slots=True)
class _Paper:
    """What a licence and an annex have in common.

    ``number`` is that of this document; the licence keeps ``licence_number`` through every re-issue. ``holder_number``
    is the BIN, "" for an individual, whose number no document shows. ``note``: why it was re-issued, or in place of
    what. ``ground``: the decision. ``official``: who decided. ``decided_at`` is the only clock that the PDF knows.
    """

    number: str
    licence_number: str
    holder: Bilingual
    holder_number: str
    holder_address: str
    issued_on: date
    department: Bilingual
    ground: Bilingual
    note: Bilingual | None
    is_duplicate: bool
    official: str
    edition: Bilingual
    later_amendment: Bilingual | None
    supersedes: str | None
    check_address: str
    decided_at: datetime
    demo: bool

    def check(self) -> None:
        """Raise PayloadError for what cannot be printed."""
        check_common(self.number, self.decided_at)
        for text in (self.holder, self.department, self.ground):
            check_short(text)
        if not (self.licence_number.strip() and self.official.strip() and self.check_address):
            raise PayloadError("a licence has a number, whoever gave it, and an address where it can be checked")


@dataclass(frozen=True, slots=True)
class LicencePayload(_Paper):
    """A licence, a re-issued one, or a duplicate. ``annexes``: number and address of each that stands."""

    form: ClassVar[str] = "licence/1"
    kind: ClassVar[str] = "licence"

    annexes: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        self.check()


@dataclass(frozen=True, slots=True)
class LicenceAnnexPayload(_Paper):
    """An annex: the subtypes of medical activity that may be practised at one production base."""

    form: ClassVar[str] = "licence-annex/1"
    kind: ClassVar[str] = "licence_annex"

    annex_number: str
    licence_issued_on: date
    base_name: str
    base_address: str
    subtypes: tuple[Bilingual, ...]

    def __post_init__(self) -> None:
        self.check()
        if not (self.annex_number.strip() and self.base_address.strip() and self.subtypes):
            raise PayloadError("an annex has a number, a base and a subtype")


def restore_licence(data: dict[str, Any]) -> LicencePayload:
    """Rebuild a licence from JSON values."""
    annexes = tuple((str(number), str(address)) for number, address in data["annexes"])
    return LicencePayload(**{**data, **_common(data), "annexes": annexes})


def restore_annex(data: dict[str, Any]) -> LicenceAnnexPayload:
    """Rebuild an annex from JSON values."""
    own = {
        "subtypes": tuple(Bilingual(**one) for one in data["subtypes"]),
        "licence_issued_on": date.fromisoformat(data["licence_issued_on"]),
    }
    return LicenceAnnexPayload(**{**data, **_common(data), **own})


def _common(data: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: Bilingual(**data[name]) for name in TEXTS},
        **{name: None if data[name] is None else Bilingual(**data[name]) for name in OPTIONAL_TEXTS},
        "issued_on": date.fromisoformat(data["issued_on"]),
        "decided_at": datetime.fromisoformat(data["decided_at"]),
    }


def licence_view(payload: LicencePayload) -> dict[str, Any]:
    """What the template takes of a licence."""
    annexes = [{"number": breakable(number), "address": breakable(address)} for number, address in payload.annexes]
    return {**_view(payload), "annex": None, "annexes": annexes}


def annex_view(payload: LicenceAnnexPayload) -> dict[str, Any]:
    """What the template takes of an annex."""
    annex = {
        "number": breakable(payload.annex_number),
        "licence_issued_on": date_both(payload.licence_issued_on),
        "base_name": breakable(payload.base_name),
        "base_address": breakable(payload.base_address),
        "subtypes": [capital(both(text)) for text in payload.subtypes],
    }
    return {**_view(payload), "annex": annex, "annexes": []}


def _view(payload: _Paper) -> dict[str, Any]:
    return {
        **{name: both(getattr(payload, name)) for name in TEXTS},
        **{name: maybe(getattr(payload, name)) for name in OPTIONAL_TEXTS},
        "number": breakable(payload.number),
        "licence_number": breakable(payload.licence_number),
        "holder_number": payload.holder_number,
        "holder_address": breakable(payload.holder_address),
        "issued_on": date_both(payload.issued_on),
        "is_duplicate": payload.is_duplicate,
        "official": breakable(payload.official),
        "check_address": payload.check_address,
        "qr": qr_svg(payload.check_address),
        "demo": payload.demo,
    }


LICENCE = Form(name=LicencePayload.form, restore=restore_licence, template=TEMPLATES / "licence.typ", view=licence_view)
ANNEX = Form(name=LicenceAnnexPayload.form, restore=restore_annex, template=TEMPLATES / "licence.typ", view=annex_view)
