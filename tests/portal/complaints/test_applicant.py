"""The applicant's pages: whom to complain to and when, the complaint, its answer, what comes next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from tests.cases.complaining import Complaining
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import again, hidden, words

from tirkelim.cases.models import Case, Complaint
from tirkelim.register.models import AccessLog

pytestmark = pytest.mark.django_db


def new(case: Case) -> str:
    return f"/complaints/new/{case.id}/"


def mine(complaint: Complaint) -> str:
    return f"/complaints/mine/{complaint.id}/"


def send(office: Complaining, case: Case, **fields: str) -> Any:
    browser = sign_in(office.nurse, "en")
    page = browser.get(new(case))
    return browser.post(new(case), {**hidden(page), "instance": "head", "text": "It is true.", **fields}, follow=True)


def test_the_page_of_a_refusal_leads_to_a_complaint(office: Complaining) -> None:
    case = office.refused()
    page = sign_in(office.nurse, "en").get(f"/applications/{case.id}/")
    assert new(case) in page.content.decode()
    assert "Complain about the decision" in words(page)


def test_a_draft_and_a_withdrawn_application_offer_no_complaint(office: Complaining) -> None:
    case = office.submitted(office.nurse)
    office.do(office.nurse, case, "withdraw")
    browser = sign_in(office.nurse, "en")
    assert new(case) not in browser.get(f"/applications/{case.id}/").content.decode()
    assert "Nothing can be complained about here now" in words(browser.get(new(case), follow=True))


def test_who_is_open_with_terms_paragraph_and_readings(office: Complaining) -> None:
    said = words(sign_in(office.nurse, "en").get(new(office.refused())))
    assert "Head of the department that decides" in said
    assert "Answers within 5 working days; if you complain today, until 10 March 2026." in said
    assert "Body for the quality of public services: opens when the instance before it has answered" in said
    assert "503/2016" in said
    for reading in ("A1", "A3"):
        assert reading in said


def test_the_complaint_is_registered_with_its_clock(office: Complaining) -> None:
    page = send(office, office.refused())
    made = Complaint.objects.get()
    assert page.redirect_chain[-1][0] == mine(made)
    said = words(page)
    assert made.number in said
    assert "10 March 2026" in said
    assert "opens when the instance before it answers, on 11 March 2026 at the latest" in said


def test_about_an_open_application_it_is_about_its_course(office: Complaining) -> None:
    case = office.submitted(office.nurse)
    assert "A4" in words(sign_in(office.nurse, "en").get(new(case)))
    send(office, case)
    assert Complaint.objects.get().decision is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "Write what is wrong"),
        ({"instance": ""}, "Choose whom you complain to"),
        ({"instance": "quality_body"}, "Choose one of the options offered"),
        ({"instance": "court"}, "Name the court, the number and the day of your claim"),
    ],
)
def test_nothing_typed_is_lost(office: Complaining, fields: dict[str, str], said: str) -> None:
    page = send(office, office.refused(), **{"text": "My own words"} | fields)
    assert page.status_code == 422
    assert said in words(page)
    if "text" not in fields:
        assert "My own words" in words(page)
    assert not Complaint.objects.exists()


def test_a_second_click_and_a_late_window(office: Complaining) -> None:
    case, browser = office.refused(), sign_in(office.nurse, "en")
    fields = {**hidden(browser.get(new(case))), "instance": "head", "text": "It is true."}
    browser.post(new(case), fields)
    assert browser.post(new(case), fields).status_code == 302
    late = browser.post(new(case), again(fields))
    assert late.status_code == 422
    assert "It is true." in words(late)
    assert Complaint.objects.count() == 1


def test_answered_with_the_reason_and_what_comes_next(office: Complaining) -> None:
    case = office.refused()
    made = office.complained(case)
    office.answer(office.head, made, "dismiss_complaint", body={"reason": "The letter proves it."})
    browser = sign_in(office.nurse, "en")
    said = words(browser.get(mine(made)))
    assert "The letter proves it." in said
    assert "Body for the quality of public services: open to you now" in said
    printed = words(browser.get(f"{mine(made)}answer/"))
    assert f"Answer to complaint {made.number}" in printed
    assert made.number in words(browser.get(f"/complaints/of/{case.id}/"))


def test_taking_back(office: Complaining) -> None:
    made, browser = office.complained(office.refused()), sign_in(office.nurse, "en")
    page = browser.get(f"{mine(made)}take-back/")
    said = words(browser.post(f"{mine(made)}take-back/", hidden(page), follow=True))
    assert "The complaint is taken back." in said
    assert "Head of the department that decides: open to you now" in said


def test_after_an_upheld_complaint_both_decisions_are_seen(office: Complaining) -> None:
    case = office.reopened(office.refused())
    browser = sign_in(office.nurse, "en")
    said = words(browser.get(f"/applications/{case.id}/"))
    assert "Your complaint was upheld: the application is considered again" in said
    assert "Decision 1, which stands no longer Refused" in said
    office.true_after_all(case)
    office.grant_again(case)
    said = words(browser.get(f"/applications/{case.id}/"))
    assert "The certificate is granted" in said
    assert "Decision 1, which stands no longer Refused" in said


def test_nobody_elses_pages(office: Complaining) -> None:
    case = office.refused()
    made = office.complained(case)
    addresses = (new(case), mine(made), f"{mine(made)}take-back/", f"{mine(made)}answer/", f"/complaints/of/{case.id}/")
    for stranger in (office.applicant("stranger"), office.officer_, office.head, office.quality):
        browser = sign_in(stranger)
        assert [browser.get(address).status_code for address in addresses] == [404] * len(addresses)
    browser = sign_in(office.nurse)
    assert browser.get(f"/complaints/mine/{uuid4()}/").status_code == 404


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_in_every_language(office: Complaining, lang: str, clock: time_machine.Coordinates) -> None:
    case = office.refused()
    made = office.complained(case)
    clock.move_to(office.now + timedelta(days=20))
    browser = sign_in(office.nurse, lang)
    for address in (mine(made), new(case), f"{mine(made)}take-back/", f"/complaints/of/{case.id}/"):
        page = browser.get(address)
        assert page.status_code == 200
        if lang != "en":
            assert "Complain" not in words(page)
    assert not AccessLog.objects.filter(actor=office.nurse.id).exists()
