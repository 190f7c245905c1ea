"""An office with everybody who has to do with complaints, and cases that are refused or granted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.builders import ASTANA, Office

from tirkelim.cases.command import Applied, Outcome
from tirkelim.cases.models import Case, Complaint, Decision
from tirkelim.identity.models import Account, Role
from tirkelim.services.certificate.officer import FindingKind


class Complaining(Office):
    """A department with an officer and a head, the body for quality, the ministry, and one applicant."""

    def __init__(self) -> None:
        super().__init__()
        self.officer_ = self.officer()
        self.head = self.account("head", Role.DEPARTMENT_HEAD, territory=ASTANA)
        self.quality = self.account("quality", Role.QUALITY_BODY)
        self.ministry = self.account("ministry", Role.MINISTRY_OFFICER)
        self.nurse = self.applicant()

    def refused(self) -> Case:
        """Refused, since a document is said to be untrue: without that finding it could be granted."""
        case = self.submitted(self.nurse)
        self.untrue(case)
        self.refuse(case)
        return self.fresh(case)

    def granted(self) -> Case:
        """Granted, with a certificate in the register."""
        case = self.submitted(self.nurse)
        self.grant_again(case)
        return self.fresh(case)

    def untrue(self, case: Case) -> None:
        """The officer finds a document untrue."""
        self.do(self.officer_, case, "record_finding", kind=FindingKind.UNTRUE.value, reference="letter 5")

    def true_after_all(self, case: Case) -> None:
        """The officer takes that back."""
        finding = case.officer_findings.get(removed_by__isnull=True)
        self.do(self.officer_, case, "remove_finding", finding=str(finding.id))

    def refuse(self, case: Case) -> None:
        """Refuse on the facts as they stand."""
        assert isinstance(self.decide(self.officer_, case, "refuse"), Applied)

    def grant_again(self, case: Case) -> None:
        """Grant on the facts as they stand."""
        outcome = self.decide(self.officer_, case, "grant")
        assert isinstance(outcome, Applied), outcome

    def complain(self, case: Case, instance: str = "head", **how: Any) -> Outcome:
        """The applicant complains."""
        body = {"text": "The document is true.", "instance": instance} | how.pop("body", {})
        return self.do(how.pop("by", self.nurse), case, "complain", **body, **how)

    def complained(self, case: Case, instance: str = "head", **how: Any) -> Complaint:
        """The complaint that was made."""
        outcome = self.complain(case, instance, **how)
        assert isinstance(outcome, Applied), outcome
        return Complaint.objects.get(pk=UUID(outcome.result["complaint"]))

    def answer(self, by: Account, complaint: Complaint, name: str = "uphold_complaint", **how: Any) -> Outcome:
        """An instance answers."""
        body = {"complaint": str(complaint.id), "reason": "We looked into it."} | how.pop("body", {})
        return self.do(by, complaint.case, name, **body, **how)

    def reopened(self, case: Case) -> Case:
        """The head upholds a complaint."""
        self.answer(self.head, self.complained(case))
        return self.fresh(case)

    def decisions(self, case: Case) -> list[Decision]:
        """The decisions of a case, the first at the beginning."""
        return list(case.decisions.order_by("seq"))


def codes(outcome: Outcome) -> list[str]:
    """What was wrong with a command."""
    return [problem.code for problem in getattr(outcome, "problems", ())]
