"""A clinic in Astana that wants a licence, its head, and the department with its officer and inspector.

``LicenceOffice.licence_case()`` is a clinic's application as it is sent: one base, primary care and the consultations
of a cardiologist, the fee paid, every paper filed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.builders import ASTANA, Office

from tirkelim.cases import engine
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.gateway.demo import add_number
from tirkelim.identity.models import Account, Role
from tirkelim.law.order_59_licence.documents import ISSUE, Document
from tirkelim.law.standards.services import Action
from tirkelim.register.commands import correct_organisation
from tirkelim.register.licence_models import Licence
from tirkelim.services.common.pages import page_entry
from tirkelim.services.licence.answers import PAGES, pages_of, read_answers
from tirkelim.services.licence.models import Visit
from tirkelim.services.licence.officer import BARS
from tirkelim.services.licence.papers import to_file
from tirkelim.services.licence.visits.notes import Noted, observe
from tirkelim.services.licence.visits.reading import lines_of

CARDIOLOGY = "residency.cardiology"
PRIMARY_CARE: dict[str, Any] = {"code": "1.2", "specialty": None}
CARDIOLOGIST: dict[str, Any] = {"code": "1.3", "specialty": CARDIOLOGY}
HOLDER: dict[str, Any] = {"kato": ASTANA, "address": "Астана, Мәңгілік Ел даңғылы, 5", "telephone": "+77172000001"}
EDUCATION: dict[str, Any] = {"graduation_year": 2018, "works_by_retraining": False}
LOSS: dict[str, Any] = {"noticed_on": "2026-02-20", "circumstances": "Су басып, бүлінді"}
DECLARATION: dict[str, Any] = {"consent": True, "true": True}


def base(address: str = "Астана, Сарыарқа даңғылы, 12", *subtypes: Mapping[str, Any], **other: Any) -> dict[str, Any]:
    """A production base as its page keeps it; primary care and a cardiologist, unless told otherwise."""
    return {
        "id": str(uuid4()),
        "kato": ASTANA,
        "address": address,
        "contact": "Сейітова Әсем",
        "telephone": "+77010000001",
        "title": "lease",
        "title_number": "12/2025",
        "title_on": "2025-11-03",
        "cadastral_number": "21:318:001:001:12",
        "subtypes": [dict(one) for one in subtypes or (PRIMARY_CARE, CARDIOLOGIST)],
    } | other


def information(bases: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """An information form that says of every base that the requirements are met."""
    return {"lines": [{"base": one["id"], "key": "premises", "meets": True} for one in bases]}


class LicenceOffice(Office):
    """The department of Astana, a clinic and its head."""

    def __init__(self, *, inspector: str = "inspector") -> None:
        super().__init__()
        self.department = self.officer()
        self.inspector = self.account(inspector, Role.INSPECTOR, territory=ASTANA)
        self.clinic = self.organisation("«Шипа» клиникасы")
        self.head = self.head_of(self.clinic)

    def head_of(self, organisation: UUID, login: str = "head") -> Account:
        """The head of an organisation: an account with a person, who applies in its name."""
        person = self.person("Ахметова")
        add_number(f"+7703{self.serial:07}", person=person)
        return self.account(login, Role.HEAD_OF_ORGANISATION, organisation=organisation, person=person)

    def renamed(self, organisation: UUID, name: str, since: date) -> None:
        """The register has a new name of an organisation."""
        correct_organisation(self.command(), organisation, {"name_kk": name}, changed_on=since)

    def answers(self, action: Action = Action.ISSUE, *, legal_entity: bool = True, **pages: Any) -> dict[str, Any]:
        """The usual answers to every page of an application; ``pages`` take the place of the usual ones."""
        moves = pages.get("change", {}).get("reason") == "base_moved"
        usual: dict[str, Any] = {
            "request": {"action": action.value},
            "holder": HOLDER,
            "education": EDUCATION,
            "loss": LOSS,
            "declaration": DECLARATION,
            "bases": {"bases": [base()]},
        } | pages
        usual.setdefault("information", information(usual["bases"]["bases"]))
        wanted = pages_of(action, legal_entity=legal_entity, base_moves=moves)
        return {name: usual[name] for name in wanted if name in usual}

    def begun(self, applicant: Account | None = None, answers: Mapping[str, Any] | None = None) -> Case:
        """An application with these answers: of the clinic by its head, or of an individual who is no head."""
        by = applicant or self.head
        assert by.person is not None
        own = self.organisation_of(by)
        id = engine.open_case("licence", by.person, self.command(by.id), organisation=own)
        case = Case.objects.get(pk=id)
        said = self.answers(legal_entity=own is not None) if answers is None else answers
        assert set(said) <= set(PAGES)
        self.do(by, case, "save_draft", data={name: page_entry(page, page) for name, page in said.items()})
        return self.fresh(case)

    def organisation_of(self, account: Account) -> UUID | None:
        """The organisation that an account heads."""
        grant = account.grants.filter(role=Role.HEAD_OF_ORGANISATION).first()
        return None if grant is None else grant.organisation

    def file(self, applicant: Account, case: Case, *kinds: Document) -> None:
        """File documents in Kazakh; all that the applicant can file, unless told which."""
        action = read_answers(case.draft.data).action
        assert action is not None
        for kind in kinds or to_file(action, legal_entity=case.organisation is not None):
            evidence = str(self.evidence(case, applicant, kind))
            self.do(applicant, case, "file_document", document=kind, evidence=evidence, language="kk")

    def pay(self, applicant: Account, case: Case, tenge: str | None = None) -> None:
        """Pay the fee of today, or as much as told, and have it confirmed."""
        begun: Any = self.do(applicant, case, "start_payment")
        order = begun.result["order"]
        sum = str(self.fresh(case).payment_orders.get(pk=order).tenge) if tenge is None else tenge
        said: dict[str, Any] = {
            "order": order,
            "reference": f"T-{order}",
            "tenge": sum,
            "paid_at": self.now.isoformat(),
        }
        self.do(applicant, case, "confirm_payment", **said)

    def licence_case(
        self,
        applicant: Account | None = None,
        answers: Mapping[str, Any] | None = None,
        *,
        paid: bool = True,
        papers: tuple[Document, ...] | None = None,
    ) -> Case:
        """An application with its fee and papers, sent."""
        by = applicant or self.head
        case = self.begun(by, answers)
        if papers is None or papers:
            self.file(by, case, *(papers or ()))
        action = read_answers(case.draft.data).action
        if paid and action in (Action.ISSUE, Action.REISSUE, Action.DUPLICATE):
            self.pay(by, case)
        self.do(by, case, "submit")
        return self.fresh(case)

    def finding(self, case: Case, kind: str, reference: str = "№ 7 хат, 02.03.2026") -> None:
        """The officer records what they established."""
        self.do(self.department, case, "record_finding", kind=kind, reference=reference)

    def cleared(self, case: Case) -> None:
        """The officer looked, and found nothing that stands against the applicant."""
        for pair in BARS.values():
            self.finding(case, pair.clear)

    def planned(self, case: Case, base: UUID, planned_at: datetime | None = None, *, told: bool = True) -> Visit:
        """A visit at the next 11:00 of Astana that leaves more than a day, told of at once."""
        at = planned_at or (self.now + timedelta(days=2)).replace(hour=6, minute=0, second=0)
        while planned_at is None and at.weekday() > 4:
            at += timedelta(days=1)
        body: dict[str, Any] = {
            "base": str(base),
            "inspector": str(self.inspector.id),
            "planned_at": at.isoformat(),
            "minutes": 120,
        }
        done: Any = self.do(self.department, case, "plan_visit", **body)
        visit = Visit.objects.get(pk=done.result["visit"])
        if told:
            said: dict[str, Any] = {"channel": "sms", "reference": "SMS-77", "sent_at": self.now.isoformat()}
            self.do(self.department, case, "notify_visit", visit=str(visit.id), **said)
        return visit

    def visited(self, case: Case, base: UUID, *, fails: tuple[tuple[str, str], ...] = ()) -> Visit:
        """A visit that the inspector has carried out and signed; the subtypes in ``fails`` do not conform."""
        visit = self.planned(case, base)
        self.now = visit.planned_at
        for line in lines_of(self.fresh(case), base):
            bad = (line.subtype, line.specialty) in fails
            noted = Noted(line.key, not bad, self.now, line.subtype, line.specialty, "Жоқ" if bad else "")
            observe(self.command(self.inspector.id), visit, noted)
        ended = self.later(minutes=10)
        said: dict[str, Any] = {"begun_at": visit.planned_at.isoformat(), "ended_at": ended.isoformat()}
        self.do(self.inspector, case, "sign_act", visit=str(visit.id), **said)
        return visit

    def ready(
        self, applicant: Account | None = None, answers: Mapping[str, Any] | None = None, *, paid: bool = True
    ) -> Case:
        """An application that only has to be granted: nothing stands against it, every base was visited."""
        case = self.licence_case(applicant, answers, paid=paid)
        self.cleared(case)
        said = read_answers(case.draft.data)
        if said.action in ISSUE or said.base_moves:
            for one in said.claimed_bases():
                self.visited(case, UUID(one.id))
        return self.fresh(case)

    def granted(self, applicant: Account | None = None, answers: Mapping[str, Any] | None = None) -> Licence:
        """A licence, given on the way that every licence goes."""
        case = self.ready(applicant, answers)
        outcome = self.decide(self.department, case, "grant")
        assert self.fresh(case).state == State.GRANTED, outcome
        return Licence.objects.get(decision=case.decisions.get().id)
