"""Further education and results of professional development of the invented people, under all 21 criteria."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tirkelim.demo.life import Life, Result
from tirkelim.demo.shares import CRITERIA, RESULTS_A_YEAR
from tirkelim.law.period import add_years
from tirkelim.register.models import Activity, Training

TOPICS = (
    "Инфекциялық бақылау", "Шұғыл көмек көрсету", "Жүрек-өкпе реанимациясы", "Пациент қауіпсіздігі",
    "Антибиотиктерді ұтымды қолдану", "Қант диабетін жүргізу", "Артериялық гипертензия", "Инсульттің алдын алу",
    "Жаңа туған нәресте күтімі", "Вакцинация", "Паллиативтік көмек", "Ауырсынуды бағалау", "Телемедицина",
    "Электрондық медициналық құжаттар", "Зертханалық диагностика сапасы", "Онкологиялық скрининг",
    "Босандыру кезіндегі асқынулар", "Туберкулезді ерте анықтау", "Созылмалы ауруларды басқару",
    "Травма және иммобилизация",
    "Ультрадыбыстық зерттеу негіздері", "Хирургиялық инфекция", "Психологиялық қолдау", "Тамақтану және диета",
    "Зерттеу әдістері", "Дәлелді медицина", "Қарым-қатынас дағдылары", "Медициналық этика", "Гериатрия",
    "Балалар реанимациясы",
)  # fmt: skip
ORGANISERS = (
    "Біліктілікті арттыру институты", "Астана медицина университеті", "Ұлттық ғылыми кардиохирургия орталығы",
    "Қазақ медицина академиясы", "Кәсіби медициналық қауымдастық", "Педиатрия және балалар хирургиясы орталығы",
)  # fmt: skip
WORDS = {
    1: "біліктілікті арттыру циклі", 2: "тағылымдама", 3: "семинар", 4: "вебинар", 5: "конференция",
    6: "әдістемелік құрал", 7: "оқулық", 8: "тізімдегі журналдағы мақала", 9: "журналдағы мақала",
    10: "халықаралық базадағы жарияланым", 11: "патент", 12: "зияткерлік меншік куәлігі", 13: "тьюторлық",
    14: "тәлімгерлік", 15: "жаңа әдісті енгізу", 16: "қауымдастыққа мүшелік", 17: "сараптама кеңесіне мүшелік",
    18: "сарапшылық қызмет", 19: "клиникалық хаттама әзірлеу", 20: "тест тапсырмаларын сараптау",
    21: "тәуелсіз сараптама комиссиясы",
}  # fmt: skip
WINDOW = 5
LENGTHS = {1: 20, 2: 14, 5: 2, 13: 300, 14: 200, 16: 700, 17: 700}
"""Days that a result takes at most; others are of one day."""


def _hours(*hours: str) -> Callable[[Life], dict[str, Any]]:
    return lambda life: {"hours": life.chance.choice(hours)}


def _cycle(life: Life) -> dict[str, Any]:
    reached = len(life.steps)
    level = life.chance.choice(
        (("basic", "middle"), ("middle", "middle", "high"), ("high", "specialised"))[min(2, reached // 2)]
    )
    return {"hours": life.chance.choice(("54", "60", "60", "90", "120", "120", "216")), "programme_level": level}


def _reach(life: Life) -> dict[str, Any]:
    return {"significance": life.chance.choices(("regional", "republican", "international"), (5, 4, 1))[0]}


def _congress(life: Life) -> dict[str, Any]:
    days = life.chance.randint(1, 3)
    return {"days": days, "days_with_talk": 1 if life.luck(0.15) else 0, **_reach(life)}


DETAILS: dict[int, Callable[[Life], dict[str, Any]]] = {
    1: _cycle,
    2: lambda life: {"weeks": life.chance.randint(1, 3), **_reach(life)},
    3: lambda life: {"online": False, **_hours("6", "8", "12", "16", "24", "36")(life)},
    4: lambda life: {"online": True, **_hours("2", "4", "6.5", "8", "16", "30")(life)},
    5: _congress,
    6: lambda life: {"work": life.chance.choice(("manual", "manual", "monograph")), "author_position": 1},
    7: lambda life: {"author_position": 1},
    8: lambda life: {"author_position": life.chance.randint(1, 4)},
    9: lambda life: {"author_position": life.chance.randint(1, 4)},
    10: lambda life: {"quartile": life.chance.choice(("Q1", "Q2", "Q3", "Q4"))},
    11: lambda life: {"significance": "republican"},
    13: lambda life: {"months": 12},
    14: lambda life: {"months": life.chance.choice((3, 6, 12))},
    15: lambda life: {"health_authority_took_part": True},
    16: lambda life: {**_reach(life), "membership_months": life.chance.randint(6, 60)},
    17: lambda life: {"significance": "republican", "membership_months": life.chance.randint(12, 48)},
    19: lambda life: {"significance": "republican"},
    20: lambda life: {"test_questions": life.chance.choice((50, 100, 150, 200))},
}
"""The facts of a result, under the names of the contract (`law.order_283_cpd.criteria`); rows left out need none."""


def develop(life: Life) -> bool:
    """The results of the last years, newest last; returns whether some are further education of item 15."""
    first = max(life.started, add_years(life.today, -WINDOW - 1))
    years = (life.today - first).days / 365.25
    number = round(years * RESULTS_A_YEAR * life.chance.uniform(0.3, 1.7))
    days = sorted(life.day_between(first, life.today - timedelta(days=1)) for _ in range(number))
    lines: dict[date, dict[str, list[UUID]]] = {}
    trained = False
    for topic, day in zip(_topics(life, number), days, strict=True):
        result = _result(life, topic, day)
        taken = lines.setdefault(life.taken_over(day), {"activities": [], "trainings": []})
        taken["activities"].append(result.line)
        if result.criterion == 1 and life.luck(0.7):
            trained = True
            taken["trainings"].append(_training(life, result))
    for known, found in lines.items():
        # Taken over together, as from a list: one entry says how many and which.
        life.say(known, "results_imported", results=len(found["activities"]), **found)
    return trained


def _topics(life: Life, number: int) -> list[str]:
    """So many topics, each as rarely twice as can be."""
    rounds = -(-number // len(TOPICS))
    return [topic for _ in range(rounds) for topic in life.chance.sample(TOPICS, len(TOPICS))][:number]


def _result(life: Life, topic: str, day: date) -> Result:
    criterion = CRITERIA[life.is_doctor].draw(life.chance)
    details = DETAILS[criterion](life) if criterion in DETAILS else {}
    length = LENGTHS.get(criterion, 0)
    fact = life.line(
        Activity, life.taken_over(day), day,
        criterion=criterion, title=f"{topic}: {WORDS[criterion]}", details=details,
        specialty=None if life.luck(0.06) else life.profession.specialty,
        organisation_name=life.chance.choice(ORGANISERS),
        document_number=f"{life.chance.randint(100, 999)}/{life.number % 100_000}-{len(life.results) + 1}",
        started_on=max(life.graduated, day - timedelta(days=life.chance.randint(1, length))) if length else None,
        completed_on=day, link="https://example.org/record" if criterion == 10 else None, source="document",
    )  # fmt: skip
    result = Result(fact.values["line"], criterion, fact.values["title"], day, details)
    life.results.append(result)
    return result


def _training(life: Life, result: Result) -> UUID:
    """The same cycle as item 15 of the register; returns its line."""
    day = result.completed_on
    fact = life.line(
        Training, life.taken_over(day), day, programme=result.title, completed_on=day, source="document",
        organisation_name=ORGANISERS[0], hours=int(result.details["hours"]), specialty=life.profession.specialty,
        certificate_number=f"БА-{life.chance.randint(10_000, 99_999)}",
    )  # fmt: skip
    line: UUID = fact.values["line"]
    return line
