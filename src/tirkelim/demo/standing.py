"""What the invented people may do: education, levels and categories, certificates and what became of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tirkelim.demo.life import Fact, Life
from tirkelim.demo.numbers import certificate_number
from tirkelim.demo.shares import CERTIFIED, LEVELS
from tirkelim.law.period import add_years
from tirkelim.register.models import Certificate, CertificateEvent, Education, Qualification
from tirkelim.register.status import EventKind
from tirkelim.services.certificate.withdrawal import ANNULLED, Ground
from tirkelim.services.common.specialty import specialty_name

LEVELS_SINCE = date(2021, 1, 1)
"""Before it categories were given, not levels (283/2020 p.12)."""
CATEGORIES = (None, "second", "first", "highest")
SERVICE = (5, 4, 3)
"""Years from one step to the next (283/2020 p.19)."""
YEARS = 5
"""For which a certificate is given."""
SCHOOLS = {
    "college": "{} медициналық колледжі",
    "university": "{} медицина университеті",
}
STUDIES: dict[str, tuple[tuple[str, str, int], ...]] = {
    "4": (("technical_vocational", "college", 0),),
    "5": (("technical_vocational", "college", 2), ("post_secondary", "college", 0)),
    "6": (("bachelor", "university", 0),),
    "7I": (("internship", "university", 0),),
    "7R": (("internship", "university", 3), ("residency", "university", 0)),
    "8": (("internship", "university", 7), ("residency", "university", 4), ("phd", "university", 0)),
}
"""Kind, school and how many years before the last one: what a track rests on."""
EARLIER_KINDS = {"residency": "ordinatura", "phd": "candidate_of_sciences", "internship": "internship"}
RESIDENCY_SINCE = 2011


def study(life: Life) -> None:
    """The education documents of the track."""
    town = (
        life.workplace.place.kk if life.luck(0.6) else life.chance.choice(("Астана", "Алматы", "Қарағанды", "Ақтөбе"))
    )
    for kind, school, before in STUDIES[life.track]:
        finished = add_years(life.graduated, -before)
        if finished.year < RESIDENCY_SINCE:
            kind = EARLIER_KINDS.get(kind, kind)
        elif kind == "internship" and finished.year > 2023:
            kind = "integrated_medical"
        values = {
            "kind": kind, "graduated_on": finished, "source": "document",
            "institution": SCHOOLS[school].format(town), "country": "KAZ",
            "specialty": specialty_name(life.profession.specialty, "kk"),
            "document_number": f"{'ТКБ' if school == 'college' else 'ЖБ'} {life.chance.randint(100_000, 9_999_999):07}",
        }  # fmt: skip
        known = life.learned(finished)
        fact = life.line(Education, known, finished, **values)
        life.say(known, "education_added", education=fact.values["line"], **values)


def climb(life: Life) -> None:
    """The steps of the track, one after another; many stop on the way."""
    day = life.started
    for years in (0, *SERVICE[: len(LEVELS[life.track]) - 1]):
        day = add_years(day, years) + timedelta(days=life.chance.randint(10, 700) if years else 0)
        if day >= life.today or (years and life.luck(0.2)):
            break
        life.steps.append(day)
    for step, obtained in list(enumerate(life.steps))[-2:]:
        _qualification(life, step, obtained)


def _qualification(life: Life, step: int, obtained: date) -> None:
    """A level, or for an earlier year the category that was given then; the first step of old gave none."""
    values: dict[str, Any] = {
        "specialty": life.profession.specialty, "level": None, "category": None, "obtained_on": obtained,
        "valid_until": None, "indefinite": False, "decision": None, "source": "document",
        "document_number": f"{life.chance.randint(1000, 99999)}",
    }  # fmt: skip
    if obtained >= LEVELS_SINCE or life.track == "8":
        values["level"] = LEVELS[life.track][step]
    elif step == 0:
        return
    else:
        values["category"] = CATEGORIES[step]
        values["indefinite"] = obtained.year < 2015 and life.luck(0.5)
        values["valid_until"] = None if values["indefinite"] else add_years(obtained, YEARS)
    known = life.learned(obtained)
    fact = life.line(Qualification, known, obtained, **values)
    terms = {
        "person": life.person,
        **{name: value for name, value in values.items() if name not in ("decision", "source")},
    }
    life.say(known, "qualification_recorded", qualification=fact.values["line"], terms=terms, decision=None)


def certify(life: Life) -> None:
    """The certificates: for most one that holds, for some one that ended, was withdrawn, or has no end."""
    if not life.luck(CERTIFIED):
        return
    if life.started.year < 2013 and life.luck(0.12):
        _certificate(life, 0, max(life.started, date(life.chance.randint(2004, 2014), 3, 10)), endless=True)
        return
    expired = life.luck(0.08)
    back = life.chance.randint(YEARS * 366, 7 * 365) if expired else life.chance.randint(1, YEARS * 365 - 2)
    newest = max(life.started, life.today - timedelta(days=back))
    before = add_years(newest, -YEARS)
    former = None
    if before > life.started and life.luck(0.6):
        former = _certificate(life, 0, before + timedelta(days=life.chance.randint(5, 90)))
    fact = _certificate(life, 1, newest)
    if former is not None:
        _event(life, former, EventKind.SUPERSEDED, newest, "274/2020 ann.2", superseded_by=fact.values["number"])
    if life.luck(0.012):
        day = life.day_between(newest, life.today)
        reference = f"2-{life.chance.randint(100, 9999)}, {day:%d.%m.%Y}"
        _event(life, fact, EventKind.WITHDRAWN, day, Ground.COURT_BAN.value, reference=reference)
        if life.luck(0.15) and day < life.today:
            _event(life, fact, EventKind.RESTORED, life.day_between(day, life.today), ANNULLED, reference=reference)


def _certificate(life: Life, which: int, issued: date, *, endless: bool = False) -> Fact:
    known = life.learned(issued)
    terms = {
        "person": life.person, "specialty": life.profession.specialty, "issued_on": issued,
        "valid_until": None if endless else add_years(issued, YEARS),
        "level": life.level_on(issued) if issued >= LEVELS_SINCE else None,
        "office": life.workplace.place.kato, "decision": None,
        "number": certificate_number(life.seed, life.number, which, life.block),
    }  # fmt: skip
    row = {("person_id" if name == "person" else name): value for name, value in terms.items()}
    fact = life.put(Certificate, known, id=life.new_id(), **row)
    life.say(known, "certificate_recorded", certificate=fact.values["id"], number=terms["number"], terms=terms)
    return fact


def _event(
    life: Life, certificate: Fact, kind: EventKind, on: date, ground: str, reference: str = "", superseded_by: str = ""
) -> None:
    known = max(certificate.known, life.learned(on))
    said = {"on": on, "ground": ground, "reference": reference, "superseded_by": superseded_by}
    life.put(CertificateEvent, known, certificate_id=certificate.values["id"], kind=kind.value, **said)
    life.say(known, f"certificate_{kind.value}", number=certificate.values["number"], **said)
