"""The national register at work: a personnel service's day, a table on its way in, two entries of one person, reports.

Made last, on top of everything else: reports are frozen at moments of the past, in their order.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tirkelim.demo import inhabitants, names
from tirkelim.demo.maker import Maker
from tirkelim.demo.region import ASTANA, PROFESSIONS, Profession
from tirkelim.identity.models import Account, Role
from tirkelim.journal.seal import closed_until
from tirkelim.law.period import add_months, add_years
from tirkelim.national.imports import runs
from tirkelim.national.imports.work import work_on
from tirkelim.national.reports.making import make_month, report_due_on
from tirkelim.register import commands
from tirkelim.register.commands.departures import record_death
from tirkelim.register.models import AbsenceKind

NURSE, DISTRICT_NURSE, FELDSHER = PROFESSIONS[0], PROFESSIONS[1], PROFESSIONS[2]
WHOLE: dict[str, Any] = {
    "birth_place": "Астана қаласы", "residence": "Мысал көшесі, 5", "residence_kato": ASTANA,
    "registration_place": "Мысал көшесі, 5", "registration_date": date(2019, 4, 8), "trained": False,
}  # fmt: skip
TITLES = ("Мейіргер (мамандандырылған)", "Фельдшер", "Акушер")
"""As 305/2020 words them."""
REPORTED = 3
"""Months that were reported before the demo begins."""
ZHANAR = names.Name(False, "Қасенова", "Жанар", "Ерланқызы", "Касенова", "Жанар", "Ерлановна")


class RegisterLife:
    """Makes it with the commands that people of these offices give."""

    def __init__(self, maker: Maker, employers: Sequence[UUID]) -> None:
        self.maker = maker
        maker.now = maker.at(add_years(maker.today, -2) - timedelta(days=30))
        self.clinic, self.hospital = employers[0], employers[1]
        self.personnel = Account.objects.get(login="personnel")
        self.coordinator = Account.objects.get(login="coordinator")
        self.hospital_hr = maker.account(
            "hospitalhr", "№ 2 аурухананың персонал маманы", Role.HR_OFFICER, organisation=self.hospital
        )
        maker.account("analyst", "Министрлік талдаушысы", Role.MINISTRY_OFFICER)

    def make(self, now: datetime) -> None:
        """What happened long ago, the reports of those months, and the last days."""
        here, there, free, away, dead = (self._person({}) for _ in range(5))
        past = {years: add_years(self.maker.today, -years) for years in (1, 2, 3)}
        self._hire(here, self.clinic, past[2], DISTRICT_NURSE, self.personnel)
        self._hire(there, self.hospital, past[2], FELDSHER, self.hospital_hr)
        before = self._hire(free, self.hospital, past[2], NURSE, self.hospital_hr)
        resting = self._hire(away, self.clinic, past[2], NURSE, self.personnel)
        self._hire(dead, self.hospital, past[2], NURSE, self.hospital_hr)
        self._hire(dead, self.clinic, past[1], NURSE, self.personnel, main=False)
        inhabitants.enter(self.maker, self.coordinator, self._open)
        self.reports()
        self.terms()
        self.main_places(here, there, free, before)
        self.ends(resting, dead)
        self.twice()
        self.table(now)

    def reports(self) -> None:
        """The reports of earlier months, each on the fifth of the next; last month's where it was due already."""
        this = self.maker.today.replace(day=1)
        for back in range(REPORTED + 1, 0, -1):
            month = add_months(this, -back)
            if back > 1 or report_due_on(month) < self.maker.today:
                day = add_months(month, 1).replace(day=5)
                make_month(self.maker.command(self.coordinator, self._open(self.maker.at(day, 17))), month)

    def terms(self) -> None:
        """Entries without all fifteen items: one due on the last working day until today, one overdue since a week."""
        today_is_working = self.maker.working_day(0) == self.maker.today
        for back in (3 if today_is_working else 2, 9):
            person = self._person({"registration_date": None})
            self._hire(person, self.clinic, self.maker.working_day(back), NURSE, self.personnel)

    def main_places(self, here: UUID, there: UUID, free: UUID, before: UUID) -> None:
        """Two organisations say of one person that theirs is the main place: in both directions, and one settled."""
        lately = self.maker.working_day(2)
        self._hire(here, self.hospital, lately, NURSE, self.hospital_hr)
        self._hire(there, self.clinic, lately, FELDSHER, self.personnel)
        self._hire(free, self.clinic, lately, NURSE, self.personnel)
        commands.leave(
            self._late(self.hospital_hr), before, left_on=lately - timedelta(days=1), reason="other_organisation",
            order_number="81-жқ", order_date=lately,
        )  # fmt: skip

    def ends(self, resting: UUID, dead: UUID) -> None:
        """A leave that has ended, and a worker whose death another organisation has recorded."""
        commands.begin_absence(
            self._late(self.personnel), resting, kind=AbsenceKind.STUDY, started_on=self.maker.working_day(60),
            ended_on=self.maker.working_day(1) - timedelta(days=1), order_number="30-қ",
        )  # fmt: skip
        record_death(self._late(self.hospital_hr), dead, self.maker.working_day(4), "Қайтыс болуы туралы анықтама")

    def twice(self) -> None:
        """One person who came with a passport first, and was entered again by IIN later."""
        born = date(1991, 9, 14)
        facts = {
            "surname_kk": "Қасенова", "given_kk": "Жанар", "surname_ru": "Касенова", "given_ru": "Жанар",
            "surname_latin": "Kassenova", "given_latin": "Zhanar", "sex": "female", "birth_date": born,
            "citizenship": "UZB", "document_kind": "foreign_passport", "document_number": "FA0412345",
        }  # fmt: skip
        first = commands.add_person(self._late(self.hospital_hr), facts, passport="UZB:FA0412345")
        earlier = UUID(first.result["person"])
        self._hire(earlier, self.hospital, self.maker.working_day(200), NURSE, self.hospital_hr)
        later = self._person({"birth_place": "Ташкент қаласы", "citizenship": "KAZ"}, born=born, name=ZHANAR)
        self._hire(later, self.clinic, self.maker.working_day(30), NURSE, self.personnel, main=False)

    def table(self, now: datetime) -> None:
        """A table that the personnel service has brought: checked, with good rows and wrong ones."""
        self.maker.now = max(self.maker.now, now - timedelta(minutes=20))
        brought = runs.create_run(
            self._late(self.personnel), self.clinic, "zhana-qyzmetkerler.csv", "csv", [self._csv().encode("utf-8-sig")]
        )
        run = UUID(brought.result["run"])
        runs.start_check(self._late(self.personnel), run, 1)
        work_on(run, _told)

    def _csv(self) -> str:
        """Ten rows as a personnel service has them: six good, one with a name for a position that fits several, one
        with a title that there is not, one with a day that there is not, one with a wrong IIN and half a name."""
        hired = self.maker.working_day(1)
        rows = [self._row(f"{hired - timedelta(days=n):%d.%m.%Y}", TITLES[n % 3]) for n in range(6)]
        rows.append(self._row(f"{hired:%d.%m.%Y}", "мейіргер"))
        rows.append(self._row(f"{hired:%d.%m.%Y}", "ғарышкер"))
        rows.append(self._row(f"31.02.{hired.year}", TITLES[0]))
        wrong = self._row(f"{hired:%d.%m.%Y}", TITLES[0])
        rows.append({**wrong, "ЖСН": _mistyped(wrong["ЖСН"]), "Аты": ""})
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue()

    def _row(self, hired_on: str, title: str) -> dict[str, str]:
        born = date(self.maker.chance.randint(1975, 2000), self.maker.chance.randint(1, 12), 3)
        name = names.draw(self.maker.chance)
        return {
            "ЖСН": self.maker.iin(born, name.male), "Тегі": name.surname_kk, "Аты": name.given_kk,
            "Әкесінің аты": name.patronymic_kk or "", "Жынысы": "ер" if name.male else "әйел",
            "Туған күні": f"{born:%d.%m.%Y}", "Азаматтығы": "Қазақстан", "Лауазымы": title,
            "Жұмысқа қабылданған күні": hired_on, "Бұйрық нөмірі": "44-қ", "Ескертпе": "",
        }  # fmt: skip

    # --- shared ---

    def _open(self, at: datetime) -> datetime:
        """The moment, or the first one after it that no seal has closed."""
        closed = closed_until()
        return at if closed is None or closed < at else closed + timedelta(seconds=1)

    def _late(self, actor: Account) -> Any:
        """A command of the last days, after everything that is closed."""
        return self.maker.command(actor, self._open(self.maker.now + timedelta(seconds=1)))

    def _person(self, facts: dict[str, Any], **who: Any) -> UUID:
        self.maker.now = self._open(self.maker.now)
        facts = {name: value for name, value in {**WHOLE, **facts}.items() if value is not None}
        person, _ = self.maker.person(**facts, **who)
        commands.add_education(
            self.maker.command(), person=person, kind=NURSE.kind, graduated_on=date(2014, 6, 25), source="document",
            institution="Астана медицина колледжі", country="KAZ", specialty=NURSE.diploma, document_number="ЖБ 0114",
        )  # fmt: skip
        return person

    def _hire(
        self, person: UUID, organisation: UUID, on: date, profession: Profession, actor: Account, *, main: bool = True
    ) -> UUID:
        """Entered on the day after hiring, or as soon as the register is open for it."""
        entered = self._open(min(self.maker.at(on + timedelta(days=1), 11), self.maker.at(self.maker.today, 8)))
        done = commands.hire(
            self.maker.command(actor, entered), person=person, organisation=organisation, hired_on=on, is_main=main,
            position=profession.position, position_title=profession.title, specialty=profession.specialty,
            order_number="57-қ", order_date=on,
        )  # fmt: skip
        return UUID(done.result["employment"])


def _mistyped(iin: str) -> str:
    """The number with another last digit."""
    return iin[:-1] + str((int(iin[-1]) + 1) % 10)


def _told(name: str, failure: Exception) -> None:
    raise RuntimeError(name) from failure
