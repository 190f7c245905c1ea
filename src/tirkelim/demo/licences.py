"""Licences of the demo: clinics at every stage, an inspector's week, a licence that is short of staff, a paper one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils.timezone import localdate, localtime

from tirkelim.cases import engine
from tirkelim.cases.command import Applied, Repeated
from tirkelim.cases.models import Case
from tirkelim.demo import names
from tirkelim.demo.applications import act
from tirkelim.demo.clinics import NAMESPACE, NURSE, Clinic, Place
from tirkelim.demo.maker import Maker
from tirkelim.demo.region import ASTANA
from tirkelim.gateway.demo import add_number
from tirkelim.identity.models import Account, Role
from tirkelim.journal import chain
from tirkelim.journal.change import Result, once
from tirkelim.journal.models import Change
from tirkelim.law.period import add_years
from tirkelim.law.standards.services import Action
from tirkelim.register import commands
from tirkelim.register.commands.base_work import name_base
from tirkelim.register.commands.licence_events import LicenceGround, record_licence_event
from tirkelim.register.commands.licence_import import EarlierAnnex, EarlierLicence, import_licence
from tirkelim.register.commands.licences import Claimed, Holder, LicenceEventTerms
from tirkelim.register.models import Licence, LicenceEventKind
from tirkelim.services.common.pages import page_entry
from tirkelim.services.licence.models import Visit
from tirkelim.services.licence.officer import BARS
from tirkelim.services.licence.payments import standing_order
from tirkelim.services.licence.visits.checklist import lines_for
from tirkelim.services.licence.visits.notes import Noted, observe
from tirkelim.services.licence.visits.signing import sign_visit

CARDIOLOGY, FAMILY, ULTRASOUND = "residency.cardiology", "residency.family-medicine", "special.ultrasound-diagnostics"
NURSING = "secondary.nursing"
POLYCLINIC = Place("Астана қаласы, Мысал көшесі, 40", (("1.2", ""), ("1.3", CARDIOLOGY)))
FAMILY_CARE = Place("Астана қаласы, Мысал көшесі, 12", (("1.2", ""),))
DIAGNOSTICS = Place("Астана қаласы, Үлгі даңғылы, 7", (("4", ""),))
DENTISTRY = Place("Астана қаласы, Сынақ көшесі, 3", (("14", ""),))


class Licences:
    """Makes them all, with the department's officer and an inspector."""

    def __init__(self, maker: Maker, officer: Account) -> None:
        self.maker, self.officer = maker, officer
        maker.now = maker.at(maker.working_day(60))
        self.inspector = maker.account(
            "inspector", "Астана департаментінің инспекторы", Role.INSPECTOR, territory=ASTANA
        )

    def make(self) -> None:
        """Licences that are held first; then applications at every stage."""
        self.kainar()
        self.suspended()
        self.granted()
        self.visited("shipa", "«Шипа» клиникасы", "Клиника «Шипа»", ("Шынар", "Шынар", False))
        self.visited("tumar", "«Тұмар» клиникасы", "Клиника «Тумар»", ("Талғат", "Талгат", True), fails=True)
        self.to_visit()
        self.not_planned()
        self.begun()
        self.paid()
        self.dentist()

    def clinic(self, login: str, kk: str, ru: str, head: tuple[str, str, bool]) -> Clinic:
        """A private clinic, entered into the register two months ago."""
        self.maker.now = self.maker.at(self.maker.working_day(55))
        return Clinic(self.maker, login, kk, ru, head)

    # --- held ---

    def kainar(self) -> None:
        """Two addresses: the only cardiologist leaves in twelve days; the ultrasound doctor's certificate has ended."""
        clinic = self.clinic("clinic", "«Қайнар» медицина орталығы", "Медицинский центр «Кайнар»",
                             ("Қанат", "Канат", True))  # fmt: skip
        hr = self.maker.account("clinichr", "«Қайнар» орталығының персонал маманы", Role.HR_OFFICER,
                                organisation=clinic.organisation)  # fmt: skip
        today = self.maker.today
        first, second = clinic.base(0), clinic.base(1)
        self.imports(clinic, "23014587", (POLYCLINIC, DIAGNOSTICS), add_years(today, -1) - timedelta(days=200))
        jobs = {
            clinic.employs(("Фарида", "Фарида", False), FAMILY, "отбасы дәрігері", today + timedelta(days=800)): first,
            clinic.employs(("Нұргүл", "Нургуль", False), NURSING, "мейіргер", today + timedelta(days=240),
                           position=NURSE): first,
            clinic.employs(("Ұлбосын", "Улбосын", False), ULTRASOUND, "ультрадыбыстық диагностика дәрігері",
                           today - timedelta(days=6)): second,
        }  # fmt: skip
        heart = clinic.employs(
            ("Гүлбану", "Гульбану", False), CARDIOLOGY, "кардиолог дәрігер", today + timedelta(days=900)
        )
        for line, base in {**jobs, heart: first}.items():
            name_base(self.maker.command(hr), line, base, valid_from=today - timedelta(days=300))
        leaving = self.maker.command(hr, self.maker.at(self.maker.working_day(4), 16))
        commands.leave(leaving, heart, left_on=today + timedelta(days=12), reason="өз қалауы бойынша")

    def suspended(self) -> None:
        """A licence that a court has suspended for three months."""
        clinic = self.clinic("senim", "«Сенім» клиникасы", "Клиника «Сеним»", ("Сәуле", "Сауле", False))
        licence = self.imports(clinic, "21009034", (DENTISTRY,), add_years(self.maker.today, -4))
        day = self.maker.working_day(14)
        event = LicenceEventTerms(
            kind=LicenceEventKind.SUSPENDED,
            on=day,
            until=day + timedelta(days=90),
            ground=LicenceGround.COURT,
            reference=f"Астана қаласының Сарыарқа аудандық соты, 2-1519, {day:%d.%m.%Y}",
        )
        record_licence_event(self.maker.command(self.officer, self.maker.at(day, 15)), licence.id, event)

    def imports(self, clinic: Clinic, number: str, places: tuple[Place, ...], issued: date) -> Licence:
        """A licence that was given before this register."""
        annexes = tuple(
            EarlierAnnex(
                number=f"{place + 1:03}",
                issued_on=issued,
                kato=ASTANA,
                address=one.address,
                subtypes=tuple(Claimed(*subtype) for subtype in one.subtypes),
                base=clinic.base(place),
            )
            for place, one in enumerate(places)
        )
        return self._imports(Holder(clinic.organisation, None), number, annexes, issued)

    def _imports(
        self, holder: Holder, number: str, annexes: tuple[EarlierAnnex, ...], issued: date, *, on_paper: bool = False
    ) -> Licence:
        earlier = EarlierLicence(
            holder=holder, number=number, issued_on=issued, office=ASTANA, on_paper=on_paper, annexes=annexes
        )
        done = import_licence(self.maker.command(self.officer), earlier)
        return Licence.objects.get(pk=done.result["licence"])

    # --- applications ---

    def granted(self) -> None:
        """Applied for, visited and granted last month: the licence with its annex can be opened."""
        clinic = self.clinic("altyn", "«Алтын дән» клиникасы", "Клиника «Алтын дан»", ("Алтынай", "Алтынай", False))
        clinic.employs(("Жібек", "Жибек", False), FAMILY, "отбасы дәрігері", self.maker.today + timedelta(days=500))
        clinic.employs(("Раушан", "Раушан", False), NURSING, "мейіргер", self.maker.today + timedelta(days=300),
                       position=NURSE)  # fmt: skip
        clinic.known_to_the_state(FAMILY_CARE)
        self.applies(clinic, 30, FAMILY_CARE)
        visit = self.plans(clinic, told=29, visited=26)
        self.inspects(clinic, visit, FAMILY_CARE, fails=False)
        self.finds_nothing(clinic.case, 24)
        act(self.maker, self.officer, clinic.case, "grant", at=self.maker.at(self.maker.working_day(22), 12))

    def visited(self, login: str, kk: str, ru: str, head: tuple[str, str, bool], *, fails: bool = False) -> None:
        """Applied eight working days ago, visited three days ago: everything conforms, and state systems hold what
        papers would say; or one line does not."""
        clinic = self.clinic(login, kk, ru, head)
        if not fails:
            clinic.known_to_the_state(POLYCLINIC)
        self.applies(clinic, 8, POLYCLINIC)
        visit = self.plans(clinic, told=7, visited=3)
        self.inspects(clinic, visit, POLYCLINIC, fails=fails)
        self.finds_nothing(clinic.case, 2)

    def to_visit(self) -> None:
        """Planned and told of; the inspector has not noted anything yet."""
        clinic = self.clinic("arai", "«Арай» клиникасы", "Клиника «Арай»", ("Айгерім", "Айгерим", False))
        self.applies(clinic, 5, POLYCLINIC)
        self.plans_today(clinic, told=4)

    def not_planned(self) -> None:
        """Sent three working days ago; nobody has planned a visit."""
        clinic = self.clinic("bereke", "«Береке» клиникасы", "Клиника «Береке»", ("Бауыржан", "Бауржан", True))
        self.applies(clinic, 3, POLYCLINIC, DIAGNOSTICS)

    def begun(self) -> None:
        """A draft: two addresses are described; the information form, the papers and the fee are missing."""
        clinic = self.clinic("founder", "«Нұр» отбасылық клиникасы", "Семейная клиника «Нур»",
                             ("Нұрсұлу", "Нурсулу", False))  # fmt: skip
        clinic.opens(2)
        clinic.answers(POLYCLINIC, DIAGNOSTICS, sure=False)

    def paid(self) -> None:
        """A whole draft whose fee is paid: taken back, it gives the fee back."""
        clinic = self.clinic("meirim", "«Мейірім» клиникасы", "Клиника «Мейирим»", ("Мәдина", "Мадина", False))
        clinic.opens(1)
        clinic.answers(DENTISTRY)
        clinic.papers()
        self.pays(clinic.head, clinic.case)

    def applies(self, clinic: Clinic, back: int, *places: Place) -> None:
        """The whole application with its fee, sent so many working days ago."""
        clinic.opens(back)
        clinic.answers(*places)
        clinic.papers()
        self.pays(clinic.head, clinic.case)
        clinic.sends()

    def pays(self, head: Account, case: Case) -> None:
        """The fee of that day, as the payment system confirms it."""
        act(self.maker, head, case, "start_payment")
        order = standing_order(Case.objects.get(pk=case.pk), localdate(self.maker.now))
        if order is None:
            raise RuntimeError("the demo could not begin a payment")
        said = {
            "order": str(order.id),
            "reference": f"DEMO-{uuid5(NAMESPACE, str(case.pk)).hex[:10].upper()}",
            "tenge": str(order.tenge),
            "paid_at": self.maker.now.isoformat(),
        }
        act(self.maker, head, case, "confirm_payment", body=said)

    # --- permit control ---

    def plans(self, clinic: Clinic, *, told: int, visited: int) -> Visit:
        """A visit to the first base, planned and told of so many working days ago."""
        planned_at = self.maker.at(self.maker.working_day(visited), 16)
        body: dict[str, Any] = {
            "base": str(clinic.base(0)),
            "inspector": str(self.inspector.id),
            "planned_at": (planned_at + timedelta(minutes=-150 if clinic.login == "tumar" else 0)).isoformat(),
            "minutes": 120,
        }
        act(self.maker, self.officer, clinic.case, "plan_visit", body=body,
            at=self.maker.at(self.maker.working_day(told), 10, 30))  # fmt: skip
        visit = Visit.objects.get(case=clinic.case)
        self.tells(clinic, visit)
        return visit

    def plans_today(self, clinic: Clinic, *, told: int) -> None:
        """A visit of today, told of so many working days ago: it begins on the day of its notice, and whoever looks at
        the demo can hold it. No command could plan it on a Sunday or before the office opens, hence none does."""
        opens, now = self.maker.at(self.maker.today, 9), localtime().replace(minute=0, second=0, microsecond=0)
        planned_at = now if now.date() == self.maker.today and now < opens else opens
        said = {"base": str(clinic.base(0)), "inspector": str(self.inspector.id), "minutes": 120}
        command = self.maker.command(self.officer, self.maker.at(self.maker.working_day(told), 10, 30))

        def work(made: Change) -> Result:
            visit = Visit.objects.create(**said, case_id=clinic.case.pk, planned_at=planned_at, change=made)
            chain.append(clinic.case.stream, made, "plan_visit", {**said, "visit": str(visit.id)})
            return {"visit": str(visit.id)}

        once(command, "demo.plan_visit", said, work)
        self.tells(clinic, Visit.objects.get(case=clinic.case))

    def tells(self, clinic: Clinic, visit: Visit) -> None:
        """The applicant is told at once."""
        sent_at = self.maker.now + timedelta(seconds=1)
        notice = {
            "visit": str(visit.id),
            "channel": "sms",
            "reference": f"demo-{visit.id.hex[:8]}",
            "sent_at": sent_at.isoformat(),
        }
        act(self.maker, self.officer, clinic.case, "notify_visit", body=notice, at=sent_at)

    def inspects(self, clinic: Clinic, visit: Visit, place: Place, *, fails: bool) -> None:
        """Every line is noted, and the act is signed; where it ``fails``, the last line does not conform."""
        self.maker.now = visit.planned_at
        lines = lines_for(place.claimed(), localdate(visit.planned_at), visit.planned_at)
        for line in lines:
            conforms = not (fails and line is lines[-1])
            noted = Noted(
                key=line.key,
                conforms=conforms,
                noted_at=self.maker.now,
                subtype=line.subtype,
                specialty=line.specialty,
                remark="" if conforms else "Электрокардиограф істен шыққан, ауыстыратын аппарат жоқ.",
            )
            observe(self.maker.command(self.inspector), visit, noted)
        ended = visit.planned_at + timedelta(minutes=75)
        outcome = sign_visit(
            self.maker.command(self.inspector, ended + timedelta(minutes=5)), self.inspector, visit, visit.planned_at,
            ended,
        )  # fmt: skip
        if not isinstance(outcome, Applied | Repeated):
            raise RuntimeError(f"the demo could not sign an act: {outcome}")

    def finds_nothing(self, case: Case, back: int) -> None:
        """The officer has looked into everything that would bar the licence, and found nothing."""
        self.maker.now = self.maker.at(self.maker.working_day(back), 11)
        for pair in BARS.values():
            body = {"kind": pair.clear.value, "reference": "Жауап № 12-04/318", "note": ""}
            act(self.maker, self.officer, case, "record_finding", body=body)

    # --- an individual ---

    def dentist(self) -> None:
        """A dentist in private practice whose paper licence was lost; the duplicate is applied for and paid."""
        self.maker.now = self.maker.at(self.maker.working_day(30))
        called = names.full(self.maker.chance, ("Дидар", "Дидар"), True)
        person, name = self.maker.person(born=date(1975, 2, 11), name=called, residence_kato=ASTANA)
        add_number(f"+7700{self.maker.chance.randint(1_000_000, 9_999_999)}", person=person)
        account = self.maker.account(
            "dentist", f"{name.surname_kk} {name.given_kk}", Role.APPLICANT, person=person, language="ru"
        )
        issued = add_years(self.maker.today, -9)
        annex = EarlierAnnex(
            number="001",
            issued_on=issued,
            kato=ASTANA,
            address=DENTISTRY.address,
            subtypes=(Claimed("14"),),
            base=uuid5(NAMESPACE, "dentist"),
        )
        licence = self._imports(Holder(None, person), "17002206", (annex,), issued, on_paper=True)
        self._duplicate(account, person, licence)

    def _duplicate(self, account: Account, person: UUID, licence: Licence) -> None:
        command = self.maker.command(account, self.maker.at(self.maker.working_day(1), 10))
        case = Case.objects.get(pk=engine.open_case("licence", person, command))
        pages: dict[str, Any] = {
            "request": {"action": Action.DUPLICATE.value},
            "held": {"licence": str(licence.id), "annex": None},
            "loss": {
                "noticed_on": self.maker.working_day(6).isoformat(),
                "circumstances": "Көшу кезінде құжаттар салынған қорап жоғалды.",
            },
            "holder": {
                "kato": ASTANA,
                "address": DENTISTRY.address,
                "telephone": "+77172000002",
                "email": None,
            },
            "declaration": {"consent": True, "true": True},
        }
        data = {page: page_entry(clean, clean) for page, clean in pages.items()}
        act(self.maker, account, case, "save_draft", body={"data": data})
        self.pays(account, case)
        act(self.maker, account, case, "submit")
