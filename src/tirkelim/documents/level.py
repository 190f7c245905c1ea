"""What the document of a qualification level says, where the level was asked for alone (283/2020 p.5, p.12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from tirkelim.documents.payload import Bilingual, PayloadError, check_common, check_short
from tirkelim.documents.texts import both, breakable
from tirkelim.law.messages.dates import write_date


@dataclass(frozen=True, slots=True)
class LevelPayload:
    """A qualification level in a specialty. It has no end. `route` says why it was given, `ground` names the decision;
    `decided_at` is an aware time and the only clock that the PDF knows."""

    form: ClassVar[str] = "qualification-level/1"
    kind: ClassVar[str] = "level"

    number: str
    holder: Bilingual
    specialty: Bilingual
    is_specialisation: bool
    level: str
    route: Bilingual
    given_on: date
    department: Bilingual
    ground: Bilingual
    edition: Bilingual
    later_amendment: Bilingual | None
    check_address: str
    decided_at: datetime
    demo: bool

    def __post_init__(self) -> None:
        check_common(self.number, self.decided_at)
        for text in (self.holder, self.specialty, self.route, self.department, self.ground):
            check_short(text)
        if not self.level.strip() or not self.check_address:
            raise PayloadError("a level's document names the level, and where it can be looked up")


def level_from_plain(data: dict[str, Any]) -> LevelPayload:
    """Rebuild the payload from JSON values."""
    for name in ("holder", "specialty", "route", "department", "ground", "edition"):
        data[name] = Bilingual(**data[name])
    later = data["later_amendment"]
    data["later_amendment"] = None if later is None else Bilingual(**later)
    data["given_on"] = date.fromisoformat(data["given_on"])
    data["decided_at"] = datetime.fromisoformat(data["decided_at"])
    return LevelPayload(**data)


def level_view(payload: LevelPayload) -> dict[str, Any]:
    """What the template takes."""
    return {
        "number": breakable(payload.number),
        "holder": both(payload.holder),
        "specialty": both(payload.specialty),
        "is_specialisation": payload.is_specialisation,
        "level": payload.level,
        "route": both(payload.route),
        "given_on": {"kk": write_date(payload.given_on, "kk"), "ru": write_date(payload.given_on, "ru")},
        "department": both(payload.department),
        "ground": both(payload.ground),
    }
