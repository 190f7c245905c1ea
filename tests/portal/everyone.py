"""Everybody who could knock at a door: one account of each role that has to do with what lies behind it, and one of
each role of another region, another organisation, another person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from tests.builders import ASTANA, PNG, Office
from tests.licences import LicenceOffice
from tests.services.conformity.office import ALMATY_CITY, START, LocalBody
from tests.services.licence.visits.site import Site
from tests.services.placement.world import Residency

from tirkelim.cases.command import Applied
from tirkelim.cases.models import Case
from tirkelim.cases.outbox import work
from tirkelim.documents.models import Document
from tirkelim.identity.models import ORGANISATION_ROLES, TERRITORY_ROLES, Account, Role
from tirkelim.law.data import read_csv
from tirkelim.law.order_59_licence.documents import Document as LicenceDocument
from tirkelim.law.order_59_licence.staffing import staff_lines
from tirkelim.law.standards.services import Action
from tirkelim.national.imports.runs import create_run, start_check
from tirkelim.national.imports.store import issues
from tirkelim.national.imports.work import work as check_tables
from tirkelim.register.commands.base_work import name_base
from tirkelim.register.models import BaseContract, BasePlaces, ConformityEventKind
from tirkelim.services.conformity.commission import sittings
from tirkelim.services.conformity.models import AgendaItem, Member, Threshold
from tirkelim.services.conformity.notices import Notice, give_notice
from tirkelim.services.licence.answers import read_answers
from tirkelim.services.licence.visits.notes import Taken, add_photo
from tirkelim.services.placement.officer import Word

CHANGE = {"reason": "name", "changed_on": "2026-03-04", "document": "№ 4"}
FAR = "far "
"""Begins the name of an account from elsewhere: "far hr_officer"."""
Where = Mapping[str, Any]
NOWHERE: Where = MappingProxyType({})


def of_each_role(office: Office, organisation: UUID, kato: str, begins: str = "") -> dict[str, Account]:
    """An account of each role by its name: of the organisation or the region where the role has one, with a person of
    its own where it stands for one."""
    found = {}
    for role in Role:
        where: dict[str, Any] = {}
        if role in ORGANISATION_ROLES:
            where = {"organisation": organisation}
        elif role in TERRITORY_ROLES:
            where = {"territory": kato}
        elif role is Role.APPLICANT:
            where = {"person": office.person("Бөтенов")}
        found[f"{begins}{role.value}"] = office.account(f"{begins}{role.value}".replace(" ", "-"), role, **where)
    return found


class Astana(LocalBody):
    """March 2022: a holder with a certificate and a draft, someone's case before the commission, a complaint."""

    def __init__(self) -> None:
        super().__init__(START)
        self.holder = self.foreigner("holder")
        given = self.granted(self.holder)
        work(self.now)
        assert given.decision is not None
        self.certificate, self.granted_case = given, Case.objects.get(decisions__id=given.decision)
        home, away = self.organisation("Жақын ұйым"), self.organisation("Алыс ұйым", ALMATY_CITY)
        self.accounts = {
            "holder": self.holder, **of_each_role(self, home, ASTANA), **of_each_role(self, away, ALMATY_CITY, FAR)
        }  # fmt: skip

    def of_the_holder(self) -> Where:
        """A draft of an extension with a file, and a notice."""
        draft = self.begun(self.holder, Action.EXTEND, number=self.certificate.number)
        self.file(self.holder, draft, "labour_contract")
        told = Notice(kind=ConformityEventKind.CONTRACT_ENDED, event_on=self.now.date(), reference="№ 5")
        notice = give_notice(self.command(self.holder.id), self.certificate.id, told).result["event"]
        return {
            "certificate": self.certificate.id, "case": draft.id, "kind": "end", "page": "contract",
            "step": "employer", "document": "labour_contract", "file": draft.filings.get().evidence, "notice": notice,
        }  # fmt: skip

    def issue_begun(self) -> Where:
        """The holder's draft of another issue."""
        return {"case": self.begun(self.holder).id}

    def granted_to_the_holder(self) -> Where:
        """The holder's application that was granted."""
        return {"case": self.granted_case.id}

    def taken_back(self) -> Where:
        """An application that the holder sent and took back."""
        case = self.sent(self.holder)
        self.do(self.holder, case, "withdraw")
        return {"case": case.id}

    def of_the_commission(self) -> Where:
        """A sitting with one person's case."""
        case = self.at_commission(self.foreigner("other"))
        officer = self.command(self.accounts[Role.EMPLOYMENT_OFFICER].id)
        called = sittings.convene(officer, ASTANA, self.now + timedelta(days=2), "Басқарма", [case.id])
        sitting = UUID(called.result["sitting"])
        return {
            "sitting": sitting, "item": AgendaItem.objects.get(sitting=sitting).id, "member": Member.objects.get().id,
            "file": case.filings.all()[0].evidence,
        }  # fmt: skip

    def of_the_threshold(self) -> Where:
        """A threshold that was set."""
        self.threshold(5)
        return {"threshold": Threshold.objects.get().pk}

    def of_a_complaint(self) -> Where:
        """The holder's complaint to the head of the local body about what was decided."""
        case = self.granted_case
        outcome = self.do(self.holder, case, "complain", text="Мерзімі қысқа.", instance="head")
        assert isinstance(outcome, Applied)
        return {
            "case": case.id, "complaint": UUID(outcome.result["complaint"]), "file": case.filings.all()[0].evidence,
            "document": Document.objects.get(decision=self.certificate.decision).id,
        }  # fmt: skip

    def at_the_desk(self) -> Where:
        """A case that the office considers."""
        return {"case": self.sent(self.foreigner("third")).id}


