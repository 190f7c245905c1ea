"""Foreign specialists of the demo: the clinic applies with a permit, without one, where none is asked; one herself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from tirkelim.cases import engine
from tirkelim.cases.models import Case
from tirkelim.demo.applications import act, picture
from tirkelim.demo.maker import Maker
from tirkelim.demo.region import ASTANA
from tirkelim.demo.worker import clinic
from tirkelim.documents.evidence import take_evidence
from tirkelim.gateway.consent import give_consent
from tirkelim.gateway.demo import add_number, add_record
from tirkelim.gateway.models import Consent
from tirkelim.gateway.records import AssessmentRecord, DataSet
from tirkelim.identity.models import Account, Role
from tirkelim.journal.change import change
from tirkelim.law.period import add_years
from tirkelim.register import commands
from tirkelim.services.certificate.sources import ask_all
from tirkelim.services.common.pages import page_entry

PAPERS = {
    "identity_document": "Паспорт",
    "recognition": "Тану туралы куәлік",
    "proof_of_work": "Еңбек қызметін растайтын құжат",
}
PERMIT = {"foreign_labour_permit": "Шетелдік жұмыс күшін тартуға рұқсат"}


class Foreigner(NamedTuple):
    """Who comes: names in Latin letters, citizenship (three and two letters), passport, school and city."""

    surname: str
    given: str
    citizenship: str
    country: str
    passport: str
    school: str
    city: str
    male: bool = True


TURKISH = Foreigner("Yılmaz", "Deniz", "TUR", "TR", "TUR:U10000001", "Ankara Üniversitesi", "Ankara")
INDIAN = Foreigner("Sharma", "Arjun", "IND", "IN", "IND:Z20000002", "Delhi University", "New Delhi")
GEORGIAN = Foreigner(
    "Beridze", "Nino", "GEO", "GE", "GEO:14000004", "Tbilisi State Medical University", "Tbilisi", male=False
)
RUSSIAN = Foreigner("Morozov", "Ilya", "RUS", "RU", "RUS:70000003", "Казанский медицинский университет", "Казань")


class Foreigners:
    """Makes the three applications of the clinic, and one of a doctor with an account of her own."""

    def __init__(self, maker: Maker) -> None:
        self.maker, self.clinic = maker, clinic()
        self.hr = Account.objects.get(login="personnel")

    def make(self) -> None:
        """With a permit; without one, though it is owed; a citizen of the Eurasian Economic Union, who owes none."""
        self.applies(TURKISH, 2, permit=True)
        self.applies(INDIAN, 3, permit=False)
        self.applies(RUSSIAN, 1, permit=None)
        self.applies(GEORGIAN, 1, permit=True, login="nino")

    def applies(self, who: Foreigner, back: int, *, permit: bool | None, login: str = "") -> Case:
        """An application sent so many working days ago. ``permit`` None: none is asked. With a ``login`` the
        specialist applies, otherwise the clinic."""
        at = self.maker.at(self.maker.working_day(back), 10)
        self.maker.now = at
        person = self._person(who)
        actor = self._account(login, who, person) if login else self.hr
        command = self.maker.command(actor)
        clinic = None if login else self.clinic
        case = Case.objects.get(pk=engine.open_case("foreign_certificate", person, command, organisation=clinic))
        pages = {name: page_entry(clean, clean) for name, clean in self._answers(who, permit).items()}
        act(self.maker, actor, case, "save_draft", body={"data": pages})
        self._consents(person, case, actor)
        for kind, title in (PAPERS | (PERMIT if permit else {})).items():
            self._files(case, kind, title, actor)
        act(self.maker, actor, case, "submit")
        return case

    def _account(self, login: str, who: Foreigner, person: UUID) -> Account:
        name = f"{who.surname} {who.given}"
        return self.maker.account(login, name, Role.APPLICANT, person=person, language="en")

    def _person(self, who: Foreigner) -> UUID:
        facts = {
            "surname_latin": who.surname,
            "given_latin": who.given,
            "birth_date": date(1985, 4, 12),
            "sex": "male" if who.male else "female",
            "citizenship": who.citizenship,
        }
        done = commands.add_person(self.maker.command(self.hr), facts, passport=who.passport)
        person = UUID(done.result["person"])
        add_number(f"+7700{self.maker.chance.randint(1_000_000, 9_999_999)}", person=person)
        assessed = self.maker.today - timedelta(days=30)
        result = AssessmentRecord("Жалпы хирургия", True, assessed, "Бағалау орталығы", "БН-3107")
        add_record(result, DataSet.ASSESSMENT, person=person)
        return person

    def _answers(self, who: Foreigner, permit: bool | None) -> dict[str, dict[str, Any]]:
        today = self.maker.today
        hired, left = add_years(today, -8), today - timedelta(days=45)
        return {
            "claim": {"specialty": "residency.general-surgery", "new": False, "level": None},
            "person": {
                "postal_address": f"{who.city}, 10",
                "telephone": "+77010000001",
                "citizenship": who.country,
                "permanent_resident": False,
                "name_changed": False,
            },
            "organisation": _organisation(),
            "permit": self._permit(permit),
            "education": self._education(who),
            "studies": {"studies": []},
            "held": {"exists": False},
            "assessment": {"exists": False},
            "work": {"first_job": False, "in_specialty": _length(7), "in_medicine": _length(8)},
            "jobs": {"jobs": [_job(hired, left, f"{who.city} City Hospital")]},
            "trainings": {"trainings": []},
            "declaration": {"true": True},
        }

    def _permit(self, permit: bool | None) -> dict[str, Any]:
        if not permit:
            return {"exists": False}
        return {
            "exists": True,
            "number": "ШЖК-15",
            "issued_by": "Астана қаласының әкімдігі",
            "valid_from": (self.maker.today - timedelta(days=60)).isoformat(),
            "valid_until": (self.maker.today + timedelta(days=300)).isoformat(),
        }

    def _education(self, who: Foreigner) -> dict[str, Any]:
        return {
            "kind": "higher",
            "specialty": "General medicine",
            "institution": who.school,
            "country": who.country,
            "graduated_on": add_years(self.maker.today, -14).isoformat(),
            "document_number": "2012-118",
            "recognised": True,
            "recognised_by": "Ғылым және жоғары білім министрлігі",
            "recognition_order": "77",
            "recognition_registration": "000456",
            "recognised_on": (self.maker.today - timedelta(days=120)).isoformat(),
        }

    def _consents(self, person: UUID, case: Case, actor: Account) -> None:
        command = self.maker.command(actor)
        shared: dict[str, Any] = {"person": person, "case": case.id, "language": "en", "now": command.now}
        with change(command, "demo.consent") as made:
            for data_set in DataSet:
                way = Consent.Way.OTP
                give_consent(data_set=data_set, way=way, reference="demo code", change=made, **shared)
        ask_all(person, case.id, self.maker.command(actor))

    def _files(self, case: Case, kind: str, title: str, actor: Account) -> None:
        command = self.maker.command(actor)
        with change(command, "demo.evidence") as made:
            file = take_evidence(
                owner_stream=case.stream,
                kind=kind,
                name=f"{kind}.png",
                content=picture(title),
                uploaded_by=actor.id,
                now=command.now,
                change=made,
            )
        act(self.maker, actor, case, "file_document", body=_filing(kind, file.id))


def _filing(kind: str, file: UUID) -> dict[str, str]:
    return {"document": kind, "evidence": str(file), "language": "kk"}


def _organisation() -> dict[str, Any]:
    return {
        "name": "№ 5 қалалық емхана",
        "institution": "Хирургия бөлімшесі",
        "ownership": "state",
        "kato": ASTANA,
        "city": "Астана",
        "street": "Мысал көшесі",
        "house": "5",
        "telephone": "+77172000000",
    }


def _length(years: int) -> dict[str, int]:
    return {"years": years, "months": 0, "days": 0}


def _job(hired: date, left: date, workplace: str) -> dict[str, Any]:
    days: Sequence[tuple[str, date]] = (("hired_on", hired), ("left_on", left), ("ordered_on", hired))
    dates = {name: day.isoformat() for name, day in days}
    return {**dates, "workplace": workplace, "position": "surgeon", "order_number": "4"}
