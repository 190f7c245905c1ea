"""A local executive body with its commission in March 2022, and applications that were handed over to it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.builders import ASTANA, Office

from tirkelim.cases import engine
from tirkelim.cases.models import Case
from tirkelim.identity.accounts import grant_role
from tirkelim.identity.models import Account, Role
from tirkelim.identity.policy import forget
from tirkelim.law.digest import plain
from tirkelim.law.period import Length
from tirkelim.law.standards.rows import documents_of
from tirkelim.law.standards.services import Action, Service
from tirkelim.services.common.pages import page_entry
from tirkelim.services.conformity.answers import (
    DeclarationAnswers,
    EducationAnswers,
    PersonAnswers,
    RequestAnswers,
    WorkAnswers,
)
from tirkelim.services.conformity.commission import composition, minutes, resolving, scoring, sittings, taking_part
from tirkelim.services.conformity.commission.composition import Appointment
from tirkelim.services.conformity.commission.resolving import Settled
from tirkelim.services.conformity.commission.scoring import Judgement
from tirkelim.services.conformity.models import AgendaItem, Body, Member, Minutes, Sitting

MONDAY = datetime(2022, 3, 14, 4, 0, tzinfo=UTC)
PLACE = "Бейбітшілік көшесі, 11"
ORDER = "27-Ө"
PROVEN = Judgement(True, False, False, Length(4, 0, 0), True, "«Дәрігер» кәсіптік стандарты", True)
"""Higher education and four years of service, all in order: issue is recommended."""
DOUBTED = PROVEN._replace(
    service=Length(2, 0, 0), qualification_meets=False, recommends_issue=False, note="Өтіл екі жылға ғана расталған."
)
"""A colleague who finds less proven and recommends refusal."""


class CommissionRoom(Office):
    """A head, an officer, and three members, the first of them the chair."""

    def __init__(self) -> None:
        super().__init__()
        self.now = MONDAY
        self.head = self.account("body-head", Role.EMPLOYMENT_HEAD, territory=ASTANA)
        self.officer_ = self.account("body-officer", Role.EMPLOYMENT_OFFICER, territory=ASTANA)
        self.chair, self.second, self.third = (self.member(f"member{n}", body) for n, body in enumerate(
            (Body.LOCAL_EXECUTIVE_BODY, Body.EDUCATION, Body.ATAMEKEN), start=1
        ))  # fmt: skip

    def grant(self, account: Account, role: Role, **where: Any) -> None:
        """One more role, for years."""
        grant_role(self.command(), account.id, role, valid_from=date(2020, 1, 1), **where)
        forget(account)

    def member(self, login: str, body: Body = Body.ASSOCIATION, **how: Any) -> Account:
        """An account that sits on the commission since the beginning of the month."""
        account = self.account(login, Role.COMMISSION_MEMBER, territory=ASTANA, **how)
        chair = body is Body.LOCAL_EXECUTIVE_BODY and not Member.objects.exists()
        wanted = Appointment(account.id, body, f"{body.label} (Астана)", ORDER, date(2022, 3, 1), chair)
        composition.appoint(self.command(self.head.id), ASTANA, wanted)
        return account

    def foreigner(self, login: str = "foreigner", **facts: Any) -> Account:
        """An oncologist from abroad with an account."""
        facts = {"surname_kk": "Смит", "given_kk": "Джон", "surname_ru": "Смит", "given_ru": "Джон"} | facts
        return self.account(login, Role.APPLICANT, person=self.person(**facts))

    def handed_over(self, applicant: Account | None = None, **education: Any) -> Case:
        """An application for issue with all its papers, passed to the commission."""
        applicant = applicant or self.foreigner(f"foreigner{self.serial}")
        assert applicant.person is not None
        case = Case.objects.get(pk=engine.open_case("conformity", applicant.person, self.command(applicant.id)))
        pages = {name: page_entry(raw, raw) for name, raw in answers(**education).items()}
        self.do(applicant, case, "save_draft", data=pages)
        for kind in documents_of(Service.CONFORMITY, Action.ISSUE):
            if kind != "application":
                file = self.evidence(case, applicant, kind)
                self.do(applicant, case, "file_document", document=kind, evidence=file, language="kk")
        self.do(applicant, case, "submit")
        self.do(self.officer_, case, "pass_to_commission")
        return self.fresh(case)

    def sitting(self, *cases: Case, **later: int) -> Sitting:
        """A sitting on Wednesday with these cases; the clock goes on to its beginning unless told otherwise."""
        held_at = MONDAY + timedelta(days=2, hours=1)
        done = sittings.convene(self.command(self.officer_.id), ASTANA, held_at, PLACE, [case.id for case in cases])
        if later.get("wait", 1):
            self.now = held_at
        return Sitting.objects.get(pk=done.result["sitting"])

    def attend(self, sitting: Sitting, *members: Account) -> None:
        """These members take part; all three unless named."""
        for account in members or (self.chair, self.second, self.third):
            taking_part.attend(self.command(account.id), sitting)

    def declare(self, account: Account, item: AgendaItem, note: str = "") -> None:
        """No conflict of interest; one where a note says which."""
        taking_part.declare(self.command(account.id), item, conflict=bool(note), note=note)

    def score(self, account: Account, item: AgendaItem, judged: Judgement = PROVEN) -> None:
        """Declare, and score what is seen."""
        self.declare(account, item)
        scoring.score(self.command(account.id), item, judged, scoring.seen_digest(item.case))

    def scored(self, item: AgendaItem, *judged: Judgement) -> None:
        """All three score: as proven, unless told otherwise, in the order chair, second, third."""
        for account, said in zip((self.chair, self.second, self.third), judged or (PROVEN,) * 3, strict=False):
            self.score(account, item, said)

    def resolve(self, item: AgendaItem, divergence: str = "", reason: str = "", **values: Any) -> None:
        """The chair records the resolution."""
        resolving.resolve(self.command(self.chair.id), item, Settled(values, divergence, reason))

    def draw_up(self, sitting: Sitting) -> Minutes:
        """The officer draws up the minutes."""
        minutes.draw_up(self.command(self.officer_.id), sitting)
        return Minutes.objects.select_related("sitting").get(pk=sitting.pk)

    def sign(self, made: Minutes, *members: Account, opinion: str = "") -> dict[str, Any]:
        """These members sign; returns what the last signature did."""
        result: dict[str, Any] = {}
        for account in members:
            result = minutes.sign(self.command(account.id), made, made.digest, opinion).result
        return result

    def item(self, sitting: Sitting, position: int = 1) -> AgendaItem:
        """An item of the agenda."""
        return AgendaItem.objects.select_related("case__draft", "sitting").get(sitting=sitting, position=position)


def answers(**education: Any) -> dict[str, dict[str, Any]]:
    """The answers of an oncologist with a diploma and four years of service."""
    studied = replace(EducationAnswers(
        higher_education=True, academic_degree=False, english_teaching_certificate=False, specialty="Онкология",
        institution="University of Leeds", document_number="LU-77", recognised=True,
        recognised_by="Болон процесі орталығы", recognition_number="N-12", recognised_on=date(2022, 1, 10),
    ), **education)  # fmt: skip
    pages = {
        "request": RequestAnswers(Action.ISSUE, "Онколог дәрігер", "2.1"),
        "person": PersonAnswers(
            document_number="X1234567", document_issued_on=date(2019, 5, 1), document_issuer="UKPA", kato=ASTANA,
            address="Кенесары көшесі, 40", telephone="+77010000001", residence_country="GB",
            residence_address="Leeds", residence_telephone="+441130000000",
        ),
        "education": studied,
        "work": WorkAnswers(Length(4, 0, 0), "Leeds Hospital", "oncologist"),
        "declaration": DeclarationAnswers(consent=True, true=True),
    }  # fmt: skip
    return {name: plain(asdict(page)) for name, page in pages.items()}
