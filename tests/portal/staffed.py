"""A clinic with workers whose life is entered: one goes on, one is abroad, one claims another main place, one stands in
the register twice; and everybody who could knock there."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tests.builders import ASTANA, Office
from tests.portal.everyone import FAR, Where, of_each_role
from tests.services.conformity.office import ALMATY_CITY

from tirkelim.register import commands


class Staffed(Office):
    """Accounts of each role of the clinic's region and of another one."""

    def __init__(self) -> None:
        super().__init__()
        self.clinic, self.away = self.organisation("Жақын ұйым"), self.organisation("Алыс ұйым", ALMATY_CITY)
        self.accounts = {
            **of_each_role(self, self.clinic, ASTANA), **of_each_role(self, self.away, ALMATY_CITY, FAR)
        }  # fmt: skip

    def worker(self, surname: str = "Сейітова") -> UUID:
        """Somebody who works at the clinic."""
        person = self.person(surname)
        self.job(person, self.clinic, date(2025, 9, 1))
        return person

    def of_a_worker(self) -> Where:
        """A worker of the clinic."""
        return {"person": self.worker()}

    def of_one_abroad(self) -> Where:
        """A worker who has moved abroad and goes on working for the clinic, and that departure."""
        person = self.worker("Ахметова")
        done = commands.record_emigration(self.command(), person, date(2026, 1, 10), "DEU", end_jobs=False)
        return {"person": person, "departure": UUID(done.result["departure"])}

    def of_one_back(self) -> Where:
        """A worker who had moved abroad and has come back, and that departure."""
        found = self.of_one_abroad()
        commands.record_return(self.command(), found["person"], date(2026, 1, 20))
        return found

    def of_a_claim(self) -> Where:
        """A worker whose job here is said to be the main one, while another main job stands."""
        person = self.person("Оспанова")
        self.job(person, self.away, date(2020, 9, 1))
        return {"person": person, "employment": self.job(person, self.clinic, date(2026, 2, 25))}

    def of_a_pair(self) -> Where:
        """Two entries that may be of one person."""
        return {"one": self.worker("Жанова"), "other": self.worker("Жанова")}

    def of_a_merge(self) -> Where:
        """An entry that was merged into another one."""
        kept, duplicate = self.worker("Бекова"), self.worker("Бекова")
        commands.merge_people(self.command(), duplicate, kept, "№ 15")
        return {"duplicate": duplicate}
