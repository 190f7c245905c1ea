"""Who the invented people are and where they work: jobs one after another, promotions, second jobs, leaves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tirkelim.demo import people_names
from tirkelim.demo.life import Fact, Life
from tirkelim.demo.shares import LEFT_FOR_GOOD, SECOND_JOB, Place
from tirkelim.demo.workplaces import Workplace
from tirkelim.law.order_305_positions.nomenclature import by_row
from tirkelim.law.period import add_years
from tirkelim.register.models import Absence, AbsenceKind, Employment, Person, PersonFact, PersonIdentifier
from tirkelim.register.names import search_key

ONE_DAY = timedelta(days=1)
SHORTEST = 90
"""Days of the shortest job."""
STREETS = ("Абай", "Сәтбаев", "Жамбыл", "Әуезов", "Бейбітшілік", "Тәуелсіздік", "Қонаев", "Достық", "Алтынсарин")
NOT_LEFT: dict[str, Any] = {"left_on": None, "leave_order_number": "", "leave_order_date": None, "leave_reason": ""}
SPELLINGS = ("surname_kk", "given_kk", "patronymic_kk", "surname_ru", "given_ru", "patronymic_ru", "surname_latin",
             "given_latin")  # fmt: skip


def identify(life: Life, trained: bool | None) -> None:
    """The person, the IIN and the facts of 253/2020 p.8(1)-(10); some of them are missing, as in life."""
    name = people_names.draw(life.chance, life.male)
    spelled = {key: value for key, value in name._asdict().items() if key != "male"}
    if life.luck(0.8):
        spelled |= {
            "surname_latin": people_names.latin(name.surname_kk),
            "given_latin": people_names.latin(name.given_kk),
        }
    values = {**spelled, **_civil(life, life.workplace.place), "trained": trained}
    life.put(Person, life.since, id=life.person)
    life.line(PersonIdentifier, life.since, life.birth, scheme="iin", value=life.iin)
    fact = life.line(PersonFact, life.since, life.birth, line=life.person, **values, search_key=_key(spelled))
    known = {key: value for key, value in values.items() if value is not None}
    life.say(life.since, "person_added", identifiers={"iin": life.iin}, facts=known, valid_from=life.birth)
    if not life.male and life.luck(0.02) and life.since < life.today - timedelta(days=60):
        _marry(life, fact)


def _civil(life: Life, place: Place) -> dict[str, Any]:
    """Sex, birth, citizenship, document, residence and its registration."""
    home = f"{place.kk}, {life.chance.choice(STREETS)} көшесі, {life.chance.randint(1, 180)}"
    issued = life.day_between(date(life.today.year - 9, 1, 1), life.since - ONE_DAY)
    citizenship = life.chance.choices(("KAZ", "RUS", "UZB", "KGZ"), (985, 8, 5, 2))[0]
    return {
        "sex": "male" if life.male else "female",
        "birth_date": life.birth,
        "birth_place": None if life.luck(0.05) else place.kk if life.luck(0.7) else f"{place.kk} маңы",
        "citizenship": citizenship,
        "document_kind": "identity_card" if citizenship == "KAZ" else "residence_permit",
        "document_number": None if life.luck(0.03) else f"0{life.chance.randint(10_000_000, 59_999_999)}",
        "document_issuer": "ҚР ІІМ",
        "document_issued_on": issued,
        "document_expires_on": add_years(issued, 10),
        "residence": home,
        "residence_kato": place.kato,
        "registration_place": home,
        "registration_date": None if life.luck(0.06) else life.day_between(max(date(2005, 1, 1), life.birth), issued),
    }


def _key(names: dict[str, Any]) -> str:
    return search_key(*(names.get(spelling) for spelling in SPELLINGS))


def _marry(life: Life, fact: Fact) -> None:
    """A new surname from some day on: the first version ends there, and the old knowledge with it."""
    day = life.day_between(life.since + ONE_DAY, life.today - timedelta(days=8))
    known = life.learned(day)
    other = people_names.draw(life.chance, male=False)
    fresh = {"surname_kk": other.surname_kk, "surname_ru": other.surname_ru}
    if fact.values.get("surname_latin"):
        fresh["surname_latin"] = people_names.latin(other.surname_kk)
    changes = {name: {"was": fact.values[name], "becomes": value} for name, value in fresh.items()}
    later = {**fresh, "valid_from": day, "search_key": _key({**fact.values, **fresh})}
    life.better(fact, known, {"valid_to": day}, later)
    life.say(known, "person_corrected", changed_on=day, changes=changes)


def work(life: Life, earlier: list[Workplace | None]) -> None:
    """The whole career. `earlier` are workplaces for the jobs before the last one; None: outside the register."""
    jobs = _spans(life, len(earlier) + 1)
    for (first, last), place in zip(jobs[:-1], earlier, strict=False):
        _job(life, place, first, last)
    first, last = jobs[-1]
    fact = _job(life, life.workplace, first, last)
    if last is None:
        _away(life, fact, first)
        others = [place for place in earlier if place is not None and place.id != life.workplace.id]
        if others and life.luck(SECOND_JOB / 0.75):  # a quarter have no other workplace to go to
            start = life.day_between(first, life.today - timedelta(days=30))
            _job(life, others[0], start, None, main=False)


def _spans(life: Life, jobs: int) -> list[tuple[date, date | None]]:
    """First and last days of the jobs one after another; the last one goes on, but for a few."""
    begin, found = life.started, []
    cuts = sorted(life.day_between(life.started, life.today - timedelta(days=SHORTEST)) for _ in range(jobs - 1))
    for cut in cuts:
        if (cut - begin).days >= SHORTEST:
            found.append((begin, cut))
            begin = cut + timedelta(days=life.chance.choice((1, 1, 1, 3, 10, 30, 60)))
    last = None
    if life.luck(LEFT_FOR_GOOD) and (life.today - begin).days > SHORTEST:
        last = life.day_between(max(begin + timedelta(days=60), life.today - timedelta(days=900)), life.today - ONE_DAY)
    return [*found, (begin, last)]


def _job(life: Life, place: Workplace | None, first: date, last: date | None, *, main: bool = True) -> Fact:
    """A job with what happened in it; returns its last version."""
    position = life.profession.position
    hired = life.since if first < life.since else min(life.today, first + timedelta(days=_delay(life)))
    terms: dict[str, Any] = {
        "is_main": main, "position": position, "position_title": _title(position),
        "specialty": life.profession.specialty, "order_number": f"{life.chance.randint(1, 400)}-қ",
        "order_date": first - ONE_DAY,
    }  # fmt: skip
    where = {
        "organisation_id": None if place is None else place.id,
        "organisation_name": "" if place is not None else f"№ {life.chance.randint(1, 30)} аурухана (тіркелімнен тыс)",
    }
    fact = life.line(Employment, hired, first, hired_on=first, **where, **terms, **NOT_LEFT)
    values = {**terms, "hired_on": first, "left_on": None}
    life.say(hired, "hired", person=life.person, organisation=where["organisation_id"], values=values,
             organisation_name=where["organisation_name"], employment=fact.values["line"])  # fmt: skip
    if life.profession.senior and main and last is None and (life.today - first).days > 2500 and life.luck(0.25):
        fact = _promote(life, fact, first)
    return fact if last is None else _leave(life, fact, last)


def _delay(life: Life) -> int:
    """Days from hiring to entry: mostly in time, every twentieth late."""
    return life.chance.randint(8, 25) if life.luck(0.05) else 1


def _title(position: int) -> str:
    found = by_row(position)
    return "" if found is None else found.name("kk")


def _promote(life: Life, fact: Fact, first: date) -> Fact:
    """Another position in the same job, from some day on."""
    day = life.day_between(first + timedelta(days=1500), life.today - ONE_DAY)
    known = max(fact.known, life.learned(day))
    senior = {"position": life.profession.senior, "position_title": _title(life.profession.senior)}
    changes = {name: {"was": fact.values[name], "becomes": value} for name, value in senior.items()}
    line = fact.values["line"]
    newest = life.better(fact, known, {"valid_to": day}, {"valid_from": day, **senior})[-1]
    life.say(known, "transferred", employment=line, transferred_on=day, values=senior, changes=changes)
    return newest


def _leave(life: Life, fact: Fact, last: date) -> Fact:
    """The end of a job. A late entry of the end never comes before the entry of the beginning."""
    known = max(fact.known, life.learned(last))
    reason = life.chance.choices(
        ("own_wish", "other_organisation", "agreement", "contract_end", "retirement", "abroad"), (40, 30, 12, 8, 7, 3)
    )[0]
    number = f"{life.chance.randint(1, 400)}-жқ"
    ended = {"valid_to": last + ONE_DAY, "left_on": last, "leave_reason": reason, "leave_order_number": number,
             "leave_order_date": last}  # fmt: skip
    line = fact.values["line"]
    newest = life.better(fact, known, ended)[0]
    life.say(known, "left", employment=line, left_on=last, reason=reason, order_number=number, order_date=last)
    return newest


def _away(life: Life, fact: Fact, first: date) -> None:
    """A long leave within the present job, for some."""
    young = (life.today - life.birth).days < 40 * 365
    if not life.luck(0.18 if young and not life.male else 0.03):
        return
    kinds = (AbsenceKind.MATERNITY, AbsenceKind.CHILD_CARE) if young and not life.male else (AbsenceKind.UNPAID,)
    kind = life.chance.choice((*kinds, AbsenceKind.STUDY))
    start = life.day_between(max(first, add_years(life.today, -6)), life.today - ONE_DAY)
    planned = start + timedelta(days=life.chance.randint(60, 700))
    end = planned if planned < life.today or life.luck(0.6) else None
    known = max(fact.known, life.learned(start))
    line = fact.values["line"]
    order = {"order_number": f"{life.chance.randint(1, 400)}-қ", "order_date": start}
    away = life.line(
        Absence, known, start, employment=line, kind=kind.value, started_on=start, ended_on=end,
        valid_to=None if end is None else end + ONE_DAY, **order,
    )  # fmt: skip
    life.say(known, "absence_begun", employment=line, kind=kind.value, started_on=start, ended_on=end,
             absence=away.values["line"], **order)  # fmt: skip
