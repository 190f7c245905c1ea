"""A foreigner of the demo who wants to work in Kazakhstan, step by step: account, application, papers, sending."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from tirkelim.cases import engine
from tirkelim.cases.models import Case
from tirkelim.demo.applications import act, picture
from tirkelim.demo.maker import Maker
from tirkelim.demo.region import ASTANA
from tirkelim.documents.evidence import take_evidence
from tirkelim.gateway.demo import add_number
from tirkelim.identity.models import Account, Role
from tirkelim.journal.change import change
from tirkelim.law.order_503_conformity.professions import find
from tirkelim.law.period import add_years
from tirkelim.law.standards.services import Action
from tirkelim.register import commands
from tirkelim.register.models import ConformityCertificate
from tirkelim.services.common.pages import page_entry
from tirkelim.services.conformity.papers import POWER_OF_ATTORNEY, to_file

PAPERS = {
    "identity_document": "Паспорт",
    "education_or_english_certificate": "Диплом",
    "proof_of_work": "Еңбек кітапшасы",
    "labour_contract": "Еңбек шарты",
    "changed_identity_document": "Жаңа паспорт",
    POWER_OF_ATTORNEY: "Сенімхат",
}
CLINIC = ("№ 2 көпбейінді қалалық аурухана", "310640000134")
"""An employer and its number."""


class Origin(NamedTuple):
    """Who comes: names in Latin letters, citizenship (three and two letters), passport, city, school."""

    surname: str
    given: str
    citizenship: str
    country: str
    passport: str
    city: str
    school: str
    male: bool = True


class Schooling(NamedTuple):
    """What counts for points: education in the specialty, a degree, a certificate to teach English, service."""

    higher: bool = True
    degree: bool = False
    english: bool = False
    years: int = 5
    months: int = 0


class Newcomer:
    """A foreigner with an account. ``since``: when the register came to know them."""

    def __init__(self, maker: Maker, login: str, who: Origin, since: datetime, *, account: bool = True) -> None:
        self.maker, self.who, self.login = maker, who, login
        facts = {
            "surname_latin": who.surname,
            "given_latin": who.given,
            "birth_date": date(1984, 4, maker.chance.randint(1, 28)),
            "sex": "male" if who.male else "female",
            "citizenship": who.citizenship,
        }
        passport = f"{who.citizenship}:{who.passport}"
        self.person = UUID(commands.add_person(maker.command(at=since), facts, passport=passport).result["person"])
        add_number(f"+7700{maker.chance.randint(1_000_000, 9_999_999)}", person=self.person)
        self.actor: Account
        if account:
            name = f"{who.surname} {who.given}"
            self.actor = maker.account(login, name, Role.APPLICANT, person=self.person, language="en")
        self.case: Case

    # --- an application ---

    def issue(
        self, at: datetime, profession: str, schooling: Schooling, *, by: Account | None = None, without: str = ""
    ) -> Case:
        """An application for a first certificate, sent; ``without``: a document that is not filed."""
        self.writes(at, self._first(profession, schooling), by)
        self._files_all(Action.ISSUE, without)
        return self.sends()

    def later(self, at: datetime, action: Action, page: Mapping[str, Any], number: str) -> Case:
        """An application for the extension, re-issue or duplicate of a certificate, sent. ``page``: its own page."""
        name = {Action.EXTEND: "contract", Action.REISSUE: "change", Action.DUPLICATE: "loss"}[action]
        asked = {"request": {"action": action.value}, "held": {"number": number}, name: dict(page)}
        self.writes(at, {**asked, "person": self._person(), "declaration": self._declaration(None)}, None)
        self._files_all(action, "")
        return self.sends()

    def writes(self, at: datetime, pages: Mapping[str, Mapping[str, Any]], by: Account | None) -> Case:
        """Open an application and fill in these pages; ``by``: a representative."""
        self.by = by or self.actor
        command = self.maker.command(self.by, at)
        represented = by.person if by is not None else None
        opened = engine.open_case("conformity", self.person, command, representative=represented)
        self.case = Case.objects.get(pk=opened)
        act(
            self.maker, self.by, self.case, "save_draft", body={"data": {n: page_entry(p, p) for n, p in pages.items()}}
        )
        return self.case

    def sends(self) -> Case:
        """Send it a moment later."""
        act(self.maker, self.by, self.case, "submit")
        return Case.objects.get(pk=self.case.pk)

    def certificate(self) -> ConformityCertificate:
        """The certificate given last."""
        return ConformityCertificate.objects.filter(person=self.person).latest("issued_on", "change__at")

    # --- what the pages say ---

    def _first(self, profession: str, schooling: Schooling) -> dict[str, dict[str, Any]]:
        listed = find(profession)[0]
        level = {} if listed.level_from is None else {"framework_level": listed.level_from}
        asked = {"action": "issue", "profession": listed.kk, "activity": listed.activity, **level}
        by = None if self.by_self else True
        return {
            "request": asked,
            "person": self._person(),
            "education": self._education(schooling),
            "work": {
                "service": {"years": schooling.years, "months": schooling.months, "days": 0},
                "workplace": f"{self.who.city} City Hospital",
                "position": listed.en,
            },
            "declaration": self._declaration(by),
        }

    @property
    def by_self(self) -> bool:
        """Whether the foreigner has an account and applies in person."""
        return hasattr(self, "actor")

    def _person(self) -> dict[str, Any]:
        return {
            "document_number": self.who.passport,
            "document_issued_on": add_years(self.maker.today, -3).isoformat(),
            "document_issuer": self.who.city,
            "document_expires_on": add_years(self.maker.today, 6).isoformat(),
            "kato": ASTANA,
            "address": "Астана, Мысал көшесі, 10",
            "telephone": "+77010000001",
            "residence_country": self.who.country,
            "residence_address": f"{self.who.city}, 10",
            "residence_telephone": "+10000000001",
        }

    def _education(self, schooling: Schooling) -> dict[str, Any]:
        recognised = {
            "recognised": True,
            "recognised_by": "Ғылым және жоғары білім министрлігі",
            "recognition_number": "000456",
            "recognised_on": date(2021, 9, 15).isoformat(),
        }
        return {
            "higher_education": schooling.higher,
            "academic_degree": schooling.degree,
            "english_teaching_certificate": schooling.english,
            "specialty": "General medicine",
            "institution": self.who.school,
            "document_number": "2012-118",
            **(recognised if schooling.higher else {}),
            **({"degree": "PhD", "degree_document": "2019-4"} if schooling.degree else {}),
            **({"english_number": "CELTA-771", "english_issuer": "Cambridge"} if schooling.english else {}),
        }

    def _declaration(self, represented: bool | None) -> dict[str, Any]:
        if not represented:
            return {"consent": True, "true": True}
        ordered = {"authority_number": "СХ-118", "authority_on": self.maker.today.replace(month=1, day=9).isoformat()}
        return {"consent": True, "true": True, **ordered}

    # --- papers ---

    def _files_all(self, action: Action, without: str) -> None:
        for kind in to_file(action, represented=self.case.representative is not None):
            if kind != without:
                self._files(kind)

    def _files(self, kind: str) -> None:
        command = self.maker.command(self.by)
        with change(command, "demo.evidence") as made:
            file = take_evidence(
                owner_stream=self.case.stream,
                kind=kind,
                name=f"{kind}.png",
                content=picture(PAPERS[kind]),
                uploaded_by=self.by.id,
                now=command.now,
                change=made,
            )
        filing = {"document": kind, "evidence": str(file.id), "language": "en", "translated_into": "ru"}
        act(self.maker, self.by, self.case, "file_document", body=filing)


def contract(signed_on: date, until: date | None, *, new: bool = False) -> dict[str, Any]:
    """The page on a labour contract."""
    return {
        "employer": CLINIC[0],
        "employer_number": CLINIC[1],
        "number": "ЕШ-45",
        "signed_on": signed_on.isoformat(),
        "open_ended": until is None,
        "new_employer": new,
        **({} if until is None else {"until": until.isoformat()}),
    }
