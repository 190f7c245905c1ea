"""Who wants to work in Kazakhstan in the demo, and how far each has come: in 2022 and 2023 by the wording of those
days, this year by the practice edition."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tirkelim.cases.models import Case
from tirkelim.demo.applications import act
from tirkelim.demo.commission import EmploymentOffice, Word
from tirkelim.demo.maker import Maker
from tirkelim.demo.newcomers import CLINIC, Newcomer, Origin, Schooling, contract
from tirkelim.identity.models import Role
from tirkelim.law.book import current_book
from tirkelim.law.order_503_conformity.professions import find
from tirkelim.law.period import add_years
from tirkelim.law.standards.services import Action
from tirkelim.register.models import ConformityEventKind
from tirkelim.services.conformity.notices import Notice, give_notice

PAEDIATRICIAN, ONCOLOGIST, NEONATOLOGIST = "Педиатр дәрігер", "Онколог дәрігер", "Неонатолог дәрігер"
NO_RESIDENCY = "Диплом кәсіп талап ететін даярлықты растамайды."
CHECKED = "Құжаттар түпнұсқамен салыстырылды"

MEHMET = Origin("Kaya", "Mehmet", "TUR", "TR", "U20000011", "İzmir", "Ege Üniversitesi")
LINH = Origin("Nguyen", "Linh", "VNM", "VN", "C3000012", "Hanoi", "Hanoi Medical University", male=False)
OLGA = Origin("Popa", "Olga", "MDA", "MD", "AB000013", "Chișinău", "USMF", male=False)
ANA = Origin("Petrović", "Ana", "SRB", "RS", "01300014", "Novi Sad", "Univerzitet u Novom Sadu", male=False)
YUKI = Origin("Tanaka", "Yuki", "JPN", "JP", "TZ0000015", "Osaka", "Osaka University", male=False)
OMAR = Origin("Haddad", "Omar", "JOR", "JO", "P4000016", "Amman", "University of Jordan")
WEI = Origin("Li", "Wei", "CHN", "CN", "E00000017", "Wuhan", "Wuhan University")
SOFIA = Origin("Rossi", "Sofia", "ITA", "IT", "YA000018", "Torino", "Università di Torino", male=False)
IVAN = Origin("Horváth", "Ivan", "HUN", "HU", "BH000019", "Szeged", "Szegedi Tudományegyetem")
PRIYA = Origin("Nair", "Priya", "IND", "IN", "Z3000020", "Kochi", "Kerala University", male=False)
JOSE = Origin("Santos", "José", "PHL", "PH", "P0000021A", "Cebu", "Cebu Institute of Medicine")
LUCIA = Origin("Nowak", "Lucia", "POL", "PL", "ZS000022", "Kraków", "Uniwersytet Jagielloński", male=False)
KIM = Origin("Kim", "Minjun", "KOR", "KR", "M10000023", "Busan", "Pusan National University")
MARCO = Origin("Costa", "Marco", "BRA", "BR", "FX000024", "Recife", "Universidade de Pernambuco")


class Conformity:
    """Makes them all through the office's own commands."""

    def __init__(self, maker: Maker) -> None:
        self.maker, self.office = maker, EmploymentOffice(maker)

    def make(self) -> None:
        """The past first, then this year, those who wait for something last."""
        self.extended_in_2022()
        self.refused_in_2023()
        self.decided_after_the_repeal()
        self.holders()
        self.recommended()
        self.sitting()
        self.waiting()
        self.drafts()

    # --- by the wording of 2020 ---

    def extended_in_2022(self) -> None:
        """Issued in February 2022, extended in March to the end of a contract, run out at the end of 2023."""
        mehmet = self._comes("mehmet", MEHMET, date(2022, 1, 20))
        self._granted(mehmet, date(2022, 2, 7), Schooling(years=11), PAEDIATRICIAN)
        signed = date(2022, 3, 14)
        page = contract(signed, date(2023, 12, 31))
        case = mehmet.later(self._at(signed + timedelta(days=2)), Action.EXTEND, page, mehmet.certificate().number)
        self._decided(case, "grant", signed + timedelta(days=3))

    def refused_in_2023(self) -> None:
        """Refused in spring 2023 on ground 1, with the commission's minutes."""
        linh = self._comes("linh", LINH, date(2023, 3, 1))
        case = linh.issue(self._at(date(2023, 3, 13)), ONCOLOGIST, Schooling(higher=False, years=2))
        said = Word(Schooling(higher=False, years=2), meets=False, note=NO_RESIDENCY)
        self._through_the_commission(case, date(2023, 3, 13), said)
        self._decided(case, "refuse", date(2023, 3, 17))

    def decided_after_the_repeal(self) -> None:
        """Applied three days before the repeal, decided after it: by the wording of the day of application."""
        olga = self._comes("olga", OLGA, date(2023, 6, 20))
        self._granted(olga, date(2023, 6, 29), Schooling(years=4), NEONATOLOGIST)

    # --- by the practice edition ---

    def holders(self) -> None:
        """Three who hold a certificate: a contract just signed, one to be lost, one who works outside it."""
        lucia = self._comes("lucia", LUCIA, self._day(60))
        self._granted(lucia, self._day(45), Schooling(years=7), PAEDIATRICIAN)
        self._tells_of_contract(lucia, self._day(2))
        kim = self._comes("kim", KIM, self._day(120))
        self._granted(kim, self._day(100), Schooling(degree=True, years=12), ONCOLOGIST)
        signed = self._day(80)
        page = contract(signed, self.maker.today + timedelta(days=400))
        case = kim.later(self._at(self._day(79)), Action.EXTEND, page, kim.certificate().number)
        self._decided(case, "grant", self._day(78))
        marco = self._comes("marco", MARCO, self._day(50))
        self._granted(marco, self._day(40), Schooling(years=3), PAEDIATRICIAN)

    def recommended(self) -> None:
        """Two applications back from the commission: issue for one, refusal for the other."""
        priya = self._comes("priya", PRIYA, self._day(12))
        for_issue = priya.issue(self._at(self._day(4)), PAEDIATRICIAN, Schooling(years=9))
        jose = self._comes("jose", JOSE, self._day(12))
        for_refusal = jose.issue(self._at(self._day(4), 12), ONCOLOGIST, Schooling(years=2))
        for case in (for_issue, for_refusal):
            self._checked(case, self._day(3))
            act(self.maker, self.office.officer, case, "pass_to_commission")
        words = {
            for_issue.id: Word(Schooling(years=9)),
            for_refusal.id: Word(Schooling(years=2), meets=False, note=NO_RESIDENCY),
        }
        self.office.sits(self._at(self._day(3), 15), self._at(self._day(2)), words)

    def sitting(self) -> None:
        """A sitting that has begun: for one applicant two members have scored, and they differ."""
        sofia = self._comes("sofia", SOFIA, self._day(8))
        ivan = self._comes("ivan", IVAN, self._day(8))
        cases = [
            sofia.issue(self._at(self._day(3)), PAEDIATRICIAN, Schooling(degree=True, years=3)),
            ivan.issue(self._at(self._day(3), 12), NEONATOLOGIST, Schooling(years=6)),
        ]
        for case in cases:
            self._checked(case, self._day(2))
            act(self.maker, self.office.officer, case, "pass_to_commission")
        ids = [case.id for case in cases]
        begun = self.office.calls(self._at(self._day(2), 15), self._at(self._day(1)), ids)
        first, second = self.office.items(begun)
        self.office.scores("chair", first, Word(Schooling(degree=True, years=3)))
        self.office.scores("teachers", first, Word(Schooling(degree=False, years=2, months=11)))
        for login in ("chair", "teachers"):
            self.office.scores(login, second, Word(Schooling(years=6)))

    def waiting(self) -> None:
        """At the desk: one whole, whose first application was not accepted; one without the education documents."""
        omar = self._comes("omar", OMAR, self._day(12))
        first = omar.issue(self._at(self._day(10)), PAEDIATRICIAN, Schooling(years=8), without="proof_of_work")
        act(self.maker, self.office.officer, first, "decline", at=self._at(self._day(9)))
        omar.issue(self._at(self._day(1)), PAEDIATRICIAN, Schooling(years=8))
        wei = self._comes("wei", WEI, self._day(4))
        wei.issue(
            self._at(self._day(1), 12), ONCOLOGIST, Schooling(years=4), without="education_or_english_certificate"
        )

    def drafts(self) -> None:
        """A draft of her own; and one by a representative for somebody abroad."""
        ana = self._comes("ana", ANA, self._day(3))
        listed = find(PAEDIATRICIAN)[0]
        level = {} if listed.level_from is None else {"framework_level": listed.level_from}
        asked = {"action": "issue", "profession": listed.kk, "activity": listed.activity, **level}
        ana.writes(self._at(self._day(1), 17), {"request": asked}, None)
        person, name = self.maker.person(residence="Мысал көшесі, 3")
        shown = f"{name.surname_kk} {name.given_kk}"
        advocate = self.maker.account("advocate", shown, Role.APPLICANT, person=person)
        yuki = Newcomer(self.maker, "yuki", YUKI, self._at(self._day(2)), account=False)
        yuki.writes(self._at(self._day(1), 18), {"request": asked}, advocate)

    # --- steps ---

    def _tells_of_contract(self, holder: Newcomer, signed: date) -> None:
        told = Notice(
            kind=ConformityEventKind.CONTRACT_SIGNED,
            event_on=signed,
            employer=CLINIC[0],
            employer_number=CLINIC[1],
            reference="ЕШ-45",
            until=add_years(signed, 1),
        )
        give_notice(self.maker.command(holder.actor, self._at(self._day(1), 9)), holder.certificate().id, told)

    def _comes(self, login: str, who: Origin, on: date) -> Newcomer:
        return Newcomer(self.maker, login, who, self._at(on))

    def _granted(self, newcomer: Newcomer, applied: date, schooling: Schooling, profession: str) -> None:
        """From the application to the certificate, each step in its time."""
        case = newcomer.issue(self._at(applied), profession, schooling)
        self._through_the_commission(case, applied, Word(schooling))
        self._decided(case, "grant", self._after(applied, 4))

    def _through_the_commission(self, case: Case, applied: date, said: Word) -> None:
        self._checked(case, self._after(applied, 1))
        act(self.maker, self.office.officer, case, "pass_to_commission")
        self.office.sits(self._at(self._after(applied, 1), 15), self._at(self._after(applied, 2)), {case.id: said})

    def _checked(self, case: Case, on: date) -> None:
        body = {"kind": "checked_true", "reference": CHECKED}
        act(self.maker, self.office.officer, case, "record_finding", body=body, at=self._at(on, 11))

    def _decided(self, case: Case, name: str, on: date) -> None:
        if case.action != Action.ISSUE:
            self._checked(case, on)
        act(self.maker, self.office.officer, case, name, at=self._at(on, 16))

    def _at(self, on: date, hour: int = 10) -> datetime:
        return self.maker.at(on, hour)

    def _day(self, back: int) -> date:
        return self.maker.working_day(back)

    def _after(self, day: date, days: int) -> date:
        return current_book().calendar.after(day, days)
