"""Confirmation sheets of results (283/2020 p.10, annex 2): written once, by the decision that both words make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tirkelim.journal.chain import append
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.register.commands.writing import person_stream
from tirkelim.register.models import CpdSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTerms:
    """What a sheet says. `hr_*` are null and "" where the head confirms alone; sums are whole quarters of a unit.

    `activities` and `refused` are plain JSON values, as `CpdSheet` describes them.
    """

    number: str
    person: UUID
    organisation: UUID
    specialty: str
    hr_on: date | None
    head_on: date
    hr_account: UUID | None
    head_account: UUID
    hr_name: str
    head_name: str
    without_hr_service: bool
    activities: Sequence[Mapping[str, Any]]
    refused: Sequence[Mapping[str, Any]]
    further_education: int
    non_formal: int
    competencies: int
    decision: UUID

    @property
    def confirmed_on(self) -> date:
        """The day of the later signature."""
        return self.head_on if self.hr_on is None else max(self.hr_on, self.head_on)


def write_sheet(made: Change, terms: SheetTerms) -> CpdSheet:
    """Write a sheet inside the transaction of its decision; it supersedes the latest of the same person and specialty.

    The caller has checked both rights. Raises IntegrityError where the decision has one already, or one person signed
    twice.
    """
    hold(f"sheets:{terms.person}")
    before = latest_sheet(terms.person, terms.specialty)
    values = {**asdict(terms), "person_id": terms.person, "organisation_id": terms.organisation}
    for name in ("person", "organisation"):
        del values[name]
    sheet = CpdSheet.objects.create(**values, confirmed_on=terms.confirmed_on, supersedes=before, change=made)
    append(
        person_stream(terms.person),
        made,
        "results_confirmed",
        {
            "sheet": sheet.id,
            "number": sheet.number,
            "specialty": sheet.specialty,
            "confirmed_on": sheet.confirmed_on,
            "supersedes": None if before is None else before.number,
            "accepted": [row["line"] for row in terms.activities],
            "refused": [row["line"] for row in terms.refused],
        },
    )
    return sheet


def latest_sheet(person: UUID, specialty: str) -> CpdSheet | None:
    """The sheet of a person and specialty that no later one supersedes."""
    return CpdSheet.objects.filter(person=person, specialty=specialty, superseded_by__isnull=True).first()
