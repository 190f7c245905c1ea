"""An assessment in a browser, in Kazakh: asked for by a nurse, concluded by the organisation, read by the nurse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, expect
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_desk import PHONE, sign_in
from tests.services.assessment.conftest import Centre

from tirkelim.cases.models import Case
from tirkelim.identity.models import Account, Role
from tirkelim.register.assessment_queries import conclusion_of_case

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def centre(transactional_db: None) -> Iterator[Centre]:
    """An accredited organisation in March 2026."""
    made = Centre()
    with time_machine.travel(made.now + timedelta(hours=2), tick=True):
        yield made


@pytest.fixture
def nurse(centre: Centre) -> Account:
    """A nurse with a confirmed sheet and a category that expired in 2023."""
    account = centre.applicant()
    assert account.person is not None
    centre.sheet(account.person)
    centre.category(account.person, date(2023, 3, 1))
    return account


def ask(page: Page, level: str) -> None:
    """Answer the questions and send the request."""
    page.goto("/assessments/ask/")
    page.get_by_role("button", name="Бағалауды сұрау").click()
    page.get_by_role("button", name="Жалғастыру").click()
    expect(page.get_by_role("alert")).to_contain_text("Мамандықты таңдаңыз")
    page.get_by_label("Қай мамандық бойынша?").select_option("secondary.nursing")
    page.get_by_label("Біліктілік деңгейі").check()
    page.get_by_role("button", name="Жалғастыру").click()
    page.get_by_label(level, exact=True).check()
    page.get_by_role("button", name="Жалғастыру").click()
    assert_accessible(page)
    page.get_by_label("Бағалау орталығы").check()
    page.get_by_role("button", name="Жалғастыру").click()
    expect(page.get_by_role("heading", name="Өтінішті тексеріп, жіберу")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("парағын ұйымға беремін").check()
    page.get_by_role("button", name="Өтінішті жіберу").click()
    expect(page.get_by_text("Өтініш жіберілді.")).to_be_visible()


def test_from_the_nurse_to_the_organisation_and_back(
    centre: Centre, nurse: Account, context: BrowserContext, page: Page, live_server: Any
) -> None:
    sign_in(context, nurse, live_server.url)
    page.set_viewport_size(PHONE)
    ask(page, "4.1")
    case = Case.objects.get(service="assessment")

    context.clear_cookies()
    sign_in(context, centre.assessor, live_server.url)
    page.goto("/assessments/")
    assert_accessible(page)
    page.get_by_role("link", name="Сейітова Әсем").click()
    expect(page.get_by_text("Заң бойынша тапсырылмайды")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Қорытындыны жазу").click()
    page.get_by_role("group", name="Бағалау нәтижесі").get_by_label("Өтті", exact=True).check()
    page.get_by_label("Күні", exact=True).fill("2")
    page.get_by_label("Айы").fill("3")
    page.get_by_label("Жылы").fill("2026")
    page.get_by_label("Хаттама нөмірі").fill("ХТ-15")
    page.get_by_role("button", name="Жазу").click()
    expect(page.get_by_role("alert")).to_contain_text("Анықталған деңгейді таңдаңыз")
    assert_accessible(page)
    page.get_by_label("Анықталған деңгей").select_option("4.1")
    page.get_by_role("button", name="Жазу").click()
    expect(page.get_by_text("Қорытынды жазылды.")).to_be_visible()
    row = conclusion_of_case(case.id)
    assert row is not None
    assert row.stages == {"knowledge": "waived", "case_testing": "waived"}

    context.clear_cookies()
    sign_in(context, nurse, live_server.url)
    page.goto(f"/assessments/ask/{case.id}/")
    expect(page.get_by_text("Енді 4.1 деңгейіне өтініш бере аласыз")).to_be_visible()
    assert_accessible(page)
    page.goto("/record/")
    expect(page.get_by_text("Бағалауыңыз бойынша қорытындыны жазды немесе түзетті").first).to_be_visible()


def test_the_administrator_keeps_accreditations(
    centre: Centre, context: BrowserContext, page: Page, live_server: Any
) -> None:
    sign_in(context, centre.account("admin", Role.ADMINISTRATOR), live_server.url)
    page.goto("/admin/organisations/")
    expect(page.get_by_role("term").filter(has_text="АК-7")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Мәртебені немесе аккредиттеуді енгізу").click()
    page.get_by_label("Актінің нөмірі").fill("АК-9")
    page.get_by_role("group", name="Бірінші күні").get_by_label("Күні").fill("1")
    page.get_by_role("group", name="Бірінші күні").get_by_label("Айы").fill("1")
    page.get_by_role("group", name="Бірінші күні").get_by_label("Жылы").fill("2027")
    assert_accessible(page)
    page.get_by_role("button", name="Сақтау").click()
    expect(page.get_by_role("term").filter(has_text="АК-9")).to_be_visible()
