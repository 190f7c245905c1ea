"""What the other answers to an application for a licence say: a reasoned refusal, and that an application is not
accepted (59/2020 ann.1 row 9; readings L6, L9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from tirkelim.documents.conformity import TEMPLATES
from tirkelim.documents.forms import Form
from tirkelim.documents.grounds import ground_view, unmet_view
from tirkelim.documents.payload import (
    Bilingual,
    PayloadError,
    RefusalGround,
    UnmetRequirement,
    check_common,
    check_short,
    restored_ground,
    restored_text,
    restored_unmet,
)
from tirkelim.documents.qr import qr_svg
from tirkelim.documents.texts import both, breakable, maybe
from tirkelim.documents.wording import date_both

TEXTS = ("applicant", "service", "asked", "department", "appeal", "edition")
DAYS = ("applied_on", "decided_on")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What both have in common. ``asked``: which of the six actions; ``about``: the addresses of the bases, and the
    licence that it is about."""

    number: str
    applicant: Bilingual
    service: Bilingual
    asked: Bilingual
    about: tuple[str, ...]
    application_number: str
    applied_on: date
    decided_on: date
    department: Bilingual
    next_steps: tuple[Bilingual, ...]
    appeal: Bilingual
    edition: Bilingual
    later_amendment: Bilingual | None
    check_address: str
    decided_at: datetime
    demo: bool

    def check(self) -> None:
        """Raise PayloadError for what cannot be printed."""
        check_common(self.number, self.decided_at)
        for text in (self.applicant, self.service, self.asked, self.department):
            check_short(text)


@dataclass(frozen=True, slots=True)
class LicenceRefusal(_Answer):
    """A reasoned refusal: every ground that applies, in the order of their numbers."""

    form: ClassVar[str] = "licence-refusal/1"
    kind: ClassVar[str] = "refusal"

    grounds: tuple[RefusalGround, ...]

    def __post_init__(self) -> None:
        self.check()
        numbers = [ground.number for ground in self.grounds]
        if not numbers or numbers != sorted(set(numbers)):
            raise PayloadError("a refusal names its grounds, once each, in the order of their numbers")


@dataclass(frozen=True, slots=True)
class LicenceNotAccepted(_Answer):
    """That an application is not accepted, and why."""

    form: ClassVar[str] = "licence-not-accepted/1"
    kind: ClassVar[str] = "not_accepted"

    reasons: tuple[UnmetRequirement, ...]

    def __post_init__(self) -> None:
        self.check()
        if not self.reasons:
            raise PayloadError("an application is not accepted for a reason")


def restore_refusal(data: dict[str, Any]) -> LicenceRefusal:
    """Rebuild a refusal from JSON values."""
    grounds = tuple(restored_ground(one) for one in data["grounds"])
    return LicenceRefusal(**{**data, **_common(data), "grounds": grounds})


def restore_not_accepted(data: dict[str, Any]) -> LicenceNotAccepted:
    """Rebuild the other one."""
    reasons = tuple(restored_unmet(each) for each in data["reasons"])
    return LicenceNotAccepted(**{**data, **_common(data), "reasons": reasons})


def _common(data: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: Bilingual(**data[name]) for name in TEXTS},
        **{name: date.fromisoformat(data[name]) for name in DAYS},
        "about": tuple(data["about"]),
        "next_steps": tuple(Bilingual(**text) for text in data["next_steps"]),
        "later_amendment": restored_text(data["later_amendment"]),
        "decided_at": datetime.fromisoformat(data["decided_at"]),
    }


def refusal_view(payload: LicenceRefusal) -> dict[str, Any]:
    """What the template takes of a refusal."""
    grounds = [ground_view(one) for one in payload.grounds]
    return {**_view(payload), "grounds": grounds, "reasons": []}


def not_accepted_view(payload: LicenceNotAccepted) -> dict[str, Any]:
    """What the template takes of the other one."""
    return {**_view(payload), "grounds": [], "reasons": [unmet_view(each) for each in payload.reasons]}


def _view(payload: _Answer) -> dict[str, Any]:
    return {
        **{name: both(getattr(payload, name)) for name in TEXTS},
        **{name: date_both(getattr(payload, name)) for name in DAYS},
        "number": breakable(payload.number),
        "application_number": breakable(payload.application_number),
        "about": [breakable(text) for text in payload.about],
        "next_steps": [both(text) for text in payload.next_steps],
        "later_amendment": maybe(payload.later_amendment),
        "check_address": payload.check_address,
        "qr": qr_svg(payload.check_address),
        "demo": payload.demo,
    }


REFUSAL = Form(
    name=LicenceRefusal.form,
    restore=restore_refusal,
    template=TEMPLATES / "licence_answer.typ",
    view=refusal_view,
)
NOT_ACCEPTED = Form(
    name=LicenceNotAccepted.form,
    restore=restore_not_accepted,
    template=TEMPLATES / "licence_answer.typ",
    view=not_accepted_view,
)
