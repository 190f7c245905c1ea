"""Workers with categories and sheets, organisations with and without accreditation, requests in every state."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.builders import NURSING, Office

from tirkelim.cases import engine
from tirkelim.cases.command import Applied, Outcome
from tirkelim.cases.models import Case
from tirkelim.identity.models import Account, Role
from tirkelim.journal.change import change
from tirkelim.journal.temporal import record
from tirkelim.law.order_283_cpd.activity import Activity as LawActivity
from tirkelim.register.commands import record_status
from tirkelim.register.models import CpdSheet, Qualification, StatusKind
from tirkelim.register.sheets import accepted_row

ROWS = [
    accepted_row(LawActivity(1, date(2025, 3, 14)), str(UUID(int=1)), "Мейіргер ісіндегі жаңа тәсілдер", 600),
    accepted_row(LawActivity(3, date(2025, 10, 2)), str(UUID(int=2)), "Жараны күту семинары", 250),
]
"""Accepted rows as a sheet holds them: 150 units of further education and 62.5 of non-formal education."""
DONE_WELL: dict[str, Any] = {
    "stages": {"knowledge": "passed", "case_testing": "passed"},
    "passed": True,
    "level": "4.1",
    "assessed_on": "2026-03-02",
    "protocol_number": "ХТ-15",
}


class Centre(Office):
    """An accredited organisation with an assessor, and nurses who ask it for an assessment."""

    def __init__(self) -> None:
        super().__init__()
        self.organisation_id = self.accredited("Бағалау орталығы")
        self.assessor = self.account("assessor", Role.ASSESSMENT_ORGANISATION, organisation=self.organisation_id)

    def accredited(
        self, name: str, *, valid_from: date = date(2025, 1, 1), valid_to: date | None = date(2027, 1, 1)
    ) -> UUID:
        """An organisation with an accreditation of its own."""
        found = self.organisation(name)
        kind = StatusKind.ASSESSMENT_ACCREDITATION
        record_status(self.command(), found, kind, number="АК-7", valid_from=valid_from, valid_to=valid_to)
        return found

    def sheet(self, person: UUID, specialty: str = NURSING, number: str = "KZ11ABC00000001", **values: Any) -> CpdSheet:
        """A confirmed sheet, as the confirmation service would have written it."""
        with change(self.command(), "test.sheet") as made:
            return CpdSheet.objects.create(
                **{
                    "number": number,
                    "person_id": person,
                    "organisation_id": self.organisation_id,
                    "specialty": specialty,
                    "confirmed_on": date(2026, 2, 20),
                    "hr_on": date(2026, 2, 19),
                    "head_on": date(2026, 2, 20),
                    "hr_account": uuid4(),
                    "head_account": uuid4(),
                    "hr_name": "Кадр қызметі",
                    "head_name": "Басшы",
                    "activities": ROWS,
                    "further_education": 600,
                    "non_formal": 250,
                    "competencies": 0,
                    "decision": uuid4(),
                    "change": made,
                }
                | values
            )

    def category(
        self, person: UUID, until: date | None, category: str = "second", *, specialty: str = NURSING, **values: Any
    ) -> None:
        """A category certificate of the earlier system."""
        with change(self.command(), "test.category") as made:
            row = Qualification(
                person_id=person, specialty=specialty, category=category, obtained_on=date(2016, 3, 1),
                valid_until=until, valid_from=date(2016, 3, 1), source="document", **values,
            )  # fmt: skip
            record(row, made)

    def asked(self, worker: Account, level: str | None = "4.1", /, **pages: Any) -> Case:
        """A draft with every page answered."""
        assert worker.person is not None
        case = Case.objects.get(pk=engine.open_case("assessment", worker.person, self.command(worker.id)))
        data = {
            "claim": {"specialty": NURSING, "purpose": "level" if level else "certificate"},
            "level": {"level": level},
            "organisation": {"organisation": str(self.organisation_id)},
            "handover": {"sheet": "KZ11ABC00000001" if level else "", "agreed": True},
        }
        self.do(worker, case, "save_draft", data=data | pages)
        return self.fresh(case)

    def sent(self, worker: Account, level: str | None = "4.1", /, **pages: Any) -> Case:
        """A request with the organisation; a sheet goes with one for a level."""
        assert worker.person is not None
        if level and not CpdSheet.objects.filter(person=worker.person).exists():
            self.sheet(worker.person)
        case = self.asked(worker, level, **pages)
        self.do(worker, case, "submit")
        return self.fresh(case)

    def conclude(
        self, case: Case, by: Account | None = None, *, expect: type[Outcome] | None = Applied, **found: Any
    ) -> Outcome:
        """The organisation concludes; both stages passed and the level found, unless told otherwise."""
        return self.do(by or self.assessor, case, "record_conclusion", expect=expect, **DONE_WELL | found)


@pytest.fixture
def centre(db: None) -> Centre:
    """An accredited organisation."""
    return Centre()


@pytest.fixture
def worker(centre: Centre) -> Account:
    """A nurse with an account."""
    return centre.applicant()