class Practice(Site):
    """March 2026: a dentist's application for a licence, and the visit to the practice that its inspector has begun."""

    def __init__(self) -> None:
        super().__init__(inspector="own-inspector")
        home, away = self.organisation("Жақын ұйым"), self.organisation("Алыс ұйым", ALMATY_CITY)
        self.accounts = {
            "dentist": self.dentist, "own inspector": self.inspector,
            **of_each_role(self, home, ASTANA), **of_each_role(self, away, ALMATY_CITY, FAR),
        }  # fmt: skip

    def of_a_visit(self) -> Where:
        """A visit of which the applicant was told, with a photo."""
        visit = self.told(self.applied(), self.now.replace(minute=0) + timedelta(days=2))
        self.now = visit.planned_at
        photo = self.command(self.inspector.id)
        add_photo(photo, visit, Taken(PNG, self.now))
        return {"visit": visit.id, "case": visit.case_id, "photo": photo.id}


class Clinics(LicenceOffice):
    """March 2026: a clinic with a licence, whose annex is suspended; the department that keeps it."""

    def __init__(self) -> None:
        super().__init__(inspector="own-inspector")
        self.licence = self.granted()
        away = self.organisation("Алыс ұйым", ALMATY_CITY)
        self.accounts = {
            **of_each_role(self, self.clinic, ASTANA), **of_each_role(self, away, ALMATY_CITY, FAR)
        }  # fmt: skip

    def of_the_office(self) -> Where:
        """The licence, its annex, and what can be done with both."""
        annex = self.licence.annexes.get().id
        return {"licence": self.licence.id, "annex": annex, "what": "suspend"}

    def of_a_staff_line(self) -> Where:
        """What staff a subtype needs."""
        return {"key": staff_lines()[0].key}

    def of_a_check(self) -> Where:
        """What a visit checks."""
        return {"key": next(iter(read_csv("order_59/checklist.csv")))["key"]}


