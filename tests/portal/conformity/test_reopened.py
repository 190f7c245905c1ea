"""An application of a foreign specialist that an upheld complaint has opened again."""

from __future__ import annotations

from tests.builders import ASTANA
from tests.portal.conformity.test_following import shift
from tests.portal.desk.conftest import sign_in
from tests.services.conformity.office import LocalBody

from tirkelim.identity.models import Role


def test_reopened_by_a_complaint_the_first_answer_is_shown_as_one_that_stands_no_longer(body: LocalBody) -> None:
    account = body.foreigner()
    case = body.recommended(account, said={"recommends_issue": False, "qualification_meets": False})
    body.decide(body.employment_officer, case, "refuse")
    head = body.account("body.head", Role.EMPLOYMENT_HEAD, territory=ASTANA)
    made = body.do(account, case, "complain", instance="head", text="It meets it.")
    body.do(head, case, "uphold_complaint", complaint=made.result["complaint"], reason="It does.")
    with shift(body, minutes=5):
        page = sign_in(account).get(f"/conformity/{case.id}/")
    assert page.context["decision"] is None
    assert [one.seq for one in page.context["complaints"]["earlier"]] == [1]
    assert page.context["complaints"]["again"]
