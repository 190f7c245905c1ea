"""Workers with diplomas, levels, categories, jobs, confirmed sheets and conclusions; their claims in every state."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from tests.builders import ASTANA, COMPLETE, NURSING, Office

from tirkelim.cases import engine
from tirkelim.cases.models import Case
from tirkelim.gateway.demo import add_record
from tirkelim.gateway.records import CertificateRecord, DataSet
from tirkelim.identity.models import Account
from tirkelim.journal.change import change
from tirkelim.journal.temporal import record
from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.activity import Activity, ProgrammeLevel
from tirkelim.law.order_283_cpd.ledger import ledger
from tirkelim.law.unknown import UNKNOWN
from tirkelim.register import commands
from tirkelim.register.commands.qualifications import QualificationTerms, import_qualification
from tirkelim.register.models import AssessmentConclusion, CpdSheet
from tirkelim.register.sheets import accepted_row
from tirkelim.services.common.pages import page_entry
from tirkelim.services.level.facts import REPORT

CARDIOLOGY = "residency.cardiology"
ENDOSCOPY = "special.endoscopy"
BACHELOR_NURSING = "bachelor.nursing"


def cycle(hours: int, level: ProgrammeLevel = ProgrammeLevel.HIGH, on: date = date(2024, 5, 20)) -> Activity:
    """A qualification-upgrade cycle that counts."""
    return Activity(
        1, on, profile_match=True, evidence_complete=True, half_hours=2 * hours, programme_level=level,
        programme_level_match=True,
    )  # fmt: skip


def seminars(hours: int, on: date = date(2024, 9, 10)) -> Activity:
    """A seminar that counts."""
    return Activity(3, on, profile_match=True, evidence_complete=True, half_hours=2 * hours)


def commission(on: date) -> Activity:
    """Work in the expert commission."""
    return Activity(21, on, profile_match=True, evidence_complete=True)


def earned(result: Activity) -> int:
    """The quarters of a unit that a result earns when it is confirmed."""
    (line,) = ledger([result], date(2026, 2, 20), current_book()).lines
    return 0 if line.quarters is UNKNOWN else line.quarters


ENOUGH = (cycle(150), seminars(120))
"""150 and 60 units: enough for the second category's step."""


