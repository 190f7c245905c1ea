"""A decision that a complaint set aside, for tests of what comes after."""

from __future__ import annotations

from tests.builders import ASTANA, Office

from tirkelim.cases.models import Case, Complaint
from tirkelim.identity.models import Account, Role


def reopen(office: Office, case: Case, reason: str, head_role: Role = Role.EMPLOYMENT_HEAD) -> None:
    """The applicant complains to the head, who upholds it: the case is open again."""
    head = office.account(f"head of {case.number}".replace(" ", "-").lower(), head_role, territory=ASTANA)
    applicant = Account.objects.get(person=case.subject_id)
    office.do(applicant, case, "complain", instance="head", text="Келіспеймін")
    complaint = Complaint.objects.get(case=case)
    office.do(head, case, "uphold_complaint", complaint=str(complaint.id), reason=reason)
