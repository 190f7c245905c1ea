"""Five organisations of two regions, and 250 workers: a few entered one by one, the others as a population."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from tirkelim.demo.bulk import add_people
from tirkelim.demo.maker import Maker
from tirkelim.demo.population import Staff
from tirkelim.demo.shares import PLACES
from tirkelim.demo.workplaces import Workplace
from tirkelim.identity.models import Account
from tirkelim.law.period import add_years
from tirkelim.register import commands
from tirkelim.register.commands.certificates import CertificateTerms
from tirkelim.register.commands.statuses import record_status
from tirkelim.register.given_numbers import draw_free
from tirkelim.register.models import Organisation, StatusKind

ASTANA, ALMATY_CITY = "710000000", "750000000"
WORKERS = 250
ONE_BY_ONE = 24
"""Workers entered by the commands that a personnel officer gives; the others come from `population`."""
SEED = 7
PLACE = {place.kato: place for place in PLACES.things}


class Profession(NamedTuple):
    """What a worker of the demo is: position of 305/2020, specialty and level of the certificate, education."""

    position: int
    title: str
    specialty: str
    level: str
    kind: str
    diploma: str


PROFESSIONS = (
    Profession(59, "мейіргер", "secondary.nursing", "4.1", "technical_vocational", "Мейіргер ісі"),
    Profession(58, "учаскелік мейіргер", "secondary.nursing", "4.2", "technical_vocational", "Мейіргер ісі"),
    Profession(56, "фельдшер", "secondary.feldsher", "4.0", "technical_vocational", "Емдеу ісі"),
    Profession(57, "акушер", "secondary.midwifery", "4.1", "technical_vocational", "Акушериялық іс"),
    Profession(
        66,
        "медициналық зертханашы",
        "secondary.laboratory-diagnostics",
        "4.0",
        "technical_vocational",
        "Зертханалық диагностика",
    ),
    Profession(8, "педиатр дәрігер", "residency.paediatrics", "7.1 (R)", "residency", "Педиатрия"),
    Profession(8, "хирург дәрігер", "residency.general-surgery", "7.2 (R)", "residency", "Жалпы хирургия"),
    Profession(55, "кеңейтілген практика мейіргері", "applied.nursing", "5.0", "post_secondary", "Мейіргер ісі"),
)

ORGANISATIONS = (
    ("№ 5 қалалық емхана", "Городская поликлиника № 5", "medical", ASTANA),
    ("№ 2 көпбейінді қалалық аурухана", "Многопрофильная городская больница № 2", "medical", ASTANA),
    ("Қалалық перинаталдық орталық", "Городской перинатальный центр", "medical", ASTANA),
    ("Алатау аудандық емханасы", "Поликлиника Алатауского района", "medical", ALMATY_CITY),
    ("Кәсіптік даярлықты бағалау орталығы", "Центр оценки профессиональной подготовленности", "assessment", ASTANA),
)


def organisations(maker: Maker) -> list[UUID]:
    """The five organisations, in the order of the list."""
    return [
        UUID(
            commands.add_organisation(
                maker.command(),
                maker.bin(),
                {"name_kk": kk, "name_ru": ru, "kind": kind, "kato": kato, "ownership": "state", "sector": "health"},
                valid_from=date(2010, 1, 1),
            ).result["organisation"]
        )
        for kk, ru, kind, kato in ORGANISATIONS
    ]


def accredit(maker: Maker, assessor: UUID) -> None:
    """The assessment organisation is accredited, so that workers can choose it (283/2020 p.5)."""
    record_status(
        maker.command(), assessor, StatusKind.ASSESSMENT_ACCREDITATION, number="АК-00017", valid_from=date(2022, 4, 1)
    )


def workers(maker: Maker, employers: list[UUID], now: datetime) -> None:
    """The staff of the four clinics; their certificates end from two years ago to five years from now."""
    for number in range(ONE_BY_ONE):
        worker(maker, employers[number % 4], PROFESSIONS[number % len(PROFESSIONS)], number)
    add_people(staff(maker.today, employers), range(WORKERS - ONE_BY_ONE), now)


def staff(today: date, employers: list[UUID]) -> Staff:
    """The population of the four clinics, assessed by the region's own organisation."""
    rows = Organisation.objects.in_bulk(employers)
    *clinics, assessor = [
        Workplace(one, rows[one].bin, kind, kk, ru, "state", PLACE[kato])
        for one, (kk, ru, kind, kato) in zip(employers, ORGANISATIONS, strict=True)
    ]
    return Staff(SEED, today, clinics, assessor)


