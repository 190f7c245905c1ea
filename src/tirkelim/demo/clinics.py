"""A private clinic of the demo, step by step: organisation, head, certified staff, application for a licence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from tirkelim.cases import engine
from tirkelim.cases.models import Case
from tirkelim.demo import names
from tirkelim.demo.applications import act, file_picture
from tirkelim.demo.maker import Maker
from tirkelim.demo.region import ASTANA
from tirkelim.gateway.answer import Outcome
from tirkelim.gateway.demo import add_holder_record, add_number
from tirkelim.gateway.records import HolderDataSet, PremisesRecord, StaffRecord
from tirkelim.identity.models import Account, Role
from tirkelim.law.standards.services import Action
from tirkelim.register import commands
from tirkelim.register.commands.certificates import CertificateTerms, record_certificate
from tirkelim.register.given_numbers import draw_free
from tirkelim.services.common.pages import page_entry
from tirkelim.services.licence.answers import SubtypeAnswers
from tirkelim.services.licence.names import holder_number
from tirkelim.services.licence.sources import ask_registers
from tirkelim.services.licence.visits.checklist import lines_for

NAMESPACE = UUID("1d6f5b0e-7a37-5a0c-8a43-5b8f0c0f4e21")
DOCTOR, NURSE, HEAD = 8, 59, 1
"""Positions of 305/2020."""


class Place(NamedTuple):
    """A production base as it is claimed: its address and its subtypes, each with a specialty or ""."""

    address: str
    subtypes: tuple[tuple[str, str], ...]

    def claimed(self) -> tuple[SubtypeAnswers, ...]:
        """Its subtypes as a form answers them."""
        return tuple(SubtypeAnswers(code, specialty or None) for code, specialty in self.subtypes)


class Clinic:
    """An organisation whose head has an account, with what it claims."""

    def __init__(self, maker: Maker, login: str, kk: str, ru: str, head: tuple[str, str, bool]) -> None:
        self.maker, self.login = maker, login
        facts = {"name_kk": kk, "name_ru": ru, "kind": "medical", "kato": ASTANA, "ownership": "private",
                 "sector": "health", "address": "Астана қаласы, Мысал көшесі, 40"}  # fmt: skip
        made = commands.add_organisation(maker.command(), maker.bin(), facts, valid_from=date(2019, 3, 4))
        self.organisation = UUID(made.result["organisation"])
        self.person, self.head = self._head(head)

    def _head(self, given: tuple[str, str, bool]) -> tuple[UUID, Account]:
        kk, ru, male = given
        maker, called = self.maker, names.full(self.maker.chance, (kk, ru), male)
        person, name = maker.person(born=date(1979, 5, 8), name=called, residence_kato=ASTANA)
        self.hires(person, HEAD, "директор", date(2019, 3, 5))
        add_number(f"+7700{maker.chance.randint(1_000_000, 9_999_999)}", person=person)
        shown = f"{name.surname_kk} {name.given_kk}"
        account = maker.account(
            self.login, shown, Role.HEAD_OF_ORGANISATION, person=person, organisation=self.organisation
        )
        return person, account

    # --- staff ---

    def hires(self, person: UUID, position: int, title: str, on: date, specialty: str | None = None) -> UUID:
        """A job; returns its line."""
        done = commands.hire(
            self.maker.command(),
            person=person,
            organisation=self.organisation,
            hired_on=on,
            is_main=True,
            position=position,
            position_title=title,
            specialty=specialty,
            order_number=f"{self.maker.chance.randint(1, 90)}-қ",
            order_date=on - timedelta(days=1),
        )
        return UUID(done.result["employment"])

    def employs(
        self, given: tuple[str, str, bool], specialty: str, title: str, until: date, *, position: int = DOCTOR
    ) -> UUID:
        """A specialist at work for two years, with a certificate up to a day; returns the line of the job."""
        kk, ru, male = given
        called = names.full(self.maker.chance, (kk, ru), male)
        person, _ = self.maker.person(name=called, residence_kato=ASTANA)
        line = self.hires(person, position, title, self.maker.today - timedelta(days=730), specialty)
        terms = CertificateTerms(
            person=person,
            specialty=specialty,
            issued_on=until - timedelta(days=5 * 365),
            valid_until=until,
            office=ASTANA,
            number=draw_free(),
        )
        record_certificate(self.maker.command(), terms)
        return line

    # --- the application ---

    def base(self, number: int) -> UUID:
        """The id of one of its bases in the form: the same in every run."""
        return uuid5(NAMESPACE, f"{self.login}:{number}")

    def opens(self, back: int, hour: int = 10) -> Case:
        """A draft begun so many working days ago."""
        command = self.maker.command(self.head, self.maker.at(self.maker.working_day(back), hour))
        self.case = Case.objects.get(
            pk=engine.open_case("licence", self.person, command, organisation=self.organisation)
        )
        return self.case

    def answers(self, *places: Place, sure: bool = True) -> None:
        """The pages of an application for a licence; without the last ones where the head is not there yet."""
        pages: dict[str, Any] = {
            "request": {"action": Action.ISSUE.value},
            "holder": {
                "kato": ASTANA,
                "address": "Астана қаласы, Мысал көшесі, 40",
                "telephone": "+77172000000",
                "email": None,
            },
            "bases": {"bases": [self._base(number, place) for number, place in enumerate(places)]},
        }
        if sure:
            pages["information"] = {"lines": [line for one in enumerate(places) for line in self._lines(*one)]}
            pages["declaration"] = {"consent": True, "true": True}
        self.says(pages)

    def says(self, pages: Mapping[str, Any]) -> None:
        """Pages of the form, kept as answered."""
        data = {name: page_entry(clean, clean) for name, clean in pages.items()}
        act(self.maker, self.head, self.case, "save_draft", body={"data": data})

    def _base(self, number: int, place: Place) -> dict[str, Any]:
        return {
            "id": str(self.base(number)),
            "kato": ASTANA,
            "address": place.address,
            "name": None,
            "contact": "Тіркеу бөлімі",
            "telephone": "+77172000001",
            "title": "lease",
            "title_number": f"Ж-{number + 1}",
            "title_on": (self.maker.today - timedelta(days=200)).isoformat(),
            "cadastral_number": None,
            "subtypes": [{"code": code, "specialty": specialty or None} for code, specialty in place.subtypes],
        }

    def _lines(self, number: int, place: Place) -> list[dict[str, Any]]:
        """Every line of the checklist is met, says the applicant."""
        return [
            {
                "base": str(self.base(number)),
                "key": line.key,
                "meets": True,
                "subtype": line.subtype or None,
                "specialty": line.specialty or None,
                "note": None,
            }
            for line in lines_for(place.claimed(), self.maker.today, self.maker.now)
        ]

    def files(self, document: str, title: str) -> None:
        """A document is filed in the case."""
        file_picture(self.maker, self.head, self.case, document, title)

    def known_to_the_state(self, *places: Place) -> None:
        """State systems hold the leases of these bases and the labour contracts there: no papers are owed for them."""
        number, since = holder_number(self.organisation, None), localdate(self.maker.now)
        for place in places:
            lease = PremisesRecord(address=place.address, right="lease", registered_on=since)
            add_holder_record(lease, HolderDataSet.REAL_ESTATE, number)
            staff = StaffRecord(contracts=len(place.subtypes) + 2, as_of=since, address=place.address)
            add_holder_record(staff, HolderDataSet.STAFF_CONTRACTS, number)

    def papers(self) -> None:
        """The state systems are asked, as the form does once it is declared; what they do not hold is filed."""
        answers = ask_registers(Case.objects.get(pk=self.case.pk), self.maker.command(self.head))
        if set(answers.values()) == {Outcome.FOUND.value}:
            return
        self.files("premises_title", "Жалға алу шарты")
        self.files("staff_work_proof", "Еңбек шарттарының тізімі")

    def sends(self, at: int | None = None) -> None:
        """The application is sent, so many working days ago or a moment after the last step."""
        moment = None if at is None else self.maker.at(self.maker.working_day(at), 11)
        act(self.maker, self.head, self.case, "submit", at=moment)
