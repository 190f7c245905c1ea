"""A medical school of the demo, two bases, and its resident doctors: one placed, two recommended, one being written."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from tirkelim.cases import engine
from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case
from tirkelim.demo import names
from tirkelim.demo.applications import act
from tirkelim.demo.maker import Maker
from tirkelim.demo.region import ALMATY_CITY, ASTANA
from tirkelim.identity.models import Role
from tirkelim.law.period import add_years
from tirkelim.register import commands
from tirkelim.register.commands.residency import record_contract, record_places
from tirkelim.register.commands.statuses import record_status
from tirkelim.register.models import StatusKind
from tirkelim.services.placement.giving import Answer, answer
from tirkelim.services.placement.officer import Word

PAEDIATRICS, SURGERY = "residency.paediatrics", "residency.general-surgery"
BEGAN = date(2020, 9, 1)
SCHOOL = ("Астана медицина университеті", "Медицинский университет Астана", "medical_school", ASTANA)
HOSPITAL = ("Университеттік балалар ауруханасы", "Университетская детская больница", "medical", ASTANA)
FORMER = ("Алматы клиникалық ауруханасы", "Алматинская клиническая больница", "medical", ALMATY_CITY)
RESIDENTS = {
    "alua": ("Алуа", "Алуа", False),
    "sanzhar": ("Санжар", "Санжар", True),
    "dana": ("Дана", "Дана", False),
}
"""Given names by sign-in name, and whether they are men."""


class Residency:
    """The school recommends, the ministry agrees."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker
        maker.now = maker.at(maker.working_day(40))
        self.school, self.hospital, self.former = (self._organisation(*one) for one in (SCHOOL, HOSPITAL, FORMER))
        self.writer = maker.account("school", "Университеттің резидентура бөлімі", Role.EDUCATION_ORGANISATION,
                                    organisation=self.school)  # fmt: skip
        self.ministry = maker.account("ministry", "Министрлік маманы", Role.MINISTRY_OFFICER)
        maker.account("ministryhead", "Министрлік бөлімінің басшысы", Role.MINISTRY_OFFICER)  # answers complaints
        self.base_hr = maker.account("basehr", "Балалар ауруханасының персонал маманы", Role.HR_OFFICER,
                                     organisation=self.hospital)  # fmt: skip

    def make(self) -> None:
        """Bases first; then a placement agreed a month ago, and two that wait for the ministry."""
        self.bases()
        agreed = self.recommends("dana", self.hospital, PAEDIATRICS, 25)
        self._agrees(agreed, 22)
        self.recommends("alua", self.hospital, PAEDIATRICS, 3)
        self.recommends("sanzhar", self.former, SURGERY, 2)

    def bases(self) -> None:
        """A university hospital that is accredited, and a clinic whose accreditation has ended."""
        self._status(self.hospital, StatusKind.UNIVERSITY_HOSPITAL, "УА-12")
        self._status(self.hospital, StatusKind.RESIDENCY_BASE, "РБ-0031", add_years(self.maker.today, 3))
        self._status(self.former, StatusKind.EDUCATION_CLINIC, "БК-7")
        self._status(self.former, StatusKind.RESIDENCY_BASE, "РБ-0009", self.maker.today - timedelta(days=60))
        for number, base in (("РШ-1", self.hospital), ("РШ-2", self.former)):
            record_contract(
                self.maker.command(self.writer), self.school, base, number=number, signed_on=BEGAN, valid_from=BEGAN
            )
        since = self.maker.today - timedelta(days=90)
        record_places(self.maker.command(self.base_hr), self.hospital, PAEDIATRICS, 4, valid_from=since)
        record_places(self.maker.command(self.base_hr), self.hospital, SURGERY, 1, valid_from=since)

    def recommends(self, login: str, base: UUID, specialty: str, back: int) -> Case:
        """A recommendation sent so many working days ago, for two years from next month."""
        self.maker.now = self.maker.at(self.maker.working_day(back))
        kk, ru, male = RESIDENTS[login]
        person, name = self.maker.person(
            born=date(1999, 3, 14), name=names.full(self.maker.chance, (kk, ru), male), residence_kato=ASTANA
        )
        shown = f"{name.surname_kk} {name.given_kk}"
        self.maker.account(login, shown, Role.APPLICANT, person=person)
        command = self.maker.command(self.writer)
        case = Case.objects.get(pk=engine.open_case("placement", person, command, organisation=self.school))
        starts = (self.maker.today + timedelta(days=32)).replace(day=1)
        pages = {
            "training": {
                "specialty": specialty,
                "starts_on": starts.isoformat(),
                "ends_on": (add_years(starts, 2) - timedelta(days=1)).isoformat(),
            },
            "base": {"base": str(base)},
            "papers": {"recommendation_number": f"Ұ-{back}", "recommendation_on": self.maker.now.date().isoformat()},
        }
        act(self.maker, self.writer, case, "save_draft", body={"data": pages})
        act(self.maker, self.writer, case, "submit")
        return case

    def _agrees(self, case: Case, back: int) -> None:
        at = self.maker.at(self.maker.working_day(back), 15)
        fresh = Case.objects.get(pk=case.pk)
        seen = weigh(fresh, at).gathered.digest
        said = Answer(Word.AGREED, "Хат № 04-118")
        answer(fresh.id, fresh.version, seen, said, self.maker.command(self.ministry, at), self.ministry)

    def _organisation(self, kk: str, ru: str, kind: str, kato: str) -> UUID:
        facts = {"name_kk": kk, "name_ru": ru, "kind": kind, "kato": kato, "ownership": "state", "sector": "health"}
        made = commands.add_organisation(self.maker.command(), self.maker.bin(), facts, valid_from=date(2010, 1, 1))
        return UUID(made.result["organisation"])

    def _status(self, base: UUID, kind: StatusKind, number: str, until: date | None = None) -> None:
        record_status(self.maker.command(), base, kind, number=number, valid_from=BEGAN, valid_to=until)