def worker(maker: Maker, employer: UUID, profession: Profession, number: int) -> UUID:
    """One worker with everything that the register asks for."""
    kato = ALMATY_CITY if number % 4 == 3 else ASTANA
    graduated = date(maker.today.year - maker.chance.randint(4, 24), 6, 25)
    aged = 26 if profession.kind == "residency" else 20
    born = date(graduated.year - aged, maker.chance.randint(1, 12), maker.chance.randint(1, 28))
    person, _ = maker.person(born=born, residence_kato=kato, residence="Мысал көшесі, 1", **_known(kato, number))
    _education(maker, person, profession, graduated)
    commands.hire(
        maker.command(),
        person=person,
        organisation=employer,
        hired_on=graduated + timedelta(days=70),
        is_main=True,
        position=profession.position,
        position_title=profession.title,
        specialty=profession.specialty,
        order_number=f"{maker.chance.randint(1, 300)}-қ",
        order_date=graduated + timedelta(days=69),
    )
    _training(maker, person, profession)
    _certificate(maker, person, profession, kato, number)
    return person


def _known(kato: str, number: int) -> dict[str, Any]:
    """Birth and registration; missing for every seventh, so that the list of workers has something to point at."""
    if number % 7 == 6:
        return {}
    city = "Алматы қаласы" if kato == ALMATY_CITY else "Астана қаласы"
    return {
        "birth_place": city,
        "registration_place": f"{city}, Мысал көшесі, 1",
        "registration_date": date(2019, 5, 14),
    }


def _education(maker: Maker, person: UUID, profession: Profession, graduated: date) -> None:
    commands.add_education(
        maker.command(),
        person=person,
        kind=profession.kind,
        graduated_on=graduated,
        source="document",
        institution="Астана медицина университеті" if profession.kind == "residency" else "Медицина колледжі",
        country="KAZ",
        specialty=profession.diploma,
        document_number=f"ЖБ {maker.chance.randint(100_000, 999_999)}",
    )


def _training(maker: Maker, person: UUID, profession: Profession) -> None:
    for _ in range(maker.chance.randint(0, 2)):
        completed = maker.now.date() - timedelta(days=maker.chance.randint(30, 900))
        commands.add_training(
            maker.command(),
            person=person,
            programme=f"{profession.diploma}: өзекті мәселелер",
            completed_on=completed,
            source="document",
            organisation_name="Біліктілікті арттыру институты",
            hours=maker.chance.choice((54, 60, 108, 120)),
            specialty=profession.specialty,
            certificate_number=f"БА-{maker.chance.randint(1000, 9999)}",
        )


def _certificate(maker: Maker, person: UUID, profession: Profession, kato: str, number: int) -> None:
    """Every tenth worker has none yet; every fifteenth one's was withdrawn."""
    if number % 10 == 9:
        return
    issued = add_years(maker.today, -5) + timedelta(days=maker.chance.randint(-700, 1400))
    terms = CertificateTerms(
        person=person,
        specialty=profession.specialty,
        level=profession.level,
        issued_on=min(issued, maker.now.date()),
        valid_until=add_years(min(issued, maker.now.date()), 5),
        office=kato,
        number=draw_free(),
    )
    commands.record_certificate(maker.command(), terms)


def newcomers(maker: Maker, employer: UUID, personnel: Account) -> None:
    """Three entries of the last days by the personnel officer: late, not complete yet, and complete in time."""
    complete: dict[str, Any] = {"birth_place": "Астана", "registration_place": "Мысал көшесі, 1", "trained": False}
    entries: tuple[tuple[int, int, dict[str, Any]], ...] = ((7, 1, {}), (1, 1, {}), (2, 1, complete))
    for back, entered, facts in entries:
        hired_on, day = maker.working_day(back), maker.working_day(entered)
        maker.now = maker.at(day, 11)
        facts = facts and {**facts, "registration_date": date(2020, 3, 2), "residence": "Мысал көшесі, 1"}
        person, _ = maker.person(residence_kato=ASTANA, **facts)
        commands.hire(
            maker.command(personnel),
            person=person,
            organisation=employer,
            hired_on=hired_on,
            is_main=True,
            position=PROFESSIONS[0].position,
            position_title=PROFESSIONS[0].title,
            order_number="12-қ",
            order_date=hired_on,
        )
        if facts:
            _education(maker, person, PROFESSIONS[0], date(hired_on.year - 4, 6, 25))
