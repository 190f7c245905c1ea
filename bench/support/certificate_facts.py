"""Random applications of doctors for a domestic certificate: everything known, sources may be down."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from tirkelim.law.order_274_certificates.facts import (
    Answered,
    Assessment,
    Bans,
    CertificateFacts,
    CertificateHeld,
    Claim,
    Consent,
    DataConsent,
    DataSet,
    Diploma,
    FiledDocument,
    OfficerFinding,
    Study,
    StudyKind,
    Work,
)
from tirkelim.law.order_274_certificates.specialties import DiplomaLevel
from tirkelim.law.order_274_certificates.training import Training

DAY = date(2026, 3, 2)
SPECIALTIES = ("Емдеу ісі", "Жалпы медицина", "Педиатрия", "Шығыс медицинасы", "Стоматология")
DOCUMENTS = (
    *("diploma", "internship", "residency", "retraining", "recognition", "proof_of_work"),
    *("assessment", "certificate_copy", "name_change"),
)
HERE = Answered.FOUND, Answered.FOUND, Answered.FOUND, Answered.NOT_FOUND
SOURCES = (*HERE, Answered.UNAVAILABLE)
LONG_AGO = date(1992, 1, 1)
CONSENTS = tuple(DataConsent(one, Consent.GIVEN) for one in DataSet)


def some_day(rng: random.Random, after: date, before: date = DAY) -> date:
    """Any day between two, both included."""
    return after + timedelta(days=rng.randint(0, max(0, (before - after).days)))


def make_certificate_facts(rng: random.Random, flaw: float) -> CertificateFacts:
    """An application; each thing in it is wrong, missing or unusual as often as ``flaw`` says."""

    def odd() -> bool:
        return rng.random() < flaw

    graduated = some_day(rng, LONG_AGO)
    return CertificateFacts(
        applied_on=DAY,
        claim=Claim(
            "residency.neurology",
            listed=not odd(),
            clinical=not odd(),
            mid_level=False,
            new=odd(),
            level=rng.choice((None, None, "7.2 (R)")),
        ),
        application_signed=not odd(),
        information_form=not odd(),
        held=make_held(rng, flaw),
        diploma=Diploma(
            DiplomaLevel.HIGHER,
            rng.choice(SPECIALTIES),
            graduated,
            rng.choice(("RU", "IN")) if odd() else "KZ",
            rng.choice(HERE) if odd() else Answered.FOUND,
        ),
        studies=tuple(make_study(rng, graduated, flaw) for _ in range(rng.randint(1, 3))),
        trainings=tuple(make_training(rng, flaw) for _ in range(rng.randint(1, 3))),
        work=Work(
            working=not odd(),
            started_on=None if odd() else some_day(rng, graduated),
            last_worked_on=rng.choice((None, some_day(rng, graduated))) if odd() else DAY,
            uninterrupted=not odd(),
            first_job=odd(),
            source=rng.choice(HERE),
        ),
        name_changed=odd(),
        civil_status=rng.choice(HERE),
        assessment=Assessment(rng.choice(SOURCES) if odd() else Answered.FOUND, not odd()),
        bans=Bans(rng.choice(SOURCES) if odd() else Answered.NOT_FOUND, "№ 1"),
        consents=CONSENTS if not odd() else tuple(make_consents(rng)),
        filed=tuple(make_document(rng, kind) for kind in DOCUMENTS if rng.random() < 0.4),
        officer=(OfficerFinding(rng.choice((1, 3, 4, 5)), "№ 7"),) if odd() else (),
    )


def make_held(rng: random.Random, flaw: float) -> CertificateHeld:
    """None, one with a term, or one without."""
    kind = rng.random()
    if kind < 0.25:
        return CertificateHeld(False, None, None, Answered.NOT_FOUND)
    shown_invalid, source = rng.random() < flaw, rng.choice(HERE)
    if kind < 0.35:
        return CertificateHeld(True, None, some_day(rng, date(2008, 1, 1)), source, shown_invalid)
    issued = some_day(rng, date(2016, 1, 1))
    return CertificateHeld(True, issued.replace(year=issued.year + 5, day=1), issued, source, shown_invalid)


def make_study(rng: random.Random, graduated: date, flaw: float) -> Study:
    """Training beside the diploma."""
    matches = rng.random() >= flaw
    return Study(rng.choice(tuple(StudyKind)), matches, some_day(rng, graduated), rng.choice(HERE))


def make_training(rng: random.Random, flaw: float) -> Training:
    """A certificate of further education, in hours or in credits."""
    hours, credits = Decimal(rng.choice(("54", "120", "120.5", "240"))), rng.randint(1, 8)
    in_hours = rng.random() < 0.7
    completed = some_day(rng, date(2019, 6, 1))
    return Training(hours if in_hours else None, None if in_hours else credits, completed, rng.random() >= flaw)


def make_consents(rng: random.Random) -> list[DataConsent]:
    """Answers on some data sets, now and then a refusal."""
    answers = (Consent.GIVEN, Consent.GIVEN, Consent.GIVEN, Consent.REFUSED, Consent.NOT_ASKED)
    return [DataConsent(one, rng.choice(answers)) for one in DataSet if rng.random() < 0.9]


def make_document(rng: random.Random, kind: str) -> FiledDocument:
    """A document in Kazakh, Russian or another language, with or without its translation."""
    language = rng.choice(("kk", "kk", "ru", "ru", "de"))
    return FiledDocument(kind, language, rng.choice((None, "kk", "ru")) if language == "de" else None)