class Board(Office):
    """A department that decides on levels, and the organisations behind the facts."""

    def __init__(self) -> None:
        super().__init__()
        self.clinic = self.organisation()
        self.centre = self.organisation("Бағалау орталығы")
        self.officer_ = self.officer()

    def worker(self, login: str = "worker", **facts: Any) -> Account:
        """A worker of Astana with an account."""
        return self.applicant(login, **{"residence_kato": ASTANA} | facts)

    def person_of(self, worker: Account) -> UUID:
        """The worker as a person of the register."""
        assert worker.person is not None
        return worker.person

    def educated(
        self, worker: Account, kind: str, on: date, specialty: str = "Мейіргер ісі", number: str = "Д-1"
    ) -> None:
        """A diploma in the register."""
        commands.add_education(
            self.command(), person=self.person_of(worker), kind=kind, graduated_on=on, source="document",
            specialty=specialty, document_number=number,
        )  # fmt: skip

    def works(self, worker: Account, since: date, specialty: str = NURSING) -> UUID:
        """A job in the specialty that runs."""
        return self.job(self.person_of(worker), self.clinic, since, specialty=specialty)

    def holds(self, worker: Account, since: date, specialty: str = NURSING, **terms: Any) -> None:
        """A level or category given before this register."""
        values = {"obtained_on": since, "specialty": specialty, "person": self.person_of(worker)} | terms
        import_qualification(self.command(), QualificationTerms(**values))

    def sheet(
        self, worker: Account, results: tuple[Activity, ...] = ENOUGH, specialty: str = NURSING, **how: Any
    ) -> CpdSheet:
        """A confirmed sheet with these results."""
        with change(self.command(), "test.sheet") as made:
            values: dict[str, Any] = {
                "number": f"S-{self.serial:06}",
                "person_id": self.person_of(worker),
                "organisation_id": self.clinic,
                "specialty": specialty,
                "confirmed_on": date(2026, 2, 20),
                "hr_on": date(2026, 2, 19),
                "head_on": date(2026, 2, 20),
                "hr_account": uuid4(),
                "head_account": uuid4(),
                "hr_name": "Кадр қызметі",
                "head_name": "Басшы",
                "activities": [accepted_row(one, str(uuid4()), "Нәтиже", earned(one)) for one in results],
                "further_education": 0,
                "non_formal": 0,
                "competencies": 0,
                "decision": uuid4(),
                "change": made,
            }
            self.serial += 1
            return CpdSheet.objects.create(**values | how)

    def assessed(self, worker: Account, level: str, passed: bool = True, specialty: str = NURSING, **how: Any) -> None:
        """A conclusion of an accredited organisation."""
        stages = how.pop("stages", {"knowledge": "passed", "case_testing": "passed"})
        with change(self.command(), "test.conclusion") as made:
            row = AssessmentConclusion(
                person_id=self.person_of(worker), organisation_id=self.centre, specialty=specialty, level=level,
                conclusion_level=level if passed else None, stages=stages, passed=passed,
                assessed_on=date(2026, 2, 10), valid_from=date(2026, 2, 10), protocol_number="ХТ-15",
                case=uuid4(), **how,
            )  # fmt: skip
            record(row, made)

    def claim(
        self,
        worker: Account,
        level: str,
        specialty: str = NURSING,
        *,
        report: bool = True,
        send: bool = True,
        main: str | None = None,
    ) -> Case:
        """A claim to a level alone, sent unless told otherwise."""
        case = Case.objects.get(pk=engine.open_case("level", self.person_of(worker), self.command(worker.id)))
        asked = {"specialty": specialty, "level": level, "main_specialty": main}
        first = {"specialty": specialty, "main_specialty": main}
        pages = {"specialty": page_entry(first, first), "claim": page_entry(asked, asked)}
        self.do(worker, case, "save_draft", data=pages)
        if report:
            file = self.evidence(case, worker, REPORT)
            self.do(worker, case, "file_document", document=REPORT, evidence=str(file), language="kk")
        if send:
            signed = {"declaration": page_entry({"true": "on"}, {"true": True})}
            self.do(worker, case, "submit", data=signed)
        return self.fresh(case)

    def found(self, case: Case, kind: str, reference: str = "№ 7 анықтама") -> None:
        """An officer's finding."""
        self.do(self.officer_, case, "record_finding", kind=kind, reference=reference)

    def with_certificate(self, worker: Account, level: str) -> Case:
        """A nurse's application to confirm a certificate that still holds, with a level claimed in it, sent."""
        held = CertificateRecord("KZ11AAA00000001", "Мейіргер ісі", date(2021, 6, 1), date(2026, 6, 1), "Департамент")
        add_record(held, DataSet.CERTIFICATES, person=self.person_of(worker))
        training = {
            "programme": "Мейіргер ісі", "organisation": "Колледж", "completed_on": "2024-05-20",
            "certificate_number": "Б-9", "in_specialty": True, "hours": 120,
        }  # fmt: skip
        answers = COMPLETE | {
            "claim": {"specialty": NURSING, "new": False, "level": level},
            "education": COMPLETE["education"] | {"graduated_on": "2014-06-20"},
            "held": {
                "exists": True,
                "number": "KZ11AAA00000001",
                "issued_on": "2021-06-01",
                "valid_until": "2026-06-01",
            },
            "work": {"started_on": "2014-09-01", "working": True, "uninterrupted": True},
            "trainings": {"trainings": [training]},
        }
        case = self.draft(worker, answers)
        self.consent(case)
        file = self.evidence(case, worker, REPORT)
        self.do(worker, case, "file_document", document=REPORT, evidence=str(file), language="kk")
        self.do(worker, case, "submit")
        return self.fresh(case)

    def nurse(self, login: str = "nurse", *, held: str = "4.0", since: date = date(2015, 1, 10)) -> Account:
        """A nurse with a diploma, a level, a job since then, a sheet and a conclusion for level 4.1."""
        nurse = self.worker(login)
        self.educated(nurse, "technical_vocational", date(2014, 6, 20))
        self.holds(nurse, since, level=held)
        self.works(nurse, since)
        self.sheet(nurse)
        self.assessed(nurse, "4.1")
        return nurse
