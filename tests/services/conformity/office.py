"""A local executive body in Astana, foreigners, and their applications for certificates of conformity.

The clock stands inside the span of the order (503/2016 in the wording of 537/2020), so its own book decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from tests.builders import ASTANA, Office

from tirkelim.cases import engine
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.gateway.demo import add_number
from tirkelim.identity.accounts import grant_role
from tirkelim.identity.models import Account, Role
from tirkelim.identity.policy import forget
from tirkelim.journal.change import change
from tirkelim.law.digest import digest
from tirkelim.law.standards.services import Action
from tirkelim.register import commands
from tirkelim.register.models import ConformityCertificate
from tirkelim.services.common.pages import page_entry
from tirkelim.services.conformity.models import (
    AgendaItem,
    Attendance,
    Member,
    Minutes,
    MinutesSignature,
    Resolution,
    Sitting,
    Threshold,
)
from tirkelim.services.conformity.papers import to_file

START = datetime(2022, 3, 1, 5, 0, tzinfo=UTC)
"""Tuesday, 11:00 in Astana: inside the span."""
ALMATY_CITY = "750000000"

PERSON: dict[str, Any] = {
    "document_number": "U 12345678",
    "document_issued_on": "2019-06-01",
    "document_expires_on": "2029-05-31",
    "document_issuer": "T.C. İçişleri Bakanlığı",
    "kato": ASTANA,
    "address": "Астана, Сарыарқа даңғылы, 12",
    "telephone": "+77010000001",
    "fax": None,
    "residence_country": "TR",
    "residence_address": "Ankara, Atatürk Bulvarı 10",
    "residence_telephone": "+903120000001",
}
DECLARATION: dict[str, Any] = {"consent": True, "true": True}
HELD: dict[str, Any] = {"number": ""}

ANSWERS: dict[Action, dict[str, dict[str, Any]]] = {
    Action.ISSUE: {
        "request": {"action": "issue", "profession": "Онколог дәрігер", "activity": "2.1", "framework_level": None},
        "person": PERSON,
        "education": {
            "higher_education": True,
            "academic_degree": False,
            "english_teaching_certificate": False,
            "specialty": "Tıp",
            "institution": "Ankara Üniversitesi",
            "document_number": "2012-118",
            "recognised": True,
            "recognised_by": "Білім және ғылым министрлігі",
            "recognition_number": "77",
            "recognised_on": "2021-11-03",
        },
        "work": {
            "service": {"years": 8, "months": 2, "days": 0},
            "workplace": "Ankara Şehir Hastanesi",
            "position": "onkolog",
        },
        "declaration": DECLARATION,
    },
    Action.EXTEND: {
        "request": {"action": "extend"},
        "held": HELD,
        "contract": {
            "employer": "№ 5 қалалық емхана",
            "employer_number": "310640000124",
            "number": "15",
            "signed_on": "2022-03-28",
            "open_ended": False,
            "until": "2023-03-27",
            "new_employer": False,
        },
        "person": PERSON,
        "declaration": DECLARATION,
    },
    Action.REISSUE: {
        "request": {"action": "reissue"},
        "held": HELD,
        "change": {"what": "document", "changed_on": "2022-03-28"},
        "person": {**PERSON, "document_number": "U 87654321"},
        "declaration": DECLARATION,
    },
    Action.DUPLICATE: {
        "request": {"action": "duplicate"},
        "held": HELD,
        "loss": {"what": "lost", "noticed_on": "2022-03-29", "circumstances": "Такси ішінде қалды"},
        "person": PERSON,
        "declaration": DECLARATION,
    },
}
"""What an oncologist from Türkiye answers; the later ones fit a certificate given in March 2022."""

SAID: dict[str, Any] = {
    "higher_education": True,
    "academic_degree": False,
    "english_teaching_certificate": False,
    "service_years": 8,
    "service_months": 2,
    "service_days": 0,
    "qualification_meets": True,
    "recommends_issue": True,
    "votes_for": 3,
    "votes_against": 0,
    "reason": "Біліктілігі мен білімі талаптарға сай",
}
"""What the commission says of such an oncologist."""


class LocalBody(Office):
    """The local executive body for employment, its officer and its commission."""

    def __init__(self, now: datetime = START) -> None:
        super().__init__()
        self.now = now
        self.employment_officer = self.account("employment", Role.EMPLOYMENT_OFFICER, territory=ASTANA)
        self.member = self.account("member", Role.COMMISSION_MEMBER, territory=ASTANA)

    def grant(self, account: Account, role: Role, **where: Any) -> None:
        """One more role, since before the span."""
        grant_role(self.command(), account.id, role, valid_from=date(2016, 1, 1), **where)
        forget(account)

    def foreigner(self, login: str = "foreigner", **facts: Any) -> Account:
        """A foreigner in the register, with an account of their own and a telephone number."""
        self.serial += 1
        facts = {"surname_latin": "Yılmaz", "given_latin": "Deniz", "birth_date": date(1987, 5, 4), "sex": "male",
                 "citizenship": "TUR"} | facts  # fmt: skip
        passport = f"{facts['citizenship']}:U{self.serial:08}"
        person = UUID(commands.add_person(self.command(), facts, passport=passport).result["person"])
        add_number(f"+7702{self.serial:07}", person=person)
        return self.account(login, Role.APPLICANT, person=person)

    def begun(
        self,
        applicant: Account,
        action: Action = Action.ISSUE,
        *,
        number: str = "",
        answers: Mapping[str, Any] | None = None,
        subject: UUID | None = None,
    ) -> Case:
        """An application with the usual answers, those given on top page by page; ``number`` of the certificate held.

        ``subject``: the person for whom the applicant applies as a representative.
        """
        assert applicant.person is not None
        represents = {} if subject is None else {"representative": applicant.person}
        id = engine.open_case("conformity", subject or applicant.person, self.command(applicant.id), **represents)
        case = Case.objects.get(pk=id)
        pages = {name: dict(page) for name, page in ANSWERS[action].items()}
        if "held" in pages:
            pages["held"]["number"] = number
        for name, page in (answers or {}).items():
            pages[name] = {**pages.get(name, {}), **page}
        self.do(applicant, case, "save_draft", data={name: page_entry(page, page) for name, page in pages.items()})
        return self.fresh(case)

    def file(
        self, applicant: Account, case: Case, *kinds: str, language: str = "kk", translated_into: str = ""
    ) -> None:
        """File documents, in Kazakh unless told otherwise."""
        for kind in kinds:
            file = self.evidence(case, applicant, kind)
            words = {"language": language, "translated_into": translated_into}
            self.do(applicant, case, "file_document", document=kind, evidence=str(file), **words)

    def sent(
        self, applicant: Account, action: Action = Action.ISSUE, *, papers: tuple[str, ...] | None = None, **how: Any
    ) -> Case:
        """An application with its papers (all that are filed for the action, unless told), sent."""
        case = self.begun(applicant, action, **how)
        represented = case.representative is not None
        self.file(applicant, case, *(to_file(action, represented=represented) if papers is None else papers))
        self.do(applicant, case, "submit")
        return self.fresh(case)

    def checked(self, case: Case, kind: str = "checked_true", by: Account | None = None) -> None:
        """The officer records a finding; that nothing untrue was found, unless told otherwise."""
        self.do(by or self.employment_officer, case, "record_finding", kind=kind, reference="№ 7 акт, 02.03.2022")

    def at_commission(self, applicant: Account, **how: Any) -> Case:
        """An application for issue that the officer has checked and handed over."""
        case = self.sent(applicant, **how)
        self.checked(case)
        self.do(self.employment_officer, case, "pass_to_commission")
        return self.fresh(case)

    def says(self, case: Case, **said: Any) -> None:
        """The commission has met and says of the person what ``SAID`` has, or otherwise: the rows of signed minutes."""
        command = self.command()
        with change(command, "test.commission") as made:
            member, _ = Member.objects.get_or_create(
                territory=case.territory, account=self.member.id, released_by=None,
                defaults={"name": "Мүше", "body": "local_executive_body", "organisation_name": "Басқарма",
                          "order_number": "1", "appointed_on": date(2021, 2, 1), "change": made},
            )  # fmt: skip
            sitting = Sitting.objects.create(
                territory=case.territory, number=f"О-{uuid4().hex[:8]}", held_at=command.now, place="Басқарма",
                quorum_percent=50, change=made,
            )  # fmt: skip
            item = AgendaItem.objects.create(sitting=sitting, case=case, position=1, change=made)
            Attendance.objects.create(sitting=sitting, member=member, change=made)
            Resolution.objects.create(item=item, change=made, **(SAID | said))
            content: dict[str, Any] = {}
            minutes = Minutes.objects.create(
                sitting=sitting, number=f"Х-{uuid4().hex[:8]}", content=content, digest=digest(content), change=made
            )
            MinutesSignature.objects.create(minutes=minutes, member=member, digest=minutes.digest, change=made)

    def recommended(self, applicant: Account, *, said: Mapping[str, Any] | None = None, **how: Any) -> Case:
        """An application for issue that has come back with the commission's recommendation."""
        case = self.at_commission(applicant, **how)
        self.says(case, **(said or {}))
        self.do(self.member, case, "recommend")
        return self.fresh(case)

    def granted(self, applicant: Account, **how: Any) -> ConformityCertificate:
        """A certificate, given on the way that every certificate goes."""
        case = self.recommended(applicant, **how)
        self.decide(self.employment_officer, case, "grant")
        assert self.fresh(case).state == State.GRANTED
        return ConformityCertificate.objects.get(person=applicant.person, decision__in=case.decisions.values("id"))

    def ready(self, applicant: Account, action: Action, number: str, **how: Any) -> Case:
        """An extension, re-issue or duplicate that the officer has checked and only has to grant."""
        case = self.sent(applicant, action, number=number, **how)
        self.checked(case)
        return self.fresh(case)

    def threshold(self, points: int | None, valid_from: date = date(2022, 1, 1), territory: str = ASTANA) -> None:
        """The local body sets a threshold, or takes it back."""
        with change(self.command(), "test.threshold") as made:
            Threshold.objects.create(
                territory=territory, points=points, valid_from=valid_from, source="№ 5 қаулы, 10.01.2022", change=made
            )
