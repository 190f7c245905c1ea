"""A certificate confirmed: with a level that can be granted, with one that cannot, and one confirmed already."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tirkelim.cases.models import Case
from tirkelim.demo.applications import act
from tirkelim.demo.development import SECOND_STEP, Stories
from tirkelim.demo.later_life import LaterLife
from tirkelim.demo.worker import NURSE, Given, Worker
from tirkelim.gateway.consent import give_consent
from tirkelim.gateway.models import Consent
from tirkelim.gateway.records import DataSet
from tirkelim.identity.models import Account
from tirkelim.journal.change import change
from tirkelim.law.period import add_years
from tirkelim.services.certificate.sources import ask_all
from tirkelim.services.common.pages import page_entry

HOURS = 120


class Together:
    """Makes the three applications."""

    def __init__(self, stories: Stories, officer: Account) -> None:
        self.stories, self.maker, self.officer = stories, stories.maker, officer
        self.later = LaterLife(stories, officer)

    def make(self) -> None:
        """Both claims hold; a level that lacks units beside a certificate in order; a confirmation granted."""
        tomiris = self._nurse("tomiris", Given("Томирис", "Томирис"), "4.0", 6)
        self._confirmed(tomiris, SECOND_STEP, "4.1")
        self._applies(tomiris, "4.1")
        meruert = self._nurse("meruert", Given("Меруерт", "Меруерт"), "4.1", 5)
        self._confirmed(meruert, (((54, "high"), (66, "basic")), 62, 0), "4.2")
        self._applies(meruert, "4.2")
        nazgul = self._nurse("nazgul", Given("Назгүл", "Назгуль"), "4.0", 6)
        case = self._applies(nazgul, None, 8)
        act(self.maker, self.officer, case, "grant", at=self.maker.at(self.maker.working_day(5), 15))

    def _nurse(self, login: str, given: Given, level: str, years: int) -> Worker:
        nurse = self.stories.worker(login, given, NURSE, years + 2)
        nurse.holds(level=level, obtained_on=add_years(self.maker.today, -years))
        until = self.maker.today + timedelta(days=70)
        self.later.has(nurse, add_years(until, -5), until)
        return nurse

    def _confirmed(self, nurse: Worker, step: Any, level: str) -> None:
        self.stories.confirmed(nurse, step, 12)
        nurse.asks_assessment(self.stories.assessor, level, 8)
        nurse.is_assessed(self.stories.assessing, level, 5)

    def _applies(self, nurse: Worker, level: str | None, back: int = 1) -> Case:
        at = self.maker.at(self.maker.working_day(back), 10)
        nurse.case = nurse.opened("certificate", at)
        pages = {name: page_entry(clean, clean) for name, clean in self._answers(nurse, level).items()}
        act(self.maker, nurse.account, nurse.case, "save_draft", body={"data": pages})
        self._consents(nurse)
        if level:
            nurse.files("labour_functions_report", "Кәсіптік қызмет туралы есеп")
        act(self.maker, nurse.account, nurse.case, "submit")
        return nurse.case

    def _consents(self, nurse: Worker) -> None:
        command = self.maker.command(nurse.account)
        shared: dict[str, Any] = {"person": nurse.person, "case": nurse.case.id, "language": "kk", "now": command.now}
        with change(command, "demo.consent") as made:
            for data_set in DataSet:
                way = Consent.Way.OTP
                give_consent(data_set=data_set, way=way, reference="demo code", change=made, **shared)
        ask_all(nurse.person, nurse.case.id, self.maker.command(nurse.account))

    def _answers(self, nurse: Worker, level: str | None) -> dict[str, Any]:
        started = add_years(self.maker.today, -5)
        completed = self.maker.today - timedelta(days=200)
        return {
            "claim": {"specialty": NURSE.specialty, "new": False, "level": level},
            "person": {"residence_kato": "710000000", "name_changed": False},
            "education": {
                "kind": "technical_vocational",
                "specialty": NURSE.diploma,
                "institution": NURSE.school,
                "country": "KZ",
                "graduated_on": add_years(self.maker.today, -10).isoformat(),
                "document_number": "ТКБ 0077",
            },
            "studies": {"studies": []},
            "held": {"exists": True, "number": "KZ00", "issued_on": started.isoformat(), "valid_until": None},
            "work": {"started_on": started.isoformat(), "working": True, "uninterrupted": True},
            "trainings": {"trainings": [_training(completed)]},
            "declaration": {"true": True},
        }


def _training(completed: Any) -> dict[str, Any]:
    return {
        "programme": "Мейіргер ісі: өзекті мәселелер",
        "organisation": "Біліктілікті арттыру институты",
        "completed_on": completed.isoformat(),
        "certificate_number": "БА-7781",
        "in_specialty": True,
        "hours": HOURS,
    }
