"""What the minutes of a sitting of the commission say (503/2016 p.9), as plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from tirkelim.documents.payload import Bilingual, PayloadError, check_common, check_short

REFUSAL_GROUNDS = frozenset({1, 2, 3})
"""Of the standard's row 9."""


@dataclass(frozen=True, slots=True)
class MinutesMember:
    """A member on the day of the sitting. ``body``: one of the seven of p.6, ``organisation``: its own name."""

    name: str
    body: str
    organisation: str
    is_chair: bool
    present: bool


@dataclass(frozen=True, slots=True)
class MinutesConflict:
    """A member who declared a conflict of interest and took no part in deciding on the person."""

    name: str
    note: str


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """What is found proven, with the points that the rules give for it, criterion by criterion, and their sum.

    ``service``: years, months and days.
    """

    higher_education: bool
    academic_degree: bool
    english_teaching_certificate: bool
    service: tuple[int, int, int]
    qualification_meets: bool
    points: tuple[int, int, int, int]
    total: int


@dataclass(frozen=True, slots=True)
class MinutesScore:
    """One member's own score."""

    name: str
    facts: MinutesFacts
    compared_with: str
    recommends_issue: bool
    note: str


@dataclass(frozen=True, slots=True)
class MinutesPerson:
    """What was said and decided of one person.

    ``diverging``: criteria on which the scores differed; ``threshold`` None: the local body has set none.
    ``ground``: of the standard's row 9, on which a refusal would rest; None for issue, or where none is named.
    """

    case_number: str
    person: Bilingual
    profession: Bilingual
    applied_on: date
    conflicts: tuple[MinutesConflict, ...]
    excluded: tuple[str, ...]
    not_scored: tuple[str, ...]
    scores: tuple[MinutesScore, ...]
    diverging: tuple[str, ...]
    agreed: MinutesFacts
    divergence: str
    votes_for: int
    votes_against: int
    decided_by_chair: bool
    recommends_issue: bool
    ground: int | None
    threshold: int | None
    threshold_source: str
    reason: str

    def __post_init__(self) -> None:
        if self.ground is not None and self.ground not in REFUSAL_GROUNDS:
            raise PayloadError("the standard has three grounds")
        if not self.recommends_issue and not self.reason.strip():
            raise PayloadError("a recommendation to refuse names its reasons")


@dataclass(frozen=True, slots=True)
class MinutesPutOff:
    """A person of whom nothing was resolved at this sitting, and why: no_quorum, even_votes, no_chair, unfinished, or
    case_left (recalled or taken back). Conflicts that members declared stand here too."""

    case_number: str
    person: Bilingual
    why: str
    conflicts: tuple[MinutesConflict, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesSigned:
    """A signature: whose, when, with which special opinion ("" for none)."""

    name: str
    at: datetime
    opinion: str


@dataclass(frozen=True, slots=True)
class MinutesUnsigned:
    """A member who was present and cannot sign: why, and when the head recorded it (reading K20)."""

    name: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class MinutesPayload:
    """The minutes of a sitting. ``digest``: of what was signed, that is everything but the signatures themselves.

    ``practice``: the rules are the demo's practice edition, which is no law. ``body`` is the region whose local
    executive body the commission belongs to.
    """

    form: ClassVar[str] = "commission-minutes/1"
    kind: ClassVar[str] = "minutes"

    number: str
    sitting: str
    body: Bilingual
    held_at: datetime
    place: str
    quorum_percent: int
    members: tuple[MinutesMember, ...]
    persons: tuple[MinutesPerson, ...]
    put_off: tuple[MinutesPutOff, ...]
    edition: Bilingual
    later_amendment: Bilingual | None
    practice: bool
    signatures: tuple[MinutesSigned, ...]
    unsigned: tuple[MinutesUnsigned, ...]
    digest: str
    check_address: str
    decided_at: datetime
    demo: bool

    def __post_init__(self) -> None:
        check_common(self.number, self.decided_at)
        check_short(self.body)
        present = {member.name for member in self.members if member.present}
        ended = {one.name for one in self.signatures} | {one.name for one in self.unsigned}
        if not self.signatures or ended != present:
            raise PayloadError("minutes are signed by every member present who can, and by nobody else")


def minutes_from_plain(data: dict[str, Any]) -> MinutesPayload:
    """Rebuild minutes from JSON values."""
    later = data["later_amendment"]
    return MinutesPayload(
        **{
            **data,
            "body": Bilingual(**data["body"]),
            "edition": Bilingual(**data["edition"]),
            "later_amendment": None if later is None else Bilingual(**later),
            "held_at": datetime.fromisoformat(data["held_at"]),
            "decided_at": datetime.fromisoformat(data["decided_at"]),
            "members": tuple(MinutesMember(**one) for one in data["members"]),
            "persons": tuple(_person(one) for one in data["persons"]),
            "put_off": tuple(_put_off(one) for one in data["put_off"]),
            "signatures": tuple(
                MinutesSigned(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in data["signatures"]
            ),
            "unsigned": tuple(
                MinutesUnsigned(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in data["unsigned"]
            ),
        }
    )


def _put_off(data: Mapping[str, Any]) -> MinutesPutOff:
    conflicts = tuple(MinutesConflict(**one) for one in data.get("conflicts", ()))
    return MinutesPutOff(**{**data, "person": Bilingual(**data["person"]), "conflicts": conflicts})


def _person(data: Mapping[str, Any]) -> MinutesPerson:
    return MinutesPerson(
        **{
            **data,
            "person": Bilingual(**data["person"]),
            "profession": Bilingual(**data["profession"]),
            "applied_on": date.fromisoformat(data["applied_on"]),
            "conflicts": tuple(MinutesConflict(**one) for one in data["conflicts"]),
            "excluded": tuple(data["excluded"]),
            "not_scored": tuple(data["not_scored"]),
            "scores": tuple(MinutesScore(**{**one, "facts": _facts(one["facts"])}) for one in data["scores"]),
            "diverging": tuple(data["diverging"]),
            "agreed": _facts(data["agreed"]),
        }
    )


def _facts(data: Mapping[str, Any]) -> MinutesFacts:
    return MinutesFacts(**{**data, "service": tuple(data["service"]), "points": tuple(data["points"])})
