"""A table of workers as a country's personnel offices would send it: all fifteen items, two rows of three with a
certificate or a training. The same rows from the same seed; nobody's numbers (of the 19th century)."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from tirkelim.demo.people_names import MORE_FATHERS, MORE_MEN, MORE_WOMEN, latin
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_305_positions.nomenclature import positions
from tirkelim.register.identifiers import control_digit

HEADINGS = (
    "iin", "surname_kk", "given_kk", "patronymic_kk", "surname_ru", "given_ru", "patronymic_ru", "surname_latin",
    "given_latin", "sex", "birth_date", "birth_place", "citizenship", "document_kind", "document_number",
    "document_issuer", "document_issued_on", "document_expires_on", "residence_kato", "residence",
    "registration_place", "registration_date", "mobile", "education_kind", "education_institution",
    "education_country", "education_specialty", "education_qualification", "education_number",
    "education_started_on", "education_graduated_on", "bin", "position", "position_title", "specialty", "is_main",
    "hired_on", "order_number", "order_date", "certificate_number", "certificate_specialty",
    "certificate_issued_on", "certificate_valid_until", "training_programme", "training_organisation",
    "training_hours", "training_completed_on", "training_number",
)  # fmt: skip
"""Keys of the catalogue of columns, in the order of the table."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


STEMS = _words("""
    Абди Айт Алда Аман Асқар Байм Бек Бейс Ғабд Дүйс Елу Ерм Жақс Жүн Жан Идр Иса Қад Қожа Құрм Қуан Мәмб Молд Мырз
    Мұст Назар Нұрп Омар Орын Өтег Рах Сағ Сап Сәрс Сызд Тәж Тіл Тоқт Тұрс Хам Шайм Шәр Ысқ Юсуп Төл Есен
""")
MIDDLES = _words("ақ ал ан ар ат бек дул ен ер ет ғал ғазы жан кен қан лан мұр мет мыр нәз рым сай сұл тай төр хан")
ENDINGS = _words("баев беков ов алиев енов иев ханов")
REGIONS = ("Қарағанды облысы", "Абай облысы", "Алматы қаласы", "Түркістан облысы", "Жетісу облысы", "Астана қаласы")
SCHOOLS = ("Қарағанды медицина университеті", "Астана медицина университеті", "Семей медицина университеті")
RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
FIRST_BIRTH, DAYS = date(1961, 1, 1), 14_600


def write_table(path: Path, rows: int, bins: Sequence[str], seed: int = 6) -> None:
    """A CSV of so many workers, one job each, in organisations with these BINs."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(HEADINGS)
        out.writerows(_rows(rows, bins, random.Random(seed)))


def _rows(rows: int, bins: Sequence[str], chance: random.Random) -> Iterator[list[object]]:
    known: set[str] = set()
    jobs = [row.names["kk"] for row in positions()]
    fields = [row.names["kk"] for row in specialties().values()]
    for number in range(rows):
        born, male = _birth(chance), chance.random() < 0.25
        row = {
            **_person(_iin(born, male, known, chance), born, male, chance),
            **_learning(number, born, fields, chance),
            **_job(number, born, chance.choice(jobs), chance.choice(bins), chance),
        }
        yield [row.get(key, "") for key in HEADINGS]


def _birth(chance: random.Random) -> date:
    """A day that every year has: the numbers are of another century."""
    born = FIRST_BIRTH + timedelta(days=chance.randrange(DAYS))
    return born.replace(day=28) if (born.month, born.day) == (2, 29) else born


def _iin(born: date, male: bool, known: set[str], chance: random.Random) -> str:
    while True:
        start = f"{born:%y%m%d}{1 if male else 2}{chance.randrange(10_000):04}"
        control = control_digit(start)
        if control is not None and start not in known:
            known.add(start)
            return f"{start}{control}"


def _person(iin: str, born: date, male: bool, chance: random.Random) -> dict[str, object]:
    surname = chance.choice(STEMS) + chance.choice(MIDDLES) + chance.choice(ENDINGS) + ("" if male else "а")
    given, father = chance.choice(MORE_MEN if male else MORE_WOMEN), chance.choice(MORE_FATHERS)
    place, issued = chance.choice(REGIONS), date(2018, 1, 1) + timedelta(days=chance.randrange(2000))
    home = f"{place}, {chance.choice(STEMS)} көшесі, {chance.randrange(1, 200)}-үй, {chance.randrange(1, 90)}-пәтер"
    return {
        "iin": iin,
        "surname_kk": surname,
        "given_kk": given[0],
        "patronymic_kk": father[0] + ("ұлы" if male else "қызы"),
        "surname_ru": surname.translate(RUSSIAN),
        "given_ru": given[1],
        "patronymic_ru": father[1] + ("ович" if male else "овна"),
        "surname_latin": latin(surname),
        "given_latin": latin(given[0]),
        "sex": "Ер" if male else "Әйел",
        "birth_date": _day(born),
        "birth_place": f"{chance.choice(REGIONS)}, {chance.choice(STEMS)} ауылы",
        "citizenship": "Қазақстан",
        "document_kind": "Жеке куәлік",
        "document_number": f"0{chance.randrange(10**8):08}",
        "document_issuer": "ҚР ІІМ",
        "document_issued_on": _day(issued),
        "document_expires_on": _day(issued + timedelta(days=3652)),
        "residence_kato": place,
        "residence": home,
        "registration_place": home,
        "registration_date": _day(date(2001, 1, 1) + timedelta(days=chance.randrange(8000))),
        "mobile": f"+7 70{chance.randrange(10)} {chance.randrange(10**7):07}",
    }


def _learning(number: int, born: date, fields: Sequence[str], chance: random.Random) -> dict[str, object]:
    began = date(born.year + 18, 9, 1)
    row: dict[str, object] = {
        "education_kind": "Техникалық және кәсіптік білім" if chance.random() < 0.6 else "Интернатура",
        "education_institution": chance.choice(SCHOOLS),
        "education_country": "Қазақстан",
        "education_specialty": "Жалпы медицина",
        "education_qualification": "Дәрігер",
        "education_number": f"ЖБ-Б {number:07}",
        "education_started_on": _day(began),
        "education_graduated_on": _day(date(began.year + 4, 6, 30)),
    }
    if chance.random() < 2 / 3:
        issued = date(2021, 7, 1) + timedelta(days=chance.randrange(1400))
        row |= {
            "certificate_number": f"KZ00ZZZ{number:08}",
            "certificate_specialty": "secondary.nursing",
            "certificate_issued_on": _day(issued),
            "certificate_valid_until": _day(issued + timedelta(days=1826)),
        }
    if chance.random() < 2 / 3:
        row |= {
            "training_programme": f"Өзекті мәселелер, {chance.choice(fields)}",
            "training_organisation": chance.choice(SCHOOLS),
            "training_hours": 120,
            "training_completed_on": _day(date(2022, 1, 1) + timedelta(days=chance.randrange(1200))),
            "training_number": f"БА-{number:07}",
        }
    return row


def _job(number: int, born: date, title: str, organisation: str, chance: random.Random) -> dict[str, object]:
    hired = max(date(born.year + 23, 1, 1), date(2005, 1, 1)) + timedelta(days=chance.randrange(300))
    return {
        "bin": organisation,
        "position": title,
        "is_main": "Иә",
        "hired_on": _day(hired),
        "order_number": f"{number % 900 + 1}-ж",
        "order_date": _day(hired - timedelta(days=1)),
    }


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
