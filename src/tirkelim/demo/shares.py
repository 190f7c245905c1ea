"""How the invented population is made up: shares of tracks, positions, ages, places and kinds of organisations.

The shares of doctors, nurses with higher education and mid-level workers are those of the country at the start of 2025
(83,379, 6,293 and 191,728 of 281,400); the finer ones are our guesses, chosen so that no list looks alike.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Things with weights, drawn from many times."""

    def __init__(self, pairs: Sequence[tuple[T, float]]) -> None:
        self.things = [thing for thing, _ in pairs]
        self._ends = list(accumulate(weight for _, weight in pairs))

    def draw(self, chance: random.Random) -> T:
        """One of them, the heavier the likelier."""
        return chance.choices(self.things, cum_weights=self._ends)[0]


class Profession(NamedTuple):
    """Position of 305/2020, specialty by code; `senior` is the position after a promotion, 0 where there is none."""

    position: int
    specialty: str
    senior: int = 0


TRACKS = Weighted((("4", 60.0), ("5", 8.1), ("6", 2.4), ("7I", 8.0), ("7R", 20.0), ("8", 1.5)))

LEVELS = {
    "4": ("4.0", "4.1", "4.2", "4.3"),
    "5": ("5.0", "5.1", "5.2", "5.3"),
    "6": ("6.0", "6.1", "6.2", "6.3"),
    "7I": ("7.0 (I)", "7.1 (I)", "7.2 (I)", "7.3 (I)"),
    "7R": ("7.1 (R)", "7.2 (R)", "7.3 (R)", "7.4 (R)"),
    "8": ("8",),
}
"""The levels of a track, the initial one first."""

STUDIED_UNTIL = {"4": 20, "5": 22, "6": 23, "7I": 25, "7R": 28, "8": 32}
"""Age at the end of the education that opens the track."""

WOMEN = {"4": 0.87, "5": 0.92, "6": 0.9, "7I": 0.66, "7R": 0.66, "8": 0.5}

AGES = Weighted((((18, 24), 8), ((25, 34), 29), ((35, 44), 25), ((45, 54), 20), ((55, 62), 13), ((63, 72), 5)))

_RESIDENCIES = (
    ("paediatrics", 11), ("therapy", 10), ("obstetrics-gynaecology", 9), ("general-surgery", 6),
    ("anesthesiology-resuscitation", 7), ("neurology", 5), ("cardiology", 5), ("radiology", 5), ("psychiatry", 3),
    ("ambulance-emergency-medical-care", 4), ("infectious-diseases", 3), ("oncology", 3), ("ophthalmology", 3),
    ("otorhinolaryngology", 3), ("endocrinology", 2.5), ("traumatology-orthopedics", 3), ("urology-andrology", 2),
    ("dermatovenerology", 2), ("neonatology", 2), ("phthisiology", 2.5), ("gastroenterology", 1.5),
    ("pulmonology", 1.2), ("nephrology", 1.2), ("rheumatology", 1), ("hematology", 0.7), ("paediatric-surgery", 1),
    ("physical-medicine-rehabilitation", 1.2), ("clinical-laboratory-diagnostics", 1.5), ("pathological-anatomy", 0.6),
    ("allergology-immunology", 0.8), ("neurosurgery", 0.8), ("cardiac-surgery", 0.4), ("angiosurgery", 0.4),
    ("therapeutic-dentistry", 2), ("surgical-dentistry", 1), ("maxillofacial-surgery", 0.4),
    ("forensic-medical-examination", 0.5), ("sports-medicine", 0.3), ("medical-genetics", 0.2),
)  # fmt: skip
_DOCTORS = [(Profession(8, f"residency.{code}", 4), weight) for code, weight in _RESIDENCIES]

PROFESSIONS: dict[str, Weighted[Profession]] = {
    "4": Weighted((
        (Profession(59, "secondary.nursing", 18), 40), (Profession(58, "secondary.nursing", 18), 18),
        (Profession(56, "secondary.feldsher", 18), 12), (Profession(57, "secondary.midwifery", 18), 8),
        (Profession(66, "secondary.laboratory-diagnostics", 77), 8), (Profession(80, "secondary.pharmacy"), 4),
        (Profession(60, "secondary.nursing"), 3), (Profession(63, "secondary.dental-practitioner"), 3),
        (Profession(71, "secondary.hygiene-epidemiology"), 3), (Profession(67, "secondary.nursing"), 3),
        (Profession(64, "secondary.dentistry"), 2), (Profession(61, "secondary.nursing"), 1),
        (Profession(65, "secondary.prosthetic-dentistry"), 1), (Profession(76, "secondary.medical-massage"), 1),
    )),
    "5": Weighted(((Profession(55, "applied.nursing", 18), 1),)),
    "6": Weighted((
        (Profession(18, "bachelor.nursing", 6), 55), (Profession(16, "bachelor.public-health", 4), 25),
        (Profession(23, "bachelor.pharmacy", 27), 20),
    )),
    "7I": Weighted((
        (Profession(7, "basic.general-medicine"), 55), (Profession(8, "basic.dentistry"), 25),
        (Profession(7, "basic.treatment", 4), 20),
    )),
    "7R": Weighted((*_DOCTORS, (Profession(7, "residency.family-medicine", 4), 18))),
    "8": Weighted((
        (Profession(1, "residency.therapy"), 10), (Profession(2, "residency.general-surgery"), 15),
        (Profession(4, "residency.cardiology", 2), 35), (Profession(8, "residency.neurology", 4), 40),
    )),
}  # fmt: skip


