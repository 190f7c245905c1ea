"""An organisation in Astana that wants to employ a surgeon from Türkiye, and the state systems around them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tests.builders import ASTANA, Office

from tirkelim.cases import engine
from tirkelim.cases.models import Case
from tirkelim.gateway.demo import add_number, add_record
from tirkelim.gateway.records import AssessmentRecord, DataSet
from tirkelim.identity.models import Account, Role
from tirkelim.register import commands
from tirkelim.services.common.pages import page_entry

SURGERY, SURGERY_NAME = "residency.general-surgery", "Жалпы хирургия"

COMPLETE: dict[str, dict[str, Any]] = {
    "claim": {"specialty": SURGERY, "new": False, "level": None},
    "person": {
        "postal_address": "Ankara, Atatürk Bulvarı 10",
        "telephone": "+77010000001",
        "citizenship": "TR",
        "permanent_resident": False,
        "name_changed": False,
    },
    "organisation": {
        "name": "№ 5 қалалық емхана",
        "institution": "Хирургия бөлімшесі",
        "ownership": "state",
        "kato": ASTANA,
        "city": "Астана",
        "street": "Сарыарқа",
        "house": "12",
        "telephone": "+77172000000",
    },
    "permit": {
        "exists": True,
        "number": "ШЖК-15",
        "issued_by": "Астана қаласының әкімдігі",
        "valid_from": "2026-01-15",
        "valid_until": "2027-01-14",
    },
    "education": {
        "kind": "higher",
        "specialty": "Tıp",
        "institution": "Ankara Üniversitesi",
        "country": "TR",
        "graduated_on": "2012-06-30",
        "document_number": "2012-118",
        "recognised": True,
        "recognised_by": "Ғылым және жоғары білім министрлігі",
        "recognition_order": "77",
        "recognition_registration": "000456",
        "recognised_on": "2025-11-03",
    },
    "studies": {"studies": []},
    "held": {"exists": False},
    "assessment": {"exists": True, "organisation": "ҰТО", "number": "A-9", "assessed_on": "2026-02-02"},
    "work": {
        "first_job": False,
        "in_specialty": {"years": 8, "months": 0, "days": 0},
        "in_medicine": {"years": 10, "months": 0, "days": 0},
    },
    "jobs": {
        "jobs": [
            {"hired_on": "2018-01-10", "left_on": "2026-01-31", "workplace": "Ankara Şehir Hastanesi",
             "position": "cerrah", "order_number": "4", "ordered_on": "2018-01-09"}
        ]
    },
    "trainings": {"trainings": []},
    "declaration": {"true": True},
}  # fmt: skip
"""A surgeon who comes for the first time; with a permit, recognition, proof of work and a passport, grantable."""

PAPERS = ("identity_document", "recognition", "proof_of_work", "foreign_labour_permit")
"""What such a surgeon files."""


class Foreign(Office):
    """An office, and an organisation with its personnel officer."""

    def __init__(self) -> None:
        super().__init__()
        self.clinic = self.organisation()
        self.hr = self.account("personnel", Role.HR_OFFICER, organisation=self.clinic)

    def surgeon(self, *, assessed: bool | None = True, number: str = "TUR:U12345678") -> UUID:
        """A person without an IIN; ``assessed`` None: the assessment has no result of theirs."""
        facts = {"surname_latin": "Yılmaz", "given_latin": "Deniz", "birth_date": date(1987, 5, 4), "sex": "male",
                 "citizenship": "TUR"}  # fmt: skip
        person = UUID(commands.add_person(self.command(self.hr.id), facts, passport=number).result["person"])
        add_number(f"+7701{self.serial + 500:07}", person=person)
        self.serial += 1
        if assessed is not None:
            result = AssessmentRecord(SURGERY_NAME, assessed, date(2026, 2, 2), "ҰТО", "A-9", None)
            add_record(result, DataSet.ASSESSMENT, person=person)
        return person

    def begun(self, person: UUID, answers: Mapping[str, Any] | None = None) -> Case:
        """An application of the organisation with these answers."""
        command = self.command(self.hr.id)
        id = engine.open_case("foreign_certificate", person, command, organisation=self.clinic)
        case = Case.objects.get(pk=id)
        self.do(self.hr, case, "save_draft", data={k: page_entry(v, v) for k, v in (answers or COMPLETE).items()})
        return self.fresh(case)

    def file(self, case: Case, *kinds: str, language: str = "kk", by: Account | None = None) -> None:
        """File documents."""
        for kind in kinds:
            file = self.evidence(case, by or self.hr, kind)
            self.do(by or self.hr, case, "file_document", document=kind, evidence=str(file), language=language)

    def sent(
        self, answers: Mapping[str, Any] | None = None, *, papers: tuple[str, ...] = PAPERS, person: UUID | None = None
    ) -> Case:
        """An application with consent and these papers, sent."""
        case = self.begun(person or self.surgeon(), answers)
        self.consent(case)
        self.file(case, *papers)
        self.do(self.hr, case, "submit")
        return self.fresh(case)


def changed(page: str, **values: Any) -> dict[str, dict[str, Any]]:
    """The complete answers with some of a page's changed; None takes an answer away."""
    found = {**COMPLETE[page], **values}
    return COMPLETE | {page: {name: value for name, value in found.items() if value is not None}}
