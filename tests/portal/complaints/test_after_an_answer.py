"""What stands on the pages once a complaint is answered: at the desk, and on the complaint's own page."""

from __future__ import annotations

import pytest
from tests.cases.complaining import Complaining
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import words

from tirkelim.cases.models import Complaint

pytestmark = pytest.mark.django_db


def test_the_officer_reads_what_was_said_about_the_course_of_a_case_and_the_day_set(office: Complaining) -> None:
    case = office.submitted(office.nurse)
    complaint = office.complained(case)
    office.answer(office.head, complaint, "urge_decision", body={"reason": "Too slow.", "decide_by": "2026-03-05"})
    said = words(sign_in(office.officer_, "en").get(f"/desk/{case.id}/"))
    assert f"Complaint {complaint.number} about how the application is considered was upheld" in said
    assert "Too slow." in said
    assert "To be decided by 5 March 2026" in said


def test_what_was_said_before_an_earlier_decision_is_over(office: Complaining) -> None:
    case = office.submitted(office.nurse)
    office.answer(office.head, office.complained(case), "urge_decision", body={"reason": "Too slow."})
    office.untrue(office.fresh(case))
    office.refuse(office.fresh(case))
    office.reopened(office.fresh(case))
    assert "Too slow." not in words(sign_in(office.officer_, "en").get(f"/desk/{case.id}/"))


def test_an_upheld_complaint_leads_to_no_further_instance(office: Complaining) -> None:
    case = office.reopened(office.refused())
    page = words(sign_in(office.nurse, "en").get(f"/complaints/mine/{Complaint.objects.get(case=case).id}/"))
    assert "The application is considered again" in page
    assert "What you can do next" not in page