class Applying(LicenceOffice):
    """March 2026: a clinic with a licence and applications in every state that its head can do something about."""

    def __init__(self) -> None:
        super().__init__(inspector="own-inspector")
        self.licence = self.granted()
        work(self.now)
        away = self.organisation("Алыс ұйым", ALMATY_CITY)
        here = of_each_role(self, self.clinic, ASTANA) | {Role.HEAD_OF_ORGANISATION.value: self.head}
        self.accounts = {**here, **of_each_role(self, away, ALMATY_CITY, FAR)}

    def of_the_clinic(self) -> Where:
        """The clinic's licence with its document, a worker with a base."""
        job = self.job(self.person("Жанова"), self.clinic)
        annex = self.licence.annexes.get()
        named = name_base(self.command(self.head.id), job, base=annex.base_id, valid_from=self.now.date())
        paper = Document.objects.filter(decision=self.licence.decision)[0]
        return {"licence": self.licence.id, "document": paper.id, "job": job, "work": UUID(named.result["base_work"])}

    def begun_by_the_head(self) -> Where:
        """A draft with a base and a file."""
        case = self.begun()
        self.file(self.head, case, LicenceDocument.PREMISES_TITLE)
        base = read_answers(case.draft.data).claimed_bases()[0]
        return {
            "case": case.id, "base": base.id, "step": "place", "code": "1.3", "part": "base",
            "document": "premises_title", "file": self.fresh(case).filings.get().evidence,
        }  # fmt: skip

    def page_of_the_head(self) -> Where:
        """A draft, and one of its ordinary screens."""
        return {"case": self.begun().id, "page": "holder", "step": "holder"}

    def taken_back(self) -> Where:
        """One that was sent and taken back."""
        case = self.licence_case(answers=self.answers(Action.REISSUE, change=CHANGE, held=self.held()))
        self.do(self.head, case, "withdraw")
        return {"case": case.id}

    def held(self) -> Where:
        """The page that names the licence."""
        return {"licence": str(self.licence.id)}

    def granted_to_the_clinic(self) -> Where:
        """The one that led to the licence: its document, its visit."""
        case = Case.objects.get(decisions__id=self.licence.decision)
        visit = case.visits.get()
        paper = Document.objects.filter(decision=self.licence.decision)[0]
        return {"case": case.id, "visit": visit.id, "document": paper.id}


class Bases(Residency):
    """March 2026: a school, a base, the ministry; a draft, a recommendation that was sent, one that was refused."""

    def __init__(self) -> None:
        super().__init__()
        away = self.organisation("Алыс ұйым", ALMATY_CITY)
        resident = self.resident()
        here = of_each_role(self, self.base_id, ASTANA) | {Role.EDUCATION_ORGANISATION.value: self.school}
        self.accounts = {
            "resident": self.account("resident", Role.APPLICANT, person=resident),
            **here, **of_each_role(self, away, ALMATY_CITY, FAR),
        }  # fmt: skip
        self.sent_case = self.sent(person=resident)

    def written(self) -> Where:
        """A recommendation that is being written."""
        return {"case": self.recommended().id, "document": "recommendation", "step": "training"}

    def considered(self) -> Where:
        """The resident's, with a file, at the ministry; nothing was said of it yet."""
        file = self.evidence(self.sent_case, self.school, "recommendation")
        return {"case": self.sent_case.id, "file": file, "finding": UUID(int=0)}

    def refused(self) -> Where:
        """One to which the ministry did not agree, with its document."""
        case = self.sent(person=self.resident("Жанова"))
        self.say(case, Word.NOT_AGREED)
        work(self.now)
        return {"case": case.id, "document": Document.objects.get(decision=case.decisions.get().id).id}

    def recorded(self) -> Where:
        """What the register holds of the base."""
        lines = BaseContract.objects.get().line, BasePlaces.objects.get().line
        return {"base": self.base_id, "contract": lines[0], "line": lines[1]}


class Importing(Office):
    """A clinic whose personnel officer has brought a table of workers, which was checked."""

    def __init__(self) -> None:
        super().__init__()
        self.clinic, away = self.organisation("Жақын ұйым"), self.organisation("Алыс ұйым", ALMATY_CITY)
        own = of_each_role(self, self.clinic, ASTANA)
        first = {Role.HR_OFFICER.value: own[Role.HR_OFFICER.value]}
        self.accounts = {**first, **own, **of_each_role(self, away, ALMATY_CITY, FAR)}

    def of_a_template(self) -> Where:
        """The empty table."""
        return {"kind": "csv"}

    def of_a_table(self) -> Where:
        """A checked table with one wrong row."""
        officer, born = self.accounts[Role.HR_OFFICER.value].id, "17.05.1991"
        rows = (
            "ИИН;Фамилия;Имя;Дата рождения;Должность;Дата приема",
            f"123456789012;Бекова;Айгуль;{born};Фельдшер;{born}",
        )
        content = "\r\n".join(rows).encode()
        run = UUID(create_run(self.command(officer), self.clinic, "штат.csv", "csv", [content]).result["run"])
        start_check(self.command(officer), run, 1)
        check_tables(lambda name, failure: None)
        return {"run": run, "code": next(issues(run)).code, "which": "all", "kind": "csv"}


def after(office: Office) -> datetime:
    """A while after all that was done."""
    return office.now + timedelta(hours=2)
