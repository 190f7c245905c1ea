"""The hearing on the pages: invisible by default; shown at the desk, read and answered by the applicant."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cases.complaining import Complaining
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden, words

from tirkelim.cases.command import Invalid
from tirkelim.cases.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(office: Complaining) -> Case:
    """An application in which a document was found untrue."""
    found = office.submitted(office.nurse)
    office.untrue(found)
    return office.fresh(found)


@pytest.fixture
def _heard(settings: Any) -> None:
    settings.REFUSAL_HEARING_DAYS = 2


def desk(case: Case, act: str = "") -> str:
    return f"/desk/{case.id}/" + (f"{act}/" if act else "")


def intend(office: Complaining, case: Case) -> Any:
    browser = sign_in(office.officer_, "en")
    return browser.post(desk(case, "intend"), hidden(browser.get(desk(case, "intend"))), follow=True)


def test_off_by_default_nothing_is_seen(office: Complaining, case: Case) -> None:
    said = words(sign_in(office.officer_, "en").get(desk(case)))
    assert "intended refusal" not in said
    assert sign_in(office.nurse).get(f"/complaints/hearing/{case.id}/").status_code == 404


@pytest.mark.usefixtures("_heard")
def test_the_desk_shows_it_instead_of_refusing(office: Complaining, case: Case) -> None:
    browser = sign_in(office.officer_, "en")
    page = browser.get(desk(case))
    assert desk(case, "intend") in page.content.decode()
    assert "Refuse: not possible now. The applicant is heard before a refusal" in words(page)
    assert "The application cannot be refused now." in words(browser.get(desk(case, "refuse")))
    confirm = words(browser.get(desk(case, "intend")))
    assert "may answer until 4 March 2026" in confirm
    assert "Ground 1" in confirm
    assert "The applicant is shown the intended refusal and can answer." in words(intend(office, case))
    assert "The applicant may answer until 4 March 2026" in words(browser.get(desk(case)))


@pytest.mark.usefixtures("_heard")
def test_the_applicant_reads_it_and_answers(office: Complaining, case: Case) -> None:
    intend(office, case)
    browser, address = sign_in(office.nurse, "en"), f"/complaints/hearing/{case.id}/"
    assert address in browser.get(f"/applications/{case.id}/").content.decode()
    page = browser.get(f"/applications/{case.id}/")
    assert f"/applications/{case.id}/documents/diploma/" in page.content.decode()
    page = browser.get(address)
    said = words(page)
    for part in (
        "Nothing is decided yet",
        "4 March 2026",
        "Ground 1",
        "letter 5",
        "The term of the application runs on",
    ):
        assert part in said
    empty = browser.post(address, {**hidden(page), "text": ""})
    assert empty.status_code == 422
    assert "Write your answer" in words(empty)
    assert "Your answer is with the officer" in words(
        browser.post(address, {**hidden(page), "text": "It is mine."}, follow=True)
    )
    said = words(sign_in(office.officer_, "en").get(desk(case)))
    assert "The applicant answers: It is mine." in said
    assert "Refuse: not possible" not in said
    assert "It is mine." in words(browser.get(address))


@pytest.mark.usefixtures("_heard")
def test_too_long_an_answer_is_kept(office: Complaining, case: Case) -> None:
    intend(office, case)
    browser, address = sign_in(office.nurse, "en"), f"/complaints/hearing/{case.id}/"
    page = browser.post(address, {**hidden(browser.get(address)), "text": "word " * 1200})
    assert page.status_code == 422
    assert "word word" in words(page)


@pytest.mark.usefixtures("_heard")
def test_nobody_elses_hearing(office: Complaining, case: Case) -> None:
    intend(office, case)
    for stranger in (office.applicant("stranger"), office.officer_, office.head):
        assert sign_in(stranger).get(f"/complaints/hearing/{case.id}/").status_code == 404


@pytest.mark.usefixtures("_heard")
def test_the_same_grounds_are_shown_once(office: Complaining, case: Case) -> None:
    intend(office, case)
    browser = sign_in(office.officer_, "en")
    page = browser.get(desk(case, "intend"))
    assert "The applicant has been shown these grounds." in words(page)
    assert "Show it to the applicant" not in words(page)
    again = office.decide(office.officer_, office.fresh(case), "intend_refusal")
    assert isinstance(again, Invalid)
    assert [problem.code for problem in again.problems] == ["shown_already"]
    assert case.intended_refusals.count() == 1
