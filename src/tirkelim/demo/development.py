"""Stories of professional development: a ledger, confirmations at every stage, assessments, claims to levels."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from tirkelim.demo.maker import Maker
from tirkelim.demo.worker import EXTENDED_NURSE, NURSE, PAEDIATRICIAN, SURGEON, Calling, Given, Refused, Worker, clinic
from tirkelim.identity.models import Account
from tirkelim.law.period import add_years

FIRST_STEP = (((60, "high"), (60, "high")), 80, 1)
"""What reaches the first category: 120 units of cycles, 40 of a seminar, 50 of a talk (283/2020 annex 3)."""
SECOND_STEP = (((90, "basic"), (60, "middle")), 40, 1)
HIGHEST_STEP = (((60, "specialised"),), 100, 2)

ENTERED = 22
"""How many working days ago these workers were entered."""


class Stories:
    """Makes them all. ``assessor`` is the organisation that assesses."""

    def __init__(self, maker: Maker, assessor: UUID) -> None:
        self.maker, self.assessor, self.clinic = maker, assessor, clinic()
        self.hr = Account.objects.get(login="personnel")
        self.head = Account.objects.get(login="head")
        self.assessing = Account.objects.get(login="assessor")

    def worker(self, login: str, given: Given, calling: Calling, years: int, born: int = 1988) -> Worker:
        """A worker employed at the clinic for so many years and some weeks; entered into the register a month ago."""
        self.maker.now = self.maker.at(self.maker.working_day(ENTERED))
        hired = add_years(self.maker.today, -years) - timedelta(days=40)
        day = date(born, self.maker.chance.randint(1, 12), self.maker.chance.randint(1, 28))
        return Worker(self.maker, login, given, calling, born=day, hired_on=hired, employer=self.clinic)

    def make(self) -> None:
        """All stories, in the order of the page that tells them."""
        self.ledger()
        self.at_hr()
        self.at_head()
        self.to_correct()
        self.to_assess()
        self.waived()
        self.failed()
        self.next_level()
        self.lacking()
        self.graduate()
        self.indefinite()
        self.nursing()
        self.specialisation()
        self.management()

    # --- the ledger and the confirmation ---

    def ledger(self) -> None:
        """A nurse of level 4.1 on the way to 4.2: what counts, what does not, what drops out, what is missing."""
        dina = self.worker("dina", Given("Дина", "Дина"), NURSE, 9, born=1990)
        dina.holds(level="4.1", obtained_on=add_years(self.maker.today, -4) - timedelta(days=20))
        dina.learned(((54, "high"), (60, "middle")), 62, talks=0)
        old = {"hours": "54", "programme_level": "middle", "programme_level_match": True}
        dina.result("leaving", 1, "Жараларды күту", 5 * 365 - 25, old)
        dina.result("gone", 4, "Онлайн-дәріс: вакцинация", 5 * 365 + 90, {"hours": "12"})
        twin = dina.picture("Тәлімгер тағайындау туралы бұйрық")
        dina.result("mentor", 14, "Жас мамандарға тәлімгерлік", 150, {"years": "1"}, evidence=twin)
        dina.result("tutor", 13, "Медицина колледжінде тьюторлық", 150, {"years": "1"}, evidence=twin)
        dina.result("unproven", 4, "Вебинар: дәрі қауіпсіздігі", 60, {"hours": "8"}, evidence=None)
        abroad = {"document_language": "en", "organisation_name": "Royal College of Nursing"}
        dina.result("abroad", 3, "Wound care master class", 240, {"hours": "16"}, **abroad)

    def at_hr(self) -> None:
        """With HR: one row has no translation, one is not of the specialty; both can be refused, the rest confirmed."""
        bota = self.worker("bota", Given("Бота", "Бота"), NURSE, 7)
        bota.holds(level="4.0", obtained_on=add_years(self.maker.today, -6))
        bota.learned(*SECOND_STEP)
        bota.result("abroad", 3, "Infection control workshop", 500, {"hours": "20"}, document_language="en")
        bota.result("office", 4, "Excel бағдарламасы", 90, {"hours": "10"})
        bota.hands_over(2)

    def at_head(self) -> None:
        """HR has given its word: the head's is missing."""
        kamila = self.worker("kamila", Given("Камила", "Камила"), EXTENDED_NURSE, 6)
        kamila.holds(level="5.0", obtained_on=add_years(self.maker.today, -6))
        kamila.learned(*SECOND_STEP)
        kamila.hands_over(4)
        kamila.is_reviewed(self.hr)

    def to_correct(self) -> None:
        """A sheet with one refused row: the worker mends the row and hands over again; the new sheet supersedes it."""
        erlan = self.worker("erlan", Given("Ерлан", "Ерлан", True), NURSE, 8)
        erlan.holds(level="4.0", obtained_on=add_years(self.maker.today, -7))
        erlan.learned(((90, "basic"), (60, "middle")), 40)
        erlan.result(
            "congress", 5, "Мейіргерлер конгресі", 210, {"days": 2, "significance": "republican"}, evidence=None
        )
        erlan.hands_over(9)
        erlan.is_reviewed(self.hr, {"congress": Refused("document_incomplete", "Бағдарламасы мен куәлігі жоқ.")})
        erlan.is_confirmed(self.head)

    # --- assessment ---

    def confirmed(self, worker: Worker, step: tuple[tuple[tuple[int, str], ...], int, int], back: int) -> None:
        """Results that reach a step, confirmed so many working days ago."""
        worker.learned(*step)
        worker.hands_over(back)
        worker.is_reviewed(self.hr)
        worker.is_confirmed(self.head)

    def to_assess(self) -> None:
        """A request that waits for the organisation: a sheet, a level, both stages due."""
        aset = self.worker("aset", Given("Әсет", "Асет", True), NURSE, 8)
        aset.holds(level="4.0", obtained_on=add_years(self.maker.today, -6))
        self.confirmed(aset, SECOND_STEP, 10)
        aset.asks_assessment(self.assessor, "4.1", 3)

    def waived(self) -> None:
        """A category that expired after 2021: knowledge test and case testing fall away (p.12)."""
        gaziza = self.worker("gaziza", Given("Ғазиза", "Газиза"), NURSE, 16, born=1980)
        gaziza.holds(category="first", obtained_on=date(2018, 5, 14), valid_until=date(2023, 5, 14))
        self.confirmed(gaziza, FIRST_STEP, 10)
        gaziza.asks_assessment(self.assessor, "4.2", 2)

    def failed(self) -> None:
        """The case test was failed: no level follows from it, and the worker reads what to do."""
        samal = self.worker("samal", Given("Самал", "Самал"), NURSE, 7)
        samal.holds(level="4.0", obtained_on=add_years(self.maker.today, -6))
        self.confirmed(samal, SECOND_STEP, 14)
        samal.asks_assessment(self.assessor, "4.1", 8)
        samal.is_assessed(self.assessing, None, 5, passed=False)

    # --- levels asked for alone ---

    def next_level(self) -> None:
        """A surgeon in whom all four conditions of p.12 are met: 7.2 (R) after 7.1 (R)."""
        rustem = self.worker("rustem", Given("Рүстем", "Рустем", True), SURGEON, 8, born=1985)
        rustem.holds(level="7.1 (R)", obtained_on=add_years(self.maker.today, -6))
        self.confirmed(rustem, SECOND_STEP, 12)
        rustem.asks_assessment(self.assessor, "7.2 (R)", 7)
        rustem.is_assessed(self.assessing, "7.2 (R)", 4)
        rustem.claims("7.2 (R)", 1)

    def lacking(self) -> None:
        """Service too short and too few units: the refusal says how much is missing of each."""
        inkar = self.worker("inkar", Given("Іңкәр", "Инкар"), NURSE, 5)
        inkar.holds(level="4.1", obtained_on=add_years(self.maker.today, -3))
        self.confirmed(inkar, (((54, "high"),), 62, 0), 12)
        inkar.asks_assessment(self.assessor, "4.2", 7)
        inkar.is_assessed(self.assessing, "4.2", 4)
        inkar.claims("4.2", 1)

    def graduate(self) -> None:
        """The first level of a resident who has just finished: no service, no units (p.17)."""
        timur = self.worker("timur", Given("Тимур", "Тимур", True), PAEDIATRICIAN, 0, born=1997)
        timur.asks_assessment(self.assessor, "7.1 (R)", 8)
        timur.is_assessed(self.assessing, "7.1 (R)", 5)
        timur.claims("7.1 (R)", 1, report=False)

    def indefinite(self) -> None:
        """A highest category without a term is re-registered as its level without an assessment (p.19)."""
        vera = self.worker("vera", Given("Вера", "Вера"), NURSE, 24, born=1974)
        vera.holds(category="highest", obtained_on=date(2012, 3, 2), indefinite=True)
        self.confirmed(vera, HIGHEST_STEP, 12)
        vera.claims("4.3", 1)

    def nursing(self) -> None:
        """A nurse with a new diploma keeps the step on the new track, earlier service counted (p.19)."""
        laura = self.worker("laura", Given("Лаура", "Лаура"), NURSE, 12, born=1986)
        laura.holds(level="4.2", obtained_on=add_years(self.maker.today, -2))
        laura.also_studied(EXTENDED_NURSE, add_years(self.maker.today, -1))
        laura.calling = EXTENDED_NURSE
        self.confirmed(laura, FIRST_STEP, 12)
        laura.asks_assessment(self.assessor, "5.2", 7)
        laura.is_assessed(self.assessing, "5.2", 4)
        laura.claims("5.2", 1)

    def specialisation(self) -> None:
        """A level in a specialisation: which specialty is its main one, an officer establishes (p.18)."""
        ruslan = self.worker("ruslan", Given("Руслан", "Руслан", True), SURGEON, 9, born=1983)
        ruslan.holds(level="7.1 (R)", obtained_on=add_years(self.maker.today, -6))
        ruslan.calling = SURGEON._replace(specialty="special.endoscopy")
        ruslan.asks_assessment(self.assessor, "7.1 (R)", 7)
        ruslan.is_assessed(self.assessing, "7.1 (R)", 4)
        ruslan.claims("7.1 (R)", 1, main_specialty=SURGEON.specialty)

    def management(self) -> None:
        """Level 8 by experience in management: only on an officer's finding (reading C20)."""
        manager = SURGEON._replace(education="higher_with_management")
        askar = self.worker("askar", Given("Асқар", "Аскар", True), manager, 20, born=1970)
        askar.holds(level="7.3 (R)", obtained_on=add_years(self.maker.today, -8))
        askar.claims("8", 1, report=False)
