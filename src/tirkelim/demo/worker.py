"""A worker of the demo clinic, step by step: job, education, results, confirmation, assessment, claim to a level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from tirkelim.cases import engine
from tirkelim.cases.command import Applied, CaseCommand
from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case
from tirkelim.demo import names
from tirkelim.demo.applications import act, file_picture, picture
from tirkelim.demo.maker import Maker
from tirkelim.demo.region import ASTANA
from tirkelim.documents.evidence import take_evidence
from tirkelim.gateway.demo import add_number
from tirkelim.identity.models import Account, Role
from tirkelim.journal.change import change
from tirkelim.register import commands
from tirkelim.register.commands.qualifications import QualificationTerms, import_qualification
from tirkelim.register.models import Activity, CpdSheet, Organisation
from tirkelim.services.common.pages import page_entry
from tirkelim.services.cpd.gather import seen_digest


class Calling(NamedTuple):
    """What a worker is: the specialty claimed, the position of 305/2020, and the education behind it."""

    specialty: str
    position: int
    title: str
    education: str
    diploma: str
    school: str = "Астана медицина колледжі"


NURSE = Calling("secondary.nursing", 59, "мейіргер", "technical_vocational", "Мейіргер ісі")
EXTENDED_NURSE = Calling("applied.nursing", 55, "кеңейтілген практика мейіргері", "post_secondary", "Мейіргер ісі")
SURGEON = Calling(
    "residency.general-surgery", 8, "хирург дәрігер", "residency", "Жалпы хирургия", "Астана медицина университеті"
)
PAEDIATRICIAN = Calling(
    "residency.paediatrics", 8, "педиатр дәрігер", "residency", "Педиатрия", "Астана медицина университеті"
)


class Given(NamedTuple):
    """A given name in both spellings."""

    kk: str
    ru: str
    male: bool = False


class Refused(NamedTuple):
    """Why HR refuses a row."""

    reason: str
    note: str = ""


class Worker:
    """A worker with an account of their own, employed at the clinic. Every step goes through the system's commands."""

    def __init__(
        self, maker: Maker, login: str, given: Given, calling: Calling, *, born: date, hired_on: date, employer: UUID
    ) -> None:
        self.maker, self.calling, self.employer = maker, calling, employer
        called = names.full(maker.chance, (given.kk, given.ru), given.male)
        at_home = {"residence_kato": ASTANA, "residence": "Мысал көшесі, 11", "birth_place": "Астана қаласы"}
        self.person, name = maker.person(born=born, name=called, **at_home)
        self.account = maker.account(login, f"{name.surname_kk} {name.given_kk}", Role.APPLICANT, person=self.person)
        add_number(f"+7700{maker.chance.randint(1_000_000, 9_999_999)}", person=self.person)
        self._studied(calling, hired_on - timedelta(days=80))
        self._hired(hired_on)
        self.lines: dict[str, UUID] = {}
        self.case: Case

    def _studied(self, calling: Calling, graduated: date) -> None:
        commands.add_education(
            self.maker.command(),
            person=self.person,
            kind=calling.education,
            graduated_on=graduated,
            source="document",
            institution=calling.school,
            country="KAZ",
            specialty=calling.diploma,
            document_number=f"ЖБ {self.maker.chance.randint(100_000, 999_999)}",
        )

    def _hired(self, on: date) -> None:
        commands.hire(
            self.maker.command(),
            person=self.person,
            organisation=self.employer,
            hired_on=on,
            is_main=True,
            position=self.calling.position,
            position_title=self.calling.title,
            specialty=self.calling.specialty,
            order_number=f"{self.maker.chance.randint(1, 300)}-қ",
            order_date=on - timedelta(days=1),
        )

    def also_studied(self, calling: Calling, graduated: date) -> None:
        """Another diploma, such as a nurse's of applied bachelor's studies."""
        self._studied(calling, graduated)

    def holds(self, **what: Any) -> None:
        """A level or category given before this register: obtained_on and level, or category with its term."""
        terms = {"specialty": self.calling.specialty, "document_number": "КУ-2214", **what}
        import_qualification(self.maker.command(), QualificationTerms(person=self.person, **terms))

    # --- results ---

    def result(self, key: str, criterion: int, title: str, ago: int, details: Mapping[str, Any], **more: Any) -> UUID:
        """A result completed so many days ago, with a picture of its document unless ``evidence`` is given."""
        values: dict[str, Any] = {
            "specialty": self.calling.specialty,
            "organisation_name": "Біліктілікті арттыру институты",
            "document_number": f"ҮКД-{self.maker.chance.randint(1000, 9999)}",
            **more,
        }
        if "evidence" not in values:
            values["evidence"] = self.picture(title)
        done = commands.add_activity(
            self.maker.command(self.account),
            self.person,
            criterion,
            title=title,
            completed_on=self.maker.today - timedelta(days=ago),
            source="declared",
            details=dict(details),
            **values,
        )
        self.lines[key] = UUID(done.result["activity"])
        return self.lines[key]

    def picture(self, title: str) -> UUID:
        """A file of the worker's own, plainly marked as a sample."""
        command = self.maker.command(self.account)
        with change(command, "demo.evidence") as made:
            return take_evidence(
                owner_stream=f"person:{self.person}",
                kind="activity",
                name="kuzhat.png",
                content=picture(title),
                uploaded_by=self.account.id,
                now=command.now,
                change=made,
            ).id

    def learned(self, cycles: Sequence[tuple[int, str]], seminar_hours: int, talks: int = 0) -> None:
        """Upgrade cycles (hours, programme level), a seminar, and talks at congresses of the republic."""
        for number, (hours, level) in enumerate(cycles):
            details = {"hours": str(hours), "programme_level": level, "programme_level_match": True}
            title = f"{self.calling.diploma}: өзекті мәселелер, {number + 1}-цикл"
            self.result(f"cycle{number}", 1, title, 200 + 190 * number, details)
        if seminar_hours:
            title = "Пациент қауіпсіздігі және инфекциялық бақылау"
            self.result("seminar", 3, title, 320, {"hours": str(seminar_hours)})
        for number in range(talks):
            details = {"days": 2, "days_with_talk": 1, "significance": "republican"}
            title = f"Денсаулық сақтау кадрлары: {self.maker.today.year - 1 - number} жылғы конгресс"
            self.result(f"congress{number}", 5, title, 400 + 365 * number, details)

    # --- confirmation ---

    def hands_over(self, back: int) -> Case:
        """All results go to HR, so many working days ago."""
        at = self.maker.at(self.maker.working_day(back), 10)
        data = {
            "specialty": self.calling.specialty,
            "rows": [str(line) for line in self.lines.values()],
            "statement": True,
        }
        self.case = self.opened("cpd", at)
        act(self.maker, self.account, self.case, "submit", body={"data": data})
        return self.case

    def is_reviewed(self, hr: Account, refused: Mapping[str, Refused] | None = None) -> None:
        """HR goes through the rows and gives its word."""
        for key, line in self.lines.items():
            version = Activity.objects.current().get(line=line).id
            no = (refused or {}).get(key)
            body: dict[str, Any] = {"item": str(line), "seen": str(version), "accepted": no is None}
            act(self.maker, hr, self.case, "review_row", body=body | (no._asdict() if no else {}))
        self._word(hr, "confirm_hr")

    def is_confirmed(self, head: Account) -> None:
        """The head gives the second word: the sheet is there."""
        self._word(head, "confirm_head")

    def _word(self, who: Account, name: str) -> None:
        fresh = Case.objects.get(pk=self.case.pk)
        command = self.maker.command(who)
        weighed = weigh(fresh, command.now)
        digest = seen_digest(weighed.gathered.facts, weighed.gathered.read, weighed.day)
        outcome = engine.execute(CaseCommand(name, fresh.id, fresh.version, command, {}, digest), who)
        if not isinstance(outcome, Applied):
            raise RuntimeError(f"the demo could not {name}: {outcome}")

    # --- assessment ---

    def asks_assessment(self, organisation: UUID, level: str | None, back: int) -> Case:
        """A request to the organisation, with the newest sheet where there is one."""
        sheet = CpdSheet.objects.filter(person=self.person).order_by("-confirmed_on").first()
        data = {
            "claim": {"specialty": self.calling.specialty, "purpose": "level" if level else "certificate"},
            "level": {"level": level},
            "organisation": {"organisation": str(organisation)},
            "handover": {"sheet": sheet.number if sheet and level else "", "agreed": True},
        }
        self.case = self.opened("assessment", self.maker.at(self.maker.working_day(back), 12))
        act(self.maker, self.account, self.case, "submit", body={"data": data})
        return self.case

    def is_assessed(self, assessor: Account, level: str | None, back: int, *, passed: bool = True) -> None:
        """The organisation concludes, so many working days ago."""
        day = self.maker.working_day(back)
        body = {
            "stages": {"knowledge": "passed", "case_testing": "passed" if passed else "failed"},
            "passed": passed,
            "level": level if passed else None,
            "assessed_on": day.isoformat(),
            "protocol_number": f"ХТ-{self.maker.chance.randint(1000, 9999)}",
        }
        act(self.maker, assessor, self.case, "record_conclusion", body=body, at=self.maker.at(day, 16))

    # --- levels ---

    def claims(self, level: str, back: int, *, report: bool = True, main_specialty: str | None = None) -> Case:
        """A claim to a level alone, sent to the department."""
        self.case = self.opened("level", self.maker.at(self.maker.working_day(back), 11))
        claim = {"specialty": self.calling.specialty, "level": level, "main_specialty": main_specialty}
        pages = {"claim": claim, "declaration": {"true": True}}
        act(self.maker, self.account, self.case, "save_draft", body={"data": _entries(pages)})
        if report:
            self.files("labour_functions_report", "Кәсіптік қызмет туралы есеп")
        act(self.maker, self.account, self.case, "submit")
        return self.case

    def files(self, document: str, title: str) -> None:
        """A document is filed in the case."""
        file_picture(self.maker, self.account, self.case, document, title)

    def opened(self, service: str, at: datetime) -> Case:
        """A case of a service, begun at a moment."""
        command = self.maker.command(self.account, at)
        return Case.objects.get(pk=engine.open_case(service, self.person, command))


def _entries(pages: Mapping[str, Any]) -> dict[str, Any]:
    """Pages as a draft keeps them."""
    return {name: page_entry(clean, clean) for name, clean in pages.items()}


def clinic() -> UUID:
    """The clinic at which the demo's HR officer works."""
    personnel = Account.objects.get(login="personnel")
    organisation = personnel.grants.get().organisation
    assert organisation is not None  # noqa: S101 - a role of an organisation names it
    return Organisation.objects.get(pk=organisation).id
