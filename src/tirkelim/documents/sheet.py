"""What a confirmation sheet says (283/2020 ann.2), as plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from tirkelim.documents.payload import Bilingual, PayloadError, check_common, check_short, restored_text


@dataclass(frozen=True, slots=True)
class SheetJob:
    """A line of the employment table. ``left_on`` None: the job goes on; ``order_on`` None: not known."""

    hired_on: date
    left_on: date | None
    workplace: Bilingual
    position: Bilingual
    order_number: str
    order_on: date | None


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One of the 21 criteria with its units as text; "" where nothing counted."""

    row: int
    chapter: str
    criterion: Bilingual
    units: str


@dataclass(frozen=True, slots=True)
class SheetResult:
    """A confirmed result and the units that it earned."""

    row: int
    title: str
    completed_on: date
    units: str


@dataclass(frozen=True, slots=True)
class SheetRefused:
    """A result that was not confirmed, and why (p.11). ``note``: in the reviewer's own words, or ""."""

    row: int
    title: str
    reason: Bilingual
    citation: Bilingual
    note: str


@dataclass(frozen=True, slots=True)
class SheetSignature:
    """Who gave their word, and when."""

    name: str
    on: date


@dataclass(frozen=True, slots=True)
class SheetPayload:
    """A confirmation sheet. Units are written out; ``sums`` are further education, non-formal, competencies, total.

    ``hr`` None: the head alone, since the organisation has no personnel service. ``supersedes`` is the number of the
    sheet that this one takes the place of. Sheets are not public: ``check_address`` opens after signing in.
    """

    form: ClassVar[str] = "cpd-sheet/1"
    kind: ClassVar[str] = "cpd_sheet"

    number: str
    holder: Bilingual
    specialty: Bilingual
    service_total: Bilingual
    service_in_specialty: Bilingual
    workplace: Bilingual
    position: Bilingual
    jobs: tuple[SheetJob, ...]
    level: str | None
    category: Bilingual | None
    postgraduate: tuple[Bilingual, ...]
    lines: tuple[SheetLine, ...]
    sums: tuple[str, str, str, str]
    results: tuple[SheetResult, ...]
    refused: tuple[SheetRefused, ...]
    hr: SheetSignature | None
    head: SheetSignature
    confirmed_on: date
    supersedes: str | None
    edition: Bilingual
    later_amendment: Bilingual | None
    check_address: str
    decided_at: datetime
    demo: bool

    def __post_init__(self) -> None:
        check_common(self.number, self.decided_at)
        for text in (self.holder, self.specialty):
            check_short(text)
        if [line.row for line in self.lines] != sorted({line.row for line in self.lines}) or not self.lines:
            raise PayloadError("a sheet has each criterion once, in order")
        if self.supersedes == self.number:
            raise PayloadError("a sheet does not supersede itself")


def sheet_from_plain(data: dict[str, Any]) -> SheetPayload:
    """Rebuild a sheet from JSON values."""
    for name in ("holder", "specialty", "service_total", "service_in_specialty", "workplace", "position", "edition",
                 "later_amendment", "category"):  # fmt: skip
        data[name] = restored_text(data[name])
    data["postgraduate"] = tuple(Bilingual(**one) for one in data["postgraduate"])
    data["jobs"] = tuple(_job(one) for one in data["jobs"])
    data["lines"] = tuple(SheetLine(**{**one, "criterion": Bilingual(**one["criterion"])}) for one in data["lines"])
    data["results"] = tuple(
        SheetResult(**{**one, "completed_on": _day(one["completed_on"])}) for one in data["results"]
    )
    data["refused"] = tuple(_refused(one) for one in data["refused"])
    data["sums"] = tuple(data["sums"])
    data["hr"], data["head"] = _signature(data["hr"]), _signature(data["head"])
    data["confirmed_on"] = _day(data["confirmed_on"])
    data["decided_at"] = datetime.fromisoformat(data["decided_at"])
    return SheetPayload(**data)


def _job(data: Mapping[str, Any]) -> SheetJob:
    days = {name: _day(data[name]) for name in ("hired_on", "left_on", "order_on")}
    texts = {name: Bilingual(**data[name]) for name in ("workplace", "position")}
    return SheetJob(**{**data, **days, **texts})


def _refused(data: Mapping[str, Any]) -> SheetRefused:
    return SheetRefused(**{**data, "reason": Bilingual(**data["reason"]), "citation": Bilingual(**data["citation"])})


def _signature(data: Mapping[str, Any] | None) -> SheetSignature | None:
    return None if data is None else SheetSignature(data["name"], date.fromisoformat(data["on"]))


def _day(text: str | None) -> Any:
    return None if text is None else date.fromisoformat(text)