class Place(NamedTuple):
    """A region by its KATO code, and its chief town in Kazakh and Russian."""

    kato: str
    kk: str
    ru: str


PLACES = Weighted((
    (Place("750000000", "Алматы", "Алматы"), 11.0), (Place("710000000", "Астана", "Астана"), 8.0),
    (Place("790000000", "Шымкент", "Шымкент"), 6.5), (Place("610000000", "Түркістан", "Туркестан"), 10.0),
    (Place("190000000", "Қонаев", "Конаев"), 7.0), (Place("350000000", "Қарағанды", "Караганда"), 6.2),
    (Place("310000000", "Тараз", "Тараз"), 6.0), (Place("150000000", "Ақтөбе", "Актобе"), 5.0),
    (Place("390000000", "Қостанай", "Костанай"), 4.4), (Place("430000000", "Қызылорда", "Кызылорда"), 4.4),
    (Place("550000000", "Павлодар", "Павлодар"), 4.2), (Place("110000000", "Көкшетау", "Кокшетау"), 4.2),
    (Place("470000000", "Ақтау", "Актау"), 4.0), (Place("630000000", "Өскемен", "Усть-Каменогорск"), 4.2),
    (Place("230000000", "Атырау", "Атырау"), 3.6), (Place("270000000", "Орал", "Уральск"), 3.8),
    (Place("330000000", "Талдықорған", "Талдыкорган"), 3.6), (Place("100000000", "Семей", "Семей"), 3.6),
    (Place("590000000", "Петропавл", "Петропавловск"), 3.0), (Place("620000000", "Жезқазған", "Жезказган"), 1.3),
))  # fmt: skip


class Slot(NamedTuple):
    """One kind of organisation: how many main workers it has, its kind, name in both languages, whose it is."""

    size: int
    kind: str
    kk: str
    ru: str
    ownership: str = "state"


SLOTS = (
    Slot(40, "medical", "№ {} дәрігерлік амбулатория", "Врачебная амбулатория № {}"),
    Slot(120, "medical", "№ {} қалалық емхана", "Городская поликлиника № {}"),
    Slot(25, "medical", "«Шипа-{}» медициналық орталығы", "Медицинский центр «Шипа-{}»", "private"),
    Slot(260, "medical", "№ {} көпбейінді аурухана", "Многопрофильная больница № {}"),
    Slot(60, "medical", "№ {} жедел жәрдем станциясы", "Станция скорой помощи № {}"),
    Slot(90, "medical", "№ {} перзентхана", "Родильный дом № {}"),
    Slot(15, "medical", "«Жайдары-{}» стоматологиясы", "Стоматология «Жайдары-{}»", "private"),
    Slot(70, "medical", "№ {} аудандық емхана", "Районная поликлиника № {}"),
    Slot(110, "medical", "№ {} балалар ауруханасы", "Детская больница № {}"),
    Slot(35, "medical_school", "№ {} жоғары медициналық колледж", "Высший медицинский колледж № {}"),
    Slot(150, "medical", "№ {} аудандық аурухана", "Районная больница № {}"),
    Slot(45, "scientific", "№ {} ғылыми-клиникалық орталық", "Научно-клинический центр № {}"),
)
"""Organisations come in this order, again and again: 1,020 main workers a round, 85 on average."""
ROUND = sum(slot.size for slot in SLOTS)
ORGANISATIONS_AN_ASSESSOR = 20
"""An accredited assessment organisation for so many others."""

SECOND_JOB = 0.08
LEFT_FOR_GOOD = 0.05
CERTIFIED = 0.9
RESULTS_A_YEAR = 2.2
"""Results of professional development that a worker has, on average."""

CRITERIA: dict[bool, Weighted[int]] = {
    False: Weighted((
        (1, 22), (3, 24), (4, 28), (5, 8), (2, 3), (14, 4), (13, 2), (16, 2), (9, 1), (6, 0.3), (7, 0.1), (8, 0.3),
        (10, 0.1), (11, 0.05), (12, 0.2), (15, 0.4), (17, 0.2), (18, 0.8), (19, 0.3), (20, 0.4), (21, 0.1),
    )),
    True: Weighted((
        (1, 17), (3, 18), (4, 22), (5, 17), (2, 3), (14, 4), (13, 3), (16, 4), (9, 3), (6, 0.8), (7, 0.3), (8, 2.5),
        (10, 1.2), (11, 0.3), (12, 0.8), (15, 1.2), (17, 0.8), (18, 1.2), (19, 0.8), (20, 0.7), (21, 0.5),
    )),
}  # fmt: skip
"""Rows of 283/2020 annex 1 under which results come in; the key says whether of a doctor."""
