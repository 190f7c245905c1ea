"""What the other answers to an application for a certificate of conformity say: a reasoned refusal, and that an
application is not accepted (503/2016 p.12, ann.2 row 9; reading K5)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar

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

TEXTS = ("applicant", "service", "asked", "claimed", "body", "appeal", "edition")
DAYS = ("applied_on", "decided_on")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What both have in common. ``asked``: which of the four actions; ``points``: the lines of p.10 with their sum, and
    the threshold with its source; none where the action knows no points."""

    number: str
    applicant: Bilingual
    service: Bilingual
    asked: Bilingual
    claimed: Bilingual
    application_number: str
    applied_on: date
    decided_on: date
    body: Bilingual
    points: tuple[Bilingual, ...]
    next_steps: tuple[Bilingual, ...]
    appeal: Bilingual
    edition: Bilingual
    repeal: Bilingual | None
    check_address: str
    decided_at: datetime
    demo: bool
    practice: bool

    def check(self) -> None:
        """Raise PayloadError for what cannot be printed."""
        check_common(self.number, self.decided_at)
        for text in (self.applicant, self.service, self.asked, self.claimed, self.body):
            check_short(text)


@dataclass(frozen=True, slots=True)
class ConformityRefusal(_Answer):
    """A reasoned refusal: every ground that applies, in order; ``commission`` is what its minutes say."""

    form: ClassVar[str] = "conformity-refusal/1"
    kind: ClassVar[str] = "refusal"

    grounds: tuple[RefusalGround, ...]
    commission: Bilingual | None

    def __post_init__(self) -> None:
        self.check()
        numbers = [ground.number for ground in self.grounds]
        if not numbers or numbers != sorted(set(numbers)):
            raise PayloadError("a refusal names its grounds, once each, in the order of their numbers")


@dataclass(frozen=True, slots=True)
class ConformityNotAccepted(_Answer):
    """That an application is not accepted: what is missing or has expired, and what cannot be helped by papers."""

    form: ClassVar[str] = "conformity-not-accepted/1"
    kind: ClassVar[str] = "not_accepted"

    missing: tuple[Bilingual, ...]
    reasons: tuple[UnmetRequirement, ...]

    def __post_init__(self) -> None:
        self.check()
        if not (self.missing or self.reasons):
            raise PayloadError("an application is not accepted for a reason")


Answer = TypeVar("Answer", ConformityRefusal, ConformityNotAccepted)


def restore_refusal(data: dict[str, Any]) -> ConformityRefusal:
    """Rebuild a refusal from JSON values."""
    grounds = tuple(restored_ground(one) for one in data["grounds"])
    return ConformityRefusal(**{**_common(data), "grounds": grounds, "commission": restored_text(data["commission"])})


def restore_not_accepted(data: dict[str, Any]) -> ConformityNotAccepted:
    """Rebuild the other one."""
    missing = tuple(Bilingual(**text) for text in data["missing"])
    reasons = tuple(restored_unmet(each) for each in data["reasons"])
    return ConformityNotAccepted(**{**_common(data), "missing": missing, "reasons": reasons})


def _common(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {name.name: data[name.name] for name in fields(_Answer)}
    for name in TEXTS:
        found[name] = Bilingual(**data[name])
    for name in DAYS:
        found[name] = date.fromisoformat(data[name])
    for name in ("points", "next_steps"):
        found[name] = tuple(Bilingual(**text) for text in data[name])
    return {**found, "repeal": restored_text(data["repeal"]), "decided_at": datetime.fromisoformat(data["decided_at"])}


def refusal_view(payload: ConformityRefusal) -> dict[str, Any]:
    """What the template takes of a refusal."""
    grounds = [ground_view(one) for one in payload.grounds]
    return {**_view(payload), "grounds": grounds, "commission": maybe(payload.commission), "missing": [], "reasons": []}


def not_accepted_view(payload: ConformityNotAccepted) -> dict[str, Any]:
    """What the template takes of the other one."""
    reasons = [unmet_view(each) for each in payload.reasons]
    missing = [both(text) for text in payload.missing]
    return {**_view(payload), "grounds": [], "commission": None, "missing": missing, "reasons": reasons}


def _view(payload: _Answer) -> dict[str, Any]:
    return {
        **{name: both(getattr(payload, name)) for name in TEXTS},
        **{name: date_both(getattr(payload, name)) for name in DAYS},
        "number": breakable(payload.number),
        "application_number": breakable(payload.application_number),
        "points": [both(text) for text in payload.points],
        "next_steps": [both(text) for text in payload.next_steps],
        "repeal": maybe(payload.repeal),
        "later_amendment": None,
        "check_address": payload.check_address,
        "qr": qr_svg(payload.check_address),
        "demo": payload.demo,
        "practice": payload.practice,
    }


REFUSAL = Form(
    name=ConformityRefusal.form,
    restore=restore_refusal,
    template=TEMPLATES / "conformity_answer.typ",
    view=refusal_view,
)
NOT_ACCEPTED = Form(
    name=ConformityNotAccepted.form,
    restore=restore_not_accepted,
    template=TEMPLATES / "conformity_answer.typ",
    view=not_accepted_view,
)
