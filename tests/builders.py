"""Builds what tests need through the system's own commands: people, accounts, applications in every state.

Everything is relative to ``START``, a Monday morning in Almaty. Numbers are synthetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.register.conftest import World

from tirkelim.cases import engine
from tirkelim.cases.command import Applied, CaseCommand, Outcome
from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case
from tirkelim.documents.evidence import take_evidence
from tirkelim.gateway.consent import give_consent, refuse_consent
from tirkelim.gateway.demo import add_number, add_record
from tirkelim.gateway.models import Consent
from tirkelim.gateway.records import AssessmentRecord, DataSet, EducationRecord, EmploymentRecord
from tirkelim.identity.accounts import add_account, grant_role
from tirkelim.identity.models import Account, Role
from tirkelim.identity.policy import forget
from tirkelim.journal.change import Command, change
from tirkelim.services.certificate.sources import ask_all
from tirkelim.services.common.pages import page_entry

START = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
"""Monday, 10:00 in Almaty."""
ASTANA = "710000000"
NURSING = "secondary.nursing"
NURSING_NAME = "Мейіргер ісі"

COMPLETE: dict[str, dict[str, Any]] = {
    "claim": {"specialty": NURSING, "new": False, "level": None},
    "person": {"residence_kato": ASTANA, "name_changed": False},
    "education": {
        "kind": "technical_vocational",
        "specialty": NURSING_NAME,
        "institution": "Астана медициналық колледжі",
        "country": "KZ",
        "graduated_on": "2025-06-20",
        "document_number": "ТКБ 0012345",
    },
    "studies": {"studies": []},
    "held": {"exists": False},
    "work": {"started_on": "2025-09-01", "working": True, "uninterrupted": True},
    "trainings": {"trainings": []},
    "declaration": {"true": True},
}
"""The answers of a nurse who graduated last summer and asks for a first certificate: with her data, grantable."""

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
"""The smallest whole picture."""


class Office(World):
    """A department with its officer, applicants and their applications."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START

    def account(self, login: str, role: Role, *, person: UUID | None = None, **where: Any) -> Account:
        """An account with one role since last year."""
        done = add_account(self.command(), login=login, name=login, password=None, person=person)
        account = Account.objects.get(pk=done.result["account"])
        self.grant(account, role, **where)
        return account

    def grant(self, account: Account, role: Role, **where: Any) -> None:
        """One more role, since last year."""
        grant_role(self.command(), account.id, role, valid_from=date(2025, 1, 1), **where)
        forget(account)

    def applicant(self, login: str = "applicant", **facts: Any) -> Account:
        """Someone of the register with an account of their own and a telephone number."""
        person = self.person(**{"residence_kato": ASTANA} | facts)
        add_number(f"+7701{self.serial:07}", person=person)
        return self.account(login, Role.APPLICANT, person=person)

    def officer(self, login: str = "officer", kato: str = ASTANA) -> Account:
        """An officer of a department."""
        return self.account(login, Role.DEPARTMENT_OFFICER, territory=kato)

    def nurse_in_systems(self, person: UUID, *, passed: bool = True) -> None:
        """State systems know the nurse's diploma, job and assessment; there is no ban."""
        add_record(
            EducationRecord("technical_vocational", NURSING_NAME, "Колледж", date(2025, 6, 20), "ТКБ 0012345"),
            DataSet.EDUCATION_SECONDARY,
            person=person,
        )
        job = EmploymentRecord("310640000124", "№ 5 емхана", "мейіргер", date(2025, 9, 1), None, "15", NURSING_NAME)
        add_record(job, DataSet.EMPLOYMENT, person=person)
        result = AssessmentRecord(NURSING_NAME, passed, date(2025, 7, 10), "ҰТО", "A-77", None)
        add_record(result, DataSet.ASSESSMENT, person=person)

    def draft(self, applicant: Account, answers: Mapping[str, Any] | None = None) -> Case:
        """An application with these answers on its pages."""
        assert applicant.person is not None
        case = Case.objects.get(pk=engine.open_case("certificate", applicant.person, self.command(applicant.id)))
        pages = {name: page_entry(clean, clean) for name, clean in (answers or COMPLETE).items()}
        self.do(applicant, case, "save_draft", data=pages)
        return self.fresh(case)

    def consent(self, case: Case, *, refused: tuple[DataSet, ...] = ()) -> None:
        """Consent to every data set but those refused; then the sources are asked."""
        command = self.command()
        shared = {"person": case.subject_id, "case": case.id, "language": "kk", "now": command.now}
        with change(command, "test.consent") as made:
            for data_set in DataSet:
                if data_set in refused:
                    refuse_consent(data_set=data_set, change=made, **shared)
                else:
                    way = Consent.Way.OTP
                    give_consent(data_set=data_set, way=way, reference="code 1", change=made, **shared)
        ask_all(case.subject_id, case.id, self.command())

    def submitted(self, applicant: Account, **how: Any) -> Case:
        """A nurse's application, sent: with her data in the systems it can be granted."""
        assert applicant.person is not None
        if how.pop("in_systems", True):
            self.nurse_in_systems(applicant.person)
        case = self.draft(applicant, how.pop("answers", None))
        self.consent(case, **how)
        self.do(applicant, case, "submit")
        return self.fresh(case)

    def evidence(self, case: Case, by: Account, kind: str = "diploma") -> UUID:
        """A file of the case."""
        command = self.command(by.id)
        with change(command, "test.evidence") as made:
            file = take_evidence(
                owner_stream=case.stream,
                kind=kind,
                name="diplom.png",
                content=PNG,
                uploaded_by=by.id,
                now=command.now,
                change=made,
            )
        return file.id

    def decide(self, officer: Account, case: Case, name: str) -> Outcome:
        """Grant or refuse on the facts as they stand."""
        return self.do(officer, case, name, facts_digest=self.digest(case), expect=None)

    def digest(self, case: Case) -> str:
        """The digest of the facts as they stand."""
        return weigh(self.fresh(case), self.now).gathered.digest

    def do(
        self,
        actor: Account,
        case: Case,
        name: str,
        *,
        facts_digest: str | None = None,
        version: int | None = None,
        command: Command | None = None,
        expect: type[Outcome] | None = Applied,
        **body: Any,
    ) -> Outcome:
        """Give a command to a case at its present version; fails the test unless it ends as expected."""
        seen = self.fresh(case).version if version is None else version
        wanted = CaseCommand(name, case.id, seen, command or self.command(actor.id), body, facts_digest)
        outcome = engine.execute(wanted, actor)
        assert expect is None or isinstance(outcome, expect), outcome
        return outcome

    def fresh(self, case: Case) -> Case:
        """The case as it is stored now."""
        return Case.objects.get(pk=case.pk)

    def later(self, **span: int) -> datetime:
        """Let time pass; returns the new moment."""
        self.now += timedelta(**span)
        return self.now
