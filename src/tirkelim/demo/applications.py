"""An applicant of the demo, step by step: what state systems know, the answers, consent, documents, sending."""

from __future__ import annotations

import copy
import functools
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont

from tirkelim.cases import engine
from tirkelim.cases.command import Applied, CaseCommand
from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case
from tirkelim.demo import names
from tirkelim.demo.maker import Maker
from tirkelim.demo.region import ASTANA
from tirkelim.documents.evidence import take_evidence
from tirkelim.gateway.consent import give_consent, refuse_consent
from tirkelim.gateway.demo import add_number, add_outage, add_record
from tirkelim.gateway.models import Consent
from tirkelim.gateway.records import (
    AssessmentRecord,
    BanRecord,
    CertificateRecord,
    DataSet,
    EducationRecord,
    EmploymentRecord,
)
from tirkelim.identity.models import Account, Role
from tirkelim.journal.change import change
from tirkelim.law.period import add_years
from tirkelim.services.certificate.sources import ask_all
from tirkelim.services.common.pages import page_entry

GIVEN = {
    "aigul": ("Айгүл", "Айгуль", False),
    "aliya": ("Әлия", "Алия", False),
    "arailym": ("Арайлым", "Арайлым", False),
    "arman": ("Арман", "Арман", True),
    "daniyar": ("Данияр", "Данияр", True),
    "elena": ("Елена", "Елена", False),
    "gulmira": ("Гүлмира", "Гульмира", False),
    "gulnar": ("Гүлнар", "Гульнар", False),
    "madina": ("Мадина", "Мадина", False),
    "marat": ("Марат", "Марат", True),
    "nurlan": ("Нұрлан", "Нурлан", True),
    "saule": ("Сәуле", "Сауле", False),
    "zhanar": ("Жанар", "Жанар", False),
}
"""Given names of the applicants by sign-in name, and whether they are men."""
COLLEGE = "Астана медицина колледжі"
ASSESSOR = "Кәсіптік даярлықты бағалау орталығы"
CLINIC = "№ 5 қалалық емхана"
ON_FACTS = frozenset({"grant", "refuse", "decline", "intend_refusal"})
"""Commands that name the facts which the officer saw."""


class Applicant:
    """An applicant of the demo: person, account, what state systems know, and the application step by step."""

    def __init__(self, maker: Maker, login: str, *, born: date, kato: str = ASTANA, language: str = "kk") -> None:
        self.maker = maker
        self.kato = kato
        given_kk, given_ru, male = GIVEN[login]
        called = names.full(maker.chance, (given_kk, given_ru), male)
        self.person, name = maker.person(born=born, name=called, residence_kato=kato, residence="Мысал көшесі, 7")
        shown = f"{name.surname_kk} {name.given_kk}"
        self.account = maker.account(login, shown, Role.APPLICANT, person=self.person, language=language)
        self.number = f"+7700{maker.chance.randint(1_000_000, 9_999_999)}"
        add_number(self.number, person=self.person)
        self.case: Case

    def knows(self, data_set: DataSet, record: Any) -> None:
        """A state system holds this about the applicant."""
        add_record(record, data_set, person=self.person)

    def nurse(self, graduated: date, *, passed: bool = True, diploma_known: bool = True) -> dict[str, Any]:
        """A nurse after college: state systems know job and assessment, and the diploma unless told otherwise.

        Returns the answers that she would give.
        """
        if diploma_known:
            record = EducationRecord("technical_vocational", "Мейіргер ісі", COLLEGE, graduated, "ТКБ 0451200")
            self.knows(DataSet.EDUCATION_SECONDARY, record)
        hired = graduated + timedelta(days=75)
        job = EmploymentRecord("310640000124", CLINIC, "мейіргер", hired, None, "118", "Мейіргер ісі")
        self.knows(DataSet.EMPLOYMENT, job)
        assessed = self.maker.today - timedelta(days=60)
        self.knows(DataSet.ASSESSMENT, AssessmentRecord("Мейіргер ісі", passed, assessed, ASSESSOR, "БН-2041"))
        return {
            "claim": {"specialty": "secondary.nursing", "new": False, "level": None},
            "person": {"residence_kato": self.kato, "name_changed": False},
            "education": _education("technical_vocational", "Мейіргер ісі", COLLEGE, graduated, "ТКБ 0451200"),
            "studies": {"studies": []},
            "held": {"exists": False},
            "work": {"started_on": hired.isoformat(), "working": True, "uninterrupted": True},
            "trainings": {"trainings": []},
            "declaration": {"true": True},
        }

    def paediatrician(self, valid_until: date) -> dict[str, Any]:
        """A doctor who confirms a certificate, with 120 hours of further education."""
        graduated = date(2011, 6, 28)
        school = "Астана медицина университеті"
        self.knows(DataSet.EDUCATION_HIGHER, EducationRecord("higher", "Педиатрия", school, graduated, "ЖБ 100200"))
        resident = EducationRecord("residency", "Педиатрия", school, date(2013, 6, 28), "РЗ 300400")
        self.knows(DataSet.EDUCATION_HIGHER, resident)
        intern = EducationRecord("internship", "Педиатрия", school, date(2012, 6, 28), "ИН 200300")
        self.knows(DataSet.EDUCATION_HIGHER, intern)
        issued = add_years(valid_until, -5)
        held = CertificateRecord("KZ00AAA00000000", "Педиатрия", issued, valid_until, "МФБК департаменті")
        self.knows(DataSet.CERTIFICATES, held)
        started = date(2013, 9, 2)
        job = EmploymentRecord("310640000124", CLINIC, "педиатр дәрігер", started, None, "7", "Педиатрия")
        self.knows(DataSet.EMPLOYMENT, job)
        trained = self.maker.today - timedelta(days=300)
        return {
            "claim": {"specialty": "residency.paediatrics", "new": False, "level": None},
            "person": {"residence_kato": self.kato, "name_changed": False},
            "education": _education("higher", "Педиатрия", school, graduated, "ЖБ 100200"),
            "studies": {"studies": []},
            "held": {
                "exists": True,
                "number": "KZ00AAA00000000",
                "issued_on": issued.isoformat(),
                "valid_until": valid_until.isoformat(),
            },
            "work": {"started_on": started.isoformat(), "working": True, "uninterrupted": True},
            "trainings": {"trainings": [_training("Балалар жасындағы шұғыл көмек", trained, 120)]},
            "declaration": {"true": True},
        }

    def write(self, answers: Mapping[str, Any], at: datetime) -> Case:
        """Open an application and fill in these pages."""
        command = self.maker.command(self.account, at)
        self.case = Case.objects.get(pk=engine.open_case("certificate", self.person, command))
        pages = {name: page_entry(clean, clean) for name, clean in copy.deepcopy(dict(answers)).items()}
        self.does("save_draft", data=pages)
        return self.case

    def consents(self, *refused: DataSet) -> None:
        """Say yes to every data set but those refused, by a one-time code; the sources are asked at once."""
        command = self.maker.command(self.account)
        shared: dict[str, Any] = {"person": self.person, "case": self.case.id, "language": "kk", "now": command.now}
        with change(command, "demo.consent") as made:
            for data_set in DataSet:
                if data_set in refused:
                    refuse_consent(data_set=data_set, change=made, **shared)
                else:
                    way, code = Consent.Way.OTP, "demo code"
                    give_consent(data_set=data_set, way=way, reference=code, change=made, **shared)
        ask_all(self.person, self.case.id, self.maker.command(self.account))

    def files(self, document: str, title: str) -> None:
        """File a picture of a document, plainly marked as a sample."""
        file_picture(self.maker, self.account, self.case, document, title)

    def sends(self) -> Case:
        """Send the application a moment later."""
        self.does("submit")
        return Case.objects.get(pk=self.case.pk)

    def does(self, name: str, **body: Any) -> None:
        """Give a command of the applicant's own."""
        act(self.maker, self.account, self.case, name, body=body)


