"""A head applies for a licence on a phone, in Kazakh: two bases with three subtypes, the lines of the information form;
what was typed is there after the page is loaded again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, expect
from tests.builders import ASTANA, PNG
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_desk import PHONE, sign_in
from tests.licences import CARDIOLOGY, LicenceOffice

from tirkelim.cases.models import Case
from tirkelim.services.licence.answers import read_answers

pytestmark = pytest.mark.django_db(transaction=True)
ONWARD = "Сақтау және жалғастыру"


@pytest.fixture
def office(transactional_db: None) -> Iterator[LicenceOffice]:
    """The department and the clinic in March 2026."""
    made = LicenceOffice()
    with time_machine.travel(made.now + timedelta(hours=2), tick=True):
        yield made


def onward(page: Page) -> None:
    """Save the screen and go on; nothing is wider than the phone, and everyone can use it."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url
    page.get_by_role("button", name=ONWARD).click()


def add_base(page: Page, address: str, *subtypes: str) -> None:
    """The screens of one base up to its subtypes."""
    page.get_by_label("База қай өңірде?").select_option(ASTANA)
    page.get_by_label("Базаның мекенжайы").fill(address)
    page.reload()  # what was typed and not saved is the browser's own; the saved rest is asked for below
    page.get_by_label("База қай өңірде?").select_option(ASTANA)
    page.get_by_label("Базаның мекенжайы").fill(address)
    assert_accessible(page)
    onward(page)
    page.get_by_label("Жалға алу").check()
    onward(page)
    page.get_by_label("Инспекторды базада кім қарсы алады?").fill("Сейітова Әсем")
    onward(page)
    expect(page.get_by_role("alert")).to_be_visible()  # the telephone is missing
    expect(page.get_by_label("Инспекторды базада кім қарсы алады?")).to_have_value("Сейітова Әсем")
    page.get_by_label("Осы адамның телефоны").fill("+77010000009")
    onward(page)
    for code in subtypes:
        page.locator(f"input[name=subtypes][value='{code}']").check()
    assert_accessible(page)
    onward(page)


def answer_lines(page: Page) -> None:
    """Answer every line of every part with yes."""
    page.get_by_role("link", name="База тұтас").first.click()
    while page.locator("input[name=meets_0]").count():
        for box in page.locator("input[type=radio][value=yes]").all():
            box.check()
        page.locator("textarea").first.fill("№ 7 шарт")
        onward(page)


def test_two_bases_on_a_phone(office: LicenceOffice, context: BrowserContext, page: Page, live_server: Any) -> None:
    page.set_viewport_size(PHONE)
    sign_in(context, office.head, live_server.url)
    page.goto("/licences/")
    assert_accessible(page)
    page.get_by_role("button", name="Алғашқы лицензияға өтінішті бастау").click()
    there = page.url
    assert_accessible(page)
    page.get_by_role("link", name="Өтініш беруші").click()
    page.get_by_label("Өтініш беруші мекенжайының өңірі").select_option(ASTANA)
    page.get_by_label("Өтініш берушінің мекенжайы").fill("Астана, Достық, 1")
    page.get_by_label("Байланыс телефоны").fill("+77172123456")
    onward(page)

    page.get_by_role("link", name="Өндірістік базалар").click()
    page.get_by_role("button", name="Бірінші базаны қосу").click()
    add_base(page, "Астана, Сарыарқа, 12", "1.2", "1.3")
    page.locator("#id_specialty").select_option(CARDIOLOGY)
    assert_accessible(page)
    page.get_by_role("button", name=ONWARD).click()
    page.get_by_label("Иә").check()
    onward(page)
    add_base(page, "Астана, Тұран, 40", "14")
    expect(page.get_by_role("heading", name="Астана, Сарыарқа, 12")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Жоқ").check()
    onward(page)

    page.get_by_role("link", name="Біліктілік талаптары").click()
    assert_accessible(page)
    answer_lines(page)
    page.goto(there)
    page.reload()
    case = Case.objects.select_related("draft").get()
    answers = read_answers(case.draft.data)
    assert [len(one.subtypes) for one in answers.claimed_bases()] == [2, 1]
    assert answers.information is not None
    for kind in ("premises_title", "staff_work_proof"):
        page.goto(f"{there}documents/{kind}/")
        page.locator("input[type=file]").set_input_files({"name": "q.png", "mimeType": "image/png", "buffer": PNG})
        page.locator("main form button.govuk-button").first.click()
    page.goto(f"{there}check/")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for box in page.locator("main form input[type=checkbox]").all():
        box.check()
    page.locator("main form button.govuk-button").last.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_accessible(page)
    case.refresh_from_db()
    assert (case.state, case.organisation) == ("considered", office.clinic)
