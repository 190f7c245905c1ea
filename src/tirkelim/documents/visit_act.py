"""What the act of a visit of permit control says (59/2020 p.10(3), p.14). The order gives no form for it: this one is
provisional."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from tirkelim.documents.conformity import TEMPLATES
from tirkelim.documents.forms import Form
from tirkelim.documents.payload import Bilingual, PayloadError, check_common, check_short, restored_text
from tirkelim.documents.texts import both, breakable, capital, maybe
from tirkelim.documents.wording import date_both

NAMES = ("department", "applicant", "notice", "edition", "reading")
MOMENTS = ("planned_at", "begun_at", "ended_at", "decided_at")


class LineResult(StrEnum):
    """What was found on one line."""

    CONFORMS = "conforms"
    DOES_NOT = "does_not"
    NOT_CONCERNED = "not_concerned"


@dataclass(frozen=True, slots=True)
class ActLine:
    """A line of the checklist with its result; ``remark`` in the inspector's own words, "" for none. ``subtype`` None:
    asked at every base."""

    subtype: Bilingual | None
    text: Bilingual
    result: str
    remark: str

    def __post_init__(self) -> None:
        if LineResult(self.result) is not LineResult.CONFORMS and not self.remark.strip():
            raise PayloadError("what does not conform, or does not concern the base, is explained")


@dataclass(frozen=True, slots=True)
class ActSubtype:
    """Whether a claimed subtype meets its requirements at the base."""

    name: Bilingual
    conforms: bool


@dataclass(frozen=True, slots=True)
class ActPhoto:
    """A photo by the digest of its file; ``about`` None: of the base as a whole."""

    digest: str
    taken_at: datetime
    about: Bilingual | None


@dataclass(frozen=True, slots=True)
class VisitActPayload:
    """The act of a visit. ``notice``: by what way and when the applicant was told. ``reading``: that the lines are no
    official list. ``digest``: of everything that was signed. Moments are shown by the clock of ``time_zone``."""

    form: ClassVar[str] = "visit-act/1"
    kind: ClassVar[str] = "visit_act"

    number: str
    application_number: str
    department: Bilingual
    applicant: Bilingual
    base_name: str
    base_address: str
    inspector: str
    planned_at: datetime
    begun_at: datetime
    ended_at: datetime
    notice: Bilingual
    lines: tuple[ActLine, ...]
    subtypes: tuple[ActSubtype, ...]
    conforms: bool
    photos: tuple[ActPhoto, ...]
    edition: Bilingual
    later_amendment: Bilingual | None
    reading: Bilingual
    time_zone: str
    digest: str
    decided_at: datetime
    demo: bool

    def __post_init__(self) -> None:
        check_common(self.number, self.decided_at)
        check_short(self.department)
        check_short(self.applicant)
        if not (self.lines and self.subtypes and self.inspector.strip() and self.base_address.strip()):
            raise PayloadError("an act names the base, who was there, the lines and the subtypes")
        if self.conforms != all(one.conforms for one in self.subtypes):
            raise PayloadError("a base conforms when every claimed subtype does")
        if self.ended_at < self.begun_at:
            raise PayloadError("a visit does not end before it begins")


def restore(data: dict[str, Any]) -> VisitActPayload:
    """Rebuild the payload from JSON values."""
    return VisitActPayload(
        **{
            **data,
            **{name: Bilingual(**data[name]) for name in NAMES},
            **{name: datetime.fromisoformat(data[name]) for name in MOMENTS},
            "later_amendment": restored_text(data["later_amendment"]),
            "lines": tuple(
                ActLine(restored_text(one["subtype"]), Bilingual(**one["text"]), one["result"], one["remark"])
                for one in data["lines"]
            ),
            "subtypes": tuple(ActSubtype(Bilingual(**one["name"]), one["conforms"]) for one in data["subtypes"]),
            "photos": tuple(
                ActPhoto(one["digest"], datetime.fromisoformat(one["taken_at"]), restored_text(one["about"]))
                for one in data["photos"]
            ),
        }
    )


def view(payload: VisitActPayload) -> dict[str, Any]:
    """What the template takes."""
    zone = ZoneInfo(payload.time_zone)
    return {
        **{name: both(getattr(payload, name)) for name in NAMES},
        "later_amendment": maybe(payload.later_amendment),
        "number": breakable(payload.number),
        "application_number": breakable(payload.application_number),
        "base_name": breakable(payload.base_name),
        "base_address": breakable(payload.base_address),
        "inspector": breakable(payload.inspector),
        "visited_on": date_both(payload.begun_at.astimezone(zone).date()),
        "hours": f"{_clock(payload.begun_at, zone)}–{_clock(payload.ended_at, zone)}",
        "planned": f"{_day(payload.planned_at, zone)}, {_clock(payload.planned_at, zone)}",
        "signed": f"{_day(payload.decided_at, zone)}, {_clock(payload.decided_at, zone)}",
        "groups": _groups(payload.lines),
        "subtypes": [{"name": capital(both(one.name)), "conforms": one.conforms} for one in payload.subtypes],
        "conforms": payload.conforms,
        "photos": [
            {
                "digest": one.digest,
                "at": f"{_day(one.taken_at, zone)} {_clock(one.taken_at, zone)}",
                "about": maybe(one.about),
            }
            for one in payload.photos
        ],
        "digest": payload.digest,
        "demo": payload.demo,
    }


def _groups(lines: tuple[ActLine, ...]) -> list[dict[str, Any]]:
    """The lines under the subtype that asks for them, numbered through."""
    groups: list[dict[str, Any]] = []
    last: object = ()
    for number, line in enumerate(lines, start=1):
        if line.subtype != last:
            groups.append({"subtype": None if line.subtype is None else capital(both(line.subtype)), "lines": []})
            last = line.subtype
        groups[-1]["lines"].append(
            {
                "number": str(number),
                "text": both(line.text),
                "result": str(line.result),
                "remark": breakable(line.remark),
            }
        )
    return groups


def _clock(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%H:%M}"


def _day(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%d.%m.%Y}"


ACT = Form(name=VisitActPayload.form, restore=restore, template=TEMPLATES / "visit_act.typ", view=view)
