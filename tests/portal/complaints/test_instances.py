"""The room of the instances: who finds which complaints, what they read, how they answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from tests.builders import ASTANA
from tests.cases.complaining import Complaining
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import again, hidden, words

from tirkelim.cases.models import Complaint, ComplaintAnswer
from tirkelim.cases.outbox import work
from tirkelim.documents.models import Document
from tirkelim.identity.models import Account, Role
from tirkelim.register.models import AccessLog

pytestmark = pytest.mark.django_db


def page_of(complaint: Complaint, act: str = "") -> str:
    return f"/complaints/{complaint.id}/" + (f"{act}/" if act else "")


def answer(office: Complaining, by: Account, complaint: Complaint, act: str, **fields: str) -> Any:
    browser = sign_in(by, "en")
    shown = hidden(browser.get(page_of(complaint, act)))
    return browser.post(page_of(complaint, act), {**shown, "reason": "We looked.", **fields}, follow=True)


def test_each_finds_its_own(office: Complaining) -> None:
    case = office.refused()
    first = office.complained(case)
    elsewhere = office.account("elsewhere", Role.DEPARTMENT_HEAD, territory="750000000")
    assert first.number in words(sign_in(office.head).get("/complaints/"))
    for other in (office.quality, office.ministry, elsewhere):
        assert first.number not in words(sign_in(other).get("/complaints/"))
        assert sign_in(other).get(page_of(first)).status_code == 404
    office.answer(office.head, first, "dismiss_complaint")
    second = office.complained(case, "quality_body")
    assert second.number in words(sign_in(office.quality).get("/complaints/"))
    assert second.number not in words(sign_in(office.head).get("/complaints/?show=answered"))
    assert first.number in words(sign_in(office.head).get("/complaints/?show=answered"))


def test_no_room_for_others(office: Complaining) -> None:
    made = office.complained(office.refused())
    for stranger in (office.nurse, office.officer_):
        browser = sign_in(stranger)
        assert browser.get("/complaints/").status_code == 404
        assert browser.get(page_of(made)).status_code == 404
        assert browser.get(page_of(made, "uphold")).status_code == 404
        assert browser.post(page_of(made, "uphold"), {}).status_code == 404


def test_a_complaint_of_ones_own_is_not_in_the_list(office: Complaining) -> None:
    made = office.complained(office.refused())
    office.grant(office.nurse, Role.QUALITY_BODY)
    office.grant(office.nurse, Role.DEPARTMENT_HEAD, territory=ASTANA)
    assert made.number not in words(sign_in(office.nurse).get("/complaints/"))
    assert sign_in(office.nurse).get(page_of(made)).status_code == 404


def test_filters_by_the_day(office: Complaining, clock: time_machine.Coordinates) -> None:
    made = office.complained(office.refused())
    assert made.number not in words(sign_in(office.head).get("/complaints/?show=overdue"))
    clock.move_to(office.now + timedelta(days=9))
    assert made.number in words(sign_in(office.head).get("/complaints/?show=overdue"))


def test_the_whole_case_is_read_and_the_look_is_logged(office: Complaining) -> None:
    case = office.refused()
    work(office.now)
    made = office.complained(case)
    said = words(sign_in(office.head, "en").get(page_of(made)))
    for part in ("The document is true.", "Ground 1", "letter 5", "What happened", "Decision 1", "officer"):
        assert part in said
    assert AccessLog.objects.filter(actor=office.head.id, purpose="complaint.read").count() == 1
    document = Document.objects.get()
    address = f"{page_of(made)}documents/{document.id}/"
    assert sign_in(office.head).get(address)["Content-Type"] == "application/pdf"
    assert sign_in(office.quality).get(address).status_code == 404


def test_files_of_the_case_open_for_the_instance_only(office: Complaining) -> None:
    case = office.draft(office.nurse)
    file = office.evidence(case, office.nurse)
    office.do(office.nurse, case, "file_document", document="diploma", evidence=str(file), language="kk")
    office.nurse_in_systems(case.subject_id)
    office.consent(case)
    office.do(office.nurse, case, "submit")
    made = office.complained(office.fresh(case))
    address = f"{page_of(made)}files/{file}/"
    assert sign_in(office.head).get(address)["Content-Type"] == "image/png"
    assert sign_in(office.quality).get(address).status_code == 404


def test_upholding_says_the_new_day_and_reopens(office: Complaining) -> None:
    made = office.complained(office.refused())
    confirm = words(sign_in(office.head, "en").get(page_of(made, "uphold")))
    assert "Its new last day is" in confirm
    assert "A2" in confirm
    said = words(answer(office, office.head, made, "uphold"))
    assert "The complaint is upheld. The application is considered again." in said
    assert "We looked." in said
    assert office.fresh(made.case).state == "considered"


def test_dismissing(office: Complaining) -> None:
    made = office.complained(office.refused())
    assert "The complaint is dismissed." in words(answer(office, office.head, made, "dismiss"))


def test_a_day_for_an_open_application(office: Complaining) -> None:
    made = office.complained(office.submitted(office.nurse))
    page = sign_in(office.head, "en").get(page_of(made))
    assert page_of(made, "urge") in page.content.decode()
    assert page_of(made, "uphold") not in page.content.decode()
    day = {"decide_by_day": "5", "decide_by_month": "3", "decide_by_year": "2026"}
    said = words(answer(office, office.head, made, "urge", **day))
    assert "To be decided by 5 March 2026, that day included." in said
    said = words(sign_in(office.nurse, "en").get(f"/complaints/mine/{made.id}/"))
    assert "5 March 2026" in said


def test_a_day_that_has_passed_is_not_set(office: Complaining) -> None:
    made = office.complained(office.submitted(office.nurse))
    page = answer(
        office, office.head, made, "urge", decide_by_day="1", decide_by_month="3", decide_by_year="2026", reason="Why"
    )
    assert page.status_code == 422
    assert "Why" in words(page)


def test_without_a_reason_nothing_is_answered(office: Complaining) -> None:
    made = office.complained(office.refused())
    page = answer(office, office.head, made, "uphold", reason="")
    assert page.status_code == 422
    assert "Write the reason of your answer" in words(page)
    assert not ComplaintAnswer.objects.exists()


def test_a_court_is_recorded_with_its_act(office: Complaining) -> None:
    made = office.complained(office.refused(), "court", body={"reference": "claim 7"})
    page = answer(office, office.head, made, "uphold")
    assert page.status_code == 422
    assert "Name the court, the number and the day" in words(page)
    assert "You record what the court has decided" in words(page)
    answer(office, office.head, made, "uphold", reference="Astana court 2-77")
    assert office.fresh(made.case).state == "considered"


def test_the_one_who_decided_reads_but_does_not_answer(office: Complaining) -> None:
    made = office.complained(office.refused())
    office.grant(office.officer_, Role.DEPARTMENT_HEAD, territory=ASTANA)
    browser = sign_in(office.officer_, "en")
    page = browser.get(page_of(made))
    assert "The decision is yours. Somebody else answers" in words(page)
    assert page_of(made, "uphold") not in page.content.decode()
    fields = {**hidden(sign_in(office.head).get(page_of(made, "uphold"))), "reason": "Mine is right."}
    refused = browser.post(page_of(made, "uphold"), fields)
    assert refused.status_code == 422
    assert "The decision is yours" in words(refused)


def test_a_second_click_and_a_second_head(office: Complaining) -> None:
    made, browser = office.complained(office.refused()), sign_in(office.head, "en")
    fields = {**hidden(browser.get(page_of(made, "dismiss"))), "reason": "We looked."}
    browser.post(page_of(made, "dismiss"), fields)
    assert browser.post(page_of(made, "dismiss"), fields).status_code == 302
    other = sign_in(office.account("second", Role.DEPARTMENT_HEAD, territory=ASTANA), "en")
    said = words(other.post(page_of(made, "dismiss"), again(fields), follow=True))
    assert "This complaint was answered already" in said
    assert ComplaintAnswer.objects.get().officer == office.head.id


def test_the_officer_sees_why_and_decides_again(office: Complaining) -> None:
    case = office.refused()
    office.answer(office.head, office.complained(case), body={"reason": "The letter was about somebody else."})
    browser = sign_in(office.officer_, "en")
    said = words(browser.get(f"/desk/{case.id}/"))
    assert "The letter was about somebody else." in said
    assert "Decision 1, which stands no longer" in said


@pytest.mark.parametrize(
    ("act", "sentence"), [("grant", "The new one replaces it from today."), ("refuse", "it is withdrawn from today")]
)
def test_what_becomes_of_the_first_certificate_is_said_before(office: Complaining, act: str, sentence: str) -> None:
    case = office.reopened(office.granted())
    if act == "refuse":
        office.untrue(case)
    assert sentence in words(sign_in(office.officer_, "en").get(f"/desk/{case.id}/{act}/"))


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_in_other_languages(office: Complaining, lang: str) -> None:
    made, browser = office.complained(office.refused()), sign_in(office.head, lang)
    for address in ("/complaints/", page_of(made), page_of(made, "uphold"), page_of(made, "dismiss")):
        page = browser.get(address)
        assert page.status_code == 200
        assert "omplaint" not in words(page)