def act(
    maker: Maker,
    actor: Account,
    case: Case,
    name: str,
    *,
    body: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> None:
    """Give a command to a case at its present version. Raises RuntimeError unless it is carried out."""
    fresh = Case.objects.get(pk=case.pk)
    command = maker.command(actor, at)
    digest = weigh(fresh, command.now).gathered.digest if name in ON_FACTS else None
    outcome = engine.execute(CaseCommand(name, fresh.id, fresh.version, command, body or {}, digest), actor)
    if not isinstance(outcome, Applied):
        raise RuntimeError(f"the demo could not {name}: {outcome}")


def file_picture(maker: Maker, applicant: Account, case: Case, document: str, title: str) -> None:
    """A picture of a document, plainly marked as a sample, is filed in a case."""
    command = maker.command(applicant)
    with change(command, "demo.evidence") as made:
        file = take_evidence(
            owner_stream=case.stream,
            kind=document,
            name=f"{document}.png",
            content=picture(title),
            uploaded_by=applicant.id,
            now=command.now,
            change=made,
        )
    body = {"document": document, "evidence": str(file.id), "language": "kk"}
    act(maker, applicant, case, "file_document", body=body)


def ban(reference: str, since: date) -> BanRecord:
    """A prohibition of medical activity by a court."""
    return BanRecord("activity", "Астана қаласының Сарыарқа аудандық соты", reference, since, None)


def silence(person: UUID, data_set: DataSet) -> None:
    """Let a source be down for one person."""
    add_outage(data_set.value, person=person)


def _education(kind: str, specialty: str, school: str, graduated: date, number: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "specialty": specialty,
        "institution": school,
        "country": "KZ",
        "graduated_on": graduated.isoformat(),
        "document_number": number,
    }


def _training(programme: str, completed: date, hours: int) -> dict[str, Any]:
    return {
        "programme": programme,
        "organisation": "Біліктілікті арттыру институты",
        "completed_on": completed.isoformat(),
        "certificate_number": "БА-5512",
        "in_specialty": True,
        "hours": hours,
    }


@functools.cache
def _font(part: str) -> ImageFont.FreeTypeFont:
    """One alphabetic part of the site's own font."""
    file = f"vendor/golos-text/golos-text-{part}-wght-normal.woff2"
    return ImageFont.truetype(str(finders.find(file)), 24)


def _write(pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str) -> None:
    """A line of text, each letter from the part of the font that has it."""
    x, y = at
    for letter in text:
        cyrillic = "\u0400" <= letter <= "\u045f" or letter in "\u04b0\u04b1\u2116"
        part = "cyrillic" if cyrillic else "cyrillic-ext" if "\u0460" <= letter <= "\u052f" else "latin"
        font = _font(part)
        pen.text((x, y), letter, fill="#0d5c63", font=font, anchor="ls")
        x += round(font.getlength(letter))


@functools.cache
def picture(title: str) -> bytes:
    """A light page with a frame and a title, so that an opened file shows what it stands for. Many files bear the same
    few titles: each is drawn once."""
    page = Image.new("RGB", (840, 594), "#fbfaf6")
    pen = ImageDraw.Draw(page)
    pen.rectangle((24, 24, 815, 569), outline="#0d5c63", width=3)
    _write(pen, (60, 60), f"DEMO / {title}")
    stream = BytesIO()
    page.save(stream, "PNG")
    return stream.getvalue()
