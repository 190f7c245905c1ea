"""Who applies for what in the demo, and how far each has come."""

from __future__ import annotations

from datetime import date, timedelta

from tirkelim.cases.models import Case
from tirkelim.demo.applications import Applicant, act, ban, silence
from tirkelim.demo.maker import Maker
from tirkelim.demo.region import ALMATY_CITY
from tirkelim.gateway.records import DataSet
from tirkelim.identity.models import Account
from tirkelim.law.period import add_years


def make_cases(maker: Maker, officer: Account) -> None:
    """One application a story; the desk then has overdue, due-today and quiet ones."""
    granted(maker, officer)
    refused(maker, officer)
    overdue(maker)
    due_today(maker)
    withdrawn(maker)
    asked(maker, officer)
    to_refuse(maker)
    incomplete(maker)
    other_region(maker)
    to_grant(maker)
    draft(maker)


def _last_summer(maker: Maker) -> date:
    return date(maker.today.year - 1, 6, 24)


def _sent(applicant: Applicant, answers: dict[str, object], back: int, *refused: DataSet) -> Case:
    """An application written, consented to and sent so many working days ago."""
    applicant.write(answers, applicant.maker.at(applicant.maker.working_day(back), 11))
    applicant.consents(*refused)
    return applicant.sends()


def to_grant(maker: Maker) -> None:
    """Everything in order: the officer can grant it."""
    applicant = Applicant(maker, "aigul", born=date(2003, 5, 14))
    _sent(applicant, applicant.nurse(_last_summer(maker)), 1)


def to_refuse(maker: Maker) -> None:
    """Two reasons at once: the assessment was failed, and a court has banned the activity."""
    applicant = Applicant(maker, "daniyar", born=date(2002, 2, 11))
    applicant.knows(DataSet.BANS, ban("2-1187", maker.today - timedelta(days=120)))
    _sent(applicant, applicant.nurse(_last_summer(maker), passed=False), 2)


def incomplete(maker: Maker) -> None:
    """A graduate of 2009 whose diploma no system holds: it has to be filed."""
    applicant = Applicant(maker, "saule", born=date(1988, 9, 3))
    _sent(applicant, applicant.nurse(date(2009, 6, 25), diploma_known=False), 1)


def overdue(maker: Maker) -> None:
    """The legal statistics system is silent and the term has run out: the officer records a check of their own."""
    applicant = Applicant(maker, "marat", born=date(1985, 3, 30))
    silence(applicant.person, DataSet.BANS)
    _sent(applicant, applicant.paediatrician(add_years(maker.today, 1)), 8)


def due_today(maker: Maker) -> None:
    """A confirmation that has to be answered today (at a weekend: on Monday)."""
    applicant = Applicant(maker, "zhanar", born=date(1986, 12, 1))
    back = 5 if maker.working_day(0) == maker.today else 4
    _sent(applicant, applicant.paediatrician(maker.today + timedelta(days=200)), back)


def asked(maker: Maker, officer: Account) -> None:
    """The officer has asked for the diploma; the applicant can file it now, and the term runs on."""
    applicant = Applicant(maker, "gulnar", born=date(1987, 7, 19), language="ru")
    case = _sent(applicant, applicant.nurse(date(2008, 6, 20), diploma_known=False), 3)
    body = {"documents": ["diploma"], "note": "Диплом жүйелерден табылмады."}
    act(maker, officer, case, "ask_for_documents", body=body, at=maker.at(maker.working_day(2), 15))


def granted(maker: Maker, officer: Account) -> None:
    """Granted three weeks ago: the certificate can be checked by its QR."""
    applicant = Applicant(maker, "nurlan", born=date(1990, 1, 8))
    case = _sent(applicant, applicant.paediatrician(add_years(maker.today, 1)), 20)
    act(maker, officer, case, "grant", at=maker.at(maker.working_day(17), 12))


def refused(maker: Maker, officer: Account) -> None:
    """Refused two weeks ago, because consent to the data on bans was not given."""
    applicant = Applicant(maker, "elena", born=date(1999, 4, 2), language="ru")
    case = _sent(applicant, applicant.nurse(_last_summer(maker)), 15, DataSet.BANS)
    act(maker, officer, case, "refuse", at=maker.at(maker.working_day(12), 16))


def withdrawn(maker: Maker) -> None:
    """Taken back by the applicant."""
    applicant = Applicant(maker, "arman", born=date(2001, 10, 10))
    _sent(applicant, applicant.nurse(_last_summer(maker)), 4)
    applicant.does("withdraw")


def other_region(maker: Maker) -> None:
    """An application in Almaty, which the officer of Astana never sees."""
    applicant = Applicant(maker, "madina", born=date(2002, 8, 21), kato=ALMATY_CITY)
    _sent(applicant, applicant.nurse(_last_summer(maker)), 1)


def draft(maker: Maker) -> None:
    """Half written: everything typed is still there."""
    applicant = Applicant(maker, "aliya", born=date(2003, 3, 17))
    answers = applicant.nurse(_last_summer(maker))
    wanted = ("claim", "person", "education")
    applicant.write({name: answers[name] for name in wanted}, maker.at(maker.working_day(1), 18))
